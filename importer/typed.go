package importer

import (
	"context"
	"fmt"
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// ReadTyped makes a record of what was typed into the fields of a form, by the rules a check has for the cells of a
// row. typed holds the texts by key of the field; base holds everything else: id, version, references, values of
// fields that are not typed or retired. country is that of what the record belongs to, for phones without a prefix
// when it gives none itself. The problems are in the order of fields; only those whose code has the severity Error
// stand in the way of the record.
func ReadTyped(p *value.Parser, schema *data.Schema, base data.Record, typed map[string]string, country string) (data.Record, []Problem) {
	r := base
	r.Values = slices.Clone(base.Values)
	fields := schema.Active(r.Type)
	p.Country, p.Currency = r.Text("country"), r.Text("currency")
	for _, f := range fields {
		text, ok := typed[f.Key]
		switch {
		case !ok:
		case f.Type == data.Country:
			v, _ := p.Parse(f, value.Typed(text))
			p.Country, _ = v.(string)
		case f.List == "currency":
			v, _ := p.Parse(f, value.Typed(text))
			p.Currency, _ = v.(string)
		}
	}
	if p.Country == "" {
		p.Country = country
	}
	var problems []Problem
	wrong := map[*data.Field]bool{}
	for _, f := range fields {
		text, ok := typed[f.Key]
		if !ok || f.Type == data.Reference {
			continue
		}
		v, findings := p.Parse(f, value.Typed(text))
		for _, found := range findings {
			problems = append(problems, Problem{f, found})
			wrong[f] = wrong[f] || found.Code.Severity() == issue.Error
		}
		r.Set(f.Key, v)
	}
	Complete(&r)
	for _, problem := range CheckRecord(schema, &r) {
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

// Twin returns the record of the database that a check would call r a duplicate of, with all its values, or nil. The
// code of what it would say is that of the second result: DuplicateInDatabase, or DuplicateKey where a value is taken
// that no two may share. r itself is no duplicate of r.
func (im *Importer) Twin(ctx context.Context, p *value.Parser, schema *data.Schema, r *data.Record) (*Same, issue.Code, error) {
	p.Country = r.Text("country")
	e := &Entry{Record: *r, keys: r.MatchValues(), points: p.Points(r)}
	c := &check{store: im.Store, parser: p, report: &Report{Entries: []*Entry{e}, schema: schema}}
	for _, f := range schema.Active(r.Type) {
		if !f.Unique || f.Unstored {
			continue
		}
		var taken *data.Record
		err := c.matching(ctx, r.Type, f.Key, func(other *data.Record) {
			if other.ID != r.ID {
				taken = other
			}
		})
		if err != nil {
			return nil, "", err
		}
		if taken != nil {
			return &Same{Field: f.Key, Record: *taken}, issue.DuplicateKey, nil
		}
	}
	if err := c.readStored(ctx, r.ID); err != nil {
		return nil, "", err
	}
	same := newDecider(c.report).find(e)
	if same == nil {
		return nil, "", nil
	}
	whole, err := im.Store.Record(ctx, r.Type, same.Record.ID)
	if err != nil {
		return nil, "", fmt.Errorf("find duplicates: %w", err)
	}
	same.Record = whole
	return same, issue.DuplicateInDatabase, nil
}
