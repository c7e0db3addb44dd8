package importer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
)

// TestFieldsHaveTheirTexts: whatever the schema knows has its words in every language, and no words are left of what
// it no longer knows. Examples are read without a remark.
func TestFieldsHaveTheirTexts(t *testing.T) {
	schema, used := data.NewSchema(nil), map[string]bool{}
	for _, l := range assets.Languages() {
		need := func(key string) {
			t.Helper()
			if used[key] = true; !l.Has(key) {
				t.Errorf("%s: no text %q", l, key)
			}
		}
		field := func(kind data.RecordType, key, what string) {
			t.Helper()
			own, common := "field."+string(kind)+"."+key+what, "field."+key+what
			if used[own], used[common] = true, true; !l.Has(own) {
				need(common)
			}
		}
		for _, kind := range data.RecordTypes() {
			for _, form := range []string{"", ".accusative", ".title", ".titles"} {
				need("record." + string(kind) + form)
			}
			for _, f := range schema.Fields(kind) {
				for _, what := range []string{"", ".hint", ".example"} {
					field(kind, f.Key, what)
				}
				need("group." + f.Group)
				need("type." + string(f.Type))
				need("type." + string(f.Type) + ".want")
				for _, choice := range f.Choices {
					need("choice." + f.Key + "." + choice)
				}
			}
		}
		for _, key := range []string{"group.custom", "group.custom_of", "group.contact_n"} { // of fields the schema of a database adds, of the one-row template
			need(key)
		}
		for _, custom := range data.CustomTypes() {
			need("type." + string(custom))
			need("type." + string(custom) + ".want")
			need("instructions.example_of." + string(custom))
		}
		for _, list := range data.ListKeys() {
			need("list." + list)
		}
	}
	for _, key := range assets.Keys() {
		area, _, _ := strings.Cut(key, ".")
		if slices.Contains([]string{"record", "field", "group", "type", "choice", "list"}, area) && !used[key] {
			t.Errorf("the text %q is of nothing the schema knows", key)
		}
	}
}

func TestExamplesAreUnderstood(t *testing.T) {
	schema, im := data.NewSchema(nil), open(t)
	for _, l := range assets.Languages() {
		p, err := value.ParserFor(context.Background(), im.Store, l, now)
		check(t, err)
		for _, kind := range data.Importable() {
			for _, f := range schema.Fields(kind) {
				if f.Type == data.List || f.Type == data.Account {
					continue // their examples are taken from what the database holds
				}
				example := l.FieldExample(string(kind), f.Key)
				if v, findings := p.Parse(f, value.Typed(example)); len(findings) > 0 || v == nil && example != "" {
					t.Errorf("%s: the example %q of %s.%s: %v", l, example, kind, f.Key, findings)
				}
			}
		}
	}
}
