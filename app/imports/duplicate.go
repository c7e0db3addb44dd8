package imports

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
)

// A fieldPair is a field of two records that are taken for the same.
type fieldPair struct {
	title, file, other string
	differs            bool
}

// newDuplicateView puts what the file has beside what the database or the other row has.
func newDuplicateView(s *checkStep, r *issueRow) fyne.CanvasObject {
	w := s.page.window
	l := w.Lang
	other := l.Text("import.duplicate.database")
	if e := r.same.Entry; e != nil {
		other = l.Text("import.duplicate.row", assets.Values{"Row": e.Row})
	}
	g := window.NewGrid(w, "duplicate", []ui.Column[*fieldPair]{
		{Key: "field", Title: l.Text("import.duplicate.field"), Width: 120, Text: func(p *fieldPair) string { return p.title }},
		{Key: "file", Title: l.Text("import.duplicate.row", assets.Values{"Row": r.Row}), Width: 150, Text: func(p *fieldPair) string { return p.file }},
		{Key: "other", Title: other, Width: 150, Grow: true, Text: func(p *fieldPair) string { return p.other }},
		{Key: "differs", Title: l.Text("import.duplicate.compared"), Width: 116,
			Text: func(p *fieldPair) string {
				if p.differs {
					return l.Text("import.duplicate.differs")
				}
				return l.Text("import.duplicate.equal")
			},
			Sign: func(p *fieldPair) ui.Tone {
				if p.differs {
					return ui.WarningTone
				}
				return ui.SuccessTone
			}},
	})
	g.SetRows(s.view.pairs(r, l))
	return ui.Frame(g)
}

// pairs are the fields in which either record has a value, those that differ first.
func (v *view) pairs(r *issueRow, l assets.Lang) []*fieldPair {
	mine, theirs := &r.entry.Record, &r.same.Record
	if r.same.Entry != nil {
		theirs = &r.same.Entry.Record
	} else if whole, err := v.store.Record(context.Background(), mine.Type, theirs.ID); err == nil { // else it is gone: its name is left
		theirs = &whole
	}
	var pairs []*fieldPair
	for _, f := range v.schema.Active(mine.Type) {
		p := &fieldPair{title: template.FieldTitle(l, mine.Type, f), file: v.print(r.entry, mine, f), other: v.print(r.same.Entry, theirs, f)}
		if p.file != "" || p.other != "" {
			p.differs = p.file != p.other
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(x, y *fieldPair) int {
		switch {
		case x.differs == y.differs:
			return 0
		case x.differs:
			return -1
		}
		return 1
	})
	return pairs
}

// print is a value of a record as people read it. entry is nil for a record of the database.
func (v *view) print(entry *importer.Entry, r *data.Record, f *data.Field) string {
	switch {
	case f.Type == data.Reference && entry != nil && entry.Client != nil:
		return entry.Client.Record.Title()
	case f.Type == data.Reference:
		return v.names[f.To][r.Ref(f.Key)]
	case r.Value(f.Key) == nil:
		return ""
	}
	return v.parser.Print(f, r.Value(f.Key))
}

// duplicate says what the record is the same as, and takes the decision.
func (d *issueDetail) duplicate() fyne.CanvasObject {
	parts := ui.Stack(ui.GapSmall, d.title(), ui.Paragraph(wholeMessage(d.step.page.window.Lang, d.row)).Selectable())
	d.addDecisions(parts)
	return parts
}

// addDecisions adds what can be decided about a duplicate, and about all of them.
func (d *issueDetail) addDecisions(parts *fyne.Container) {
	w, s, r := d.step.page.window, d.step, d.row
	key := s.view.report.Key(r.decided)
	decisions, words := []importer.Decision{importer.SkipDuplicate, importer.ImportDuplicate}, []string{w.Text("import.duplicate.skip"), w.Text("import.duplicate.import")}
	if s.hasWith(r.decided.Record.Type) {
		decisions, words = append(decisions, importer.AttachPersons), append(words, w.Text("import.duplicate.attach"))
	}
	chosen := max(0, slices.Index(decisions, s.decision(key)))
	parts.Add(ui.Leading(ui.NewSegments(words, chosen, func(i int) { s.decide(key, decisions[i]) })))
	if r.rejected {
		parts.Add(ui.Muted(w.Text("import.duplicate.rejected")))
	}
	if n := s.view.counts[issue.Duplicate]; n > 1 {
		parts.Add(ui.Beside(ui.GapSmall, ui.Secondary(w.Plural("import.duplicate.skip_all", n), "", func() { s.decideAll(importer.SkipDuplicate) }),
			ui.Secondary(w.Plural("import.duplicate.import_all", n), "", func() { s.decideAll(importer.ImportDuplicate) })))
		if slices.ContainsFunc(s.view.types, s.hasWith) {
			parts.Add(container.NewHBox(ui.Secondary(w.Text("import.duplicate.attach_all"), "", func() { s.decideAll(importer.AttachPersons) })))
		}
	}
}

// hasWith reports whether the template holds records that come with those of the type, as contact persons do with
// clients; then they can go to one that is there already.
func (s *checkStep) hasWith(t data.RecordType) bool {
	return slices.ContainsFunc(s.view.types, func(other data.RecordType) bool { return other.Kind().With == t })
}
