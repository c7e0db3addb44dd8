package value_test

import (
	"slices"
	"testing"

	"kartoteka/data"
	"kartoteka/importer/value"
)

// Country and currency decide how the other cells of their record are read, wherever they come from.
func TestRecordInItsContext(t *testing.T) {
	schema := data.NewSchema(map[data.RecordType][]data.Field{
		data.Client: {{ID: 1, Key: "x_1", Identity: "f1", Title: "Původ zboží", Type: data.Country}},
	})
	const home, slovak, german = "777 123 456", "0903 123 456", "030 901820"
	for name, c := range map[string]struct {
		of      data.RecordType
		held    []data.Value
		parent  value.Parent
		cells   []string // key, text
		doubted []string // keys of those with findings
	}{
		"of the settings":             {of: data.Client, cells: []string{"phone_1", home, "phone_2", slovak}, doubted: []string{"phone_2"}},
		"of the record, behind":       {of: data.Client, cells: []string{"phone_1", slovak, "zip", "81101", "country", "Slovensko"}},
		"held already":                {of: data.Client, held: []data.Value{{Key: "country", V: "SK"}}, cells: []string{"phone_1", slovak, "phone_2", home}, doubted: []string{"phone_2"}},
		"typed again":                 {of: data.Client, held: []data.Value{{Key: "country", V: "SK"}}, cells: []string{"phone_1", home, "country", "CZ"}},
		"emptied":                     {of: data.Client, held: []data.Value{{Key: "country", V: "SK"}}, cells: []string{"phone_1", home, "country", " "}},
		"of the client":               {of: data.Contact, parent: value.Parent{Country: "SK"}, cells: []string{"phone_1", slovak, "zip", "81101"}},
		"client before private":       {of: data.Contact, parent: value.Parent{Country: "DE"}, cells: []string{"phone_1", german, "zip", "110 00", "country", "CZ"}},
		"private without a client's":  {of: data.Contact, cells: []string{"phone_1", slovak, "country", "SK"}},
		"a lead's own goes first":     {of: data.Lead, parent: value.Parent{Country: "DE"}, cells: []string{"phone_1", slovak, "country", "SK"}},
		"a custom country is another": {of: data.Client, cells: []string{"phone_1", home, "x_1", "DE"}},
		"currency of the record":      {of: data.Product, cells: []string{"price", "100 €", "currency", "EUR"}},
		"currency of the deal":        {of: data.DealItem, parent: value.Parent{Currency: "EUR"}, cells: []string{"price", "100 €"}},
		"another currency":            {of: data.DealItem, parent: value.Parent{Currency: "EUR"}, cells: []string{"price", "100 Kč"}, doubted: []string{"price"}},
	} {
		p := newParser()
		var cells []value.Filled
		for i := 0; i < len(c.cells); i += 2 {
			cells = append(cells, value.Filled{Field: schema.Field(c.of, c.cells[i]), Cell: value.Typed(c.cells[i+1])})
		}
		var doubted []string
		for i, parsed := range p.ParseRecord(&data.Record{Type: c.of, Values: c.held}, c.parent, cells) {
			if len(parsed.Findings) > 0 {
				doubted = append(doubted, cells[i].Field.Key)
			}
		}
		if !slices.Equal(doubted, c.doubted) {
			t.Errorf("%s: findings at %v, want %v", name, doubted, c.doubted)
		}
	}
}

// A person's phone is the same however it is written, by the country of the client; afterwards nothing of the record stays.
func TestConnectionsOfAPerson(t *testing.T) {
	p := newParser()
	r := &data.Record{Type: data.Contact}
	r.Set("phone_1", "030 901820")
	r.Set("email_1", "Jana@Alfa.cz")
	r.Set("country", "CZ")
	if got := p.Connections(r, value.Parent{Country: "DE"}); !slices.Equal(got, []string{"jana@alfa.cz", "+4930901820"}) {
		t.Errorf("%q", got)
	}
	if _, findings := p.Parse(&data.Field{Type: data.Phone}, value.Typed("777 123 456")); len(findings) > 0 {
		t.Errorf("the next phone is read as one of Germany: %v", findings)
	}
}
