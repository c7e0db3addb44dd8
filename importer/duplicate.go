package importer

import (
	"cmp"

	"kartoteka/data"
)

// A point is an e-mail address or a phone number as it is compared, with the name of who has it.
type point struct{ name, value string }

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
	issues  []Issue
	waiting []*Entry // entries with errors, compared once everything that is kept is known

	byNumber   map[string]*Entry // clients by IČO
	byName     map[string]*Entry // clients by name
	byOnlyName map[string]*Entry // clients without an IČO by name
	byPoint    map[point]*Entry  // of one record type at a time: by name and e-mail or phone
	byTopic    map[point][]*Entry
	byClient   map[clientName]*Entry
}

// A clientName is a contact person's name at a client of the file or of the database.
type clientName struct {
	client *Entry
	id     int64
	name   string
}

func newDecider(r *Report) *decider {
	points := 0
	for _, e := range r.Entries {
		points += len(e.points)
	}
	return &decider{
		report: r, byNumber: map[string]*Entry{}, byName: map[string]*Entry{}, byOnlyName: map[string]*Entry{},
		byPoint: make(map[point]*Entry, points), byTopic: map[point][]*Entry{}, byClient: make(map[clientName]*Entry, len(r.Entries)),
	}
}

// decide settles an entry that depends on no other: a client, a lead, a product.
func (d *decider) decide(e *Entry) {
	e.Same = nil
	if e.errors > 0 {
		e.Outcome = Rejected
		d.waiting = append(d.waiting, e)
		return
	}
	e.Outcome = Imported
	d.settle(e)
}

// decideContact settles a contact person: it needs its client.
func (d *decider) decideContact(e *Entry) {
	e.Same = nil
	e.Outcome = Imported
	if e.errors > 0 || e.unsure {
		e.Outcome = Rejected
	}
	if c := e.Client; c != nil && c.Outcome != Imported && !d.attached(e) {
		if e.Outcome == Imported {
			e.Outcome = c.Outcome
		}
		i := d.report.issueAt(e, "")
		i.Severity, i.Code, i.Others = ClientLeftOut.Severity(), ClientLeftOut, []Place{d.report.place(c)}
		d.issues = append(d.issues, i)
		return
	}
	if e.Outcome == Rejected {
		d.waiting = append(d.waiting, e)
		return
	}
	d.settle(e)
}

// attached reports whether a contact person of a client that is skipped goes to the client in the database instead.
func (d *decider) attached(e *Entry) bool {
	c := e.Client
	return e.Section == 0 && c.Outcome == Skipped && c.Same.Entry == nil && d.report.decision(c) == AttachPersons
}

// settle looks for what an entry without errors is the same as. It is kept unless it is skipped.
func (d *decider) settle(e *Entry) {
	e.Same = d.find(e)
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
	i.Code = DuplicateInDatabase
	if e.Same.Entry != nil {
		i.Code = DuplicateInFile
		i.Others = []Place{d.report.place(e.Same.Entry)}
	} else {
		i.Others = []Place{{ID: e.Same.Record.ID, Title: e.Same.Record.Title()}}
	}
	i.Severity = i.Code.Severity()
	d.issues = append(d.issues, i)
}

// issueAt is an issue about an entry as a whole, at the cell of the field that tells most about it, or at its first cell.
func (r *Report) issueAt(e *Entry, field string) Issue {
	l := r.Sheets[e.Sheet].layout
	i := Issue{Sheet: l.name, Row: e.Row, Col: e.Col, Column: l.title(e.Col), Record: e.Record.Type, Value: e.Record.Title()}
	for n, c := range l.columns {
		text := e.Record.Text(field)
		if c.Field.Key == field && c.Section.Record == e.Record.Type && c.Section.Number == e.Section && l.col[n] != 0 && text != "" {
			i.Col, i.Column, i.Field, i.Value = l.col[n], l.title(l.col[n]), field, text
		}
	}
	return i
}

// place says where an entry stands.
func (r *Report) place(e *Entry) Place {
	return Place{Sheet: r.Sheets[e.Sheet].Name, Row: e.Row, Title: e.Record.Title()}
}

// find returns what the entry is the same as, or nil: a record of the database before one of the file.
func (d *decider) find(e *Entry) *Same {
	switch e.Record.Type {
	case data.Client:
		return d.findClient(e)
	case data.Contact:
		return d.findContact(e)
	case data.Lead:
		return d.findLead(e)
	}
	return nil // a product's code is unique, see checkUnique
}

// findClient: the same IČO; else, of companies of which either has no IČO, the same name; else, of
// individuals, the same name and an e-mail or phone in common.
func (d *decider) findClient(e *Entry) *Same {
	number, name := e.match("reg_number"), e.match("name")
	if number != "" {
		if found := d.report.stored.clientsByNumber[number]; len(found) > 0 {
			return &Same{Field: "reg_number", Record: found[0]}
		}
	}
	if name != "" {
		for _, r := range d.report.stored.clientsByName[name] {
			if e.Record.Bool("person") && shareOne(e.points, d.report.stored.points(&r)) ||
				!e.Record.Bool("person") && (number == "" || r.Match("reg_number") == "") {
				return &Same{Field: nameField(e), Record: r}
			}
		}
	}
	if found := d.byNumber[number]; found != nil {
		return &Same{Field: "reg_number", Entry: found}
	}
	switch {
	case name == "":
	case e.Record.Bool("person"):
		for _, p := range e.points {
			if found := d.byPoint[point{name, p}]; found != nil {
				return &Same{Field: nameField(e), Entry: found}
			}
		}
	case number == "":
		if found := d.byName[name]; found != nil {
			return &Same{Field: "name", Entry: found}
		}
	default:
		if found := d.byOnlyName[name]; found != nil {
			return &Same{Field: "name", Entry: found}
		}
	}
	return nil
}

// nameField is the field that names a client in the sheet: an individual's name is often put together.
func nameField(e *Entry) string {
	if e.Record.Bool("person") && e.Record.Text("last_name") != "" {
		return "last_name"
	}
	return "name"
}

// findContact: the same name at the same client, or the same name and an e-mail or phone in common.
func (d *decider) findContact(e *Entry) *Same {
	name := e.match("name")
	if name == "" {
		return nil
	}
	at := d.clientName(e, name)
	for _, r := range d.report.stored.contactsByName[name] {
		if at.id != 0 && r.Ref("client") == at.id || shareOne(e.points, d.report.stored.points(&r)) {
			return &Same{Field: "last_name", Record: r}
		}
	}
	if found := d.byClient[at]; found != nil && (at.client != nil || at.id != 0) {
		return &Same{Field: "last_name", Entry: found}
	}
	for _, p := range e.points {
		if found := d.byPoint[point{name, p}]; found != nil {
			return &Same{Field: "last_name", Entry: found}
		}
	}
	return nil
}

// clientName is the name of a contact person at its client, after an attached one has found its client in the database.
func (d *decider) clientName(e *Entry, name string) clientName {
	switch {
	case e.Client == nil:
		return clientName{id: e.Record.Ref("client"), name: name}
	case e.Client.Same != nil && e.Client.Same.Entry == nil && e.Client.Outcome == Skipped:
		return clientName{id: e.Client.Same.Record.ID, name: name}
	}
	return clientName{client: e.Client, name: name}
}

// findLead: the same topic and the same company or person, and no e-mail or phone that tells them apart.
func (d *decider) findLead(e *Entry) *Same {
	topic := e.match("topic")
	for _, who := range leadNames(&e.Record) {
		for _, r := range d.report.stored.leadsByTopic[topic] {
			if leadNames(&r).has(who) && agree(e.points, d.report.stored.points(&r)) {
				return &Same{Field: "topic", Record: r}
			}
		}
		for _, other := range d.byTopic[point{topic, who}] {
			if agree(e.points, other.points) {
				return &Same{Field: "topic", Entry: other}
			}
		}
	}
	return nil
}

// keep remembers an entry that is imported, for those that follow.
func (d *decider) keep(e *Entry) {
	remember := func(m map[string]*Entry, key string) {
		if _, known := m[key]; key != "" && !known {
			m[key] = e
		}
	}
	name := e.match("name")
	switch e.Record.Type {
	case data.Client:
		number := e.match("reg_number")
		remember(d.byNumber, number)
		remember(d.byName, name)
		if number == "" {
			remember(d.byOnlyName, name)
		}
	case data.Contact:
		if at := d.clientName(e, name); d.byClient[at] == nil {
			d.byClient[at] = e
		}
	case data.Lead:
		topic := e.match("topic")
		for _, who := range leadNames(&e.Record) {
			key := point{topic, who}
			d.byTopic[key] = append(d.byTopic[key], e)
		}
		return
	}
	for _, p := range e.points {
		if key := (point{name, p}); d.byPoint[key] == nil {
			d.byPoint[key] = e
		}
	}
}
