package data

import (
	"maps"
	"slices"
)

// The table of built-in fields. A new field is one line here and its texts in assets/translations.
// The order is that of templates, forms and exports.
var builtin = map[RecordType][]Field{
	Client: join(
		group("client",
			Field{Key: "row_key", Type: Text, Unique: true, Unstored: true},
			Field{Key: "name", Type: Text, Required: true},
			Field{Key: "person", Type: Bool, Default: "0"},
			Field{Key: "title_before", Type: Text},
			Field{Key: "first_name", Type: Text},
			Field{Key: "last_name", Type: Text},
			Field{Key: "title_after", Type: Text},
			Field{Key: "salutation", Type: Text},
		),
		group("identification",
			Field{Key: "reg_number", Type: Text, Format: RegNumber},
			Field{Key: "tax_number", Type: Text, Format: TaxNumber},
			Field{Key: "vat_number", Type: Text, Format: VATNumber},
			Field{Key: "vat_payer", Type: Bool},
			Field{Key: "bank_account", Type: Text, Format: BankAccount},
			Field{Key: "databox", Type: Text, Format: DataBox},
			Field{Key: "court_file", Type: Text},
		),
		group("classification",
			Field{Key: "rating", Type: Choice, Choices: []string{"A", "B", "C"}},
			Field{Key: "state", Type: Choice, Choices: []string{"potential", "actual", "deferred", "unattractive"}, Default: "potential"},
			Field{Key: "role", Type: Choice, Choices: []string{"subscriber", "partner", "supplier", "rival"}, Default: "subscriber"},
			Field{Key: "owner", Type: Account},
			Field{Key: "category", Type: List, List: "client_category"},
			Field{Key: "source", Type: List, List: "source"},
			Field{Key: "industry", Type: List, List: "industry"},
			Field{Key: "legal_form", Type: List, List: "legal_form"},
			Field{Key: "employees", Type: List, List: "employees"},
			Field{Key: "turnover", Type: List, List: "turnover"},
			Field{Key: "payment_terms", Type: List, List: "payment_terms"},
			Field{Key: "classification_1", Type: List, List: "classification_1"},
			Field{Key: "classification_2", Type: List, List: "classification_2"},
			Field{Key: "classification_3", Type: List, List: "classification_3"},
			Field{Key: "anniversary", Type: Date},
		),
		group("address",
			Field{Key: "address_name", Type: Text},
			Field{Key: "street", Type: Text},
			Field{Key: "city", Type: Text},
			Field{Key: "zip", Type: Text, Format: ZIP},
			Field{Key: "region", Type: Text},
			Field{Key: "country", Type: Country},
			Field{Key: "territory", Type: List, List: "territory"},
		),
		group("contact_details", connections()...),
		group("social", social()...),
		group("other", other()...),
	),
	Contact: join(
		group("contact",
			Field{Key: "client", Type: Reference, To: Client, Required: true},
			Field{Key: "title_before", Type: Text},
			Field{Key: "first_name", Type: Text},
			Field{Key: "last_name", Type: Text, Required: true},
			Field{Key: "title_after", Type: Text},
			Field{Key: "salutation", Type: Text},
			Field{Key: "gender", Type: Choice, Choices: []string{"female", "male"}},
			Field{Key: "birthday", Type: Date},
			Field{Key: "position", Type: Text},
			Field{Key: "key_person", Type: Bool},
		),
		group("classification",
			Field{Key: "owner", Type: Account},
			Field{Key: "category", Type: List, List: "contact_category"},
			Field{Key: "classification_1", Type: List, List: "contact_classification_1"},
			Field{Key: "classification_2", Type: List, List: "contact_classification_2"},
			Field{Key: "classification_3", Type: List, List: "contact_classification_3"},
			Field{Key: "language", Type: List, List: "language"},
			Field{Key: "marital_status", Type: List, List: "marital_status"},
		),
		group("contact_details", connections()...),
		group("private_address",
			Field{Key: "street", Type: Text},
			Field{Key: "city", Type: Text},
			Field{Key: "zip", Type: Text, Format: ZIP},
			Field{Key: "region", Type: Text},
			Field{Key: "country", Type: Country},
		),
		group("social", social()...),
		group("other", other()...),
	),
	Lead: join(
		group("lead",
			Field{Key: "topic", Type: Text, Required: true},
			Field{Key: "priority", Type: Choice, Choices: []string{"low", "normal", "high"}, Default: "normal"},
			Field{Key: "lead_date", Type: Date, Default: "today"},
			Field{Key: "phase", Type: List, List: "lead_phase"},
			Field{Key: "client", Type: Reference, To: Client, Mutual: true},
		),
		group("company",
			Field{Key: "company_name", Type: Text},
			Field{Key: "person", Type: Bool},
			Field{Key: "title_before", Type: Text},
			Field{Key: "first_name", Type: Text},
			Field{Key: "last_name", Type: Text},
			Field{Key: "title_after", Type: Text},
			Field{Key: "reg_number", Type: Text, Format: RegNumber},
			Field{Key: "tax_number", Type: Text, Format: TaxNumber},
			Field{Key: "databox", Type: Text, Format: DataBox},
		),
		group("classification",
			Field{Key: "owner", Type: Account},
			Field{Key: "category", Type: List, List: "lead_category"},
			Field{Key: "source", Type: List, List: "source"},
			Field{Key: "territory", Type: List, List: "territory"},
		),
		group("address",
			Field{Key: "street", Type: Text},
			Field{Key: "city", Type: Text},
			Field{Key: "zip", Type: Text, Format: ZIP},
			Field{Key: "region", Type: Text},
			Field{Key: "country", Type: Country},
		),
		group("contact_details", connections()...),
		group("social", social()...),
		group("other", other()...),
	),
	Product: join(
		group("product",
			Field{Key: "code", Type: Text, Required: true, Unique: true},
			Field{Key: "name", Type: Text, Required: true},
			Field{Key: "unit", Type: Text},
			Field{Key: "description", Type: LongText},
			Field{Key: "category", Type: List, List: "product_category"},
			Field{Key: "product_line", Type: List, List: "product_line"},
		),
		group("price",
			Field{Key: "tax_rate", Type: Percent, Format: TaxRate},
			Field{Key: "cost", Type: Number, Money: true},
			Field{Key: "price", Type: Number, Money: true},
			Field{Key: "currency", Type: List, List: "currency", Default: DefaultCurrency},
		),
		group("validity",
			Field{Key: "valid_from", Type: Date},
			Field{Key: "valid_till", Type: Date},
		),
		group("other",
			Field{Key: "tags", Type: Tags},
			Field{Key: "external_id", Type: Text},
		),
	),
	Deal: join(
		group("deal",
			Field{Key: "name", Type: Text, Required: true},
			Field{Key: "client", Type: Reference, To: Client},
			Field{Key: "contact", Type: Reference, To: Contact},
			Field{Key: "lead", Type: Reference, To: Lead},
			Field{Key: "phase", Type: List, List: "deal_phase"},
			Field{Key: "value", Type: Number, Money: true},
			Field{Key: "currency", Type: List, List: "currency", Default: DefaultCurrency},
			Field{Key: "closing_date", Type: Date},
			Field{Key: "owner", Type: Account},
		),
		group("other", Field{Key: "note", Type: LongText}),
	),
	DealItem: group("deal",
		Field{Key: "deal", Type: Reference, To: Deal, Part: true, Required: true},
		Field{Key: "product", Type: Reference, To: Product},
		Field{Key: "name", Type: Text, Required: true},
		Field{Key: "quantity", Type: Number, Default: "1"},
		Field{Key: "unit", Type: Text},
		Field{Key: "price", Type: Number, Money: true},
		Field{Key: "tax_rate", Type: Percent, Format: TaxRate},
	),
	Activity: join(
		group("activity",
			Field{Key: "subject", Type: Text, Required: true},
			Field{Key: "kind", Type: Choice, Choices: []string{"task", "meeting", "call", "email", "note"}, Default: "task"},
			Field{Key: "date", Type: Date, Default: "today"},
			Field{Key: "time", Type: Time},
			Field{Key: "done", Type: Bool},
			Field{Key: "owner", Type: Account},
		),
		group("links",
			Field{Key: "client", Type: Reference, To: Client},
			Field{Key: "contact", Type: Reference, To: Contact},
			Field{Key: "lead", Type: Reference, To: Lead},
			Field{Key: "deal", Type: Reference, To: Deal},
		),
		group("other", Field{Key: "note", Type: LongText}),
	),
}

func connections() []Field {
	return []Field{
		{Key: "phone_1", Type: Phone},
		{Key: "phone_1_type", Type: List, List: "phone_type"},
		{Key: "phone_2", Type: Phone},
		{Key: "phone_2_type", Type: List, List: "phone_type"},
		{Key: "email_1", Type: Email},
		{Key: "email_2", Type: Email},
		{Key: "website", Type: URL},
		{Key: "fax", Type: Text},
		{Key: "other_contact", Type: Text},
		{Key: "no_marketing", Type: Bool},
	}
}

func social() []Field {
	return []Field{
		{Key: "facebook", Type: Text}, {Key: "linkedin", Type: Text}, {Key: "instagram", Type: Text},
		{Key: "x", Type: Text}, {Key: "youtube", Type: Text},
	}
}

func other() []Field {
	return []Field{{Key: "note", Type: LongText}, {Key: "tags", Type: Tags}, {Key: "external_id", Type: Text}}
}

func group(key string, fields ...Field) []Field {
	for i := range fields {
		fields[i].Group = key
	}
	return fields
}

func join(groups ...[]Field) []Field { return slices.Concat(groups...) }

// A Schema is every field of every record type as it stands at one moment: the built-in ones,
// then the custom ones in their order. Only the store can answer it (Store.Schema), because
// custom fields are rows of the database. A Schema is never changed after it was made.
type Schema struct {
	fields map[RecordType][]*Field
	byKey  map[RecordType]map[string]*Field
}

// NewSchema returns the built-in fields followed by the custom ones given.
func NewSchema(custom map[RecordType][]Field) *Schema {
	s := &Schema{fields: map[RecordType][]*Field{}, byKey: map[RecordType]map[string]*Field{}}
	for _, t := range RecordTypes() {
		s.byKey[t] = map[string]*Field{}
		for _, f := range slices.Concat(builtin[t], custom[t]) {
			s.fields[t] = append(s.fields[t], &f)
			s.byKey[t][f.Key] = &f
		}
	}
	return s
}

// With returns the schema with further custom fields behind those of their record types.
func (s *Schema) With(fields map[RecordType][]Field) *Schema {
	more := NewSchema(nil)
	for _, t := range RecordTypes() {
		more.fields[t], more.byKey[t] = slices.Clone(s.fields[t]), maps.Clone(s.byKey[t])
		for _, f := range fields[t] {
			more.fields[t] = append(more.fields[t], &f)
			more.byKey[t][f.Key] = &f
		}
	}
	return more
}

// Fields returns the fields of a record type in the order of templates and forms, retired custom ones included.
func (s *Schema) Fields(t RecordType) []*Field { return s.fields[t] }

// Active returns the fields of a record type without the retired ones.
func (s *Schema) Active(t RecordType) []*Field {
	return slices.DeleteFunc(slices.Clone(s.fields[t]), func(f *Field) bool { return f.Retired })
}

// Field returns the field of that key, or nil.
func (s *Schema) Field(t RecordType, key string) *Field { return s.byKey[t][key] }
