package importer

import (
	"cmp"
	"slices"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// Decide settles what an import does with duplicates, and with their contact persons. It
// sets the outcome of every entry and the issues; the file is not read again.
func (r *Report) Decide(choices Choices) {
	r.choices = choices
	d := newDecider(r)
	for _, e := range r.Entries {
		if e.Record.Type.Kind().With == "" {
			d.decide(e)
		}
	}
	d.flagErroneous()
	for _, e := range r.Entries {
		if e.Record.Type.Kind().With != "" {
			d.decideWith(e)
		}
	}
	d.flagErroneous()
	if r.blocked {
		for _, e := range r.Entries {
			e.Outcome = Rejected
		}
	}
	r.Issues = d.issues
	r.addressCards()
	slices.SortStableFunc(r.Issues, r.sheetOrder())
}

// sheetOrder is the order of issues: those of the file, then sheet by sheet, row by row, column by column.
func (r *Report) sheetOrder() func(a, b issue.Issue) int {
	order := map[string]int{}
	for i, s := range r.Sheets {
		order[s.Name] = i + 1
	}
	at := func(i *issue.Issue) int {
		if n, ok := order[i.Sheet]; ok || i.Sheet == "" {
			return n
		}
		return len(r.Sheets) + 1
	}
	return func(a, b issue.Issue) int {
		return cmp.Or(cmp.Compare(at(&a), at(&b)), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	}
}

// before reports whether the entry stands above the other in the file.
func (e *Entry) before(other *Entry) bool {
	return cmp.Or(cmp.Compare(e.Sheet, other.Sheet), cmp.Compare(e.Row, other.Row), cmp.Compare(e.Section, other.Section)) < 0
}

// A decider finds the duplicates among the entries of a report and says what becomes of each entry.
//
// The kept one of several that are the same is the first that has no error of its own: one that can't be
// imported must not keep a good one out. Only what is kept is compared with what follows.
type decider struct {
	report  *Report
	issues  []issue.Issue // the fixed ones of the report, then those the decisions bring
	waiting []*Entry      // entries with errors, compared once everything that is kept is known
	found   data.Counts
	kept    map[data.RecordType]*matcher // what is imported; absent while nothing of the type is
	doubted map[*Entry]bool              // clients that are said to be ambiguous
}

func newDecider(r *Report) *decider {
	d := &decider{report: r, issues: slices.Clone(r.fixed), found: data.Counts{}, kept: map[data.RecordType]*matcher{}, doubted: map[*Entry]bool{}}
	for _, e := range r.Entries {
		d.found[e.Record.Type]++
	}
	return d
}

// decide settles an entry that depends on no other of the file: all but a contact person.
func (d *decider) decide(e *Entry) {
	e.Same = nil
	if len(e.errors) > 0 {
		e.Outcome = Rejected
		d.waiting = append(d.waiting, e)
		return
	}
	e.Outcome = Imported
	d.settle(e)
}

// decideWith settles an entry that comes with another of the file: a contact person needs its client.
func (d *decider) decideWith(e *Entry) {
	e.Same = nil
	e.Outcome = Imported
	if len(e.errors) > 0 || e.unsure {
		e.Outcome = Rejected
	}
	if c := e.Client; c != nil && c.Outcome != Imported && !d.attached(e) {
		if e.Outcome == Imported {
			e.Outcome = c.Outcome
		}
		i := d.report.issueAt(e, "")
		i.Code, i.Others = issue.ClientSkipped, []issue.Place{d.report.place(c)}
		if c.Outcome == Rejected {
			i.Code, i.Others = issue.ClientLeftOut, d.report.causes(c)
		}
		i.Severity = i.Code.Severity()
		d.issues = append(d.issues, i)
		return
	}
	if e.Outcome == Rejected {
		d.waiting = append(d.waiting, e)
		return
	}
	d.settle(e)
}

// attached reports whether a contact person of a client that is skipped goes to the one that is there already instead. Where two of the
// database are as like, it goes to none, and the client is said to be ambiguous.
func (d *decider) attached(e *Entry) bool {
	c := e.Client
	if c.Outcome != Skipped || d.report.decision(c) != AttachPersons {
		return false
	}
	stored := d.report.stored[c.Record.Type]
	if stored == nil || c.Same.Entry != nil {
		return true
	}
	other := stored.another(d.candidate(c))
	if other == nil {
		return true
	}
	if !d.doubted[c] {
		d.doubted[c] = true
		i := d.report.issueAt(c, c.Same.Field)
		i.Code = issue.AmbiguousClient
		i.Severity = i.Code.Severity()
		for _, r := range []data.Record{c.Same.Record, other.Record} {
			i.Others = append(i.Others, issue.Place{ID: r.ID, Title: r.Title()})
		}
		d.issues = append(d.issues, i)
	}
	return false
}

// belongsTo is what the entry is stored with: its client in the file, what that is the same as where it is skipped, or
// nothing where the entry itself names a record of the database.
func (e *Entry) belongsTo() target {
	switch c := e.Client; {
	case c == nil:
		return target{}
	case c.Outcome != Skipped:
		return target{entry: c}
	default:
		return target{entry: c.Same.Entry, id: c.Same.Record.ID}
	}
}

// causes are the cells whose errors keep an entry out.
func (r *Report) causes(e *Entry) []issue.Place {
	var cells []issue.Place
	for _, col := range e.errors {
		at := r.place(e)
		if col > 0 {
			at.Cell = xlsx.CellName(col, e.Row)
		}
		if !slices.Contains(cells, at) {
			cells = append(cells, at)
		}
	}
	return cells
}

// settle looks for what an entry without errors is the same as. It is kept unless it is skipped.
func (d *decider) settle(e *Entry) {
	e.Same = d.find(e)
	if c := e.Client; c != nil && c.Same != nil && c.Outcome == Imported {
		// Whoever imports a client that is there already wants its persons as well, each of them once.
		if e.Same = sameAs(d.candidate(e), d.kept[e.Record.Type]); e.Same != nil && e.Same.Entry.Client != c {
			e.Same = nil
		}
	}
	if e.Same != nil {
		d.flag(e)
		if d.report.decision(e) != ImportDuplicate {
			e.Outcome = Skipped
			return
		}
	}
	d.keep(e)
}

// flagErroneous reports which entries with errors are duplicates as well, so that mending the errors
// brings no surprise. It changes no outcome.
func (d *decider) flagErroneous() {
	for _, e := range d.waiting {
		same := d.find(e)
		if same != nil && (same.Entry == nil || same.Entry.before(e)) {
			e.Same = same
			d.flag(e)
		}
	}
	d.waiting = d.waiting[:0]
}

func (d *decider) flag(e *Entry) {
	i := d.report.issueAt(e, e.Same.Field)
	i.Code = issue.DuplicateInDatabase
	if e.Same.Entry != nil {
		i.Code = issue.DuplicateInFile
		i.Others = []issue.Place{d.report.place(e.Same.Entry)}
	} else {
		i.Others = []issue.Place{{ID: e.Same.Record.ID, Title: e.Same.Record.Title()}}
	}
	i.Severity = i.Code.Severity()
	d.issues = append(d.issues, i)
}

// issueAt is an issue about an entry as a whole, at the cell of that field, or at its first
// cell.
func (r *Report) issueAt(e *Entry, field string) issue.Issue {
	l := r.Sheets[e.Sheet].layout
	i := issue.Issue{Sheet: l.Name, Row: e.Row, Col: e.Col, Column: l.Title(e.Col), Record: e.Record.Type, Value: e.first, Title: e.Record.Title()}
	for n, c := range l.Columns {
		if c.Field.Key == field && c.Section.Record == e.Record.Type && c.Section.Number == e.Section && l.Col[n] != 0 && e.shows(field) != "" {
			i.Col, i.Column, i.Field, i.Value = l.Col[n], l.Title(l.Col[n]), field, e.shows(field)
		}
	}
	return i
}

// place says where an entry stands.
func (r *Report) place(e *Entry) issue.Place {
	return issue.Place{Sheet: r.Sheets[e.Sheet].Name, Row: e.Row, Title: e.Record.Title()}
}

// find returns the record that the entry is the same as, or nil: one of the database before one of the file.
func (d *decider) find(e *Entry) *Same {
	return sameAs(d.candidate(e), d.report.stored[e.Record.Type], d.kept[e.Record.Type])
}

// keep remembers an entry that is imported, for those that follow.
func (d *decider) keep(e *Entry) {
	m := d.kept[e.Record.Type]
	if m == nil {
		m = newMatcher(e.Record.Type, d.found[e.Record.Type], d.report.Mapping != nil)
		d.kept[e.Record.Type] = m
	}
	m.keep(d.candidate(e), &Same{Entry: e})
}

func (d *decider) candidate(e *Entry) *candidate {
	return &candidate{record: &e.Record, keys: e.keys, points: e.points, client: e.belongsTo()}
}
