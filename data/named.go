package data

import "context"

// Names are the titles of the records that others refer to, by type and id.
type Names map[RecordType]map[int64]string

// Of returns the name of the record a Reference field of r refers to, or "".
func (n Names) Of(r *Record, f *Field) string { return n[f.To][r.Ref(f.Key)] }

// namedBlock is how many records have the names looked up at once that they need.
const namedBlock = 500

// EachNamed calls do for every record that [Store.Each] would, together with the names of the records it
// refers to, however many there are.
func (s *Store) EachNamed(ctx context.Context, schema *Schema, t RecordType, q Query, do func(*Record, Names) error) error {
	var block []Record
	flush := func() error {
		names, err := s.namesFor(ctx, schema, t, block)
		if err != nil {
			return err
		}
		for i := range block {
			if err := do(&block[i], names); err != nil {
				return err
			}
		}
		block = block[:0]
		return ctx.Err()
	}
	err := s.Each(ctx, t, q, func(r *Record) error {
		if block = append(block, *r); len(block) == namedBlock {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func (s *Store) namesFor(ctx context.Context, schema *Schema, t RecordType, block []Record) (Names, error) {
	ids := map[RecordType][]int64{}
	for _, f := range schema.Fields(t) {
		if f.Type != Reference {
			continue
		}
		for i := range block {
			if id := block[i].Ref(f.Key); id != 0 {
				ids[f.To] = append(ids[f.To], id)
			}
		}
	}
	names := Names{}
	for to, ids := range ids {
		titles, err := s.Titles(ctx, to, ids)
		if err != nil {
			return nil, err
		}
		names[to] = titles
	}
	return names, nil
}
