package importer

// A Cell is what stands in one cell of a workbook, or was typed into a form.
type Cell struct {
	Kind     Kind
	Text     string  // of a number cell the number as stored
	Number   float64 // of a number cell
	Format   Format
	Currency string // ISO 4217 code of a cell formatted as currency, where the format tells it
	Formula  bool
}

// A Kind says what a cell holds.
type Kind uint8

// The kinds.
const (
	NoCell Kind = iota
	TextCell
	NumberCell
	BoolCell
	ErrorCell
	DateCell // ISO 8601 text, as strict OOXML stores dates
)

// A Format is the class of a cell's number format.
type Format uint8

// The classes of formats.
const (
	General Format = iota
	NumberFormat
	PercentFormat
	CurrencyFormat
	DateFormat
	TimeFormat
	DateTimeFormat
	DurationFormat
	TextFormat
)

// Typed is the cell of a text someone typed into a form or on the command line.
func Typed(s string) Cell { return Cell{Kind: TextCell, Text: s} }

// Shown is the cell as people see it in their spreadsheet: the Value of its issues.
func Shown(c Cell) string { return c.Text }
