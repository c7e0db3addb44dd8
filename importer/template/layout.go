package template

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// Names of the custom document properties a template carries.
const (
	propertyTemplate = "Kartoteka.Template"
	propertyLanguage = "Kartoteka.Language"
	propertyRecords  = "Kartoteka.Records" // it holds records of a database and never had an example
	propertyField    = "Kartoteka.Field."  // and the identity of a custom field: its title when the template was saved
)

// A Layout says where a sheet of the template stands in the workbook and which field each of its columns is.
type Layout struct {
	Sheet      *Sheet
	Columns    []Column // of the template, as Sheet.Columns
	Index      int      // of the sheet in the workbook
	Name       string   // of the sheet in the workbook
	Row        int      // of the header
	Header     []xlsx.Cell
	At         []int      // workbook column → index into columns, -1 for none; index 0 unused
	Col        []int      // index into columns → workbook column, 0 for missing
	titles     []string   // workbook column → title as in the file
	Extra      []int      // workbook columns whose title is no field
	Beyond     []int      // workbook columns of Extra that are of one person more than the template holds
	Twice      []Repeated // workbook columns whose field has a column already
	names      map[string]int
	groups     map[string]int // folded heading of a group → its number, nil until it is asked for
	groupCount int

	// Place parts the cells of a row of a foreign table among the columns, see package mapping. nil: a cell is that of the
	// column At says.
	Place func(cells []xlsx.Cell) ([]Placed, []Remark)
	// Joined are the workbook columns that make one column together, by its index. nil: each has one.
	Joined [][]int
}

// A Placed is a cell of a row, or a piece of one, and the column it belongs to.
type Placed struct {
	Column int // index into Layout.Columns
	Cell   xlsx.Cell
}

// A Remark is something to say about how a cell was parted or joined.
type Remark struct {
	Code       issue.Code
	Col        int // of the workbook
	Column     int // index into Layout.Columns
	Suggestion string
}

// NewLayout returns a layout of a foreign table. titles are by workbook column, from 1 on; col gives the workbook column of
// each column, 0 for none.
func NewLayout(s *Sheet, columns []Column, index int, name string, row int, titles []string, col []int) *Layout {
	l := &Layout{Sheet: s, Columns: columns, Index: index, Name: name, Row: row, Col: col, titles: titles}
	l.At = slices.Repeat([]int{-1}, len(titles))
	for i, c := range col {
		if c > 0 && c < len(l.At) && l.At[c] < 0 {
			l.At[c] = i
		}
	}
	for c := 1; c < len(titles); c++ {
		if titles[c] != "" {
			l.Header = append(l.Header, xlsx.Cell{Col: c, Kind: xlsx.Text, Text: titles[c]})
		}
	}
	return l
}

// A Repeated is a column whose field has another column before it.
type Repeated struct{ Col, First int }

// hasRequired reports whether the required columns of every first section are there. Columns of
// repeated sections are needed only where their section is there at all.
func hasRequired(columns []Column, has func(int) bool) bool {
	for i, c := range columns {
		if c.Required() && c.Section.Number == 0 && !has(i) {
			return false
		}
	}
	return true
}

func sheetNamed(s *Sheet, name string) bool {
	return slices.ContainsFunc(assets.Languages(), func(l assets.Lang) bool {
		return fold.Text(l.Text("sheet."+s.Key)) == fold.Text(name)
	})
}

// columnNames maps every folded title a header may carry to the column it means: for custom fields the title they had
// when the template was saved, which another field may have taken over since; titles in all languages, keys, aliases.
// Where two columns claim a name, the first has it.
func columnNames(columns []Column, properties map[string]string) map[string]int {
	names := map[string]int{}
	claim := func(title string, i int) {
		if f := fold.Text(title); f != "" {
			if _, taken := names[f]; !taken {
				names[f] = i
			}
		}
	}
	for i, c := range columns {
		if was, ok := properties[propertyField+fieldIdentity(c.Field)]; ok && c.Field.Custom() {
			for _, name := range c.named(was) {
				claim(name, i)
			}
		}
	}
	for i, c := range columns {
		for _, l := range assets.Languages() {
			claim(c.Title(l), i)
		}
	}
	for i, c := range columns {
		for _, title := range append([]string{c.Field.Key}, assets.FieldWords(string(c.Section.Record), c.Field.Key)...) {
			for _, name := range c.named(title) {
				claim(name, i)
			}
		}
	}
	return names
}

// named are the headers in each language if the column's field were called so.
func (c Column) named(title string) []string {
	if c.Section.Number == 0 {
		return []string{title}
	}
	var names []string
	for _, l := range assets.Languages() {
		names = append(names, c.Section.Title(l)+" "+title)
	}
	return names
}

// HasRetired reports whether a header names a custom field that templates had once.
func (s *Sheet) HasRetired(schema *data.Schema, header string) bool {
	for i := range s.Sections {
		for _, f := range schema.Fields(s.Sections[i].Record) {
			was := Column{&s.Sections[i], f}.named(f.Title)
			if f.Retired && slices.ContainsFunc(was, func(title string) bool { return fold.Text(title) == fold.Text(header) }) {
				return true
			}
		}
	}
	return false
}

func newLayout(s *Sheet, columns []Column, names map[string]int, index int, t top, row int) *Layout {
	l := &Layout{Sheet: s, Columns: columns, names: names, Index: index, Name: t.name, Row: t.rows[row].number, Header: t.rows[row].cells}
	l.Col = make([]int, len(columns))
	width := l.Header[len(l.Header)-1].Col + 1
	l.At, l.titles = slices.Repeat([]int{-1}, width), make([]string, width)
	for i, cell := range l.Header {
		l.titles[cell.Col] = cleanTitle(cell)
		c, known := names[t.rows[row].folded[i]]
		switch {
		case !known && IsRejectedTitle(l.titles[cell.Col]): // the program's own, see WriteRejected
		case !known:
			l.Extra = append(l.Extra, cell.Col)
			if l.isBeyond(l.titles[cell.Col]) {
				l.Beyond = append(l.Beyond, cell.Col)
			}
		case l.Col[c] != 0:
			l.Twice = append(l.Twice, Repeated{cell.Col, l.Col[c]})
		default:
			l.At[cell.Col], l.Col[c] = c, cell.Col
		}
	}
	return l
}

var sectionNumber = regexp.MustCompile(`\d+`)

// isBeyond reports whether a title is that of a column of a repeated section with a number higher than the sheet has:
// "Kontakt 7 – E-mail 1".
func (l *Layout) isBeyond(title string) bool {
	at := sectionNumber.FindStringIndex(title)
	if at == nil {
		return false
	}
	n, err := strconv.Atoi(title[at[0]:at[1]])
	c, known := l.names[fold.Text(title[:at[0]]+"1"+title[at[1]:])]
	return err == nil && known && l.Columns[c].Section.Number == 1 && n > l.Sheet.Sections[len(l.Sheet.Sections)-1].Number
}

// Title is the header above a workbook column, "" where it says nothing.
func (l *Layout) Title(col int) string {
	if col < len(l.titles) {
		return l.titles[col]
	}
	return ""
}

// cleanTitle is the title a header cell shows, on one line and without the asterisk of a required column.
func cleanTitle(c xlsx.Cell) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.Join(strings.Fields(c.Text), " "), "*"))
}

// Find is the index of the column of the same field in the section of that number, -1 if the source has none.
func (l *Layout) Find(c Column, number int) int {
	return slices.IndexFunc(l.Columns, func(own Column) bool {
		return own.Field == c.Field && own.Section.Number == number && own.Section.Record == c.Section.Record
	})
}

// NameColumn is the workbook column by which people know the record of a row: that of a text that names the first record of
// the row, one that is required if there is such, else the first column that is read.
func (l *Layout) NameColumn() int {
	best, rank := 1, 0
	for i, c := range l.Columns {
		if l.Col[i] == 0 {
			continue
		}
		now := 1
		if c.Section == l.Columns[0].Section && slices.Contains(c.Section.Record.Kind().Title, c.Field.Key) {
			now = 2
			if c.Required() {
				now = 3
			}
		}
		if now > rank {
			best, rank = l.Col[i], now
		}
	}
	return best
}

// Section is the number of the section a column of the workbook belongs to, 0 for none.
func (l *Layout) Section(col int) int {
	if col <= 0 || col >= len(l.At) || l.At[col] < 0 {
		return 0
	}
	return l.Columns[l.At[col]].Section.Number
}
