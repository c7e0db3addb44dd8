package mapping

import (
	"context"
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/convert"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// An Ask is what is asked once about all values of a column: none of them tells it, and no column beside it.
type Ask string

// What may be asked of a column, and what the answers are: Column.Order of names and dates, Column.Number.
const (
	AskNames   Ask = "names"   // convert.FirstLast or LastFirst
	AskDates   Ask = "dates"   // convert.DayMonth or MonthDay
	AskDecimal Ask = "decimal" // "," or "."
)

// Answers lists the answers, the likelier first.
func (q Ask) Answers() []string {
	switch q {
	case AskNames:
		return []string{string(convert.FirstLast), string(convert.LastFirst)}
	case AskDates:
		return []string{string(convert.DayMonth), string(convert.MonthDay)}
	case AskDecimal:
		return []string{",", "."}
	}
	return nil
}

// decideOrder decides for a whole column what one cell can't tell: which part of a name comes first, day or month, and the
// decimal mark. What no value tells is a question.
func (m *Mapping) decideOrder(c *Column) {
	c.Order, c.Number, c.Asks = "", "", ""
	if !c.Mapped() {
		return
	}
	if c.How == SplitName {
		order, d := convert.OrderOf(c.texts)
		if d == convert.Open {
			order, d = titleOrder(c.Title)
		}
		if d == convert.Open {
			c.Asks = AskNames
			return
		}
		c.Order = string(order)
		return
	}
	if c.How != "" {
		return
	}
	switch f := m.field(c.To[0]); {
	case f == nil:
	case isDateType(f.Type):
		order, d := convert.DateOrderOf(c.texts)
		switch {
		case d == convert.Open:
			c.Asks = AskDates
		case len(c.texts) > 0:
			c.Order = string(order)
		}
	case isNumberType(f.Type):
		switch mark, d := convert.DecimalOf(c.texts); d {
		case convert.Decided:
			c.Number = mark
		case convert.Open:
			c.Asks = AskDecimal
		}
	}
}

// titleOrder is the order of names that a title names: "Příjmení a jméno".
func titleOrder(title string) (convert.NameOrder, convert.Decision) {
	w := vocabulary()
	list := titleWords(title)
	first, last := -1, -1
	for i, word := range list {
		if slices.Contains(w.phrases[word], "last_name") && last < 0 {
			last = i
		} else if slices.Contains(w.phrases[word], "first_name") && first < 0 {
			first = i
		}
	}
	switch {
	case first < 0 || last < 0:
		return convert.FirstLast, convert.Open
	case last < first:
		return convert.LastFirst, convert.Decided
	}
	return convert.FirstLast, convert.Decided
}

// decideOrders decides the orders of all columns. A column that can't tell follows those that can: a program writes all its
// dates and numbers in one way.
func (m *Mapping) decideOrders() {
	for i := range m.Columns {
		m.decideOrder(&m.Columns[i])
	}
	m.followOthers()
}

// followOthers answers questions of columns by what the other columns of the table have decided.
func (m *Mapping) followOthers() {
	orders, marks := map[string]bool{}, map[string]bool{}
	for i := range m.Columns {
		c := &m.Columns[i]
		if c.How == "" && (c.Order == string(convert.DayMonth) || c.Order == string(convert.MonthDay)) {
			orders[c.Order] = true
		}
		if c.Number != "" {
			marks[c.Number] = true
		}
	}
	only := func(all map[string]bool) (one string, ok bool) {
		for one = range all {
		}
		return one, len(all) == 1
	}
	for i := range m.Columns {
		c := &m.Columns[i]
		switch order, one := only(orders); {
		case c.Asks == AskDates && one:
			c.Order, c.Asks = order, ""
		case c.Asks == AskDecimal:
			if mark, one := only(marks); one {
				c.Number, c.Asks = mark, ""
			}
		}
	}
}

// readWhole reads all values of the columns with a question, of a table that was too long to be kept whole: one of them may
// tell.
func (p *proposal) readWhole(ctx context.Context, m *Mapping) error {
	open := map[int]*Column{}
	for i := range m.Columns {
		if c := &m.Columns[i]; c.Asks != "" {
			open[c.Col] = c
		}
	}
	if len(open) == 0 || len(p.table.sample) >= m.Rows {
		return nil
	}
	rows, err := p.table.book.Rows(p.table.index)
	if err != nil {
		return err
	}
	defer rows.Close()
	seen := map[*Column]map[string]bool{}
	for n := 0; rows.Next(); n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if rows.Number() <= p.head.row {
			continue
		}
		for _, cell := range rows.Cells() {
			c := open[cell.Col]
			text := strings.TrimSpace(cell.Text)
			if c == nil || cell.Kind != xlsx.Text || seen[c][text] || value.IsEmptyWord(text) {
				continue
			}
			if seen[c] == nil {
				seen[c] = map[string]bool{}
			}
			seen[c][text] = true
			c.texts = append(c.texts, text)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, c := range open {
		m.decideOrder(c)
	}
	m.followOthers()
	return nil
}

// texts are the different values of a column that are text: numbers and dates of a spreadsheet say themselves what they are.
func texts(cells []source.Cell) []string {
	var all []string
	seen := map[string]bool{}
	for _, c := range cells {
		text := strings.TrimSpace(c.Text)
		if c.Kind == xlsx.Text && !seen[text] && !value.IsEmptyWord(text) {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}

// Answer answers what is asked of the column at an index; see Ask.Answers. What its values tell can be answered otherwise.
func (m *Mapping) Answer(i int, answer string) {
	c := &m.Columns[i]
	if answer == "," || answer == "." {
		c.Number = answer
	} else {
		c.Order = answer
	}
	m.Settle(c.Column)
}

// Asked is what can be asked of a column, whether its values tell it or not; "" for nothing.
func (m *Mapping) Asked(c *Column) Ask {
	switch {
	case c.How == SplitName:
		return AskNames
	case c.How != "" || !c.Mapped():
		return ""
	}
	switch f := m.field(c.To[0]); {
	case f == nil:
	case isDateType(f.Type):
		return AskDates
	case isNumberType(f.Type):
		return AskDecimal
	}
	return ""
}

// field is the field that a mapping names, nil when there is none, or none yet.
func (m *Mapping) field(name string) *data.Field {
	if m.schema == nil { // a file of a mapping
		m.schema = data.NewSchema(nil)
	}
	record, key, _ := cutField(strings.TrimSuffix(name, "+"))
	title, own := strings.CutPrefix(key, "custom:")
	if !own {
		return m.schema.Field(recordOf(record), key)
	}
	return custom(m.schema, recordOf(record), title)
}
