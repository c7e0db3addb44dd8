package mapping

import (
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
)

// FieldTitle is what people read for a field of a mapping: "Kontakt 2 – E-mail 1".
func FieldTitle(l assets.Lang, field string) string {
	field = strings.TrimSuffix(field, "+")
	record, key, person := cutField(field)
	t := recordOf(record)
	title, custom := strings.CutPrefix(key, "custom:")
	if !custom {
		title = l.FieldTitle(string(t), key)
	}
	switch {
	case person > 0:
		return l.Text("template.person_column", assets.Values{"Section": l.Text("group.contact_n", assets.Values{"N": person}), "Title": title})
	case t == data.Contact:
		return l.Text("mapping.of_contact", assets.Values{"Title": title})
	}
	return title
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

// Say fills in the reasons of the columns in a language.
func (m *Mapping) Say(l assets.Lang) {
	for i := range m.Columns {
		m.Columns[i].Reason = m.Columns[i].Why.Text(l)
	}
}

// Field is the record type and the key of a field of a mapping.
func Field(field string) (data.RecordType, string) {
	record, key, _ := cutField(strings.TrimSuffix(field, "+"))
	return recordOf(record), key
}
