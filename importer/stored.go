package importer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kartoteka/data"
)

// storedMatches are the records of the database that entries of a file may be duplicates of, by
// what they are compared by.
type storedMatches struct {
	clientsByNumber, clientsByName, contactsByName, leadsByTopic map[string][]data.Record

	parser *Parser
}

// compareWithDatabase finds the records of the database that entries resemble, and reports product codes
// that are taken.
func (c *check) compareWithDatabase(ctx context.Context) error {
	if err := c.readStored(ctx); err != nil {
		return err
	}
	if err := c.checkStoredUnique(ctx); err != nil {
		return err
	}
	return c.checkAlreadyImported(ctx)
}

// readStored fetches what the entries may be duplicates of.
func (c *check) readStored(ctx context.Context) (err error) {
	s := storedMatches{parser: c.parser}
	if s.clientsByNumber, err = c.matching(ctx, data.Client, "reg_number"); err != nil {
		return err
	}
	if s.clientsByName, err = c.matching(ctx, data.Client, "name"); err != nil {
		return err
	}
	if s.contactsByName, err = c.matching(ctx, data.Contact, "name"); err != nil {
		return err
	}
	if s.leadsByTopic, err = c.matching(ctx, data.Lead, "topic"); err != nil {
		return err
	}
	c.report.stored = s
	return nil
}

// matching asks the database for the records of a type that share a match value with an entry.
func (c *check) matching(ctx context.Context, t data.RecordType, match string) (map[string][]data.Record, error) {
	var values []string
	for _, e := range c.report.Entries {
		if e.Record.Type == t {
			if v := e.match(match); v != "" {
				values = append(values, v)
			}
		}
	}
	slices.Sort(values) // neighbours in the index are neighbours on the disk
	values = slices.Compact(values)
	found := map[string][]data.Record{}
	if len(values) == 0 {
		return found, nil
	}
	records, err := c.store.Matching(ctx, t, match, values)
	if err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	for _, r := range records {
		v := r.Match(match)
		found[v] = append(found[v], r)
	}
	return found, nil
}

// checkStoredUnique reports values that must be unique and that a record of the database has already.
func (c *check) checkStoredUnique(ctx context.Context) error {
	for i, l := range c.layouts {
		for n, column := range l.columns {
			f := column.Field
			if !f.Unique || f.Unstored || l.col[n] == 0 {
				continue
			}
			taken, err := c.matching(ctx, column.Section.Record, f.Key)
			if err != nil {
				return err
			}
			for _, e := range c.report.Entries {
				if e.Sheet != i || e.Record.Type != column.Section.Record {
					continue
				}
				if same := taken[e.match(f.Key)]; len(same) > 0 {
					c.add(Issue{
						Code: DuplicateKey, Sheet: l.name, Row: e.Row, Col: l.col[n], Column: l.title(l.col[n]), Record: e.Record.Type,
						Field: FieldName(f), Value: e.Record.Text(f.Key), Others: []Place{{ID: same[0].ID, Title: same[0].Title()}},
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
		c.add(Issue{Code: AlreadyImported, Value: earlier.Label})
	}
	return nil
}

// points are what e-mails and phones of a record are compared by: lower case, E.164.
func (p *Parser) points(r *data.Record) []string {
	var points []string
	for _, key := range []string{"email_1", "email_2"} {
		if s := r.Text(key); s != "" {
			points = append(points, strings.ToLower(s))
		}
	}
	for _, key := range []string{"phone_1", "phone_2"} {
		if s := r.Text(key); s != "" {
			if n := p.E164(s); n != "" {
				points = append(points, n)
			}
		}
	}
	return points
}

// points are those of a record of the database, by the country it is in.
func (s *storedMatches) points(r *data.Record) []string {
	s.parser.Country = r.Text("country")
	return s.parser.points(r)
}

// shareOne reports whether two records have an e-mail or a phone in common.
func shareOne(a, b []string) bool {
	return slices.ContainsFunc(a, func(p string) bool { return slices.Contains(b, p) })
}

// agree reports whether no e-mail or phone tells two leads apart: they share one, or there is no kind
// (e-mail, phone) that both have.
func agree(a, b []string) bool {
	if shareOne(a, b) {
		return true
	}
	for _, phone := range []bool{false, true} {
		is := func(p string) bool { return strings.HasPrefix(p, "+") == phone }
		if slices.ContainsFunc(a, is) && slices.ContainsFunc(b, is) {
			return false
		}
	}
	return true
}

// names are whom a lead is about: its company, its person.
type names []string

func leadNames(r *data.Record) names {
	var who names
	for _, match := range []string{"company", "person"} {
		if v := r.Match(match); v != "" {
			who = append(who, match+" "+v)
		}
	}
	return who
}

func (n names) has(name string) bool { return slices.Contains(n, name) }
