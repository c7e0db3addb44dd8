package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"kartoteka/data/dbfile"
)

// Insert stores a record made by hand and sets its ID and Version; Import, Label and Row are cleared, for only imports
// make records of an import. Values may not break what the store guards: Go types and required built-in fields
// (*ValueError), unique ones (*ExistsError), references (ErrNotFound).
func (s *Store) Insert(ctx context.Context, by User, r *Record) error {
	stored := *r
	stored.ID, stored.Import, stored.Label, stored.Row = 0, 0, "", 0
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if err := in.insert(&stored); err != nil {
			return err
		}
		return in.index.flush()
	})
	if err != nil {
		return wrap(err, "add %s", r.Type)
	}
	*r = stored
	return nil
}

// An inserter puts records into their tables and their words into the search index, by prepared
// statements, within one transaction.
type inserter struct {
	ctx      context.Context
	tx       *tx
	importID any
	schema   *Schema
	types    map[RecordType]*insertion
	index    *indexer
}

type insertion struct {
	fields   []*Field
	place    map[string]int // of a field's value among the arguments
	required []int
	derived  []derivation
	args     []any
	stmt     *sql.Stmt
}

func newInserter(ctx context.Context, tx *tx, importID int64) (*inserter, error) {
	schema, err := readSchema(ctx, tx)
	if err != nil {
		return nil, err
	}
	in := &inserter{ctx: ctx, tx: tx, schema: schema, types: map[RecordType]*insertion{}, index: newIndexer(ctx, tx, schema)}
	if importID != 0 {
		in.importID = importID
	}
	return in, nil
}

func (in *inserter) close() {
	for _, i := range in.types {
		_ = i.stmt.Close()
	}
	in.index.close()
}

// bookKeeping is the number of arguments in front of those of the fields.
const bookKeeping = 6

func (in *inserter) prepare(t RecordType) (*insertion, error) {
	if t.table() == "" {
		return nil, fmt.Errorf("%w: record type %q", ErrInvalid, t)
	}
	i := &insertion{fields: in.schema.stored(t), place: map[string]int{}, derived: derived(t)}
	names := []string{"import_id", "import_row", "created_at", "created_by", "changed_at", "changed_by"}
	for n, f := range i.fields {
		i.place[f.Key] = bookKeeping + n
		if f.Required && !f.Custom() {
			i.required = append(i.required, n)
		}
		names = append(names, quote(f.Key))
	}
	for _, d := range i.derived {
		names = append(names, d.column)
	}
	i.args = make([]any, len(names))
	var err error
	i.stmt, err = in.tx.PrepareContext(in.ctx, "INSERT INTO "+t.table()+" ("+strings.Join(names, ", ")+") VALUES (?"+strings.Repeat(", ?", len(names)-1)+")")
	return i, err
}

// insert stores the record under the inserter's import and sets its ID and Version.
func (in *inserter) insert(r *Record) error {
	i := in.types[r.Type]
	if i == nil {
		var err error
		if i, err = in.prepare(r.Type); err != nil {
			return err
		}
		in.types[r.Type] = i
	}
	if err := i.fill(r); err != nil {
		return err
	}
	var row any
	if r.Row != 0 {
		row = int64(r.Row)
	}
	stamp := in.tx.stamp()
	copy(i.args, []any{in.importID, row, stamp, in.tx.by, stamp, in.tx.by})
	// Without a context that can end: the driver would start a goroutine for each row.
	result, err := i.stmt.Exec(i.args...)
	if err != nil {
		return in.explain(err, r)
	}
	if r.ID, err = result.LastInsertId(); err != nil {
		return err
	}
	r.Version = 1
	return in.index.add(r)
}

// fill puts the values of a record, and what is computed from them, in their places.
func (i *insertion) fill(r *Record) error {
	clear(i.args)
	for _, v := range r.Values {
		n, ok := i.place[v.Key]
		if !ok {
			return &ValueError{r.Type, v.Key, v.V, "no such field"}
		}
		stored, err := encode(r.Type, i.fields[n-bookKeeping], v.V)
		if err != nil {
			return err
		}
		i.args[n] = stored
	}
	for _, n := range i.required {
		if i.args[bookKeeping+n] == nil {
			return &ValueError{r.Type, i.fields[n].Key, nil, "required"}
		}
	}
	for n, d := range i.derived {
		i.args[bookKeeping+len(i.fields)+n] = d.value(r)
	}
	return nil
}

// explain finds out which record has a unique value already.
func (in *inserter) explain(err error, r *Record) error {
	if dbfile.Code(err) != sqlite3.SQLITE_CONSTRAINT_UNIQUE {
		return err
	}
	for _, rule := range r.Type.Kind().match {
		if !rule.unique {
			continue
		}
		others, e := readRecords(in.ctx, in.tx, in.schema, r.Type,
			"WHERE "+derivedPrefix+rule.name+" = ? AND id <> ?", rule.value(r), r.ID)
		if e != nil {
			return errors.Join(err, e)
		}
		if len(others) > 0 {
			return &ExistsError{Type: r.Type, Key: rule.name, Value: r.Text(rule.name), ID: others[0].ID, Title: others[0].Title()}
		}
	}
	return err
}

// Update stores all values of the record r.ID as they are in r and notes in its history what
// changed. When r.Version is not 0 and the stored record has moved on, it is ErrStale; a record that is gone is
// ErrNotFound; values are guarded as Insert does. Which import it came from never changes.
func (s *Store) Update(ctx context.Context, by User, r *Record) error {
	changed := *r
	err := s.change(ctx, by, anyone, func(tx *tx) error {
		in, err := newInserter(ctx, tx, 0)
		if err != nil {
			return err
		}
		defer in.close()
		if r.Type.table() == "" || r.ID == 0 {
			return ErrNotFound
		}
		return in.save(&changed)
	})
	if err != nil {
		return wrap(err, "change %s %d", r.Type, r.ID)
	}
	r.Version = changed.Version
	return nil
}

func (in *inserter) update(old, r *Record) error {
	i, err := in.prepare(r.Type)
	if err != nil {
		return err
	}
	defer i.stmt.Close()
	if err := i.fill(r); err != nil {
		return err
	}
	set := []string{"version = version + 1", "changed_at = ?", "changed_by = ?"}
	args := []any{in.tx.stamp(), in.tx.by}
	for n, f := range i.fields {
		before, err := encode(r.Type, f, old.Value(f.Key))
		if err != nil {
			return err
		}
		after := i.args[bookKeeping+n]
		if before == after {
			continue
		}
		set, args = append(set, quote(f.Key)+" = ?"), append(args, after)
		_, err = in.tx.ExecContext(in.ctx, `INSERT INTO changes (record_type, record_id, at, user_id, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			r.Type, r.ID, in.tx.stamp(), in.tx.by, f.Key, before, after)
		if err != nil {
			return err
		}
	}
	for _, d := range i.derived {
		set, args = append(set, d.column+" = ?"), append(args, d.value(r))
	}
	_, err = in.tx.ExecContext(in.ctx, "UPDATE "+r.Type.table()+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(args, r.ID)...)
	if err != nil {
		return in.explain(err, r)
	}
	if err := in.index.replace(r); err != nil {
		return err
	}
	if in.index.named[r.Type] && old.Title() != r.Title() {
		return in.index.renamed(r)
	}
	return nil
}

// A Change is one field of a record that was changed by hand.
type Change struct {
	At       time.Time // local time
	UserID   int64
	UserName string // full name
	Field    string // key
	Old, New any    // as Record.Value would give them, nil: no value
}

// Changes returns the changes of a record by hand, newest first. Fields that have been
// deleted since are left out.
func (s *Store) Changes(ctx context.Context, t RecordType, id int64) ([]Change, error) {
	changes, err := s.changes(ctx, t, id)
	return changes, wrap(err, "read changes of %s %d", t, id)
}

func (s *Store) changes(ctx context.Context, t RecordType, id int64) ([]Change, error) {
	schema, err := readSchema(ctx, s.read)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.at, c.user_id, u.full_name, c.field, c.old, c.new FROM changes c JOIN users u ON u.id = c.user_id
		WHERE c.record_type = ? AND c.record_id = ? ORDER BY c.id DESC`, t, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []Change
	for rows.Next() {
		var c Change
		var at string
		if err := rows.Scan(&at, &c.UserID, &c.UserName, &c.Field, &c.Old, &c.New); err != nil {
			return nil, err
		}
		f := schema.Field(t, c.Field)
		if f == nil {
			continue
		}
		if c.At, err = time.Parse(timeFormat, at); err != nil {
			return nil, err
		}
		c.At = c.At.Local()
		for _, v := range []*any{&c.Old, &c.New} {
			if *v != nil {
				*v = decode(f, *v)
			}
		}
		changes = append(changes, c)
	}
	return changes, rows.Err()
}
