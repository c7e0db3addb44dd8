package mapping

import (
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

// Remember lays a remembered mapping over a proposed one of the same header, or of one with further columns. The remembered
// columns need no question, but for those whose values say something else; new columns that hold values do. It reports
// whether the remembered one fits the table.
func (m *Mapping) Remember(saved *Mapping, name string) bool {
	at := map[string][]int{}
	for i, c := range saved.Columns {
		at[fold.Text(c.Title)] = append(at[fold.Text(c.Title)], i)
	}
	have := map[string]bool{}
	for _, c := range m.Columns {
		have[fold.Text(c.Title)] = true
	}
	for _, c := range saved.Columns {
		if c.Title != "" && !have[fold.Text(c.Title)] && !template.IsRejectedTitle(c.Title) {
			return false
		}
	}
	m.Name, m.Row, m.WithoutCompany, m.Constants = name, saved.Row, saved.WithoutCompany, saved.Constants
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
		was := saved.Columns[j]
		// Values that contradict the title did so before, or are new.
		contradicts := c.Because == Contradiction && !slices.Equal(c.To, was.To) || c.Mapped() && was.How == c.How && c.Order != was.Order && c.Order != "" && was.Order != "" && slices.Equal(c.To, was.To)
		c.To, c.How, c.Part, c.Order, c.Number, c.Replace = was.To, was.How, was.Part, was.Order, was.Number, was.Replace
		c.Because, c.Why, c.Score, c.Certainty = Remembered, Why{Code: string(Remembered), Title: c.Title}, 1, Certain
		c.Loss = len(c.To) == 0 && c.Filled > 0
		if contradicts {
			m.Doubtful = append(m.Doubtful, c.Column)
			c.Score, c.Certainty = 0.5, Likely
		}
		for _, f := range c.To {
			taken[f] = true
		}
	}
	// A new column does not take the field of a remembered one.
	for i := range m.Columns {
		c := &m.Columns[i]
		if c.Because != Remembered && slices.ContainsFunc(c.To, func(f string) bool { return taken[f] }) {
			c.To, c.How, c.Part, c.Score, c.Certainty = []string{}, "", "", doubtfulScore, Unknown
			c.Loss = c.Filled > 0
		}
	}
	m.Missing = Missing(m)
	return true
}

// Kept is the mapping as it is remembered: without what belongs to one file.
func (m *Mapping) Kept() *Mapping {
	kept := *m
	kept.File, kept.Rows, kept.Missing, kept.Doubtful = "", 0, []string{}, []string{}
	kept.Columns = slices.Clone(m.Columns)
	kept.Columns = slices.DeleteFunc(kept.Columns, func(c Column) bool { return template.IsRejectedTitle(c.Title) })
	for i := range kept.Columns {
		c := &kept.Columns[i]
		c.Filled, c.Samples, c.Others, c.Reason = 0, []string{}, []Other{}, ""
	}
	return &kept
}
