package importer

import "kartoteka/data"

// ClientOf makes the client that a lead has become, not stored yet: what both have a field for it takes over, list items where the lists are the
// same ones. It is called as the lead's company; without one it is an individual of the lead's name, and without that it has the lead's topic.
func ClientOf(p *Parser, schema *data.Schema, lead *data.Record) data.Record {
	client := data.Record{Type: data.Client}
	for _, f := range schema.Active(data.Client) {
		from := schema.Field(data.Lead, f.Key)
		if f.Custom() {
			from = customLike(schema, data.Lead, f)
		}
		switch {
		case f.Unstored || f.Unique:
		case from != nil && from.Type == f.Type && from.List == f.List && lead.Value(from.Key) != nil:
			client.Set(f.Key, lead.Value(from.Key))
		default:
			client.Set(f.Key, p.Default(f))
		}
	}
	client.Set("external_id", nil) // it names the lead in another program
	switch company := lead.Text("company_name"); {
	case company != "":
		client.Set("name", company)
		client.Set("person", false)
	case lead.Text("last_name") != "":
		client.Set("person", true)
		Complete(&client)
	default:
		client.Set("name", lead.Text("topic"))
	}
	return client
}

// customLike returns the custom field of another record type that has the same title, or nil.
func customLike(schema *data.Schema, t data.RecordType, f *data.Field) *data.Field {
	for _, other := range schema.Active(t) {
		if other.Custom() && data.Fold(other.Title) == data.Fold(f.Title) && f.Type != data.List {
			return other
		}
	}
	return nil
}
