// Package columns has the step of the import in which a table that follows no template is understood: the person sees its first
// rows as they stand in the file, what the program takes each column for, and the records that would come of it.
//
//	columns.go     the step: what is known of the table, reading it, changing a column, undoing that
//	page.go        the step as it is drawn; tools.go above the table, foot.go below it
//	sheet.go       the table with a chip above each column; sheetdraw.go, sheetnote.go, sheetkeys.go, brush.go
//	picker.go      the list of a chip; offers.go what stands in it
//	record.go      the records as they would be stored
//	asks.go        what is missing, and what is asked once for a column
//	forms.go       dialogs: a new field, a value for all rows, values in place of others, how a text is read
//	saved.go       remembered mappings: list, rename, forget, save, load
//
// The step knows the mapping and nothing of the check that follows: it hands the mapping over when the person goes on.
package columns

import (
	"context"
	"maps"
	"slices"
	"time"

	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
)

// Verbs are what the step asks of the import it is a part of.
type Verbs struct {
	Known  func()                                  // the table is understood as far as the program can, and the step wants to be seen
	Follow func()                                  // the file is one of a template: there is nothing to do here
	Refuse func(error)                             // the file can't be read
	Back   func()                                  // to another file
	Check  func(m *mapping.Mapping, addItems bool) // the person agrees; new list items may come with the import
	Draw   func()                                  // the step wants to be drawn again
	Say    func(text string)                       // something was done
}

// A Step is what is known of the columns of one file.
type Step struct {
	window *window.Window
	verbs  Verbs
	file   string

	text     source.Options  // what the person said of the text
	table    mapping.Options // and of the table
	fresh    bool            // no remembered mapping is wanted
	known    *knowledge      // nil while the file is read for the first time
	m        *mapping.Mapping
	past     []*mapping.Mapping // before each change
	future   []*mapping.Mapping // that were undone
	begun    bool               // it was shown
	addItems bool               // values that no list has become items of it
	folded   bool               // a remembered mapping needs no look at the columns
	only     filter
	at       int // row of the preview

	reading  window.Fetch[*knowledge]
	quick    window.Fetch[*importer.Report]
	whole    window.Fetch[*importer.Report]
	report   *importer.Report // of the first rows by the mapping as it is, nil while it is made
	counts   *outlook         // of all rows
	parts    *parts           // as drawn, nil before
	trouble  error            // why the file can't be read as the person asked last
	progress *window.ProgressCard
}

// A knowledge is what reading a file brings.
type knowledge struct {
	m      *mapping.Mapping
	look   importer.Look
	schema *data.Schema
	parser *value.Parser                // only the goroutine of the window uses it
	saved  []importer.RememberedMapping // that fit
}

// An outlook is what an import by the mapping would bring, as far as a check of all rows says.
type outlook struct {
	imported, rejected, skipped data.Counts
	unlisted                    []unlisted
}

// An unlisted is a column with values that no list has.
type unlisted struct {
	col    int
	values []string
}

// unlistedOf are the columns of a report with values that could become items of a list.
func unlistedOf(r *importer.Report) []unlisted {
	var all []unlisted
	for _, i := range r.Issues {
		if _, f := r.ColumnAt(i.Sheet, i.Col); i.Code != issue.NotInList || f == nil || f.Type != data.List {
			continue
		}
		at := slices.IndexFunc(all, func(u unlisted) bool { return u.col == i.Col })
		if at < 0 {
			all = append(all, unlisted{col: i.Col})
			at = len(all) - 1
		}
		if !slices.Contains(all[at].values, i.Value) {
			all[at].values = append(all[at].values, i.Value)
		}
	}
	return all
}

// firstRows is how many rows of the file are shown, and how many are read for the preview.
const firstRows = 100

// New is the step for a file. Begin reads it.
func New(w *window.Window, file string, verbs Verbs) *Step {
	return &Step{window: w, file: file, verbs: verbs}
}

// Begin reads the file for the first time.
func (s *Step) Begin() { s.read(nil) }

// Close ends everything that still runs.
func (s *Step) Close() {
	s.reading.Cancel()
	s.quick.Cancel()
	s.whole.Cancel()
}

// File is the path of the file.
func (s *Step) File() string { return s.file }

// Mapping is the mapping as it is now, nil while the file is read.
func (s *Step) Mapping() *mapping.Mapping { return s.m }

// Adopt takes over what was changed of the mapping in the check.
func (s *Step) Adopt(m *mapping.Mapping) { s.m = copied(m) }

// read reads the file as the person wants it read, and lays what was decided by hand over what is proposed then.
func (s *Step) read(keep *mapping.Mapping) {
	w := s.window
	options := importer.MapOptions{Lang: w.Lang, Source: s.text, Table: s.table, Fresh: s.fresh}
	s.reading.Start(w, func(ctx context.Context) (*knowledge, error) { return learn(ctx, w.Importer, s.file, options) }, func(k *knowledge, err error) {
		switch {
		case err != nil && s.known == nil:
			s.verbs.Refuse(err)
		case err != nil:
			w.LogError(err)
			s.trouble = err
			s.verbs.Draw()
		case k.m.Template != "":
			s.verbs.Follow()
		default:
			s.learnt(k, keep)
		}
	})
}

// learn reads a file: its mapping as proposed or remembered, its first rows, and what else could be laid over it.
func learn(ctx context.Context, im *importer.Importer, file string, o importer.MapOptions) (*knowledge, error) {
	m, err := im.Map(ctx, file, o)
	if err != nil || m.Template != "" {
		return &knowledge{m: m}, err
	}
	k := &knowledge{m: m}
	if k.look, err = im.Look(ctx, file, o.Source, o.Lang, m.Sheet, m.HeaderRow+firstRows); err != nil {
		return nil, err
	}
	if k.schema, err = im.Store.Schema(ctx); err != nil {
		return nil, err
	}
	if k.parser, err = value.ParserFor(ctx, im.Store, o.Lang, time.Now()); err != nil {
		return nil, err
	}
	k.saved, err = im.Fitting(ctx, m)
	return k, err
}

func (s *Step) learnt(k *knowledge, keep *mapping.Mapping) {
	first := s.known == nil
	s.known, s.m, s.trouble = k, k.m, nil
	if keep != nil {
		keepByHand(s.m, keep, k.schema)
		s.past, s.future = append(s.past, keep), nil
	}
	s.folded = first && s.m.Name != "" && s.sure()
	s.changed()
	if first {
		s.verbs.Known()
	} else {
		s.verbs.Draw()
	}
}

// keepByHand makes of the columns of a mapping what a person made of them before, as far as a row can still have it.
func keepByHand(m, before *mapping.Mapping, schema *data.Schema) {
	for _, old := range before.Columns {
		if old.Because != mapping.ByHand {
			continue
		}
		i := slices.IndexFunc(m.Columns, func(c mapping.Column) bool { return c.Column == old.Column })
		if i < 0 || len(old.To) > 0 && !slices.ContainsFunc(m.Choices(schema), func(c mapping.Choice) bool { return c.Is(&old) }) {
			continue
		}
		m.Change(i, old.Choice)
		m.Columns[i].Replace = old.Replace
		if answer := old.Order + old.Number; answer != "" {
			m.Answer(i, answer)
		}
	}
	for field, value := range before.Constants {
		if t, _ := mapping.Field(field); t == m.Row || m.Row == data.Contact && t == data.Client {
			m.Constants[field] = value
		}
	}
	m.Settle()
}

// sure reports whether nothing is asked of the person.
func (s *Step) sure() bool {
	return len(s.m.Missing) == 0 && len(s.m.Doubtful) == 0 && len(s.asking()) == 0
}

// copied is a mapping that can be changed while the one before is kept.
func copied(m *mapping.Mapping) *mapping.Mapping {
	c := *m
	c.Columns, c.Doubtful, c.Constants = slices.Clone(m.Columns), slices.Clone(m.Doubtful), maps.Clone(m.Constants)
	if c.Constants == nil {
		c.Constants = map[string]string{}
	}
	return &c
}

// change does something to the mapping that can be undone.
func (s *Step) change(do func(m *mapping.Mapping)) {
	next := copied(s.m)
	do(next)
	s.past, s.future = append(s.past, s.m), nil
	s.m = next
	s.changed()
	s.refresh()
}

// become makes something of a column.
func (s *Step) become(i int, c mapping.Choice) {
	s.change(func(m *mapping.Mapping) { m.Change(i, c) })
}

// leave leaves a column out.
func (s *Step) leave(i int) {
	if s.m.Columns[i].Mapped() || slices.Contains(s.m.Doubtful, s.m.Columns[i].Column) {
		s.become(i, mapping.Choice{})
	}
}

// Undo takes the last change back.
func (s *Step) Undo() { s.travel(&s.past, &s.future) }

// Redo makes it again.
func (s *Step) Redo() { s.travel(&s.future, &s.past) }

func (s *Step) travel(from, to *[]*mapping.Mapping) {
	if len(*from) == 0 || s.m == nil {
		return
	}
	last := len(*from) - 1
	back := (*from)[last]
	*from, *to = (*from)[:last], append(*to, s.m)
	other := back.Sheet != s.m.Sheet || back.HeaderRow != s.m.HeaderRow || back.Format != s.m.Format
	s.m = back
	if other {
		s.text = source.Options{Encoding: back.Format.Encoding, Delimiter: back.Format.Delimiter}
		s.lookAgain()
	}
	s.changed()
	s.refresh()
}

// lookAgain reads the first rows of the sheet that the mapping names.
func (s *Step) lookAgain() {
	w, m := s.window, s.m
	s.reading.Start(w, func(ctx context.Context) (*knowledge, error) {
		look, err := w.Importer.Look(ctx, s.file, s.text, w.Lang, m.Sheet, m.HeaderRow+firstRows)
		return &knowledge{look: look}, err
	}, func(k *knowledge, err error) {
		if err != nil {
			s.trouble = err
		} else {
			s.known.look = k.look
		}
		s.verbs.Draw()
	})
}

// changed works out again what the mapping would bring: the first records at once, all of them as soon as they are counted.
func (s *Step) changed() {
	w, m := s.window, copied(s.m)
	s.report, s.counts = nil, nil
	options := importer.CheckOptions{Lang: w.Lang, By: w.User, AddListItems: s.addItems, Map: m}
	if m.Row == data.Contact {
		options.Choices.All = importer.AttachPersons
	}
	first := options
	first.First = firstRows
	s.whole.Cancel()
	s.quick.Start(w, func(ctx context.Context) (*importer.Report, error) { return w.Importer.Check(ctx, s.file, first, nil) }, func(r *importer.Report, err error) {
		if err != nil {
			return // the check that follows says why
		}
		s.report = r
		s.at = min(s.at, max(0, len(s.records())-1))
		s.drawRecord()
	})
	s.whole.Start(w, func(ctx context.Context) (*importer.Report, error) {
		return w.Importer.Check(ctx, s.file, options, nil)
	}, func(r *importer.Report, err error) {
		if err != nil {
			return
		}
		s.counts = &outlook{r.Outcomes(importer.Imported), r.Outcomes(importer.Rejected), r.Outcomes(importer.Skipped), unlistedOf(r)}
		s.drawAsks()
		s.drawFoot()
	})
}

// agree goes on to the check, when the mapping says enough for one.
func (s *Step) agree() {
	if s.m != nil && len(s.m.Missing) == 0 {
		s.m.Say(s.window.Lang)
		s.verbs.Check(copied(s.m), s.addItems)
	}
}

// StartImport is Ctrl+Enter: on to the check.
func (s *Step) StartImport() { s.agree() }

// schema has the fields there are, and those that the import would add.
func (s *Step) schema() *data.Schema { return s.known.schema.With(s.m.NewFields(s.known.schema)) }

func (s *Step) lang() assets.Lang { return s.window.Lang }
