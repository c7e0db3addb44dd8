package mapping

import (
	"maps"
	"slices"
	"strings"

	"kartoteka/data/fold"
	"kartoteka/importer/template"
)

// Signature is what two tables of one kind share: the titles of their columns, in any order, without those that the program
// writes beside them; "" for a table without titles.
func (m *Mapping) Signature() string {
	var titles []string
	for _, c := range m.Columns {
		if key := fold.Text(c.Title); key != "" && !template.IsRejectedTitle(c.Title) && !slices.Contains(titles, key) {
			titles = append(titles, key)
		}
	}
	slices.Sort(titles)
	return strings.Join(titles, "\n")
}

// Fits reports whether the table has every column of a remembered mapping.
func (m *Mapping) Fits(saved *Mapping) bool {
	have := map[string]bool{}
	for _, c := range m.Columns {
		have[fold.Text(c.Title)] = true
	}
	return !slices.ContainsFunc(saved.Columns, func(c Column) bool {
		return c.Title != "" && !have[fold.Text(c.Title)] && !template.IsRejectedTitle(c.Title)
	})
}

// Remember lays a remembered mapping that fits over a proposed one. The remembered columns need no question, but for those
// whose values say something else; new columns that hold values do.
func (m *Mapping) Remember(saved *Mapping, name string) {
	at := map[string][]int{}
	for i, c := range saved.Columns {
		at[fold.Text(c.Title)] = append(at[fold.Text(c.Title)], i)
	}
	m.Name, m.Row, m.WithoutCompany, m.Constants = name, saved.Row, saved.WithoutCompany, maps.Clone(saved.Constants)
	m.Doubtful = []string{}
	taken := map[string]bool{}
	for i := range m.Columns {
		c := &m.Columns[i]
		known := at[fold.Text(c.Title)]
		j := -1
		for _, k := range known {
			if len(known) == 1 || saved.Columns[k].Column == c.Column {
				j = k
			}
		}
		if j < 0 {
			if c.Filled > 0 && (c.Mapped() || c.Score >= doubtfulScore) && !template.IsRejectedTitle(c.Title) {
				m.Doubtful = append(m.Doubtful, c.Column)
			}
			continue
		}
		m.rememberColumn(c, saved.Columns[j])
		for _, f := range c.To {
			taken[f] = true
		}
	}
	// A new column does not take the field of a remembered one.
	for i := range m.Columns {
		c := &m.Columns[i]
		if c.Because != Remembered && slices.ContainsFunc(c.To, func(f string) bool { return taken[f] }) {
			c.Choice, c.Score, c.Certainty = Choice{To: []string{}}, doubtfulScore, Unknown
			m.decideOrder(c)
		}
	}
	m.Settle()
}

// rememberColumn makes a column what it was. Values that say something else are asked for: they contradict the title, or
// follow another order.
func (m *Mapping) rememberColumn(c *Column, was Column) {
	doubt := c.Because == Contradiction && !slices.Equal(c.To, was.To)
	c.Choice, c.Replace = Choice{slices.Clone(was.To), was.How, was.Part}, maps.Clone(was.Replace)
	m.decideOrder(c)
	if was.Order != "" {
		doubt = doubt || c.Order != "" && c.Order != was.Order
		c.Order = was.Order
	}
	if was.Number != "" {
		doubt = doubt || c.Number != "" && c.Number != was.Number
		c.Number = was.Number
	}
	c.Because, c.Why, c.Score, c.Certainty = Remembered, Why{Code: string(Remembered), Title: c.Title}, 1, Certain
	if doubt {
		m.Doubtful = append(m.Doubtful, c.Column)
		c.Score, c.Certainty = 0.85, Likely
	}
}

// Kept is the mapping as it is remembered: without what belongs to one file.
func (m *Mapping) Kept() *Mapping {
	kept := *m
	kept.File, kept.Rows, kept.Missing, kept.Doubtful = "", 0, []string{}, []string{}
	kept.Columns = slices.Clone(m.Columns)
	kept.Columns = slices.DeleteFunc(kept.Columns, func(c Column) bool { return template.IsRejectedTitle(c.Title) })
	for i := range kept.Columns {
		c := &kept.Columns[i]
		c.Filled, c.Samples, c.Others, c.Reason, c.Asks = 0, []string{}, []Other{}, "", ""
	}
	return &kept
}
