package mapping

import (
	"math"
	"slices"
	"strings"
)

// All columns at once are given their fields: the better one keeps a field, another takes the second slot or is left out.

// A candidate is a claim with the fields it would fill.
type candidate struct {
	claim
	column *column
	ways   []way // what it would fill, the best first
}

// other is the candidate as people are offered it.
func (c *candidate) other() Other {
	w := c.ways[0]
	return Other{Choice{To: w.all(nil), How: w.how, Part: w.part}, round(c.score)}
}

// A way is a set of fields that a column fills together.
type way struct {
	to       []string
	optional []string // filled too, where they are free
	how      string
	part     string
}

// rank is the score, less by one for a column without values: a filled one has the better right to a field.
func rank(c candidate) float64 {
	if c.column.profile.filled == 0 {
		return c.score - 1
	}
	return c.score
}

// assign gives each column its field, the surest first. A field goes to one column.
func (p *proposal) assign(m *Mapping, all []candidate) {
	taken := map[string]string{}  // field → letters of its column
	joined := map[string]string{} // the same for fields that several columns make, and for field and part
	done := map[*column]bool{}
	for i, c := range p.columns {
		m.Columns[i] = Column{
			Column: p.table.letters(c.col), Title: c.title, Choice: Choice{To: []string{}}, Certainty: Unknown, Filled: c.profile.filled,
			Samples: samples(c.profile.values), Others: []Other{}, Col: c.col, Why: Why{Code: "nothing", Title: c.title},
			texts: texts(c.profile.cells),
		}
	}
	at := map[*column]*Column{}
	for i, c := range p.columns {
		at[c] = &m.Columns[i]
	}
	for _, cand := range all {
		col := at[cand.column]
		if done[cand.column] {
			if len(col.Others) < 3 {
				col.Others = append(col.Others, cand.other())
			}
			continue
		}
		if cand.score < likelyScore {
			if cand.score > col.Score {
				col.Score = round(cand.score)
				col.Why = Why{Code: "doubtful", Title: cand.why.Title, Field: cand.ways[0].to[0]}
				col.Others = append([]Other{cand.other()}, col.Others...)
			}
			continue
		}
		i := slices.IndexFunc(cand.ways, func(w way) bool {
			return !slices.ContainsFunc(w.to, func(f string) bool {
				return taken[f] != "" && !(w.how == Join && joined[f+w.part] == "" && joined[f] != "")
			})
		})
		if i < 0 {
			field := cand.ways[0].to[0]
			if holder := taken[field]; col.Why.Code == "nothing" && holder != "" {
				col.Why, col.Because, col.Score = Why{Code: string(Assignment), Title: col.Title, Field: field, Column: holder}, Assignment, 0.2
			}
			continue
		}
		w := cand.ways[i]
		done[cand.column] = true
		col.To, col.How, col.Part = w.all(taken), w.how, w.part
		col.Score, col.Certainty = round(cand.score), certainty(cand.score)
		col.Because, col.Why = cand.because, cand.why
		col.Why.Field = col.To[0]
		for _, f := range col.To {
			taken[f] = col.Column
			if w.how == Join {
				joined[f], joined[f+w.part] = col.Column, col.Column
			}
		}
		cand.column.top = cand.meaning
	}
	for _, col := range at {
		// What was left because a better column has its field is not in doubt.
		if !col.Mapped() && col.Because == Assignment {
			col.Score = min(col.Score, 0.2)
		}
	}
}

// orderSlots gives the first of two fields for telephones or e-mails to the column that stands first, a private one last, unless
// their titles have numbers.
func (p *proposal) orderSlots(m *Mapping) {
	holder := map[string]int{}
	for i := range m.Columns {
		if c := &m.Columns[i]; len(c.To) == 1 && c.How == "" {
			holder[c.To[0]] = i
		}
	}
	rank := func(i int) int {
		top, col := &p.columns[i].top, m.Columns[i].Col
		if top.is(qPrivate) {
			col += 1 << 20
		}
		return col + top.number<<24
	}
	for field, first := range holder {
		second, both := holder[secondSlot(field)]
		if both && rank(second) < rank(first) {
			a, b := &m.Columns[first], &m.Columns[second]
			a.To, b.To = b.To, a.To
			a.Why.Field, b.Why.Field = a.To[0], b.To[0]
		}
	}
}

// all are the fields of a way, the optional ones that are still free included.
func (w way) all(taken map[string]string) []string {
	var out []string
	for _, f := range w.to {
		if !slices.Contains(w.optional, f) {
			out = append(out, f)
		}
	}
	if len(w.optional) == 0 {
		return out
	}
	// The order of a name and an address is that of its parts.
	out = out[:0]
	for _, f := range append(slices.Clone(w.optional), w.to...) {
		if taken[f] == "" && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return partRank(a) - partRank(b) })
	return out
}

var partOrder = []string{"salutation", "title_before", "first_name", "last_name", "title_after", "street", "city", "zip", "region", "country"}

func partRank(field string) int {
	return slices.Index(partOrder, field[strings.LastIndexByte(field, '.')+1:])
}

func round(score float64) float64 { return math.Round(100*score) / 100 }

// samples are a few different values of a column, the first ones.
func samples(values []string) []string {
	out := []string{}
	for _, v := range values {
		if len(out) == 3 {
			break
		}
		if r := []rune(v); len(r) > 80 {
			v = string(r[:79]) + "…"
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
