package importer

import (
	"context"
	"fmt"
	"slices"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// mostOthers is how many of the records a reference could mean an issue names. Without it thousands of persons that
// name one of thousands of clients of the same name would take gigabytes.
const mostOthers = 20

// clientField is the key of the reference by which a record belongs to a client of the same file; see Entry.Client.
const clientField = "client"

// references finds the records that cells name: those of the file, and when nothing there fits, those of the database.
type references struct {
	store   *data.Store
	namings map[data.RecordType][]data.Naming
	inFile  map[data.RecordType][]map[string][]*Entry // by the values of each way in which a cell may name a record
	finders map[data.RecordType]*data.Finder          // of those types the database was asked for
	stored  map[question][]data.Record                // what it answered: names, countries, and what they refer to
}

// A question is asked of the database once.
type question struct {
	to     data.RecordType
	text   string
	within data.Value
}

// newReferences returns the references of a check. Records of the file are looked for among those types that a sheet has a
// column for which refers to a client.
func newReferences(s *data.Store, schema *data.Schema, layouts []*template.Layout) references {
	r := references{
		store: s, namings: map[data.RecordType][]data.Naming{}, inFile: map[data.RecordType][]map[string][]*Entry{},
		finders: map[data.RecordType]*data.Finder{}, stored: map[question][]data.Record{},
	}
	for _, l := range layouts {
		for _, c := range l.Columns {
			if to := c.Field.To; c.Field.Key == clientField && r.inFile[to] == nil {
				r.namings[to] = schema.Namings(to)
				for range r.namings[to] {
					r.inFile[to] = append(r.inFile[to], map[string][]*Entry{})
				}
			}
		}
	}
	return r
}

// know remembers a record of the file under everything it may be named by.
func (r *references) know(e *Entry) {
	if e.Section != 0 {
		return
	}
	for i, index := range r.inFile[e.Record.Type] {
		for _, value := range r.namings[e.Record.Type][i].Values(&e.Record) {
			index[value] = append(index[value], e)
		}
	}
}

// entries returns the records of the file the text can mean, of more than mostOthers not each.
func (r *references) entries(to data.RecordType, text string) (found []*Entry) {
	for i, index := range r.inFile[to] {
		naming := r.namings[to][i]
		for _, value := range naming.Asked(text) {
			if more := index[value]; found == nil {
				found = slices.Clip(more)
			} else if len(found) <= mostOthers {
				for _, e := range more[:min(len(more), mostOthers)] {
					if !slices.Contains(found, e) {
						found = append(found, e)
					}
				}
			}
		}
		if naming.Key() && len(found) > 0 {
			break
		}
	}
	return found
}

// records returns the records of the database the text can mean, with another value in that field left out.
func (r *references) records(ctx context.Context, to data.RecordType, text string, within data.Value) ([]data.Record, error) {
	key := question{to, fold.Code(text), within}
	if found, asked := r.stored[key]; asked {
		return found, nil
	}
	found, err := r.ask(ctx, to, text, within)
	if err != nil {
		return nil, fmt.Errorf("find %s %q: %w", to, text, err)
	}
	for i := range found {
		country := found[i].Text("country")
		found[i] = named(&found[i])
		found[i].Set("country", country)
	}
	r.stored[key] = found
	return found, nil
}

func (r *references) ask(ctx context.Context, to data.RecordType, text string, within data.Value) (found []data.Record, err error) {
	finder := r.finders[to]
	if finder == nil {
		if finder, err = r.store.Finder(ctx, to); err != nil {
			return nil, err
		}
		r.finders[to] = finder
	}
	return finder.Named(ctx, text, within)
}

// close lets go of the database. What was asked is read by then, so no failure can matter.
func (r *references) close() {
	for _, finder := range r.finders {
		_ = finder.Close()
	}
}

// A reference is a cell that names a record.
type reference struct {
	placed
	text string
}

// resolve ties an entry to the records that cells of it name, or reports why it can't: in the order of the template, for a
// contact person is one of the client that a deal names as well.
func (r *rowReader) resolve(e *Entry, references []reference) {
	slices.SortFunc(references, func(a, b reference) int { return a.column - b.column })
	for _, ref := range references {
		r.refer(e, r.layout.Columns[ref.column].Field, ref.cell, ref.text)
	}
}

// refer ties an entry to the record that a text names.
func (r *rowReader) refer(e *Entry, f *data.Field, cell xlsx.Cell, text string) {
	inFile := r.refs.entries(f.To, text)
	if len(inFile) == 1 {
		e.Client = inFile[0]
		return
	}
	unsure := e.unsure // of something that would tell several records apart
	e.unsure = true
	if len(inFile) > 1 {
		var rows []issue.Place
		for _, other := range inFile[:min(len(inFile), mostOthers)] {
			rows = append(rows, r.report.place(other))
		}
		r.found(e, f, cell, issue.Finding{Code: issue.AmbiguousReference(f.To)}, rows...)
		return
	}
	stored, err := r.refs.records(r.ctx, f.To, text, r.report.schema.Within(&e.Record, f))
	switch {
	case err != nil:
		r.failure = err
	case len(stored) == 0:
		r.found(e, f, cell, issue.Finding{Code: issue.UnknownReference(f.To)})
	case len(stored) > 1 && unsure:
	case len(stored) > 1:
		var records []issue.Place
		for i := range stored[:min(len(stored), mostOthers)] {
			records = append(records, issue.Place{ID: stored[i].ID, Title: stored[i].Title()})
		}
		r.found(e, f, cell, issue.Finding{Code: issue.AmbiguousReference(f.To)}, records...)
	default:
		e.unsure = unsure
		e.Record.Set(f.Key, stored[0].ID)
	}
}

// country is the country of the client a cell names, "" when it is not known.
func (r *rowReader) country(f *data.Field, cell xlsx.Cell) string {
	v, _ := r.parser.Parse(f, cell) // a reference is read alike in every context
	text, _ := v.(string)
	if text == "" {
		return ""
	}
	if found := r.refs.entries(f.To, text); len(found) > 0 {
		return found[0].Record.Text("country")
	}
	found, err := r.refs.records(r.ctx, f.To, text, data.Value{})
	if err != nil {
		r.failure = err
	}
	if len(found) == 1 {
		return found[0].Text("country")
	}
	return ""
}
