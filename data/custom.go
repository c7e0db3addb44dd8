package data

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kartoteka/data/dbfile"
	"kartoteka/data/fold"
)

// Bounds of a custom field's title, in code points.
const (
	MinTitle = 3
	MaxTitle = 60
)

// Schema returns the fields of every record type as they stand now. It is read each time,
// because another program may have changed the custom ones.
func (s *Store) Schema(ctx context.Context) (*Schema, error) {
	schema, err := readSchema(ctx, s.read)
	return schema, wrap(err, "read fields")
}

func readSchema(ctx context.Context, q dbfile.Querier) (*Schema, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, identity, record_type, title, type, panel, hint, required, retired
		FROM custom_fields ORDER BY record_type, position, id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	custom := map[RecordType][]Field{}
	for rows.Next() {
		var t RecordType
		f := Field{Group: "custom"}
		if err := rows.Scan(&f.ID, &f.Identity, &t, &f.Title, &f.Type, &f.Panel, &f.Hint, &f.Required, &f.Retired); err != nil {
			return nil, err
		}
		f.identify()
		custom[t] = append(custom[t], f)
	}
	return NewSchema(custom), rows.Err()
}

// identify derives from a custom field's id its key and its list.
func (f *Field) identify() {
	f.Key = fmt.Sprintf("x_%d", f.ID)
	if f.Type == List {
		f.List = fmt.Sprintf("custom:%d", f.ID)
	}
}

// AddField adds a custom field behind those the record type has and returns it with its id, key, identity
// and list; of f it takes Title, Type, Panel, Hint and Required. A taken title is ErrExists, a title
// or type that can't be ErrInvalid. Only an administrator may.
func (s *Store) AddField(ctx context.Context, by User, t RecordType, f Field, items ...string) (Field, error) {
	err := s.change(ctx, by, adminOnly, func(tx *tx) (err error) {
		f, err = addField(ctx, tx, t, f, items...)
		return err
	})
	return f, wrap(err, "add field %s", f.Title)
}

func addField(ctx context.Context, tx *tx, t RecordType, f Field, items ...string) (Field, error) {
	f = Field{Title: f.Title, Type: f.Type, Panel: f.Panel, Hint: f.Hint, Required: f.Required, Group: "custom", Identity: rand.Text()}
	if !slices.Contains(Importable(), t) || !slices.Contains(CustomTypes(), f.Type) {
		return f, fmt.Errorf("%w: a %s of %s", ErrInvalid, f.Type, t)
	}
	if err := f.check(); err != nil {
		return f, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO custom_fields (record_type, position, identity, title, m_title, type, panel, hint, required)
		SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM custom_fields WHERE record_type = ?1`,
		t, f.Identity, f.Title, fold.Text(f.Title), f.Type, f.Panel, f.Hint, f.Required)
	if err != nil {
		return f, taken(err, f.Title)
	}
	if f.ID, err = result.LastInsertId(); err != nil {
		return f, err
	}
	f.identify()
	for _, statement := range addColumn(t.table(), column{name: f.Key, decl: columnType(f.Type)}) {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return f, err
		}
	}
	for _, item := range items {
		if f.Type != List {
			return f, fmt.Errorf("%w: a %s has no items", ErrInvalid, f.Type)
		}
		if _, err := addListItem(ctx, tx, f.List, item); err != nil {
			return f, err
		}
	}
	return f, nil
}

// check tidies the texts of a custom field and refuses a title that no header could carry.
func (f *Field) check() error {
	tidy := func(s *string) bool {
		*s = norm.NFC.String(strings.TrimSpace(*s))
		return utf8.ValidString(*s) && utf8.RuneCountInString(*s) <= MaxLength
	}
	if !tidy(&f.Title) || !tidy(&f.Panel) || !tidy(&f.Hint) {
		return fmt.Errorf("%w: texts of the field %q", ErrInvalid, f.Title)
	}
	if n := utf8.RuneCountInString(f.Title); n < MinTitle || n > MaxTitle || fold.Text(f.Title) == "" ||
		strings.ContainsFunc(f.Title, unicode.IsControl) {
		return fmt.Errorf("%w: title of a field %q", ErrInvalid, f.Title)
	}
	return nil
}

// RenameField gives a custom field another title. Only an administrator may.
func (s *Store) RenameField(ctx context.Context, by User, id int64, title string) error {
	f := Field{Title: title}
	return s.changeField(ctx, by, "rename", id, func(tx *tx) error {
		if err := f.check(); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `UPDATE custom_fields SET title = ?, m_title = ? WHERE id = ?`, f.Title, fold.Text(f.Title), id)
		return affected(result, taken(err, f.Title))
	})
}

// UpdateField stores panel, hint and the required flag of the custom field f.ID. Only an administrator may.
func (s *Store) UpdateField(ctx context.Context, by User, f Field) error {
	return s.changeField(ctx, by, "update", f.ID, func(tx *tx) error {
		texts := Field{Title: "any", Panel: f.Panel, Hint: f.Hint}
		if err := texts.check(); err != nil {
			return err
		}
		return affected(tx.ExecContext(ctx, `UPDATE custom_fields SET panel = ?, hint = ?, required = ? WHERE id = ?`,
			texts.Panel, texts.Hint, f.Required, f.ID))
	})
}

// RetireField takes a custom field out of templates and forms, or brings it back; its values
// stay readable. Only an administrator may.
func (s *Store) RetireField(ctx context.Context, by User, id int64, retired bool) error {
	return s.changeField(ctx, by, "retire", id, func(tx *tx) error {
		return affected(tx.ExecContext(ctx, `UPDATE custom_fields SET retired = ? WHERE id = ?`, retired, id))
	})
}

// MoveField puts a custom field at a position among those of its record type, counted from 0;
// beyond the end is the end. Only an administrator may.
func (s *Store) MoveField(ctx context.Context, by User, id int64, to int) error {
	return s.changeField(ctx, by, "move", id, func(tx *tx) error {
		_, fields, i, err := findField(ctx, tx, id)
		if err != nil {
			return err
		}
		for i, f := range moved(fields, i, to) {
			if _, err := tx.ExecContext(ctx, `UPDATE custom_fields SET position = ? WHERE id = ?`, i+1, f.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteField deletes a custom field that no record, deleted ones included, has a value in;
// otherwise it is ErrLinked. Only an administrator may.
func (s *Store) DeleteField(ctx context.Context, by User, id int64) error {
	return s.changeField(ctx, by, "delete", id, func(tx *tx) error {
		t, fields, i, err := findField(ctx, tx, id)
		if err != nil {
			return err
		}
		f := fields[i]
		for _, table := range []string{t.table(), deletedPrefix + t.table()} {
			var used bool
			err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+table+` WHERE `+quote(f.Key)+` IS NOT NULL)`).Scan(&used)
			if err != nil {
				return err
			}
			if used {
				return ErrLinked
			}
			if _, err := tx.ExecContext(ctx, `ALTER TABLE `+table+` DROP COLUMN `+quote(f.Key)); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM list_items WHERE list = ?`, f.List); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM custom_fields WHERE id = ?`, id)
		return err
	})
}

func (s *Store) changeField(ctx context.Context, by User, operation string, id int64, do func(*tx) error) error {
	return wrap(s.change(ctx, by, adminOnly, do), "%s field %d", operation, id)
}

// findField returns the record type of a custom field, the custom fields of that type and the field's place among them.
func findField(ctx context.Context, q dbfile.Querier, id int64) (RecordType, []*Field, int, error) {
	schema, err := readSchema(ctx, q)
	if err != nil {
		return "", nil, 0, err
	}
	for _, t := range RecordTypes() {
		fields := slices.DeleteFunc(slices.Clone(schema.fields[t]), func(f *Field) bool { return !f.Custom() })
		if i := slices.IndexFunc(fields, func(f *Field) bool { return f.ID == id }); i >= 0 {
			return t, fields, i, nil
		}
	}
	return "", nil, 0, ErrNotFound
}
