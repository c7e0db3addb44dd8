package data

import (
	"context"
	"fmt"
)

// Texts returns a text of the records of those ids, such as the countries of clients; ids without a record and records
// without that text are absent. The field is stored and holds text; ErrInvalid if there is none like that.
func (s *Store) Texts(ctx context.Context, t RecordType, key string, ids []int64) (map[int64]string, error) {
	texts := make(map[int64]string, len(ids))
	err := s.texts(ctx, t, key, ids, texts)
	return texts, wrap(err, "read %s of %s", key, t.table())
}

func (s *Store) texts(ctx context.Context, t RecordType, key string, ids []int64, into map[int64]string) error {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return err
	}
	if f := schema.Field(t, key); f == nil || f.Unstored {
		return fmt.Errorf("%w: field %q", ErrInvalid, key)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT id, "+quote(key)+" FROM "+t.table()+
		" WHERE id IN (SELECT value FROM json_each(?)) AND "+quote(key)+" IS NOT NULL", jsonArray(ids))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		into[id] = text
	}
	return rows.Err()
}
