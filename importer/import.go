package importer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kartoteka/data"
)

// Import brings the entries of a report whose Outcome is Imported into the store, in one transaction:
// all of them or none. It refuses with ErrBlocked when there is nothing to import, with ErrChanged or ErrGone when
// the file is not the one that was checked any more, and with data.ErrStale when the database has changed since;
// then check again.
func (im *Importer) Import(ctx context.Context, r *Report, by data.User, progress data.Progress) (data.Import, error) {
	imported := r.Outcomes(Imported)
	total := 0
	for _, n := range imported {
		total += n
	}
	if r.Blocked() || total == 0 {
		return data.Import{}, fmt.Errorf("import %s: %w", r.File, ErrBlocked)
	}
	if err := r.unchanged(); err != nil {
		return data.Import{}, fmt.Errorf("import %s: %w", r.File, err)
	}
	done, err := im.Store.Import(ctx, by, data.Import{
		File: filepath.Base(r.File), SHA256: r.SHA256, Template: r.Template.Key, Mapping: r.mappingName(), Language: string(r.Language),
		Found: r.Found(), Imported: imported, Rejected: r.Outcomes(Rejected), Duplicates: r.Outcomes(Skipped),
		NewItems: r.newItems, NewFields: r.fields, Revision: r.revision,
	}, func(insert func(*data.Record) error) error {
		n := 0
		for _, e := range r.Entries {
			if e.Outcome != Imported {
				continue
			}
			record := e.stored(r.schema)
			if err := insert(record); err != nil {
				return fmt.Errorf("row %d: %w", e.Row, err)
			}
			e.Record.ID = record.ID
			if n++; n%cancelEvery == 0 {
				progress.Report(n, total)
			}
		}
		progress.Report(total, total)
		return nil
	})
	if err != nil {
		return data.Import{}, fmt.Errorf("import %s: %w", r.File, err)
	}
	return done, nil
}

// stored is the record of the entry as it goes into the store: tied to its client, without what lives
// in the template only.
func (e *Entry) stored(schema *data.Schema) *data.Record {
	record := e.Record
	record.Row = e.Row
	for _, v := range e.Record.Values {
		if schema.Field(record.Type, v.Key).Unstored {
			record.Values = append([]data.Value(nil), record.Values...)
			record.Set(v.Key, nil)
			break
		}
	}
	if e.Client != nil {
		to := e.belongsTo()
		if to.entry != nil {
			to.id = to.entry.Record.ID
		}
		record.Values = append(record.Values[:len(record.Values):len(record.Values)], data.Value{Key: clientField, V: to.id})
	}
	return &record
}

// unchanged makes sure that the file still has the content that was checked.
func (r *Report) unchanged() error {
	f, err := os.Open(r.File)
	if err != nil {
		return errors.Join(ErrGone, err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return errors.Join(ErrGone, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != r.SHA256 {
		return ErrChanged
	}
	return nil
}

// mappingName is the name of the mapping of a foreign table, also before it is remembered.
func (r *Report) mappingName() string {
	if r.Mapping == nil {
		return ""
	}
	return cmp.Or(r.Mapping.Name, strings.TrimSuffix(filepath.Base(r.File), filepath.Ext(r.File)))
}
