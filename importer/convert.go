package importer

import (
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/value"
)

// ClientOf makes the client that a lead has become, not stored yet: what both have a field for it takes over, list
// items where the lists are the same ones. It is called as the lead's company; without one it is an individual of the
// lead's name, and without that it has the lead's topic. The person behind a company becomes its contact person;
// without a last name that one is nil.
func ClientOf(p *value.Parser, schema *data.Schema, lead *data.Record) (client data.Record, contact *data.Record) {
	client = takeOver(p, schema, lead, data.Client)
	switch company := lead.Text("company_name"); {
	case company != "":
		for _, key := range nameParts {
			client.Set(key, nil)
		}
		client.Set("name", company)
		client.Set("person", false)
		if lead.Text("last_name") != "" {
			person := takeOver(p, schema, lead, data.Contact)
			for _, key := range []string{"street", "city", "zip", "region", "country", "website", "note", "tags"} { // of the company
				person.Set(key, nil)
			}
			contact = &person
		}
	case lead.Text("last_name") != "":
		client.Set("person", true)
		complete(&client)
	default:
		client.Set("name", lead.Text("topic"))
	}
	return client, contact
}

// nameParts are the fields a person's name is made of.
var nameParts = []string{"title_before", "first_name", "last_name", "title_after"}

// takeOver makes a record of type t with the values of a lead for which t has the same field, and else with defaults.
func takeOver(p *value.Parser, schema *data.Schema, lead *data.Record, t data.RecordType) data.Record {
	r := data.Record{Type: t}
	for _, f := range schema.Active(t) {
		from := schema.Field(data.Lead, f.Key)
		if f.Custom() {
			from = customLike(schema, data.Lead, f)
		}
		switch {
		case f.Unstored || f.Unique || f.Type == data.Reference || f.Key == "external_id": // the last names the lead in another program
		case from != nil && from.Type == f.Type && from.List == f.List && lead.Value(from.Key) != nil:
			r.Set(f.Key, lead.Value(from.Key))
		default:
			r.Set(f.Key, p.Default(f))
		}
	}
	return r
}

// customLike returns the custom field of another record type that has the same title, or nil.
func customLike(schema *data.Schema, t data.RecordType, f *data.Field) *data.Field {
	for _, other := range schema.Active(t) {
		if other.Custom() && fold.Text(other.Title) == fold.Text(f.Title) && f.Type != data.List {
			return other
		}
	}
	return nil
}
