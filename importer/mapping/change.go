package mapping

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kartoteka/data"
)

// Is reports whether a column is that already.
func (c Choice) Is(column *Column) bool {
	return slices.Equal(c.To, column.To) && c.How == column.How && c.Part == column.Part
}

// Change makes something of the column with that index by hand. A field goes to one column: the one that had it gets the second
// slot where that is free, and else is left out.
func (m *Mapping) Change(i int, to Choice) {
	c := &m.Columns[i]
	old := slices.Clone(c.To)
	c.Choice = Choice{slices.Clone(to.To), to.How, to.Part}
	if c.To == nil {
		c.To = []string{}
	}
	c.Replace, c.NewType = nil, ""
	c.Because, c.Why, c.Certainty, c.Score = ByHand, Why{Code: string(ByHand), Title: c.Title}, Unknown, 0
	if c.Mapped() {
		c.Certainty, c.Score = Certain, 1
		m.makeRoom(i)
	}
	m.partJoins(old)
	m.decideOrder(c)
	m.followOthers()
	m.Settle(c.Column)
}

// Settle works out what follows from columns that were changed: what is missing, what is lost, and what is still in doubt. The
// columns named are it no longer, unless something is asked of them.
func (m *Mapping) Settle(decided ...string) {
	doubtful := []string{}
	for i := range m.Columns {
		c := &m.Columns[i]
		c.Loss = !c.Mapped() && c.Filled > 0
		if c.Order+c.Number != "" {
			c.Asks = ""
		}
		if c.Asks != "" || slices.Contains(m.Doubtful, c.Column) && !slices.Contains(decided, c.Column) {
			doubtful = append(doubtful, c.Column)
		}
	}
	m.Doubtful, m.Missing = doubtful, Missing(m)
}

// makeRoom takes the fields of a column from all others.
func (m *Mapping) makeRoom(i int) {
	mine := &m.Columns[i]
	for j := range m.Columns {
		c := &m.Columns[j]
		if j == i || mine.How == Join && c.How == Join && c.Part != mine.Part {
			continue
		}
		if mine.How == Join && c.How == "" && slices.Equal(c.To, mine.To) {
			c.How, c.Part = Join, mainPart(c.To[0])
			continue
		}
		had := len(c.To)
		c.To = slices.DeleteFunc(slices.Clone(c.To), func(f string) bool { return !strings.HasSuffix(f, "+") && slices.Contains(mine.To, f) })
		if had == len(c.To) {
			continue
		}
		if second := secondSlot(mine.To[0]); len(c.To) == 0 && c.How == "" && second != "" && !m.taken(second) {
			c.To = []string{second}
			c.Because, c.Why = Assignment, Why{Code: string(Assignment), Title: c.Title, Field: mine.To[0], Column: mine.Column}
			continue
		}
		if len(c.To) == 0 || c.How == SplitName && !slices.ContainsFunc(c.To, func(f string) bool { return strings.HasSuffix(f, "_name") }) {
			c.Choice = Choice{To: []string{}}
			m.decideOrder(c)
			c.Because, c.Score, c.Certainty = Assignment, 0.2, Unknown
			c.Why = Why{Code: string(Assignment), Title: c.Title, Field: mine.To[0], Column: mine.Column}
		}
	}
}

// partJoins ends joins that have one column left.
func (m *Mapping) partJoins(fields []string) {
	for _, f := range fields {
		var parts []*Column
		for i := range m.Columns {
			if c := &m.Columns[i]; c.How == Join && slices.Contains(c.To, f) {
				parts = append(parts, c)
			}
		}
		if len(parts) == 1 && parts[0].Part == mainPart(f) {
			parts[0].How, parts[0].Part = "", ""
		}
	}
}

func (m *Mapping) taken(field string) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool { return slices.Contains(c.To, field) })
}

// secondSlot is the second field for the same, of telephones and e-mails.
func secondSlot(field string) string {
	if first, ok := strings.CutSuffix(field, "_1"); ok {
		return first + "_2"
	}
	return ""
}

// mainPart is the part of a join that may fill the field alone; "" for dates.
func mainPart(field string) string {
	switch {
	case strings.HasSuffix(field, ".street"):
		return PartStreet
	case strings.HasSuffix(field, ".bank_account"):
		return PartAccount
	}
	return ""
}

// Choices lists what a column of this mapping can become, record by record: whole names and addresses, then each field, the
// parts that a field can be joined of, and the note.
func (m *Mapping) Choices(schema *data.Schema) []Choice {
	var all []Choice
	for _, record := range m.records() {
		all = append(all, m.choicesOf(schema, record)...)
	}
	return all
}

// mostPersons is how many persons a row of a client can have.
const mostPersons = 6

// records are the records of a row as fields name them: those of persons up to one more than there are.
func (m *Mapping) records() []string {
	switch m.Row {
	case data.Client:
		records := []string{"client"}
		for n := 1; n <= mostPersons; n++ {
			record := "contact." + strconv.Itoa(n)
			records = append(records, record)
			if !slices.ContainsFunc(m.Columns, func(c Column) bool {
				return slices.ContainsFunc(c.To, func(f string) bool { return strings.HasPrefix(f, record+".") })
			}) {
				break
			}
		}
		return records
	case data.Contact:
		return []string{"contact", "client"}
	}
	return []string{string(m.Row)}
}

func (m *Mapping) choicesOf(schema *data.Schema, record string) []Choice {
	t := recordOf(record)
	field := func(key string) string { return record + "." + key }
	fields := func(keys ...string) (to []string) {
		for _, key := range keys {
			if schema.Field(t, key) != nil {
				to = append(to, field(key))
			}
		}
		return to
	}
	var all []Choice
	if schema.Field(t, "last_name") != nil {
		all = append(all, Choice{To: fields("title_before", "first_name", "last_name", "title_after"), How: SplitName})
	}
	if schema.Field(t, "street") != nil {
		all = append(all, Choice{To: fields("street", "city", "zip"), How: SplitAddress})
	}
	for _, f := range schema.Active(t) {
		if f.Unstored || f.Type == data.Reference && (t == data.Contact || t == data.Client) {
			continue
		}
		if f.Custom() {
			all = append(all, Choice{To: []string{field("custom:" + f.Title)}})
			continue
		}
		all = append(all, Choice{To: []string{field(f.Key)}})
		switch f.Key {
		case "phone_1", "email_1":
			all = append(all, Choice{To: fields(f.Key, f.Key[:len(f.Key)-1]+"2"), How: SplitList})
		case "street", "bank_account":
			all = append(all, m.partsOf(field(f.Key))...)
		case "birthday", "anniversary":
			for _, part := range []string{PartDay, PartMonth, PartYear} {
				all = append(all, Choice{To: []string{field(f.Key)}, How: Join, Part: part})
			}
		}
	}
	if schema.Field(t, "note") != nil {
		all = append(all, Choice{To: []string{field("note+")}})
	}
	return all
}

// partsOf are the parts that can be joined to a field which a column fills.
func (m *Mapping) partsOf(field string) []Choice {
	if !m.taken(field) {
		return nil
	}
	parts := []string{PartNumber, PartOrientation}
	if mainPart(field) == PartAccount {
		parts = []string{PartPrefix, PartBank}
	}
	var all []Choice
	for _, part := range parts {
		all = append(all, Choice{To: []string{field}, How: Join, Part: part})
	}
	return all
}

// Note is the choice that appends a column to the note of what a row is.
func (m *Mapping) Note() Choice { return Choice{To: []string{m.Own("note") + "+"}} }

// Own names a field of what a row is.
func (m *Mapping) Own(key string) string {
	return cmp.Or(string(m.Row), string(data.Client)) + "." + key
}
