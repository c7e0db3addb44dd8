package importer

import (
	"context"
	"fmt"

	"kartoteka/data"
	"kartoteka/importer/issue"
)

// compareWithDatabase finds the records of the database that entries resemble, and reports product codes
// that are taken.
func (c *check) compareWithDatabase(ctx context.Context) error {
	compare := newComparer(c.store, c.parser, c.foreign != nil)
	for _, t := range data.Importable() {
		err := compare.read(ctx, t, func(match string) []string { return c.report.values(t, match) }, 0)
		if err != nil {
			return err
		}
	}
	c.report.stored = compare.stored
	if err := c.checkStoredUnique(ctx); err != nil {
		return err
	}
	return c.checkAlreadyImported(ctx)
}

// values are the match values of that name that entries of a type have.
func (r *Report) values(t data.RecordType, match string) []string {
	var values []string
	for _, e := range r.Entries {
		if e.Record.Type == t {
			if v := e.key(match); v != "" {
				values = append(values, v)
			}
		}
	}
	return values
}

// checkStoredUnique reports values that must be unique and that a record of the database has already.
func (c *check) checkStoredUnique(ctx context.Context) error {
	for i, l := range c.Layouts {
		for n, column := range l.Columns {
			f := column.Field
			if !f.Unique || f.Unstored || l.Col[n] == 0 {
				continue
			}
			t := column.Section.Record
			taken, err := holders(ctx, c.store, t, f, c.report.values(t, f.Key))
			if err != nil {
				return err
			}
			for _, e := range c.report.Entries {
				if e.Sheet != i || e.Record.Type != t {
					continue
				}
				if same := taken[e.key(f.Key)]; same != nil {
					c.add(issue.Issue{
						Code: issue.DuplicateKey, Sheet: l.Name, Row: e.Row, Col: l.Col[n], Column: l.Title(l.Col[n]), Record: e.Record.Type,
						Field: issue.FieldName(f), Value: e.shows(f.Key), Others: []issue.Place{{ID: same.ID, Title: same.Title()}},
					})
					e.errors = append(e.errors, l.Col[n])
				}
			}
		}
	}
	return nil
}

// checkAlreadyImported warns when a file of the same content has been imported and is there still.
func (c *check) checkAlreadyImported(ctx context.Context) error {
	earlier, err := c.store.ImportBySHA(ctx, c.report.SHA256)
	if err != nil {
		return fmt.Errorf("look for earlier imports: %w", err)
	}
	if earlier != nil {
		c.add(issue.Issue{Code: issue.AlreadyImported, Value: earlier.Label})
	}
	return nil
}
