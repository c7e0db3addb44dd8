package importer

import (
	"context"
	"fmt"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// mostOthers is how many of the clients a reference could mean an issue names. Without it thousands of persons that
// name one of thousands of clients of the same name would take gigabytes.
const mostOthers = 20

// references finds the client a contact person names: by the Key of the Clients sheet, else by an
// IČO in it, else by its exact name; when nothing in the file fits, the same among the clients of
// the database.
type references struct {
	store                   *data.Store
	finder                  *data.Finder // nil until the database is asked
	byKey, byNumber, byName map[string][]*Entry
	stored                  map[string][]data.Record // what the database answered, by folded text
}

func newReferences(s *data.Store) references {
	return references{
		store: s, byKey: map[string][]*Entry{}, byNumber: map[string][]*Entry{}, byName: map[string][]*Entry{},
		stored: map[string][]data.Record{},
	}
}

// know remembers a client of the file under everything it may be named by.
func (r *references) know(e *Entry) {
	if e.Record.Type != data.Client || e.Section != 0 {
		return
	}
	for _, v := range []struct {
		index map[string][]*Entry
		key   string
	}{
		{r.byKey, data.FoldCode(e.Record.Text("row_key"))},
		{r.byNumber, data.FoldRegNumber(e.Record.Text("reg_number"))},
		{r.byName, data.Fold(e.Record.Text("name"))},
	} {
		if v.key != "" {
			v.index[v.key] = append(v.index[v.key], e)
		}
	}
}

// inFile returns the clients of the file the text can mean.
func (r *references) inFile(text string) []*Entry {
	if found := r.byKey[data.FoldCode(text)]; len(found) > 0 {
		return found
	}
	if found := r.byNumber[data.FoldRegNumber(text)]; len(found) > 0 {
		return found
	}
	return r.byName[data.Fold(text)]
}

// inDatabase returns the clients of the database the text can mean.
func (r *references) inDatabase(ctx context.Context, text string) ([]data.Record, error) {
	key := data.Fold(text)
	if found, asked := r.stored[key]; asked {
		return found, nil
	}
	found, err := r.ask(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("find client %q: %w", text, err)
	}
	r.stored[key] = found
	return found, nil
}

func (r *references) ask(ctx context.Context, text string) (found []data.Record, err error) {
	if r.finder == nil {
		if r.finder, err = r.store.Finder(ctx, data.Client); err != nil {
			return nil, err
		}
	}
	found, err = r.finder.Matching(ctx, "reg_number", data.FoldRegNumber(text))
	if err == nil && len(found) == 0 {
		found, err = r.finder.Matching(ctx, "name", data.Fold(text))
	}
	return found, err
}

// close lets go of the database. What was asked is read by then, so no failure can matter.
func (r *references) close() {
	if r.finder != nil {
		_ = r.finder.Close()
	}
}

// resolve ties a contact person to the client its cell names, or reports why it can't.
func (r *rowReader) resolve(e *Entry, f *data.Field, cell xlsx.Cell, v any) {
	text, _ := v.(string)
	if text == "" {
		return
	}
	inFile := r.refs.inFile(text)
	if len(inFile) == 1 {
		e.Client = inFile[0]
		return
	}
	e.unsure = true
	if len(inFile) > 1 {
		var rows []issue.Place
		for _, other := range inFile[:min(len(inFile), mostOthers)] {
			rows = append(rows, r.report.place(other))
		}
		r.found(e, f, cell, issue.Finding{Code: issue.AmbiguousClient}, rows...)
		return
	}
	stored, err := r.refs.inDatabase(r.ctx, text)
	switch {
	case err != nil:
		r.failure = err
	case len(stored) == 0:
		r.found(e, f, cell, issue.Finding{Code: issue.UnknownClient})
	case len(stored) > 1:
		var records []issue.Place
		for i := range stored[:min(len(stored), mostOthers)] {
			records = append(records, issue.Place{ID: stored[i].ID, Title: stored[i].Title()})
		}
		r.found(e, f, cell, issue.Finding{Code: issue.AmbiguousClient}, records...)
	default:
		e.unsure = false
		e.Record.Set(f.Key, stored[0].ID)
	}
}

// country is the country of the client a cell names, "" when it is not known.
func (r *rowReader) country(f *data.Field, cell xlsx.Cell) string {
	text, _ := r.parse(f, cell).(string)
	if text == "" {
		return ""
	}
	if found := r.refs.inFile(text); len(found) > 0 {
		return found[0].Record.Text("country")
	}
	found, err := r.refs.inDatabase(r.ctx, text)
	if err != nil {
		r.failure = err
	}
	if len(found) == 1 {
		return found[0].Text("country")
	}
	return ""
}
