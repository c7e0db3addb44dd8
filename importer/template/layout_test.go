package template

import (
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/xlsx"
)

// FuzzHeader reads a row of any titles, apart by "|", as the header of every template: each title stands for one column, is
// one too many, or is told to be unknown; and a title of the template is found among them however it is written.
func FuzzHeader(f *testing.F) {
	for _, seed := range []string{"Název|IČO", "nazev *|NÁZEV", "||Kontakt 3 – E-mail 1", "Předmět|Subject|topic|x", "\u00a0Kód\n*|ko\u0301d", "Řádek v původním souboru|=1+1"} {
		f.Add(seed, uint8(3))
	}
	schema := customSchema()
	properties := map[string]string{propertyField + "f1": "Dříve", propertyField + "f6": ""}
	f.Fuzz(func(t *testing.T, titles string, pick uint8) {
		for _, template := range All() {
			for s := range template.Sheets {
				columns := template.Sheets[s].Columns(schema)
				known := columns[int(pick)%len(columns)].Title(assets.Languages()[int(pick)%2])
				var row top
				var cells []xlsx.Cell
				for i, title := range append(strings.Split(titles, "|"), " "+strings.ToUpper(known)+" *") {
					cells = append(cells, xlsx.Cell{Col: i + 1, Kind: xlsx.Text, Text: title})
				}
				row.add(1, cells)
				names := columnNames(columns, properties)
				l := newLayout(&template.Sheets[s], columns, names, 0, row, 0)
				for _, cell := range l.Header {
					places := 0
					if c := l.At[cell.Col]; c >= 0 {
						if places++; l.Col[c] != cell.Col {
							t.Errorf("column %d is %s, which is said to stand in column %d", cell.Col, columns[c].Field.Key, l.Col[c])
						}
					}
					if slices.Contains(l.Extra, cell.Col) {
						places++
					}
					if slices.ContainsFunc(l.Twice, func(r Repeated) bool { return r.Col == cell.Col }) {
						places++
					}
					if places != 1 && !IsRejectedTitle(l.Title(cell.Col)) {
						t.Errorf("the title %q is told of %d times", l.Title(cell.Col), places)
					}
				}
				if c, ok := names[fold.Text(known)]; !ok || l.Col[c] == 0 {
					t.Errorf("%q is not found in %q", known, titles)
				}
			}
		}
	})
}

// A row is known by the column that names its first record, wherever that stands; without one by the first column that is read.
func TestNameColumn(t *testing.T) {
	schema := data.NewSchema(nil)
	for _, tpl := range All() {
		for i := range tpl.Sheets {
			s := &tpl.Sheets[i]
			columns := s.Columns(schema)
			titles, col := make([]string, len(columns)+2), make([]int, len(columns))
			for n := range columns {
				col[n] = len(columns) - n // from right to left
				titles[col[n]] = columns[n].Title(assets.English)
			}
			l := NewLayout(s, columns, 0, "x", 1, titles, col)
			named := columns[slices.Index(col, l.NameColumn())]
			if title := named.Section.Record.Kind().Title; named.Section != columns[0].Section || !named.Required() || !slices.Contains(title, named.Field.Key) {
				t.Errorf("%s: rows of %s are known by %s", tpl.Key, s.Key, named.Field.Key)
			}
			clear(col)
			col[len(col)-1] = 3
			if got := NewLayout(s, columns, 0, "x", 1, titles, col).NameColumn(); got != 3 {
				t.Errorf("%s: with one column alone they are known by column %d", s.Key, got)
			}
		}
	}
}
