package data

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"kartoteka/data/dbfile"
)

// A Link names a record that holds another: because it refers to it, the other one can't go.
type Link struct {
	Record RecordType `json:"record"`
	ID     int64      `json:"id"`
	Name   string     `json:"name"` // as Record.Title
}

// A key identifies a record among those of all types.
type key struct {
	t  RecordType
	id int64
}

// A hold is one way in which records are held by others: as long as the holder stays, so does the
// held one. All of them follow from the Reference fields of the schema.
type hold struct {
	held, holder RecordType
	pairs        string // FROM and WHERE of the pairs; records that are held are h, a condition on them may follow
	columns      string // id of the held record and of its holder
}

// holds returns all ways in which a record of type t can be held. A part speaks for its whole: the
// line of a deal makes the deal hold the product. A Mutual reference holds both ways.
func (s *Schema) holds(t RecordType) []hold {
	var hs []hold
	for _, from := range RecordTypes() {
		whole := s.part(from)
		for _, f := range s.stored(from) {
			if f.Type != Reference || f.To != t || f.Part {
				continue
			}
			h := hold{held: t, holder: from, columns: "h.id, r.id",
				// A cross join keeps SQLite from walking through all that refer: it is one
				// look into the reference's index for each record that may be held.
				pairs: t.table() + " h CROSS JOIN " + from.table() + " r ON r." + quote(f.Key) + " = h.id WHERE TRUE"}
			if whole != nil {
				h.holder, h.columns = whole.To, "h.id, r."+quote(whole.Key)
			}
			hs = append(hs, h)
		}
	}
	for _, f := range s.stored(t) {
		if f.Type == Reference && f.Mutual {
			column := "h." + quote(f.Key)
			hs = append(hs, hold{held: t, holder: f.To, columns: "h.id, " + column,
				pairs: t.table() + " h WHERE " + column + " IS NOT NULL"})
		}
	}
	return hs
}

// part returns the field by which records of type t are parts of another, or nil.
func (s *Schema) part(t RecordType) *Field {
	for _, f := range s.stored(t) {
		if f.Type == Reference && f.Part {
			return f
		}
	}
	return nil
}

// A selection is the records somebody wants to delete: those of some types that meet a condition.
type selection struct {
	types []RecordType
	where string // a condition on the row h, with one argument
	arg   any
}

// byImport selects the records of an import, byID those with one of the ids.
func byImport(types []RecordType, number int64) selection {
	return selection{types, "h.import_id = ?", number}
}

func byID(t RecordType, ids []int64) selection {
	return selection{[]RecordType{t}, "h.id IN (SELECT value FROM json_each(?))", jsonIDs(ids)}
}

// jsonIDs writes ids as json_each reads them.
func jsonIDs(ids []int64) string {
	b, _ := json.Marshal(ids) // numbers: can't fail
	return string(b)
}

// find returns the query for the ids of the selected records of a type, held that for the pairs of a
// selected record and one that holds it; both take the selection's argument.
func (sel selection) find(t RecordType) string {
	return "SELECT h.id FROM " + t.table() + " h WHERE " + sel.where
}

func (sel selection) held(h hold) string {
	return "SELECT " + h.columns + " FROM " + h.pairs + " AND " + sel.where
}

// A decision divides a selection into records that may go and records that something staying holds.
type decision struct {
	going map[RecordType][]int64 // in order of ids
	kept  map[key][]key          // a record that stays and what holds it
}

// decide says which records of a selection may go. It begins with those that a record outside
// holds and goes on with those that one of these holds, until nothing changes: a contact person who
// stays keeps his client.
func decide(ctx context.Context, q dbfile.Querier, schema *Schema, sel selection) (decision, error) {
	d := decision{map[RecordType][]int64{}, map[key][]key{}}
	selected := map[key]bool{}
	for _, t := range sel.types {
		err := eachRow(ctx, q, sel.find(t), []any{sel.arg}, func(id, _ int64) {
			selected[key{t, id}] = true
		})
		if err != nil {
			return d, err
		}
	}
	type pair struct{ held, holder key }
	var pairs []pair
	for _, t := range sel.types {
		for _, h := range schema.holds(t) {
			err := eachRow(ctx, q, sel.held(h), []any{sel.arg}, func(held, holder int64) {
				pairs = append(pairs, pair{key{h.held, held}, key{h.holder, holder}})
			})
			if err != nil {
				return d, err
			}
		}
	}
	for before := -1; before != len(pairs); {
		before = len(pairs)
		pairs = slices.DeleteFunc(pairs, func(p pair) bool {
			if selected[p.holder] && d.kept[p.holder] == nil {
				return false
			}
			d.kept[p.held] = append(d.kept[p.held], p.holder)
			return true
		})
	}
	for k := range selected {
		if d.kept[k] == nil {
			d.going[k.t] = append(d.going[k.t], k.id)
		}
	}
	for _, ids := range d.going {
		slices.Sort(ids)
	}
	return d, nil
}

// eachRow calls do for every row of one or two ids that a query returns.
func eachRow(ctx context.Context, q dbfile.Querier, query string, args []any, do func(first, second int64)) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var ids [2]int64
	dest := []any{&ids[0], &ids[1]}[:len(columns)]
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		do(ids[0], ids[1])
	}
	return rows.Err()
}

// explain gives the records that stay and what holds them their names, in the order of record types and ids.
func (d *decision) explain(ctx context.Context, q dbfile.Querier, schema *Schema) ([]Kept, error) {
	all := map[key]bool{}
	for k, holders := range d.kept {
		all[k] = true
		for _, h := range holders {
			all[h] = true
		}
	}
	names, err := titles(ctx, q, schema, slices.Collect(maps.Keys(all)))
	if err != nil {
		return nil, err
	}
	kept := make([]Kept, 0, len(d.kept))
	for _, k := range slices.SortedFunc(maps.Keys(d.kept), compareKeys) {
		holders := slices.Compact(slices.SortedFunc(slices.Values(d.kept[k]), compareKeys))
		because := make([]Link, len(holders))
		for i, h := range holders {
			because[i] = Link{h.t, h.id, names[h]}
		}
		kept = append(kept, Kept{k.t, k.id, names[k], because})
	}
	return kept, nil
}

func compareKeys(a, b key) int {
	if a.t != b.t {
		return cmp.Compare(slices.Index(RecordTypes(), a.t), slices.Index(RecordTypes(), b.t))
	}
	return cmp.Compare(a.id, b.id)
}

// titles returns the titles of the records.
func titles(ctx context.Context, q dbfile.Querier, schema *Schema, keys []key) (map[key]string, error) {
	ids := map[RecordType][]int64{}
	for _, k := range keys {
		ids[k.t] = append(ids[k.t], k.id)
	}
	names := map[key]string{}
	for t, ids := range ids {
		fields := schema.titleFields(t)
		rows, err := q.QueryContext(ctx, "SELECT "+recordColumns(fields)+" FROM "+t.table()+" WHERE id IN (SELECT value FROM json_each(?))", jsonIDs(ids))
		if err != nil {
			return nil, err
		}
		err = scanRecords(rows, t, fields, nil, func(r *Record) error {
			names[key{t, r.ID}] = r.Title()
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}
