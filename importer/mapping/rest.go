package mapping

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// What a row has besides the pieces of its cells: texts without a field, values of no column, and what a name says of its client.

func (p *placer) note(section int, title, text string) {
	if title != "" {
		text = title + ": " + text
	}
	p.extra[section] = append(p.extra[section], text)
}

// titleOf is the title of a workbook column in the mapping.
func (p *placer) titleOf(col int) string {
	for _, r := range p.rules[col] {
		return r.column.Title
	}
	return ""
}

// fitLong shortens texts that their field does not take at a word; all of the text goes to the note.
func (p *placer) fitLong() {
	for i := range p.out {
		o := &p.out[i]
		f := p.list[o.Column].Field
		if f.Type != data.Text || o.Cell.Kind != xlsx.Text || len(o.Cell.Text) <= data.MaxLength || utf8.RuneCountInString(o.Cell.Text) <= data.MaxLength {
			continue
		}
		runes := []rune(o.Cell.Text)
		cut := strings.TrimSpace(string(runes[:data.MaxLength]))
		if at := strings.LastIndexAny(cut, " \n"); at > len(cut)/2 {
			cut = strings.TrimSpace(cut[:at])
		}
		if _, has := p.notes[p.section[o.Column]]; !has {
			continue // nothing would keep the rest: the parser refuses it
		}
		p.note(p.section[o.Column], p.titleOf(o.Cell.Col), o.Cell.Text)
		o.Cell.Text = cut
		p.remark(issue.Shortened, o.Cell.Col, o.Column, cut)
	}
}

// addNotes appends what has no field of its own to the notes of its record.
func (p *placer) addNotes() {
	for section, lines := range p.extra {
		column, ok := p.notes[section]
		if !ok || len(lines) == 0 {
			continue
		}
		text := strings.Join(lines, "\n")
		at := slices.IndexFunc(p.out, func(o template.Placed) bool { return o.Column == column })
		if at >= 0 {
			p.out[at].Cell = xlsx.Cell{Col: p.out[at].Cell.Col, Kind: xlsx.Text, Text: p.parser.Shown(p.out[at].Cell) + "\n" + text}
			continue
		}
		col := 0
		for _, o := range p.out {
			if p.section[o.Column] == section {
				col = max(col, o.Cell.Col)
			}
		}
		p.taken[column] = true
		p.out = append(p.out, template.Placed{Column: column, Cell: xlsx.Cell{Col: col, Kind: xlsx.Text, Text: text}})
	}
}

// addConstants gives the records of the row the values that no column holds.
func (p *placer) addConstants() {
	for _, c := range p.constants {
		section := p.section[c.column]
		if !p.taken[c.column] && p.begun(section) {
			p.out = append(p.out, template.Placed{Column: c.column, Cell: xlsx.Cell{Col: p.firstCol(section), Kind: xlsx.Text, Text: c.text}})
			p.taken[c.column] = true
		}
	}
}

func (p *placer) begun(section int) bool {
	return slices.ContainsFunc(p.out, func(o template.Placed) bool { return p.section[o.Column] == section })
}

func (p *placer) firstCol(section int) int {
	col := 0
	for _, o := range p.out {
		if p.section[o.Column] == section && (col == 0 || o.Cell.Col < col) {
			col = o.Cell.Col
		}
	}
	return col
}

// namePerson makes a client that has the name of a person and none of a company an individual.
func (p *placer) namePerson() {
	name, last, person := p.columns["client.name"], -1, -1
	if i, ok := p.columns["client.last_name"]; ok {
		last = i
	}
	if i, ok := p.columns["client.person"]; ok {
		person = i
	}
	if last < 0 || person < 0 || !p.taken[last] || p.taken[name] || p.taken[person] {
		return
	}
	p.taken[person] = true
	p.out = append(p.out, template.Placed{Column: person, Cell: xlsx.Cell{Col: p.firstCol(p.section[last]), Kind: xlsx.Bool, Number: 1}})
}
