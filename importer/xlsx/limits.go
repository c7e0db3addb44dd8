package xlsx

// Limits bound what a workbook may ask of the machine. They are checked before the work is done:
// the sizes the ZIP directory claims are summed up when the file is opened, and no part may
// inflate to more than it claims.
type Limits struct {
	FileBytes      int64 // the file on disk
	InflatedBytes  int64 // all its parts inflated
	Ratio          int64 // inflated bytes to a byte of the file, counted from RatioFloor on
	RatioFloor     int64 // inflated bytes that are always allowed, for small files of blank rows
	Parts          int64 // entries of the ZIP file, and sheets
	Columns        int64 // rightmost column with a value
	Strings        int64 // shared strings
	StringBytes    int64 // text of all shared strings, UTF-8
	ValueBytes     int64 // text of one cell; Excel allows 32,767 characters
	RowBytes       int64 // texts of the cells of a row that are not shared strings
	TagBytes       int64 // one XML tag with its attributes
	SmallPartBytes int64 // a part other than sheets and shared strings, inflated
	SortedCells    int64 // cells of a sheet whose rows are out of order and so kept in memory
}

// DefaultLimits are those of the program.
var DefaultLimits = Limits{
	FileBytes:      64 << 20,
	InflatedBytes:  1 << 30,
	Ratio:          200,
	RatioFloor:     16 << 20,
	Parts:          10_000,
	Columns:        2_000,
	Strings:        4_000_000,
	StringBytes:    128 << 20,
	ValueBytes:     256 << 10,
	RowBytes:       16 << 20,
	TagBytes:       1 << 20,
	SmallPartBytes: 32 << 20,
	SortedCells:    500_000,
}

// Names of the limits in a LimitError.
const (
	LimitFileBytes      = "file-bytes"
	LimitInflatedBytes  = "inflated-bytes"
	LimitRatio          = "ratio"
	LimitParts          = "parts"
	LimitColumns        = "columns"
	LimitStrings        = "strings"
	LimitStringBytes    = "string-bytes"
	LimitValueBytes     = "value-bytes"
	LimitRowBytes       = "row-bytes"
	LimitTagBytes       = "tag-bytes"
	LimitSmallPartBytes = "small-part-bytes"
	LimitSortedCells    = "sorted-cells"
	LimitMerged         = "merged"
)

// Bounds of the XML itself that no honest part comes near.
const (
	maxDepth      = 256
	maxAttributes = 128
	maxMerged     = 200_000
)
