package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kartoteka/data/dbfile"
	"kartoteka/data/fold"
)

// listKeys are the built-in lists. The classifications start empty, and so does a list that Fresh has no items for.
var listKeys = []string{
	"legal_form", "employees", "turnover", "payment_terms", "industry", "source", "territory", "phone_type", "language", "marital_status",
	"lead_phase", "deal_phase", "currency", "client_category", "contact_category", "lead_category", "product_category", "product_line",
	"classification_1", "classification_2", "classification_3",
	"contact_classification_1", "contact_classification_2", "contact_classification_3",
}

// ListKeys returns the keys of the built-in lists in the order Settings shows them.
// A custom field of type List has its own list, Field.List.
func ListKeys() []string { return slices.Clone(listKeys) }

// Lists returns the items of every list in their order. A list without items is absent.
func (s *Store) Lists(ctx context.Context) (map[string][]string, error) {
	lists, err := readLists(ctx, s.read)
	return lists, wrap(err, "read lists")
}

func readLists(ctx context.Context, q dbfile.Querier) (map[string][]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT list, text FROM list_items ORDER BY list, position`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lists := map[string][]string{}
	for rows.Next() {
		var list, text string
		if err := rows.Scan(&list, &text); err != nil {
			return nil, err
		}
		lists[list] = append(lists[list], text)
	}
	return lists, rows.Err()
}

// AddListItems adds items behind those a list has. An item it has already, case, accents and spaces
// ignored, is ErrExists, an unknown list ErrNotFound. Only an administrator may.
func (s *Store) AddListItems(ctx context.Context, by User, list string, items ...string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if err := knownList(ctx, tx, list); err != nil {
			return err
		}
		for _, item := range items {
			added, err := addListItem(ctx, tx, list, item)
			if err != nil {
				return err
			}
			if !added {
				return fmt.Errorf("%w: %q", ErrExists, item)
			}
		}
		return nil
	})
	return wrap(err, "add to list %s", list)
}

// addListItem adds an item unless the list has it, and reports whether it did.
func addListItem(ctx context.Context, tx *tx, list, item string) (bool, error) {
	item, err := tidyItem(item)
	if err != nil {
		return false, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO list_items (list, m_text, position, text)
		SELECT ?1, ?2, coalesce(max(position), 0) + 1, ?3 FROM list_items WHERE list = ?1
		ON CONFLICT DO NOTHING`, list, foldItem(item), item)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// tidyItem trims an item and refuses one that no cell could hold.
func tidyItem(item string) (string, error) {
	item = norm.NFC.String(strings.TrimSpace(item))
	if item == "" || !utf8.ValidString(item) || utf8.RuneCountInString(item) > MaxLength || strings.ContainsAny(item, "\r\n\x00") {
		return "", fmt.Errorf("%w: list item %q", ErrInvalid, item)
	}
	return item, nil
}

// foldItem folds an item, or keeps one of punctuation alone ("+", "–") as it is.
func foldItem(item string) string {
	if f := fold.Text(item); f != "" {
		return f
	}
	return item
}

// knownList refuses a list that neither ships nor belongs to a custom field.
func knownList(ctx context.Context, q dbfile.Querier, list string) error {
	if slices.Contains(listKeys, list) {
		return nil
	}
	schema, err := readSchema(ctx, q)
	if err != nil {
		return err
	}
	if len(schema.drawing(list)) == 0 {
		return ErrNotFound
	}
	return nil
}

// A place is a field of a record type.
type place struct {
	t RecordType
	f *Field
}

// drawing returns the fields that draw from a list.
func (s *Schema) drawing(list string) []place {
	var places []place
	for _, t := range RecordTypes() {
		for _, f := range s.fields[t] {
			if f.Type == List && f.List == list {
				places = append(places, place{t, f})
			}
		}
	}
	return places
}

// RenameListItem changes the text of an item, also in the records that carry it, deleted ones
// included. ErrNotFound when the list has no such item, ErrExists when it has the new one. Only an administrator may.
func (s *Store) RenameListItem(ctx context.Context, by User, list, item, renamed string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		renamed, err := tidyItem(renamed)
		if err != nil {
			return err
		}
		var old string
		err = tx.QueryRowContext(ctx, `SELECT text FROM list_items WHERE list = ? AND m_text = ?`, list, foldItem(item)).Scan(&old)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		} else if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE list_items SET text = ?, m_text = ? WHERE list = ? AND m_text = ?`,
			renamed, foldItem(renamed), list, foldItem(item))
		if err != nil {
			return taken(err, renamed)
		}
		schema, err := readSchema(ctx, tx)
		if err != nil {
			return err
		}
		for _, p := range schema.drawing(list) {
			column := quote(p.f.Key)
			for _, table := range []string{p.t.table(), deletedPrefix + p.t.table()} {
				if _, err := tx.ExecContext(ctx, `UPDATE `+table+` SET `+column+` = ?, version = version + 1 WHERE `+column+` = ?`, renamed, old); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return wrap(err, "rename %q of list %s", item, list)
}

// RemoveListItem takes an item out of a list; records that carry it keep the text. Only an administrator may.
func (s *Store) RemoveListItem(ctx context.Context, by User, list, item string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM list_items WHERE list = ? AND m_text = ?`, list, foldItem(item))
		return affected(result, err)
	})
	return wrap(err, "remove %q from list %s", item, list)
}

// MoveListItem puts an item at a position counted from 0; beyond the end is the end. Only an administrator may.
func (s *Store) MoveListItem(ctx context.Context, by User, list, item string, to int) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		lists, err := readLists(ctx, tx)
		if err != nil {
			return err
		}
		items := lists[list]
		from := slices.IndexFunc(items, func(s string) bool { return foldItem(s) == foldItem(item) })
		if from < 0 {
			return ErrNotFound
		}
		for i, item := range moved(items, from, to) {
			if _, err := tx.ExecContext(ctx, `UPDATE list_items SET position = ? WHERE list = ? AND m_text = ?`, i+1, list, foldItem(item)); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, "move %q of list %s", item, list)
}

// moved returns the items with one of them elsewhere.
func moved[T any](items []T, from, to int) []T {
	item := items[from]
	rest := slices.Delete(slices.Clone(items), from, from+1)
	return slices.Insert(rest, min(max(to, 0), len(rest)), item)
}

// affected returns ErrNotFound when a statement found no row.
func affected(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

// ItemUses counts the records that have an item of a list.
func (s *Store) ItemUses(ctx context.Context, list, item string) (int, error) {
	schema, err := s.Schema(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, t := range RecordTypes() {
		for _, f := range schema.Fields(t) {
			if f.Type != List || f.List != list {
				continue
			}
			count, err := s.Count(ctx, t, Query{Filter: map[string]any{f.Key: item}})
			if err != nil {
				return 0, err
			}
			n += count
		}
	}
	return n, nil
}
