// Package source opens anything with rows and cell addresses: workbooks old and new, pages with tables, delimited text,
// address cards.
//
//	book, err := source.Open(path, source.Options{})
//	rows, err := book.Rows(0)
//	for rows.Next() {
//		for _, c := range rows.Cells() { … }
//	}
//	err = rows.Err()
//
// A file is known by its content, not by its name: a text called .xlsx is read as text, and Book.Renamed says so. What
// is guessed, the encoding and the delimiter of a text, stands in Book.Format and can be given in Options instead.
//
// Rows are numbered as a spreadsheet shows them. A file that is damaged ends with an error and never with a part of the
// rows that looks like all of them. What a file may cost is bounded by xlsx.Limits for workbooks and by Limits here for
// everything else.
package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kartoteka/importer/xlsx"
)

// A Cell is a cell with a value, whatever it was read from.
type Cell = xlsx.Cell

// A Kind is a way a file holds its rows.
type Kind string

// The kinds of files.
const (
	XLSX  Kind = "xlsx"
	CSV   Kind = "csv" // delimited text with any delimiter
	VCard Kind = "vcard"
	XLS   Kind = "xls"
	HTML  Kind = "html"
	ODS   Kind = "ods"
)

// A Format is how a file was understood.
type Format struct {
	Kind      Kind   `json:"kind"`
	Encoding  string `json:"encoding,omitempty"`  // of text, one of Encodings
	Delimiter string `json:"delimiter,omitempty"` // of delimited text, one character
}

// Options say what is known about a file. What is empty is guessed.
type Options struct {
	Encoding  string // one of Encodings
	Delimiter string // one character
}

// Bounds of files that are no workbooks.
const (
	MaxFileBytes  = 64 << 20
	MaxFieldBytes = 1 << 20
	MaxColumns    = 2_000
	MaxRows       = xlsx.MaxRow
)

// Names of the bounds in an xlsx.LimitError.
const (
	LimitFieldBytes = "field-bytes"
	LimitRows       = "rows"
)

// Why a file that is no workbook is refused.
var (
	ErrEmpty   = errors.New("the file is empty")
	ErrBinary  = errors.New("the file is not text")
	ErrNotCard = errors.New("not an address card")
)

// A QuoteError says that a quotation mark opens a field and none closes it. Row and Col are those of the field.
type QuoteError struct{ Row, Col int }

func (e *QuoteError) Error() string {
	return "quotation mark without an end in " + xlsx.CellName(e.Col, e.Row)
}

// A Book is an open file. It is not safe for use by several goroutines at once.
type Book struct {
	Name       string // of the file, without its ending; "" of one in memory
	Format     Format
	Sheets     []Sheet
	Properties map[string]string // custom properties of a workbook
	Date1904   bool
	Renamed    bool // the ending of the file's name promises a workbook, and the content is text

	sum      string
	workbook *xlsx.Workbook
	text     string
	grids    []*grid // of sources that are read at once, by sheet
}

// A Sheet is one table of a file. A file without sheets has one without a name.
type Sheet struct {
	Name   string
	Hidden bool
	Titles []string // of a source whose columns have names of their own (address cards), by column from 0; else nil
}

// Rows reads a sheet from its first row to its last. Rows without a value are passed over.
type Rows interface {
	Next() bool
	Number() int       // of the row, from 1
	Cells() []Cell     // that hold something, by ascending column; valid until Next, their texts for ever
	Fraction() float64 // how much has been read, from 0 to 1
	Err() error        // why Next returned false; nil at the end
	Close() error
}

// Open reads the file. It is closed again before Open returns. Errors are those of the system, of package xlsx, or of
// this package.
func Open(path string, o Options) (*Book, error) {
	content, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if o.Delimiter == "" && strings.EqualFold(filepath.Ext(path), ".tsv") && bytes.Contains(content, []byte("\t")) {
		o.Delimiter = "\t"
	}
	b, err := Read(content, o)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	b.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm":
		b.Renamed = b.Format.Kind == CSV
	}
	return b, nil
}

// Read is Open for a file in memory. The book keeps content, which must not be changed.
func Read(content []byte, o Options) (*Book, error) {
	if len(content) > MaxFileBytes {
		return nil, &xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: MaxFileBytes}
	}
	b, err := read(content, o)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	b.sum = hex.EncodeToString(sum[:])
	return b, nil
}

func read(content []byte, o Options) (*Book, error) {
	w, err := xlsx.Read(content, xlsx.DefaultLimits)
	switch {
	case err == nil:
		return ofWorkbook(w), nil
	case len(content) == 0 || len(bytes.TrimSpace(content)) == 0:
		return nil, ErrEmpty
	case errors.Is(err, xlsx.ErrOldExcel):
		return readXLS(content)
	case errors.Is(err, xlsx.ErrOpenDocument):
		return readODS(content)
	case errors.Is(err, xlsx.ErrHTML):
		text, encoding, err := decode(content, o.Encoding)
		if err != nil {
			return nil, err
		}
		return readHTML(text, encoding)
	case errors.Is(err, xlsx.ErrCSV):
	case errors.Is(err, xlsx.ErrNotWorkbook) && looksLikeWide(content):
	case errors.Is(err, xlsx.ErrNotWorkbook) && !isArchive(content):
		return nil, ErrBinary
	default:
		return nil, err
	}
	text, encoding, err := decode(content, o.Encoding)
	if err != nil {
		return nil, err
	}
	if isCard(text) {
		return readCards(text, encoding)
	}
	return readText(text, encoding, o.Delimiter)
}

// isArchive reports a ZIP or a compound file, which other office programs write too: that it is no workbook says more of it
// than that it is no text.
func isArchive(content []byte) bool {
	return bytes.HasPrefix(content, []byte("PK")) || bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0"))
}

func ofWorkbook(w *xlsx.Workbook) *Book {
	b := &Book{Format: Format{Kind: XLSX}, Properties: w.Properties, Date1904: w.Date1904, workbook: w}
	for _, s := range w.Sheets {
		b.Sheets = append(b.Sheets, Sheet{Name: s.Name, Hidden: s.Hidden})
	}
	return b
}

// Rows begins to read a sheet, by its index in Sheets.
func (b *Book) Rows(sheet int) (Rows, error) {
	switch {
	case b.workbook != nil:
		return b.workbook.Rows(sheet)
	case b.grids != nil:
		return &gridRows{grid: b.grids[sheet], at: -1}, nil
	}
	return newTextRows(b.text, b.Format.Delimiter[0]), nil
}

// Merged returns the merged ranges of a sheet, see xlsx.Workbook.Merged.
func (b *Book) Merged(sheet int) []xlsx.Range {
	if b.workbook == nil {
		return nil
	}
	return b.workbook.Merged(sheet)
}

// Workbook is the workbook behind the book, or nil when it is no XLSX file.
func (b *Book) Workbook() *xlsx.Workbook { return b.workbook }

// SHA256 returns the hash of the whole file, in hexadecimal.
func (b *Book) SHA256() string { return b.sum }

// Close lets go of the file's content. Texts of cells stay valid.
func (b *Book) Close() error {
	if b.workbook != nil {
		b.workbook.Close()
	}
	*b = Book{}
	return nil
}

func readFile(path string) ([]byte, error) {
	// Asked before opening, for opening a pipe would wait for its other end.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: not a file: %w", path, xlsx.ErrNotWorkbook)
	}
	if info.Size() > MaxFileBytes {
		return nil, &xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: MaxFileBytes}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, content)
	if err == nil {
		return nil, fmt.Errorf("read %s: the file is being written", path)
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return content[:n], nil
}
