package importer

import (
	"context"

	"kartoteka/data"
	"kartoteka/importer/issue"
)

// A Problem is a finding about a field of a record: about its value, or by a rule about the record as a whole.
type Problem struct {
	Field *data.Field
	issue.Finding
}

// complete fills in what follows from other values of the record: the name of an individual whose
// name is empty is put together from the parts of the person's name. Forms, the command line and the check call it
// before checkRecord. It reports whether there was something to fill in.
func complete(r *data.Record) bool {
	if r.Type == data.Client && r.Bool("person") && r.Text("name") == "" && r.Text("last_name") != "" {
		r.Set("name", r.PersonName())
		return true
	}
	return false
}

// checkRecord applies the rules about a record as a whole: required values and how values of one record
// go together. The rules of a single value are those of [value.Parser.Parse].
func checkRecord(schema *data.Schema, r *data.Record) []Problem {
	var problems []Problem
	individual := r.Type == data.Client && r.Bool("person")
	for _, f := range schema.Fields(r.Type) {
		needed := f.Required && !f.Retired
		if individual {
			// An individual is named by the last name; the name follows from it.
			needed = needed && f.Key != "name" || f.Key == "last_name"
		}
		if needed && r.Value(f.Key) == nil {
			problems = append(problems, Problem{f, issue.Finding{Code: issue.Required}})
		}
	}
	if r.Type == data.Product {
		from, till := r.Text("valid_from"), r.Text("valid_till")
		if from != "" && till != "" && from > till { // ISO dates sort as text
			problems = append(problems, Problem{schema.Field(r.Type, "valid_till"), issue.Finding{Code: issue.InvalidRange, Want: from}})
		}
	}
	return problems
}

// An OtherClient is a reference of a record to one that belongs to another client.
type OtherClient struct {
	Field *data.Field
	Title string // of what it refers to
}

// OtherClients returns those references of a record that lead to another client than its own; an import refuses them, by hand they
// may be right. They are in the order of fields.
func OtherClients(ctx context.Context, store *data.Store, schema *data.Schema, r *data.Record) ([]OtherClient, error) {
	var found []OtherClient
	for _, f := range schema.Active(r.Type) {
		within := schema.Within(r, f)
		if f.Type != data.Reference || within.V == nil || r.Ref(f.Key) == 0 {
			continue
		}
		to, err := store.Record(ctx, f.To, r.Ref(f.Key))
		if err != nil {
			return nil, err
		}
		if own := to.Ref(within.Key); own != 0 && own != within.V {
			found = append(found, OtherClient{f, to.Title()})
		}
	}
	return found, nil
}

// BelongsToOne reports whether a record refers to exactly one of those that its type may belong to, as an import asks for;
// so does one whose references of this kind are still those of the stored record before.
func BelongsToOne(before, r *data.Record) bool {
	keys := r.Type.Kind().OneOf
	given, same := 0, before.ID != 0
	for _, key := range keys {
		if r.Ref(key) != 0 {
			given++
		}
		same = same && r.Ref(key) == before.Ref(key)
	}
	return keys == nil || given == 1 || same
}
