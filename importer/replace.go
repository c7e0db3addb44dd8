package importer

import (
	"context"
	"errors"
	"slices"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// A correction can hold for good: what was put in place of a value is put there in every later file. In a foreign table that
// belongs to the mapping, in a file of a template to the field. It is reported like any other change of a value, and a
// correction that keeps the value of a cell takes it back for that cell.

// replacementsOf are the values put in place of others in the columns of a sheet, by column of the file and folded value.
func (c *check) replacementsOf(sheet int) map[int]map[string]string {
	of := map[int]map[string]string{}
	add := func(col int, values map[string]string) {
		for was, now := range values {
			if of[col] == nil {
				of[col] = map[string]string{}
			}
			of[col][fold.Text(was)] = now
		}
	}
	if c.foreign != nil {
		for col, values := range c.foreign.laid.Replacements() {
			add(col, values)
		}
		return of
	}
	for i, column := range c.Layouts[sheet].Columns {
		if col := c.Layouts[sheet].Col[i]; col != 0 && len(c.replacements) > 0 {
			add(col, c.replacements[string(column.Section.Record)+"."+column.Field.Key])
		}
	}
	return of
}

// replace puts values in place of others in the cells of a row, but for those that were corrected.
func (r *rowReader) replace(row int, cells []xlsx.Cell, corrected Corrections) []xlsx.Cell {
	if len(r.replaced) == 0 {
		return cells
	}
	copied := false
	for i, cell := range cells {
		values := r.replaced[cell.Col]
		if values == nil || slices.ContainsFunc(corrected, func(c Correction) bool { return c.Col == cell.Col }) {
			continue
		}
		was := r.parser.Shown(cell)
		now, ok := values[fold.Text(was)]
		if !ok || was == "" || now == was {
			continue
		}
		if !copied {
			cells, copied = slices.Clone(cells), true
		}
		cells[i] = xlsx.Cell{Col: cell.Col, Kind: xlsx.Text, Text: now}
		r.report.Replaced = append(r.report.Replaced, Correction{Sheet: r.layout.Name, Row: row, Col: cell.Col, Was: was, Now: now})
		one := issue.Issue{Code: issue.ValueReplaced, Sheet: r.layout.Name, Row: row, Col: cell.Col, Column: r.layout.Title(cell.Col), Value: was, Suggestion: now}
		if at := r.layout.At[cell.Col]; at >= 0 {
			one.Record, one.Field = r.layout.Columns[at].Section.Record, issue.FieldName(r.layout.Columns[at].Field)
		}
		r.add(one)
	}
	return cells
}

// ErrNoField says that a cell belongs to no field whose values could be replaced.
var ErrNoField = errors.New("the cell belongs to no field")

// ReplaceAlways puts a value in place of another in a column of this file and of every later one; now "" ends that. What belongs
// to the mapping of the report is kept when that is remembered. sheet is an index into Report.Sheets. Only an administrator may where it belongs to the field.
func (im *Importer) ReplaceAlways(ctx context.Context, by data.User, r *Report, sheet, col int, was, now string) error {
	l := r.Sheets[sheet].layout
	if col < 1 || col >= len(l.At) || l.At[col] < 0 {
		return ErrNoField
	}
	if r.Mapping == nil {
		column := l.Columns[l.At[col]]
		return im.Store.SetReplacement(ctx, by, column.Section.Record, column.Field.Key, was, now)
	}
	i := r.Mapping.At(r.columnName(sheet, col), l.Title(col))
	if i < 0 {
		return ErrNoField
	}
	c := &r.Mapping.Columns[i]
	switch {
	case now == "":
		delete(c.Replace, was)
	case c.Replace == nil:
		c.Replace = map[string]string{was: now}
	default:
		c.Replace[was] = now
	}
	return nil
}
