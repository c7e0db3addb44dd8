package mapping

import (
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
)

// FieldTitle is what people read for a field of a mapping: "Kontakt 2 – E-mail 1".
func FieldTitle(l assets.Lang, field string) string {
	field = strings.TrimSuffix(field, "+")
	record, key, _ := cutField(field)
	title, custom := strings.CutPrefix(key, "custom:")
	if !custom {
		title = l.FieldTitle(string(recordOf(record)), key)
	}
	return ofRecord(l, record, title)
}

// ofRecord is a title with the person it belongs to.
func ofRecord(l assets.Lang, record, title string) string {
	_, _, person := cutField(record + ".")
	switch {
	case person > 0:
		return l.Text("template.person_column", assets.Values{"Section": l.Text("group.contact_n", assets.Values{"N": person}), "Title": title})
	case recordOf(record) == data.Contact:
		return l.Text("mapping.of_contact", assets.Values{"Title": title})
	}
	return title
}

// Title is what people read for a choice: "Celé jméno", "Ulice – číslo popisné", "Telefon 1 + Telefon 2"; "" for none.
func (c Choice) Title(l assets.Lang) string {
	if len(c.To) == 0 {
		return ""
	}
	record, _, _ := cutField(c.To[0])
	switch {
	case c.How == SplitName || c.How == SplitAddress:
		return ofRecord(l, record, l.Text("mapping.target."+c.How))
	case strings.HasSuffix(c.To[0], "+"):
		return ofRecord(l, record, l.Text("mapping.target.note"))
	case c.How == Join && c.Part != "" && c.Part != mainPart(c.To[0]):
		return l.Text("mapping.target.part", assets.Values{"Title": FieldTitle(l, c.To[0]), "Part": l.Text("mapping.part." + c.Part)})
	}
	var titles []string
	for _, field := range c.To {
		titles = append(titles, FieldTitle(l, field))
	}
	return strings.Join(titles, " + ")
}

// Text is what is asked of a column as a sentence.
func (q Ask) Text(l assets.Lang, column string) string {
	return l.Text("mapping.question."+string(q), assets.Values{"Column": column})
}

// AnswerTitle is what people read for an answer.
func AnswerTitle(l assets.Lang, answer string) string {
	switch answer {
	case ",":
		answer = "comma"
	case ".":
		answer = "point"
	}
	return l.Text("mapping.answer." + answer)
}

// Text is the reason as a sentence.
func (w Why) Text(l assets.Lang) string {
	if w.Code == "" {
		return ""
	}
	values := assets.Values{"Title": w.Title, "Percent": w.Percent, "Column": w.Column}
	if w.Field != "" {
		values["Field"] = FieldTitle(l, w.Field)
	}
	if w.Form != "" {
		values["Form"] = l.Text("mapping.form." + w.Form)
	}
	if w.Against != "" {
		values["Against"] = w.Title
	}
	return l.Text("mapping.reason."+w.Code, values)
}

// Say fills in the reasons of the columns in a language, with what is asked of them.
func (m *Mapping) Say(l assets.Lang) {
	for i := range m.Columns {
		c := &m.Columns[i]
		c.Reason = c.Why.Text(l)
		if c.Asks != "" {
			c.Reason = strings.TrimSpace(c.Reason + " " + c.Asks.Text(l, c.Column))
		}
	}
}

// Field is the record type and the key of a field of a mapping.
func Field(field string) (data.RecordType, string) {
	record, key, _ := cutField(strings.TrimSuffix(field, "+"))
	return recordOf(record), key
}
