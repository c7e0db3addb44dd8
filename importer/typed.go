package importer

import (
	"cmp"
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// ReadTyped makes a record of what was typed into the fields of a form, by the rules a check has for the cells of a
// row. typed holds the texts by key of the field; base holds everything else: id, version, references, values of
// fields that are not typed or retired. parent is that of the record, see [ParentOf]. The problems are in the order of fields; only those whose code has the severity Error
// stand in the way of the record.
func ReadTyped(p *value.Parser, schema *data.Schema, base data.Record, typed map[string]string, parent value.Parent) (data.Record, []Problem) {
	r := base
	r.Values = slices.Clone(base.Values)
	fields := schema.Active(r.Type)
	var cells []value.Filled
	for _, f := range fields {
		if text, ok := typed[f.Key]; ok && f.Type != data.Reference {
			cells = append(cells, value.Filled{Field: f, Cell: value.Typed(text)})
		}
	}
	var problems []Problem
	wrong := map[*data.Field]bool{}
	currency := ""
	for i, parsed := range p.ParseRecord(&base, parent, cells) {
		f := cells[i].Field
		for _, found := range parsed.Findings {
			problems = append(problems, Problem{f, found})
			wrong[f] = wrong[f] || found.Code.Severity() == issue.Error
		}
		r.Set(f.Key, parsed.Value)
		currency = cmp.Or(currency, parsed.Currency)
	}
	if currency != "" {
		r.Set("currency", currency)
		if f := schema.Field(r.Type, "currency"); p.Default(f) != currency {
			problems = append(problems, Problem{f, issue.Finding{Code: issue.CurrencyFromFormat, Suggestion: currency}})
		}
	}
	complete(&r)
	for _, problem := range checkRecord(schema, &r) {
		if !wrong[problem.Field] {
			problems = append(problems, problem)
		}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return slices.Index(fields, a.Field) - slices.Index(fields, b.Field) })
	return r, problems
}

// Issue is the problem as an issue about the value that was typed, to be shown at its field.
func (p Problem) Issue(l assets.Lang, t data.RecordType, value string) issue.Issue {
	return issue.Issue{Severity: p.Code.Severity(), Code: p.Code, Column: template.FieldTitle(l, t, p.Field), Record: t, Field: issue.FieldName(p.Field),
		Value: value, Want: p.Want, Suggestion: p.Suggestion}
}
