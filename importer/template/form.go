package template

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// A Form is a workbook of a template that has no rows yet, to be filled in as often as needed. Package excelize draws it;
// the rows are written by package patch, which keeps every text as it is and needs no memory for them.
type Form struct {
	Sheets  []*SheetWriter // of the template
	content []byte
}

// NewForm draws the workbook. extra says which columns a sheet has beside those of the template; nil: none.
func NewForm(b *Book, extra func(*Sheet) (before, after []ExtraColumn)) (*Form, error) {
	defer b.Close()
	f := &Form{}
	for i := range b.Template.Sheets {
		s := &b.Template.Sheets[i]
		var before, after []ExtraColumn
		if extra != nil {
			before, after = extra(s)
		}
		w := b.OpenSheet(s, before, after)
		w.Finish()
		f.Sheets = append(f.Sheets, w)
	}
	var content bytes.Buffer
	err := b.Finish(&content)
	f.content = content.Bytes()
	return f, err
}

// A Filling is a form while it is filled in. Close must be called when it is written.
type Filling struct {
	*patch.Copy
	form     *Form
	original *xlsx.Workbook
}

// Fill begins to fill the form in. date1904 says how dates are counted in the cells that it will get.
func (f *Form) Fill(date1904 bool) (*Filling, error) {
	w, err := xlsx.ReadParts(f.content, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	c, err := patch.Of(w)
	if err != nil {
		w.Close()
		return nil, err
	}
	c.Author, c.Own = style.ProgramName, true
	c.Count1904(date1904)
	return &Filling{c, f, w}, nil
}

// Sheet is the sheet of the form that was drawn for one of the template.
func (f *Form) Sheet(s *Sheet) *SheetWriter {
	return f.Sheets[slices.IndexFunc(f.Sheets, func(w *SheetWriter) bool { return w.Sheet == s })]
}

// Rows begins to add rows to a sheet of the template.
func (f *Filling) Rows(ctx context.Context, s *Sheet) *patch.Rows {
	name := f.form.Sheet(s).Name
	return f.Append(ctx, slices.IndexFunc(f.original.Sheets, func(s xlsx.Sheet) bool { return s.Name == name }))
}

// Close lets go of the form.
func (f *Filling) Close() { f.original.Close() }

// PatchCell is a value as [value.CellOf] returns it, as a cell in the format of its column.
func PatchCell(col int, v any) patch.Cell {
	switch v := v.(type) {
	case string:
		return patch.Text(col, v)
	case bool:
		if v {
			return patch.Cell{Col: col, Kind: xlsx.Bool, Number: 1}
		}
		return patch.Cell{Col: col, Kind: xlsx.Bool}
	case float64:
		return patch.Cell{Col: col, Kind: xlsx.Number, Number: v}
	case int64:
		return patch.Cell{Col: col, Kind: xlsx.Number, Number: float64(v)}
	case int:
		return patch.Cell{Col: col, Kind: xlsx.Number, Number: float64(v)}
	case time.Duration:
		return patch.Cell{Col: col, Kind: xlsx.Number, Number: v.Hours() / 24}
	case time.Time:
		return patch.Cell{Col: col, Kind: xlsx.Number, Number: xlsx.Serial(v)}
	}
	return patch.Text(col, fmt.Sprint(v))
}
