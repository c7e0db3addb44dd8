package mapping

import (
	"slices"
	"strings"
	"unicode"

	"kartoteka/data"
	"kartoteka/importer/convert"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func (p *placer) apply(r *rule, cell xlsx.Cell) {
	text := p.parser.Shown(cell)
	if bare, marked := strings.CutPrefix(text, "'"); marked && cell.Kind == xlsx.Text && bare != "" && strings.ContainsRune("+0123456789", rune(bare[0])) {
		text, cell.Text = bare, bare // the mark of spreadsheets for a number that is text
	}
	if yes, ok := value.ForeignBool(text); ok && r.yesNo {
		cell = xlsx.Cell{Col: cell.Col, Kind: xlsx.Bool}
		if yes {
			cell.Number = 1
		}
	}
	if r.country {
		if code := value.CarCountry(text); code != "" {
			text, cell = code, xlsx.Cell{Col: cell.Col, Kind: xlsx.Text, Text: code}
		}
	}
	if r.empty && value.IsEmptyWord(strings.TrimSpace(text)) {
		return
	}
	if r.note >= 0 {
		p.note(r.note, r.column.Title, text)
	}
	switch {
	case len(r.to) == 0:
	case r.join != nil:
		if text = strings.TrimSpace(text); text != "" && !value.IsEmptyWord(text) {
			r.join.texts[r.column.Part] = text
			if r.join.first == 0 {
				r.join.first = cell.Col
			}
		}
	case r.column.How == SplitName:
		p.splitName(r, cell, text)
	case r.column.How == SplitAddress:
		p.splitAddress(r, cell, text)
	case r.column.How == SplitList:
		p.splitList(r, cell, text)
	case r.date == convert.MonthDay && cell.Kind == xlsx.Text:
		p.put(r.to[0], cell, convert.ReorderDate(strings.TrimSpace(text), r.date))
	case r.column.Number != "" && cell.Kind == xlsx.Text:
		p.putNumber(r, cell, text)
	case p.taken[r.to[0]]:
		p.put(r.to[0], cell, text)
	default:
		p.taken[r.to[0]] = true
		p.out = append(p.out, template.Placed{Column: r.to[0], Cell: cell})
	}
}

// putNumber reads a number by the decimal mark of its column, which one number alone can't tell. What else the cell says, a
// currency or percent sign, is for the field to read.
func (p *placer) putNumber(r *rule, cell xlsx.Cell, text string) {
	if n, ok := convert.NumberOf(text, r.column.Number); ok && !strings.ContainsFunc(text, isSign) {
		p.taken[r.to[0]] = true
		p.out = append(p.out, template.Placed{Column: r.to[0], Cell: xlsx.Cell{Col: cell.Col, Kind: xlsx.Number, Number: n, Text: text}})
		return
	}
	p.put(r.to[0], cell, convert.RewriteNumber(text, r.column.Number))
}

// isSign reports a character of a currency or a percent sign.
func isSign(r rune) bool { return r == '%' || unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) }

// to is the column of a split for a key, or -1.
func (p *placer) to(r *rule, keys ...string) int {
	for _, i := range r.to {
		if slices.Contains(keys, p.list[i].Field.Key) {
			return i
		}
	}
	return -1
}

// beside is the column for another field of the section that a column belongs to, or -1.
func (p *placer) beside(column int, key string) int {
	if i, ok := p.columns[fieldName(&p.sheet.Sections[p.section[column]], key)]; ok {
		return i
	}
	return -1
}

func (p *placer) splitName(r *rule, cell xlsx.Cell, text string) {
	n := convert.SplitName(text, convert.NameOrder(r.column.Order))
	if n.Company != "" {
		if i, ok := p.columns["client.name"]; ok && !p.taken[i] {
			p.put(i, cell, n.Company)
			p.remark(issue.Split, cell.Col, i, n.Company)
			return
		}
		if i, ok := p.columns["lead.company_name"]; ok && !p.taken[i] {
			p.put(i, cell, n.Company)
			p.remark(issue.Split, cell.Col, i, n.Company)
			return
		}
		if last := p.to(r, "last_name"); last >= 0 {
			p.put(last, cell, n.Company)
		}
		return
	}
	p.spread(r, cell, text, n.Sure, []piece{
		{"salutation", n.Salutation}, {"title_before", n.TitleBefore}, {"first_name", n.First}, {"last_name", n.Last}, {"title_after", n.TitleAfter},
	})
}

// A piece is a part of a value and the field it belongs to.
type piece struct{ key, text string }

// spread puts the pieces of a value into their fields. What has no field goes to the note of its record.
func (p *placer) spread(r *rule, cell xlsx.Cell, text string, sure bool, pieces []piece) {
	var parts []string
	for _, piece := range pieces {
		if piece.text == "" {
			continue
		}
		i := p.to(r, piece.key)
		if i < 0 {
			i = p.beside(r.to[0], piece.key)
		}
		if i < 0 {
			p.note(p.section[r.to[0]], r.column.Title, piece.text)
			continue
		}
		p.put(i, cell, piece.text)
		parts = append(parts, piece.text)
	}
	p.say(r, cell, strings.TrimSpace(text), parts, sure)
}

// say remarks on a split: a repair where it is sure, else a warning. A value that went whole into one field is no split.
func (p *placer) say(r *rule, cell xlsx.Cell, text string, parts []string, sure bool) {
	switch {
	case !sure:
		p.remark(issue.DoubtfulSplit, cell.Col, r.to[0], strings.Join(parts, " | "))
	case len(parts) > 1 || len(parts) == 1 && parts[0] != text:
		p.remark(issue.Split, cell.Col, r.to[0], strings.Join(parts, " | "))
	}
}

func (p *placer) remark(code issue.Code, col, column int, suggestion string) {
	p.remarks = append(p.remarks, template.Remark{Code: code, Col: col, Column: column, Suggestion: suggestion})
}

func (p *placer) splitAddress(r *rule, cell xlsx.Cell, text string) {
	a := convert.SplitAddress(text, p.parser.IsCountry)
	p.spread(r, cell, text, a.Sure, []piece{
		{"street", a.Street}, {"zip", a.ZIP}, {"city", a.City}, {"region", a.Region}, {"country", a.Country},
	})
}

// splitList gives the first values of a cell to the columns of the rule, and the rest to the field for other contacts.
func (p *placer) splitList(r *rule, cell xlsx.Cell, text string) {
	f := p.list[r.to[0]].Field
	parts := convert.SplitList(text, func(s string) bool { return p.parser.IsOne(f.Type, s) })
	if parts == nil {
		if !p.taken[r.to[0]] {
			p.taken[r.to[0]] = true
			p.out = append(p.out, template.Placed{Column: r.to[0], Cell: cell})
			return
		}
		p.put(r.to[0], cell, text)
		return
	}
	for i, part := range parts {
		if i < len(r.to) {
			p.put(r.to[i], cell, part)
			continue
		}
		rest := strings.Join(parts[i:], ", ")
		if other := p.beside(r.to[0], "other_contact"); other >= 0 && !p.taken[other] {
			p.put(other, cell, rest)
		} else {
			p.note(p.section[r.to[0]], r.column.Title, rest)
		}
		break
	}
	p.remark(issue.Split, cell.Col, r.to[0], strings.Join(parts, " | "))
}

// join puts the parts of a column together.
func (p *placer) join(j *join) {
	if j.first == 0 {
		return
	}
	t := j.texts
	var text string
	switch f := p.list[j.column].Field; {
	case isDateType(f.Type):
		if text = convert.JoinDate(t[PartYear], t[PartMonth], t[PartDay]); text == "" {
			return
		}
	case f.Format == data.BankAccount:
		text = convert.JoinAccount(t[PartPrefix], t[PartAccount], t[PartBank])
	case f.Key == "street":
		text = convert.JoinStreet(t[PartStreet], t[PartNumber], t[PartOrientation])
	default:
		var texts []string
		for _, col := range j.cols() {
			for part, at := range j.parts {
				if at == col && t[part] != "" {
					texts = append(texts, t[part])
				}
			}
		}
		text = strings.Join(texts, " ")
	}
	p.put(j.column, xlsx.Cell{Col: j.first}, text)
	if len(t) > 1 {
		p.remark(issue.Split, j.first, j.column, text)
	}
}
