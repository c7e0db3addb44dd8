package records

import (
	"context"

	"kartoteka/data"
)

// A listing is the answer to a query: ids, and the records of the first of them.
type listing struct {
	ids   []int64
	whole bool
	rows  map[int64]*data.Record
	names data.Names
}

// firstIDs is how many records are found for a first look: those one sees, quickly.
const firstIDs = 100

// load asks for records. The first of them come at once, all of them as soon as they are known.
func (l *list) load(q data.Query) {
	first := q
	if q.Sort == "" { // else all of them have to be sorted anyway
		first.Limit = firstIDs
	}
	l.ask(first, func() {
		if !l.whole {
			l.ask(q, func() {})
		}
	})
}

// ask shows the answer to a query.
func (l *list) ask(q data.Query, then func()) {
	l.finds.Start(l.window, func(ctx context.Context) (listing, error) { return l.read(ctx, q) }, func(found listing, err error) {
		if err != nil {
			l.failed(err)
			return
		}
		wasEmpty := len(l.ids) == 0
		l.ids, l.whole, l.rows, l.names = found.ids, found.whole, found.rows, found.names
		l.grid.SetRows(l.ids)
		l.found(wasEmpty)
		then()
	})
}

// read finds records and reads the first ones.
func (l *list) read(ctx context.Context, q data.Query) (listing, error) {
	ids, err := l.window.Store.IDs(ctx, l.record, q)
	if err != nil {
		return listing{}, err
	}
	found := listing{ids: ids, whole: q.Limit == 0 || len(ids) < q.Limit}
	found.rows, found.names, err = l.readRows(ctx, ids[:min(len(ids), firstIDs/2)])
	return found, err
}
