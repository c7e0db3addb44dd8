package data

import (
	"context"
	"strings"
)

// rederive computes every derived column and the whole search index again, after their rules or
// columns have changed. Deleted records get theirs too, so that they can be put back as they are.
func rederive(ctx context.Context, tx *tx, schema *Schema) error {
	index := newIndexer(ctx, tx, schema)
	defer index.close()
	for _, t := range RecordTypes() {
		if t.searchable() {
			if _, err := tx.ExecContext(ctx, "INSERT INTO "+searchTable(t)+" ("+searchTable(t)+") VALUES ('delete-all')"); err != nil {
				return err
			}
		}
		if err := rederiveTable(ctx, tx, schema, t, deletedPrefix+t.table(), func(*Record) error { return nil }); err != nil {
			return err
		}
		if err := rederiveTable(ctx, tx, schema, t, t.table(), index.add); err != nil {
			return err
		}
	}
	if err := index.flush(); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE state SET derived = ?`, derivedVersion)
	return err
}

func rederiveTable(ctx context.Context, tx *tx, schema *Schema, t RecordType, table string, also func(*Record) error) error {
	columns := derived(t)
	var set []string
	for _, d := range columns {
		set = append(set, d.column+" = ?")
	}
	for last := int64(0); ; {
		// In portions, so that no table is changed while it is read.
		var records []*Record
		err := eachFrom(ctx, tx, schema, t, table+" WHERE id > ? ORDER BY id LIMIT 1000", []any{last}, func(r *Record) error {
			records = append(records, r)
			return nil
		})
		if err != nil || len(records) == 0 {
			return err
		}
		for _, r := range records {
			last = r.ID
			if len(columns) > 0 {
				var args []any
				for _, d := range columns {
					args = append(args, d.value(r))
				}
				if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(args, r.ID)...); err != nil {
					return err
				}
			}
			if err := also(r); err != nil {
				return err
			}
		}
	}
}
