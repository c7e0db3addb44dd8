package data

import (
	"context"
	"fmt"

	"kartoteka/data/dbfile"
)

// A RestoreError names what stands in the way of putting records back. It is an ErrExists when
// values are taken meanwhile, an ErrNotFound when records are gone that it refers to.
type RestoreError struct{ Obstacles []Obstacle } // of one record type; never empty

// An Obstacle keeps one deleted record from coming back.
type Obstacle struct {
	Link         // the record that would come back
	Field string // key of the field that stands in the way: "code", "client"
	Value string // what another record has now; "" when Other is gone
	Other Link   // the record that has the value now, or the one that is gone
	Label string // of the import that Other was deleted with, "" for none: restore that one first
}

func (e *RestoreError) Error() string {
	o, what := e.Obstacles[0], "is gone"
	if o.Value != "" {
		what = fmt.Sprintf("has %q", o.Value)
	}
	return fmt.Sprintf("%s %d, %s, can't come back: %s %d, %s, %s (%d records in all)",
		o.Record, o.ID, o.Name, o.Other.Record, o.Other.ID, o.Other.Name, what, len(e.Obstacles))
}

// Unwrap returns ErrExists or ErrNotFound.
func (e *RestoreError) Unwrap() error {
	if e.Obstacles[0].Value != "" {
		return ErrExists
	}
	return ErrNotFound
}

// findObstacles returns a *RestoreError when a record of type t in the deletions can't come back.
// Records of the types it refers to must have come back before.
func findObstacles(ctx context.Context, q dbfile.Querier, schema *Schema, t RecordType, deletions []int64) error {
	var found []Obstacle
	gone, taken := obstacleSQL(schema, t)
	for i, o := range append(gone, taken...) {
		value := ""
		if i >= len(gone) {
			value = "taken" // which one, nameObstacles says
		}
		err := eachRow(ctx, q, o.query, []any{jsonIDs(deletions)}, func(id, other int64) {
			found = append(found, Obstacle{Link: Link{Record: t, ID: id}, Field: o.field, Value: value, Other: Link{Record: o.other, ID: other}})
		})
		if err != nil {
			return err
		}
	}
	if len(found) == 0 {
		return nil
	}
	if err := nameObstacles(ctx, q, schema, found); err != nil {
		return err
	}
	return &RestoreError{found}
}

// An obstacleQuery asks for the ids of deleted records that can't come back because of a field, each with the id of
// the other record.
type obstacleQuery struct {
	field string
	other RecordType
	query string
}

// obstacleSQL returns what asks for references to records that are gone and for unique values that are taken.
func obstacleSQL(schema *Schema, t RecordType) (gone, taken []obstacleQuery) {
	deleted := deletedPrefix + t.table()
	const these = " WHERE d.deletion_id IN (SELECT value FROM json_each(?))"
	for _, f := range schema.stored(t) {
		if f.Type != Reference {
			continue
		}
		column := "d." + quote(f.Key)
		gone = append(gone, obstacleQuery{f.Key, f.To, "SELECT d.id, " + column + " FROM " + deleted + " d" + these +
			" AND " + column + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + f.To.table() + " o WHERE o.id = " + column + ") ORDER BY d.id"})
	}
	for _, rule := range t.Kind().match {
		if rule.unique {
			column := derivedPrefix + rule.name
			taken = append(taken, obstacleQuery{rule.name, t, "SELECT d.id, o.id FROM " + deleted + " d CROSS JOIN " + t.table() +
				" o ON o." + column + " = d." + column + these + " ORDER BY d.id"})
		}
	}
	return gone, taken
}

// nameObstacles looks up what the records are called, and under which label those lie that are gone.
func nameObstacles(ctx context.Context, q dbfile.Querier, schema *Schema, found []Obstacle) error {
	ids, there := map[RecordType][]int64{}, []key(nil)
	for _, o := range found {
		ids[o.Record] = append(ids[o.Record], o.ID)
		if o.Value == "" {
			ids[o.Other.Record] = append(ids[o.Other.Record], o.Other.ID)
		} else {
			there = append(there, key{o.Other.Record, o.Other.ID})
		}
	}
	deleted := map[key]deletedRecord{}
	for t, ids := range ids {
		if err := readDeleted(ctx, q, schema, t, ids, deleted); err != nil {
			return err
		}
	}
	names, err := titles(ctx, q, schema, there)
	for i := range found {
		o := &found[i]
		record, other := deleted[key{o.Record, o.ID}], deleted[key{o.Other.Record, o.Other.ID}]
		o.Name = record.Title()
		if o.Value == "" {
			o.Other.Name, o.Label = other.Title(), other.label
		} else {
			o.Other.Name, o.Value = names[key{o.Other.Record, o.Other.ID}], record.Text(o.Field)
		}
	}
	return err
}

// A deletedRecord is a deleted record and the label it was deleted by.
type deletedRecord struct {
	Record
	label string
}

func readDeleted(ctx context.Context, q dbfile.Querier, schema *Schema, t RecordType, ids []int64, into map[key]deletedRecord) error {
	fields := schema.stored(t)
	rows, err := q.QueryContext(ctx, `
		SELECT coalesce((SELECT i.label FROM deletions d JOIN imports i ON i.id = d.import_id WHERE d.id = deletion_id), ''), `+
		recordColumns(fields)+" FROM "+deletedPrefix+t.table()+" WHERE id IN (SELECT value FROM json_each(?))", jsonIDs(ids))
	if err != nil {
		return err
	}
	defer rows.Close()
	scan := newScanner(t, fields, nil)
	for rows.Next() {
		var label string
		if err := rows.Scan(append([]any{&label}, scan.dest...)...); err != nil {
			return err
		}
		r := scan.record()
		into[key{t, r.ID}] = deletedRecord{*r, label}
	}
	return rows.Err()
}
