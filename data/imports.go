package data

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kartoteka/data/dbfile"
)

// A Counts says how many records of each type; a type without any may be absent.
type Counts map[RecordType]int

// Total is how many records of all types they count.
func (c Counts) Total() int {
	n := 0
	for _, count := range c {
		n += count
	}
	return n
}

// An ImportStatus is the fate of an import.
type ImportStatus string

// What can become of an import. Import.Remaining says how many of its records are there.
const (
	Imported      ImportStatus = "done"
	PartlyDeleted ImportStatus = "partly-deleted" // deleted by its label, but some had to stay or are of another Deletable
	Deleted       ImportStatus = "deleted"        // nothing of it is left; can be restored if it was deleted by its label
)

// An Import is one line of the history: which workbook brought which records under which label.
type Import struct {
	Number     int64     // from 1, never given again
	Label      string    // "Import 22.11.2026 #3": local date and number
	Date       time.Time // local time
	File       string    // its name without folder
	SHA256     string    // of its content, hexadecimal
	Template   string    // key
	Language   string    // of the template
	Mapping    string    // name of the mapping of a foreign table
	UserID     int64
	UserName   string // full name
	Found      Counts // records in the file = Imported + Rejected + Duplicates
	Imported   Counts
	Rejected   Counts
	Duplicates Counts // left out as duplicates
	Remaining  Counts // of the imported ones, those still there
	Status     ImportStatus
	Restorable bool // Restore has something to put back

	// Only for Store.Import:
	Revision int64               // that the check was made at (Store.Revision), 0: any
	NewItems map[string][]string // list items to add by list key; those that exist are passed over
	// Custom fields to add. Their keys are those that the records have for them, none of a field that exists.
	NewFields map[RecordType][]Field
}

// Import stores the records of a checked workbook under a new label, all of them or none: in one
// transaction it adds the history and the new list items and calls fill, which hands over the records one after
// another. Each gets its ID before the next, so that a contact person can refer to its client.
//
// Of in it takes File, SHA256, Template, Language, Mapping, Found, Rejected, Duplicates, Revision, NewItems and NewFields;
// it returns the import as the history has it. Found must be the sum of imported, rejected and duplicate records,
// or the import is ErrInvalid. ErrStale says that the database has changed since the check. Values are guarded as
// Insert does. Only an administrator may.
func (s *Store) Import(ctx context.Context, by User, in Import, fill func(insert func(*Record) error) error) (Import, error) {
	im := in
	im.Revision, im.NewItems, im.NewFields = 0, nil, nil
	err := s.change(ctx, by, adminOnly, func(tx *tx) error {
		if err := in.fresh(ctx, tx); err != nil {
			return err
		}
		if err := im.open(ctx, tx); err != nil {
			return err
		}
		if err := in.addItems(ctx, tx); err != nil {
			return err
		}
		rekey, err := in.addFields(ctx, tx)
		if err != nil {
			return err
		}
		inserter, err := newInserter(ctx, tx, im.Number)
		if err != nil {
			return err
		}
		defer inserter.close()
		im.Imported = Counts{}
		err = fill(func(r *Record) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			rekey(r)
			if err := inserter.insert(r); err != nil {
				return err
			}
			r.Import, r.Label = im.Number, im.Label
			im.Imported[r.Type]++
			return nil
		})
		if err != nil {
			return err
		}
		if err := inserter.index.flush(); err != nil {
			return err
		}
		return im.finish(ctx, tx)
	})
	if err != nil {
		return Import{}, wrap(err, "import %s", im.File)
	}
	im.Remaining = maps.Clone(im.Imported)
	return im, nil
}

// fresh returns ErrStale where the database has changed since the check.
func (im *Import) fresh(ctx context.Context, tx *tx) error {
	if im.Revision == 0 {
		return nil
	}
	var revision int64
	if err := tx.QueryRowContext(ctx, `SELECT revision FROM state`).Scan(&revision); err != nil {
		return err
	}
	if revision != im.Revision {
		return ErrStale
	}
	return nil
}

// addItems adds the new items to their lists.
func (im *Import) addItems(ctx context.Context, tx *tx) error {
	for _, list := range slices.Sorted(maps.Keys(im.NewItems)) {
		if err := knownList(ctx, tx, list); err != nil {
			return err
		}
		for _, item := range im.NewItems[list] {
			if _, err := addListItem(ctx, tx, list, item); err != nil {
				return err
			}
		}
	}
	return nil
}

// addFields adds the new custom fields. The function returned gives the values of a record the keys that their fields have got.
func (im *Import) addFields(ctx context.Context, tx *tx) (rekey func(*Record), err error) {
	keys := map[RecordType]map[string]string{}
	for _, t := range slices.Sorted(maps.Keys(im.NewFields)) {
		keys[t] = map[string]string{}
		for _, f := range im.NewFields[t] {
			added, err := addField(ctx, tx, t, f)
			if err != nil {
				return nil, err
			}
			keys[t][f.Key] = added.Key
		}
	}
	return func(r *Record) {
		renamed := keys[r.Type]
		if len(renamed) == 0 {
			return
		}
		r.Values = slices.Clone(r.Values)
		for i := range r.Values {
			r.Values[i].Key = cmp.Or(renamed[r.Values[i].Key], r.Values[i].Key)
		}
	}, nil
}

// open writes the import into the history, which gives it number and label.
func (im *Import) open(ctx context.Context, tx *tx) error {
	im.Date, im.UserID, im.Status = tx.now, tx.by, Imported
	im.File, im.SHA256 = filepath.Base(filepath.ToSlash(im.File)), strings.ToLower(im.SHA256)
	if err := tx.QueryRowContext(ctx, `SELECT full_name FROM users WHERE id = ?`, im.UserID).Scan(&im.UserName); err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO imports (label, at, file, sha256, template, mapping, language, user_id, found, imported, rejected, duplicates)
		VALUES ('', ?, ?, ?, ?, ?, ?, ?, '', '', '', '')`,
		tx.stamp(), im.File, im.SHA256, im.Template, im.Mapping, im.Language, im.UserID)
	if err != nil {
		return err
	}
	if im.Number, err = result.LastInsertId(); err != nil {
		return err
	}
	im.Label = fmt.Sprintf("Import %s #%d", im.Date.Format("2.1.2006"), im.Number)
	_, err = tx.ExecContext(ctx, `UPDATE imports SET label = ? WHERE id = ?`, im.Label, im.Number)
	return err
}

// finish proves the sum and writes the counts into the history.
func (im *Import) finish(ctx context.Context, tx *tx) error {
	for _, t := range RecordTypes() {
		if sum := im.Imported[t] + im.Rejected[t] + im.Duplicates[t]; im.Found[t] != sum {
			return fmt.Errorf("%w: %d %s found, but %d imported, rejected or duplicate", ErrInvalid, im.Found[t], t.table(), sum)
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE imports SET found = ?, imported = ?, rejected = ?, duplicates = ? WHERE id = ?`,
		im.Found.json(), im.Imported.json(), im.Rejected.json(), im.Duplicates.json(), im.Number)
	return err
}

// json returns the counts that are not 0.
func (c Counts) json() string {
	c = maps.Clone(c)
	maps.DeleteFunc(c, func(_ RecordType, n int) bool { return n == 0 })
	if len(c) == 0 {
		return "{}"
	}
	b, _ := json.Marshal(c) // numbers by text: can't fail
	return string(b)
}

// Imports returns the history, newest first.
func (s *Store) Imports(ctx context.Context) ([]Import, error) {
	imports, err := s.imports(ctx, `TRUE`)
	return imports, wrap(err, "read imports")
}

// ImportByLabel returns the import of that label, or ErrNotFound.
func (s *Store) ImportByLabel(ctx context.Context, label string) (Import, error) {
	imports, err := s.imports(ctx, `i.label = ?`, label)
	if err == nil && len(imports) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Import{}, wrap(err, "read import %q", label)
	}
	return imports[0], nil
}

// ImportBySHA returns the newest import of a file of that content that was not taken back, or nil.
func (s *Store) ImportBySHA(ctx context.Context, sha256 string) (*Import, error) {
	imports, err := s.imports(ctx, `i.sha256 = ? AND i.status <> 'deleted'`, strings.ToLower(sha256))
	if err != nil || len(imports) == 0 {
		return nil, wrap(err, "look for a file imported before")
	}
	return &imports[0], nil
}

func (s *Store) imports(ctx context.Context, where string, args ...any) ([]Import, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT i.id, i.label, i.at, i.file, i.sha256, i.template, i.mapping, i.language, i.user_id, u.full_name,
		       i.found, i.imported, i.rejected, i.duplicates, i.status,
		       EXISTS (SELECT 1 FROM deletions d WHERE d.import_id = i.id AND d.restored_at IS NULL)
		FROM imports i JOIN users u ON u.id = i.user_id WHERE `+where+` ORDER BY i.id DESC`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var imports []Import
	for rows.Next() {
		im := Import{Remaining: Counts{}}
		var at, found, imported, rejected, duplicates string
		err := rows.Scan(&im.Number, &im.Label, &at, &im.File, &im.SHA256, &im.Template, &im.Mapping, &im.Language, &im.UserID, &im.UserName,
			&found, &imported, &rejected, &duplicates, &im.Status, &im.Restorable)
		if err != nil {
			return nil, err
		}
		im.Date, err = time.ParseInLocation(timeFormat, at, time.UTC)
		im.Date = im.Date.Local()
		err = errors.Join(err, json.Unmarshal([]byte(found), &im.Found), json.Unmarshal([]byte(imported), &im.Imported),
			json.Unmarshal([]byte(rejected), &im.Rejected), json.Unmarshal([]byte(duplicates), &im.Duplicates))
		if err != nil {
			return nil, err
		}
		imports = append(imports, im)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return imports, s.remaining(ctx, imports)
}

// remaining counts the records that are left of the imports.
func (s *Store) remaining(ctx context.Context, imports []Import) error {
	byNumber := map[int64]*Import{}
	types := map[RecordType]bool{}
	for i := range imports {
		byNumber[imports[i].Number] = &imports[i]
		for t := range imports[i].Imported {
			types[t] = true
		}
	}
	for t := range types {
		one := int64(0)
		if len(imports) == 1 {
			one = imports[0].Number
		}
		counts, err := countImports(ctx, s.read, t, one)
		if err != nil {
			return err
		}
		for number, n := range counts {
			if im := byNumber[number]; im != nil {
				im.Remaining[t] = n
			}
		}
	}
	return nil
}

// countImports returns how many records of the type there are by import number, of one import or (0) of all.
func countImports(ctx context.Context, q dbfile.Querier, t RecordType, one int64) (map[int64]int, error) {
	where, args := "import_id IS NOT NULL", []any(nil)
	if one != 0 {
		where, args = "import_id = ?", []any{one}
	}
	rows, err := q.QueryContext(ctx, `SELECT import_id, count(*) FROM `+t.table()+` WHERE `+where+` GROUP BY import_id`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	counts := map[int64]int{}
	for rows.Next() {
		var number int64
		var n int
		if err := rows.Scan(&number, &n); err != nil {
			return nil, err
		}
		counts[number] = n
	}
	return counts, rows.Err()
}

// Labels returns the imports that still have records of a type, newest first. A client's label
// is also that of its contact persons, so for Client both are looked at, and so for each type that others go with;
// Remaining has the counts.
func (s *Store) Labels(ctx context.Context, t RecordType) ([]Import, error) {
	imports, err := s.Imports(ctx)
	return slices.DeleteFunc(imports, func(im Import) bool {
		return !slices.ContainsFunc(RecordTypes(), func(of RecordType) bool {
			return im.Remaining[of] > 0 && (of == t || of.Kind().With == t)
		})
	}), err
}
