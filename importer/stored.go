package importer

import (
	"context"
	"fmt"
	"slices"

	"kartoteka/data"
	"kartoteka/importer/issue"
)

// compareWithDatabase finds the records of the database that entries resemble, and reports product codes
// that are taken.
func (c *check) compareWithDatabase(ctx context.Context) error {
	if err := c.readStored(ctx, 0); err != nil {
		return err
	}
	if err := c.checkStoredUnique(ctx); err != nil {
		return err
	}
	return c.checkAlreadyImported(ctx)
}

// readStored fetches what the entries may be duplicates of, but for the record of that id.
func (c *check) readStored(ctx context.Context, but int64) error {
	c.report.stored = map[data.RecordType]*matcher{}
	for _, t := range data.Importable() {
		m := newMatcher(t, 0)
		c.report.stored[t] = m
		for _, match := range comparedBy(t) {
			err := c.matching(ctx, t, match, func(r *data.Record) {
				if r.ID == but {
					return
				}
				c.parser.Country = r.Text("country")
				m.keep(&candidate{
					record: r, keys: r.MatchValues(), points: c.parser.Points(r),
				}, &Same{Record: named(r)})
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// comparedBy are the match values by which records of the database are found that an entry may be the same as.
func comparedBy(t data.RecordType) []string {
	var names []string
	for _, rule := range t.Kind().Same {
		if !slices.Contains(names, rule.Match[0]) {
			names = append(names, rule.Match[0])
		}
	}
	return names
}

// named is what is kept of a record of the database: what it is called, and its client. There may be 200,000 of them.
func named(r *data.Record) data.Record {
	short := *r
	short.Values = nil
	for _, v := range r.Values {
		if v.Key == clientField || slices.Contains(r.Type.Kind().Title, v.Key) {
			short.Values = append(short.Values, v)
		}
	}
	short.Values = slices.Clip(short.Values)
	return short
}

// matching asks the database for the records of a type that share a match value with an entry, in the order of their
// ids.
func (c *check) matching(ctx context.Context, t data.RecordType, match string, do func(*data.Record)) error {
	var values []string
	for _, e := range c.report.Entries {
		if e.Record.Type == t {
			if v := e.key(match); v != "" {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 {
		return nil
	}
	slices.Sort(values) // neighbours in the index are neighbours on the disk
	err := c.store.EachMatching(ctx, t, match, slices.Compact(values), func(r *data.Record) error {
		do(r)
		return nil
	})
	if err != nil {
		return fmt.Errorf("find duplicates: %w", err)
	}
	return nil
}

// checkStoredUnique reports values that must be unique and that a record of the database has already.
func (c *check) checkStoredUnique(ctx context.Context) error {
	for i, l := range c.Layouts {
		for n, column := range l.Columns {
			f := column.Field
			if !f.Unique || f.Unstored || l.Col[n] == 0 {
				continue
			}
			byValue := map[string]*data.Record{}
			err := c.matching(ctx, column.Section.Record, f.Key, func(r *data.Record) { byValue[r.Match(f.Key)] = r })
			if err != nil {
				return err
			}
			for _, e := range c.report.Entries {
				if e.Sheet != i || e.Record.Type != column.Section.Record {
					continue
				}
				if same := byValue[e.key(f.Key)]; same != nil {
					c.add(issue.Issue{
						Code: issue.DuplicateKey, Sheet: l.Name, Row: e.Row, Col: l.Col[n], Column: l.Title(l.Col[n]), Record: e.Record.Type,
						Field: issue.FieldName(f), Value: e.Record.Text(f.Key), Others: []issue.Place{{ID: same.ID, Title: same.Title()}},
					})
					e.errors++
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
