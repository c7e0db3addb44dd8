package importer

import (
	"context"
	"fmt"
	"slices"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

// A comparer finds the records of the database that others are the same as. The check of a file, forms and the command
// line use it alike.
type comparer struct {
	store   *data.Store
	parser  *value.Parser
	foreign bool                         // records are those of a table of another program, see rulesOf
	stored  map[data.RecordType]*matcher // the records read
}

func newComparer(s *data.Store, p *value.Parser, foreign bool) *comparer {
	return &comparer{store: s, parser: p, foreign: foreign, stored: map[data.RecordType]*matcher{}}
}

// comparedBy are the match values by which records of the database are found that another may be the same as.
func comparedBy(t data.RecordType, foreign bool) []string {
	var names []string
	for _, rule := range rulesOf(t, foreign) {
		if !slices.Contains(names, rule.Match[0]) {
			names = append(names, rule.Match[0])
		}
	}
	return names
}

// storedBlock is how many records have the countries of their clients looked up at once.
const storedBlock = 500

// read reads the records of a type that share a match value with those to be compared, but for the one of that id. The
// values are those of a match value by its name.
func (c *comparer) read(ctx context.Context, t data.RecordType, values func(match string) []string, but int64) error {
	m := newMatcher(t, 0, c.foreign)
	c.stored[t] = m
	for _, match := range comparedBy(t, c.foreign) {
		var block []data.Record
		keep := func() error {
			err := c.keep(ctx, m, block)
			block = block[:0]
			return err
		}
		err := matching(ctx, c.store, t, match, values(match), func(r *data.Record) error {
			if r.ID == but {
				return nil
			}
			if block = append(block, *r); len(block) == storedBlock {
				return keep()
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := keep(); err != nil {
			return err
		}
	}
	return nil
}

// keep remembers records of the database as those others may be the same as.
func (c *comparer) keep(ctx context.Context, m *matcher, records []data.Record) error {
	var countries map[int64]string
	if len(records) > 0 && comparesConnections(records[0].Type) {
		var err error
		if countries, err = clientCountries(ctx, c.store, records); err != nil {
			return err
		}
	}
	for i := range records {
		r := &records[i]
		m.keep(c.candidate(r, value.Parent{Country: countries[r.Ref(clientField)]}), &Same{Record: named(r)})
	}
	return nil
}

// candidate is a record ready to be compared.
func (c *comparer) candidate(r *data.Record, parent value.Parent) *candidate {
	found := &candidate{record: r, keys: keysOf(r, c.foreign)}
	if comparesConnections(r.Type) {
		found.points = c.parser.Connections(r, parent)
	}
	return found
}

// sameAs returns the record that a candidate is the same as, or nil: the first matcher that knows one counts.
func sameAs(c *candidate, in ...*matcher) *Same {
	for _, m := range in {
		if m == nil {
			continue
		}
		if same, field := m.find(c); same != nil {
			return &Same{Field: field, Entry: same.Entry, Record: same.Record}
		}
	}
	return nil
}

// SameAs returns the record of the database that a check would call r a duplicate of, with all its values, or nil. The
// code is the one a check would give: DuplicateInDatabase, or DuplicateKey where a value is taken that no two may
// share. r itself is no duplicate of r.
func (im *Importer) SameAs(ctx context.Context, p *value.Parser, schema *data.Schema, r *data.Record) (*Same, issue.Code, error) {
	if !r.Type.Kind().Importable {
		return nil, "", nil
	}
	of := func(match string) []string { return nonBlank(r.Match(match)) }
	for _, f := range schema.Active(r.Type) {
		if !f.Unique || f.Unstored {
			continue
		}
		taken, err := holders(ctx, im.Store, r.Type, f, of(f.Key))
		if err != nil {
			return nil, "", err
		}
		if other := taken[r.Match(f.Key)]; other != nil && other.ID != r.ID {
			return &Same{Field: f.Key, Record: *other}, issue.DuplicateKey, nil
		}
	}
	parent, err := ParentOf(ctx, im.Store, r)
	if err != nil {
		return nil, "", err
	}
	c := newComparer(im.Store, p, false)
	if err := c.read(ctx, r.Type, of, r.ID); err != nil {
		return nil, "", err
	}
	same := sameAs(c.candidate(r, parent), c.stored[r.Type])
	if same == nil {
		return nil, "", nil
	}
	if same.Record, err = im.Store.Record(ctx, r.Type, same.Record.ID); err != nil {
		return nil, "", fmt.Errorf("find duplicates: %w", err)
	}
	return same, issue.DuplicateInDatabase, nil
}

func nonBlank(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// named is the part of a record of the database that is kept: its name and its client. There may be 200,000 of them.
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

// matching calls do for the records of a type that have one of the match values, in the order of their ids.
func matching(ctx context.Context, store *data.Store, t data.RecordType, match string, values []string, do func(*data.Record) error) error {
	if len(values) == 0 {
		return nil
	}
	slices.Sort(values) // neighbours in the index are neighbours on the disk
	values = slices.Compact(values)
	var err error
	if match == externalID {
		err = store.EachNumbered(ctx, t, values, do)
	} else {
		err = store.EachMatching(ctx, t, match, values, do)
	}
	if err != nil {
		return fmt.Errorf("find duplicates: %w", err)
	}
	return nil
}

// holders are the records of the database that have one of the values of a unique field, by their match value.
func holders(ctx context.Context, store *data.Store, t data.RecordType, f *data.Field, values []string) (map[string]*data.Record, error) {
	found := map[string]*data.Record{}
	err := matching(ctx, store, t, f.Key, values, func(r *data.Record) error {
		found[r.Match(f.Key)] = r
		return nil
	})
	return found, err
}

// clientCountries are the countries of the clients that records refer to, by the ids of the clients.
func clientCountries(ctx context.Context, store *data.Store, records []data.Record) (map[int64]string, error) {
	var ids []int64
	for i := range records {
		if id := records[i].Ref(clientField); id != 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	countries, err := store.Texts(ctx, data.Client, "country", slices.Compact(ids))
	if err != nil {
		return nil, fmt.Errorf("read countries of clients: %w", err)
	}
	return countries, nil
}

// ParentOf returns the country and currency of the client that a record refers to, see [value.Parser.ParseRecord].
func ParentOf(ctx context.Context, store *data.Store, r *data.Record) (value.Parent, error) {
	countries, err := clientCountries(ctx, store, []data.Record{*r})
	return value.Parent{Country: countries[r.Ref(clientField)]}, err
}
