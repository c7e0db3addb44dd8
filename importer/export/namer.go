package export

import (
	"context"

	"kartoteka/data"
)

// A target is a record that others refer to.
type target struct {
	record data.RecordType
	id     int64
}

// A namer finds what a cell has to hold for a check to find the record that it refers to.
type namer struct {
	store   *data.Store
	schema  *data.Schema
	finders map[data.RecordType]*data.Finder
	names   map[target]string
}

// of is the title of the record, or, when others have the same one, the first of what it may be named by that is its own. Where
// there is none it is the title all the same, for people to read.
func (n *namer) of(ctx context.Context, t target) (string, error) {
	if name, known := n.names[t]; known {
		return name, nil
	}
	r, err := n.store.Record(ctx, t.record, t.id)
	if err != nil {
		return "", err
	}
	names := []string{r.Title()}
	for _, naming := range n.schema.Namings(t.record) {
		names = append(names, naming.Values(&r)...)
	}
	n.names[t] = names[0]
	for _, name := range names {
		if own, err := n.own(ctx, t, name); err != nil {
			return "", err
		} else if own {
			n.names[t] = name
			break
		}
	}
	return n.names[t], nil
}

// own reports whether a cell with the name means that record and no other.
func (n *namer) own(ctx context.Context, t target, name string) (bool, error) {
	finder := n.finders[t.record]
	if finder == nil {
		var err error
		if finder, err = n.store.Finder(ctx, t.record); err != nil {
			return false, err
		}
		n.finders[t.record] = finder
	}
	found, err := finder.Named(ctx, name)
	return len(found) == 1 && found[0].ID == t.id, err
}

// close lets go of the database; all that was asked has been answered.
func (n *namer) close() {
	for _, finder := range n.finders {
		_ = finder.Close()
	}
}
