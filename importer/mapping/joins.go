package mapping

import (
	"slices"
	"strings"

	"kartoteka/importer/value"
)

// joins adds the columns that make a field together with one that has it: house numbers, the parts of an account. Parts of a
// birthday without the others are left out.
func (p *proposal) joins(m *Mapping, claims [][]claim) {
	p.joinTo(m, claims, "street", PartStreet, map[concept]string{"house_number": PartNumber, "orientation_number": PartOrientation})
	p.joinTo(m, claims, "bank_account", PartAccount, map[concept]string{"bank_code": PartBank, "account_prefix": PartPrefix})
	for _, record := range []string{"contact", "contact.1", "client"} {
		field := record + ".birthday"
		if record == "client" {
			field = "client.anniversary"
		}
		parts := map[string]bool{}
		var at []int
		for i, c := range m.Columns {
			if c.How == Join && slices.Contains(c.To, field) {
				parts[c.Part] = true
				at = append(at, i)
			}
		}
		if len(at) > 0 && len(parts) < 3 {
			for _, i := range at {
				m.Columns[i].To, m.Columns[i].How, m.Columns[i].Part = []string{}, "", ""
				m.Columns[i].Score, m.Columns[i].Certainty = 0.2, Unknown
			}
		}
	}
}

// joinTo joins columns of the concepts given to the column that has a field.
func (p *proposal) joinTo(m *Mapping, claims [][]claim, key, own string, parts map[concept]string) {
	for at := range m.Columns {
		main := &m.Columns[at]
		if len(main.To) != 1 || !strings.HasSuffix(main.To[0], "."+key) || main.How != "" {
			continue
		}
		pr := p.columns[at].profile
		if key == "bank_account" && pr.share(value.FormAccount, value.FormIBAN) > 0.5 {
			continue // the bank stands in the account
		}
		group := p.columns[at].top
		for i, c := range p.columns {
			col := &m.Columns[i]
			if i == at || col.Mapped() && col.Score >= certainScore {
				continue
			}
			for _, cl := range claims[i] {
				part := parts[cl.concept]
				if part == "" || cl.score < 0.85 || apart(c, p.columns[at]) > 3 || cl.is(qSecond) != group.is(qSecond) || cl.number > 1 || cl.is(qPrivate) != group.is(qPrivate) {
					continue
				}
				if main.How == Join && slices.ContainsFunc(m.Columns, func(o Column) bool { return o.Part == part && slices.Equal(o.To, main.To) }) {
					continue
				}
				main.How, main.Part = Join, own
				col.To, col.How, col.Part = slices.Clone(main.To), Join, part
				col.Score, col.Certainty, col.Because, col.Why = round(cl.score), certainty(cl.score), cl.because, cl.why
				col.Why.Field = main.To[0]
				col.Others = []Other{}
				break
			}
		}
	}
}

// lists marks columns of telephones and e-mails that hold several in a cell.
func (p *proposal) lists(m *Mapping) {
	for i := range m.Columns {
		c := &m.Columns[i]
		if len(c.To) != 1 || c.How != "" {
			continue
		}
		record, key, _ := cutField(c.To[0])
		if key != "phone_1" && key != "email_1" && key != "phone_2" && key != "email_2" {
			continue
		}
		if p.columns[i].profile.share(value.FormPhones, value.FormEmails) == 0 {
			continue
		}
		c.How = SplitList
		other := record + "." + key[:len(key)-1] + "2"
		if strings.HasSuffix(key, "1") && !slices.ContainsFunc(m.Columns, func(o Column) bool { return slices.Contains(o.To, other) }) {
			c.To = append(c.To, other)
		}
	}
}

// cutField parts "contact.2.email_1" into its record, its key and the number of the person.
func cutField(field string) (record, key string, person int) {
	i := strings.LastIndexByte(field, '.')
	if j := strings.Index(field, ".custom:"); j >= 0 {
		i = j
	}
	record, key = field[:i], field[i+1:]
	if rest, ok := strings.CutPrefix(record, "contact."); ok && len(rest) == 1 {
		person = int(rest[0] - '0')
	}
	return record, key, person
}

// apart is how many columns two stand from each other: what is joined stands together.
func apart(a, b *column) int { return max(a.col-b.col, b.col-a.col) }
