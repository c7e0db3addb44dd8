package importer

import (
	"context"

	"kartoteka/data"
)

// Names are what the records are called that some others refer to, by type and id.
type Names map[data.RecordType]map[int64]string

// Of returns the name of the record a Reference field of r refers to, or "".
func (n Names) Of(r *data.Record, f *data.Field) string { return n[f.To][r.Ref(f.Key)] }

// namedBlock is how many records have the names looked up at once that they need.
const namedBlock = 500

// EachNamed calls do for every record that Store.Each would, together with the names of the records it
// refers to, however many there are.
func EachNamed(ctx context.Context, store *data.Store, schema *data.Schema, t data.RecordType, q data.Query, do func(*data.Record, Names) error) error {
	var block []data.Record
	flush := func() error {
		names, err := namesFor(ctx, store, schema, t, block)
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
	err := store.Each(ctx, t, q, func(r *data.Record) error {
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

func namesFor(ctx context.Context, store *data.Store, schema *data.Schema, t data.RecordType, block []data.Record) (Names, error) {
	ids := map[data.RecordType][]int64{}
	for _, f := range schema.Fields(t) {
		if f.Type != data.Reference {
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
		titles, err := store.Titles(ctx, to, ids)
		if err != nil {
			return nil, err
		}
		names[to] = titles
	}
	return names, nil
}
