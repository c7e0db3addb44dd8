package mapping

import (
	"strings"

	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// Where the titles of a table stand.

// A head is where the titles of a table stand. Row 0: it has none.
type head struct {
	row, rows int
	titles    map[int]string // by column
	weight    float64        // how sure it is
}

// findHead finds the header among the first rows: the row whose cells are titles, and not values as those below.
// Asked is the row it is known to stand in, lines how many rows it is known to have; 0 is found out.
func (t *table) findHead(p *value.Parser, asked, lines int) head {
	if t.titles != nil {
		h := head{titles: map[int]string{}}
		for i, title := range t.titles {
			h.titles[i+1] = title
		}
		return h
	}
	strong := t.strongForms(p)
	best, most := -1, 0.0
	for i, r := range t.top {
		if asked > 0 && r.number != asked {
			continue
		}
		weight := t.weight(p, r, strong)
		if asked > 0 || weight > most {
			best, most = i, weight
		}
	}
	h := head{titles: map[int]string{}, weight: most}
	if best < 0 || asked == 0 && most < 1 {
		return h
	}
	r := t.top[best]
	h.row, h.rows = r.number, 1
	for _, c := range r.cells {
		h.titles[c.Col] = cleanTitle(c.Text)
	}
	if best > 0 && t.top[best-1].number == r.number-1 && lines != 1 {
		t.joinAbove(p, &h, t.top[best-1], r)
	}
	return h
}

func cleanTitle(s string) string {
	return strings.TrimSpace(strings.TrimRight(strings.Trim(strings.Join(strings.Fields(s), " "), "*:"), "* :"))
}

// strongForms are the forms that most values of a column have, for columns that say themselves what they are.
func (t *table) strongForms(p *value.Parser) map[int]value.Form {
	const telling = value.FormEmail | value.FormPhone | value.FormURL | value.FormRegNumber | value.FormTaxNumber | value.FormZIP |
		value.FormCompany | value.FormStreet | value.FormDate | value.FormAccount | value.FormNumber | value.FormPerson
	count, total := map[int]map[value.Form]int{}, map[int]int{}
	for i, r := range t.sample {
		if i == 0 || i > 60 {
			continue
		}
		for _, c := range r.cells {
			total[c.Col]++
			f := p.FormsOf(c) & telling
			if count[c.Col] == nil {
				count[c.Col] = map[value.Form]int{}
			}
			for bit := value.Form(1); f != 0; bit <<= 1 {
				if f&bit != 0 {
					count[c.Col][bit]++
					f &^= bit
				}
			}
		}
	}
	strong := map[int]value.Form{}
	for col, forms := range count {
		for form, n := range forms {
			if n*10 >= total[col]*7 && n > 1 {
				strong[col] |= form
			}
		}
	}
	return strong
}

// weight tells how much a row looks like a header: titles speak for it, values against.
func (t *table) weight(p *value.Parser, r row, strong map[int]value.Form) float64 {
	w := vocabulary()
	weight := 0.0
	for _, c := range r.cells {
		text := cleanTitle(c.Text)
		if text == "" {
			continue
		}
		if c.Kind != xlsx.Text {
			weight -= 1.5
			continue
		}
		score := 0.0
		for _, m := range w.meanings(text) {
			if m.concept != none || m.score == 1 {
				score = max(score, m.score)
			}
		}
		f := p.FormsOf(c)
		const values = value.FormEmail | value.FormEmails | value.FormPhone | value.FormRegNumber | value.FormTaxNumber | value.FormZIP |
			value.FormDate | value.FormNumber | value.FormAccount | value.FormStreet | value.FormAddress | value.FormCompany | value.FormPerson
		switch {
		case score >= 0.6:
			weight += 2 * score
		case f&values != 0:
			weight -= 1.5
		case len(text) > 60:
			weight -= 0.5
		}
		if s := strong[c.Col]; s != 0 && score < 0.6 {
			if f&s == 0 {
				weight++
			} else {
				weight--
			}
		}
	}
	if filled := t.widest(); len(r.cells)*3 < filled { // a title of the whole table, a note
		weight /= 3
	}
	return weight
}

// widest is how many cells the fullest row of the sample has.
func (t *table) widest() int {
	most := 0
	for _, r := range t.sample {
		most = max(most, len(r.cells))
	}
	return most
}

// joinAbove joins the titles of a row of groups with those below it: a group reaches over the columns of its merged cells,
// else up to the next group. What has no title of its own below is called by what stands above.
func (t *table) joinAbove(p *value.Parser, h *head, above, below row) {
	if len(above.cells) < 2 {
		return
	}
	own := map[int]bool{}
	last := 0
	for _, c := range below.cells {
		own[c.Col] = true
		last = max(last, c.Col)
	}
	for _, c := range above.cells {
		const values = value.FormEmail | value.FormPhone | value.FormRegNumber | value.FormTaxNumber | value.FormDate | value.FormNumber | value.FormCompany | value.FormAddress
		if c.Kind != xlsx.Text || p.FormsOf(c)&values != 0 || len(cleanTitle(c.Text)) > 60 {
			return
		}
		last = max(last, c.Col)
	}
	groups := map[int]string{}
	for i, c := range above.cells {
		to := last
		if i+1 < len(above.cells) {
			to = above.cells[i+1].Col - 1
		}
		for _, m := range t.merged {
			if m.Contains(c.Col, above.number) {
				to = m.LastCol
			}
		}
		for col := c.Col; col <= to; col++ {
			if col > c.Col && !own[col] {
				break
			}
			groups[col] = cleanTitle(c.Text)
		}
	}
	for col, group := range groups {
		switch {
		case !own[col]:
			h.titles[col] = group
		case h.titles[col] != group && group != "":
			h.titles[col] = group + " – " + h.titles[col]
		}
	}
	h.rows = 2
}
