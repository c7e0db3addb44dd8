package data

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"kartoteka/data/fts"
)

// searchable reports whether records of the type are found by words.
func (t RecordType) searchable() bool { return t.Kind().Search != nil }

// searchPrefix begins the names of the search index's tables, those that SQLite keeps for it included.
const searchPrefix = "search_"

func searchTable(t RecordType) string { return searchPrefix + t.table() }

// searchBuffer is how many bytes of the index are gathered in memory before they are written. The more,
// the fewer parts an import leaves, which a search has to look through: this takes one import.
const searchBuffer = 32 << 20

// An indexer keeps the full-text index in step with the tables, within one transaction.
type indexer struct {
	ctx    context.Context
	tx     *tx
	schema *Schema
	types  map[RecordType]*indexing
	names  map[key]string      // words of the titles of records that others refer to
	named  map[RecordType]bool // types whose titles find other records, too
	words  strings.Builder
}

// An indexing is what an indexer needs for one record type.
type indexing struct {
	fields  map[string]*Field // those that are searched
	waiting []any             // rowid and words, in turn, of records to be added
	batch   *sql.Stmt         // adds batchSize records
}

// batchSize is how many records go into the index by one statement, which is a third quicker than one by one.
const batchSize = 64

func newIndexer(ctx context.Context, tx *tx, schema *Schema) *indexer {
	x := &indexer{ctx: ctx, tx: tx, schema: schema, types: map[RecordType]*indexing{}, names: map[key]string{}, named: map[RecordType]bool{}}
	for _, t := range RecordTypes() {
		for _, f := range schema.searched(t) {
			if f.Type == Reference {
				x.named[f.To] = true
			}
		}
	}
	return x
}

func (x *indexer) close() {
	for _, i := range x.types {
		if i.batch != nil {
			_ = i.batch.Close()
		}
	}
}

func (x *indexer) of(t RecordType) *indexing {
	i := x.types[t]
	if i == nil {
		i = &indexing{fields: x.schema.searched(t)}
		x.types[t] = i
	}
	return i
}

// add puts a record into the index that is not there yet, at the latest when flush is called.
func (x *indexer) add(r *Record) error {
	if !r.Type.searchable() {
		return nil
	}
	i := x.of(r.Type)
	words, err := x.text(r, i.fields)
	if err != nil {
		return err
	}
	i.waiting = append(i.waiting, r.ID, words)
	if len(i.waiting) < 2*batchSize {
		return nil
	}
	if i.batch == nil {
		if i.batch, err = x.tx.PrepareContext(x.ctx, insertWords(r.Type, batchSize)); err != nil {
			return err
		}
	}
	_, err = i.batch.Exec(i.waiting...)
	i.waiting = i.waiting[:0]
	return err
}

// flush writes the rows that add has collected.
func (x *indexer) flush() error {
	for t, i := range x.types {
		if n := len(i.waiting) / 2; n > 0 {
			if _, err := x.tx.ExecContext(x.ctx, insertWords(t, n), i.waiting...); err != nil {
				return err
			}
			i.waiting = i.waiting[:0]
		}
	}
	return nil
}

func insertWords(t RecordType, records int) string {
	return "INSERT INTO " + searchTable(t) + " (rowid, words) VALUES (?, ?)" + strings.Repeat(", (?, ?)", records-1)
}

// replace brings the words of one record up to date.
func (x *indexer) replace(r *Record) error {
	if err := x.remove(r.Type, "WHERE id = ?", r.ID); err != nil {
		return err
	}
	if err := x.add(r); err != nil {
		return err
	}
	return x.flush()
}

// remove takes the records a clause (WHERE …) selects from their table out of the index.
func (x *indexer) remove(t RecordType, clause string, args ...any) error {
	if !t.searchable() {
		return nil
	}
	_, err := x.tx.ExecContext(x.ctx, "DELETE FROM "+searchTable(t)+" WHERE rowid IN (SELECT id FROM "+t.table()+" "+clause+")", args...)
	return err
}

// redo brings the words of the records up to date that a clause (WHERE …) selects from their table,
// whether they were in the index or not.
func (x *indexer) redo(t RecordType, clause string, args ...any) error {
	if !t.searchable() {
		return nil
	}
	if err := x.remove(t, clause, args...); err != nil {
		return err
	}
	if err := eachRecord(x.ctx, x.tx, x.schema, t, clause, args, x.add); err != nil {
		return err
	}
	return x.flush()
}

// renamed brings the words of records up to date that are found by the title of another.
func (x *indexer) renamed(r *Record) error {
	x.names[key{r.Type, r.ID}] = fts.Text(r.Title())
	for _, t := range RecordTypes() {
		for _, f := range x.schema.searched(t) {
			if f.Type == Reference && f.To == r.Type {
				if err := x.redo(t, "WHERE "+quote(f.Key)+" = ?", r.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// searched returns the fields of a record type whose words find it.
func (s *Schema) searched(t RecordType) map[string]*Field {
	fields := map[string]*Field{}
	for _, f := range s.stored(t) {
		switch {
		case f.Type == Email, f.Type == Phone, f.Type == URL, f.Type == Tags,
			f.Type == Text && (f.Custom() || f.Format != ""), slices.Contains(t.Kind().Search, f.Key):
			fields[f.Key] = f
		}
	}
	return fields
}

// text returns the words of a record.
func (x *indexer) text(r *Record, fields map[string]*Field) (string, error) {
	b := &x.words
	b.Reset()
	for _, v := range r.Values {
		f := fields[v.Key]
		if f == nil {
			continue
		}
		s, _ := v.V.(string)
		switch {
		case f.Type == Reference:
			name, err := x.name(f.To, r.Ref(f.Key))
			if err != nil {
				return "", err
			}
			b.WriteString(name)
		case f.Type == Phone:
			fts.AddPhone(b, s)
		case f.Format != "":
			fts.AddIdentifier(b, s)
		default:
			fts.AddText(b, s)
		}
	}
	if x.named[r.Type] {
		x.names[key{r.Type, r.ID}] = fts.Text(r.Title())
	}
	return b.String(), nil
}

// name returns the words of a record's title, none for a record that is gone.
func (x *indexer) name(t RecordType, id int64) (string, error) {
	k := key{t, id}
	if words, known := x.names[k]; known {
		return words, nil
	}
	found, err := titles(x.ctx, x.tx, x.schema, []key{k})
	if err != nil {
		return "", err
	}
	x.names[k] = fts.Text(found[k])
	return x.names[k], nil
}
