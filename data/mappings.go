package data

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"kartoteka/data/fold"
)

// A Mapping is what the columns of a foreign table are, remembered for the next table with the same header. Its content is
// that of package importer/mapping; the store does not read it.
type Mapping struct {
	Name      string
	Signature string // of the header it fits
	Content   []byte // JSON
	UserName  string // full name of who used it last
	Used      time.Time
}

// Mappings returns the remembered mappings, the one used last first.
func (s *Store) Mappings(ctx context.Context) ([]Mapping, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT m.name, m.signature, m.content, u.full_name, m.used FROM mappings m JOIN users u ON u.id = m.user_id
		ORDER BY m.used DESC, m.id DESC`)
	if err != nil {
		return nil, wrap(err, "read mappings")
	}
	defer rows.Close()
	var all []Mapping
	for rows.Next() {
		var m Mapping
		var used string
		if err := rows.Scan(&m.Name, &m.Signature, &m.Content, &m.UserName, &used); err != nil {
			return nil, wrap(err, "read mappings")
		}
		if m.Used, err = time.ParseInLocation(timeFormat, used, time.UTC); err != nil {
			return nil, wrap(err, "read mappings")
		}
		m.Used = m.Used.Local()
		all = append(all, m)
	}
	return all, wrap(rows.Err(), "read mappings")
}

// RememberMapping keeps a mapping under its name, in place of one of that name with the same signature. A name that one of
// another header has gets a number: "export 2". It returns the name. Only an administrator may.
func (s *Store) RememberMapping(ctx context.Context, by User, m Mapping) (string, error) {
	name := strings.TrimSpace(m.Name)
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if fold.Text(name) == "" || !utf8.ValidString(name) || utf8.RuneCountInString(name) > MaxLength || len(m.Content) == 0 {
			return fmt.Errorf("%w: mapping %q", ErrInvalid, name)
		}
		base := name
		for n := 2; ; n++ {
			var others int
			err := tx.QueryRowContext(ctx, `SELECT count(*) FROM mappings WHERE m_name = ? AND signature <> ?`, fold.Text(name), m.Signature).Scan(&others)
			if err != nil {
				return err
			}
			if others == 0 {
				break
			}
			name = fmt.Sprintf("%s %d", base, n)
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO mappings (m_name, name, signature, content, user_id, used) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (m_name) DO UPDATE SET content = excluded.content, user_id = excluded.user_id, used = excluded.used`,
			fold.Text(name), name, m.Signature, m.Content, tx.by, tx.stamp())
		return err
	})
	return name, wrap(err, "remember mapping %s", m.Name)
}

// ForgetMapping removes a mapping. ErrNotFound when there is none of the name. Only an administrator may.
func (s *Store) ForgetMapping(ctx context.Context, by User, name string) error {
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM mappings WHERE m_name = ?`, fold.Text(name))
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, ErrNotFound)
		}
		return nil
	})
	return wrap(err, "forget mapping %s", name)
}

// RenameMapping gives a mapping another name. ErrNotFound when there is none of the name, ErrExists when the new one is
// taken. Only an administrator may.
func (s *Store) RenameMapping(ctx context.Context, by User, name, now string) error {
	now = strings.TrimSpace(now)
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if fold.Text(now) == "" || utf8.RuneCountInString(now) > MaxLength {
			return fmt.Errorf("%w: mapping %q", ErrInvalid, now)
		}
		var taken int
		err := tx.QueryRowContext(ctx, `SELECT count(*) FROM mappings WHERE m_name = ? AND m_name <> ?`, fold.Text(now), fold.Text(name)).Scan(&taken)
		if err != nil {
			return err
		}
		if taken > 0 {
			return fmt.Errorf("mapping %q: %w", now, ErrExists)
		}
		result, err := tx.ExecContext(ctx, `UPDATE mappings SET name = ?, m_name = ? WHERE m_name = ?`, now, fold.Text(now), fold.Text(name))
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, ErrNotFound)
		}
		return nil
	})
	return wrap(err, "rename mapping %s", name)
}
