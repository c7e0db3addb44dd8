package data

import (
	"slices"
	"strings"

	"kartoteka/data/fold"
)

// A RecordType names a kind of record. It is also the name in commands, JSON and texts.
type RecordType string

// The record types.
const (
	Client   RecordType = "client"
	Contact  RecordType = "contact" // a contact person of a client
	Lead     RecordType = "lead"
	Product  RecordType = "product"
	Deal     RecordType = "deal"
	DealItem RecordType = "deal_item" // a line of a deal
	Activity RecordType = "activity"
)

// A Kind is all there is to know about a record type beside its fields, which schema.go lists. The store, the check,
// the export, the command line and the window follow it. The zero value of each member means "no such rule".
type Kind struct {
	Type   RecordType
	Plural string // name of its table, in commands and of what is deleted by label: "clients"

	Title   []string // texts that name a record, with spaces between them
	Sort    []string // texts it has its place in lists by; none: records stand in the order they were made
	Search  []string // texts, and references by the title of what they refer to, whose words find a record; e-mails, phones, web addresses, identifiers, tags and custom texts do so anyway. None: it is not searched
	Columns []string // fields that lists show first, behind the title
	Narrow  []string // those of a table on a terminal

	NamedBy [][]string      // match values and fields by which a cell that refers to a record names it; see Namings
	Same    []DuplicateRule // what makes two records duplicates; none: nothing but a unique value does
	OneOf   []string        // references of which an imported record must have exactly one: what an activity belongs to

	Importable bool       // templates bring it in, exports write it, custom fields extend it
	Limit      int        // how many one import may bring, 0: any number
	With       RecordType // what it is imported, labelled and deleted together with, as a contact person is with its client

	match []matchRule // the first names the record as lists do, so that names that begin with what was typed are found in order
}

// A DuplicateRule is one way in which two records of a type are the same: all it asks for must hold. Blank values equal
// nothing. A record is compared by the rules in their order.
type DuplicateRule struct {
	Match   []string // match values that are equal; the first finds the records of the database that are compared
	Text    []string // fields that hold the same text
	Ref     string   // reference to the same record
	Unless  string   // match value by which two records differ when both have one
	Apart   string   // field by which two records differ when both have a value and not the same
	Connect Connections
	If      string   // the rule is for records with yes in that field
	IfNot   string   // the rule is for records without yes in that field
	At      []string // field that shows it: the first of these that has a value
}

// Connections say what a [DuplicateRule] asks of e-mails and phones.
type Connections int

// What a rule asks of e-mails and phones.
const (
	AnyConnections  Connections = iota // nothing
	SharesOne                          // one of them is the same
	ContradictsNone                    // one of them is the same, or there is no kind (e-mail, phone) that both records have
)

// MaxRecords is how many records of a type with a limit one import may bring.
const MaxRecords = 5000

// personName are the texts that name a person.
var personName = []string{"title_before", "first_name", "last_name", "title_after"}

// The table of record types. A new record type is one entry here, its fields in schema.go and its texts in
// assets/translations. A type stands behind those that its parts and references need.
var kinds = []Kind{
	{
		Type: Client, Plural: "clients",
		Title:      []string{"name"},
		Sort:       []string{"name"},
		Search:     append([]string{"name", "city", "external_id"}, personName...),
		Columns:    []string{"reg_number", "city", "phone_1", "email_1", "state", "owner"},
		Narrow:     []string{"reg_number", "city", "phone_1", "email_1"},
		Importable: true, Limit: MaxRecords,
		match: []matchRule{
			{name: "name", of: []string{"name"}},
			{name: "reg_number", of: []string{"reg_number"}, fold: fold.RegNumber},
		},
		NamedBy: [][]string{{"row_key"}, {"reg_number"}, {"external_id"}, {"name"}},
		Same: []DuplicateRule{
			// A number is one of its country.
			{Match: []string{"reg_number"}, Apart: "country", At: []string{"reg_number"}},
			{Match: []string{"name"}, Unless: "reg_number", IfNot: "person", At: []string{"name"}},
			// An individual's name is often put together: the last name is what stands in the sheet.
			{Match: []string{"name"}, Connect: SharesOne, If: "person", At: []string{"last_name", "name"}},
		},
	},
	{
		Type: Contact, Plural: "contacts",
		Title:      personName,
		Sort:       []string{"last_name", "first_name"},
		Search:     append([]string{"client", "city", "external_id"}, personName...),
		Columns:    []string{"client", "position", "phone_1", "email_1"},
		Narrow:     []string{"client", "position", "phone_1", "email_1"},
		Importable: true, With: Client,
		match:   []matchRule{{name: "name", of: []string{"last_name", "first_name"}}},
		NamedBy: [][]string{{"name"}, {"email_1", "email_2"}},
		Same: []DuplicateRule{
			{Match: []string{"name"}, Ref: "client", At: []string{"last_name"}},
			{Match: []string{"name"}, Connect: SharesOne, At: []string{"last_name"}},
		},
	},
	{
		Type: Lead, Plural: "leads",
		Title:      []string{"topic"},
		Sort:       []string{"topic"},
		Search:     append([]string{"topic", "client", "company_name", "city", "external_id"}, personName...),
		Columns:    []string{"company_name", "phase", "priority", "lead_date", "owner"},
		Narrow:     []string{"company_name", "phase", "phone_1", "email_1"},
		Importable: true, Limit: MaxRecords,
		match: []matchRule{
			{name: "topic", of: []string{"topic"}},
			{name: "company", of: []string{"company_name"}},
			{name: "person", of: []string{"last_name", "first_name"}},
		},
		NamedBy: [][]string{{"topic"}},
		Same: []DuplicateRule{
			{Match: []string{"topic", "company"}, Connect: ContradictsNone, At: []string{"topic"}},
			{Match: []string{"topic", "person"}, Connect: ContradictsNone, At: []string{"topic"}},
		},
	},
	{
		Type: Product, Plural: "products",
		Title:      []string{"name"},
		Sort:       []string{"name"},
		Search:     []string{"code", "name", "external_id"},
		Columns:    []string{"code", "unit", "price", "currency", "tax_rate", "category"},
		Narrow:     []string{"code", "price", "currency", "tax_rate"},
		Importable: true, Limit: MaxRecords,
		match: []matchRule{
			{name: "name", of: []string{"name"}},
			{name: "code", of: []string{"code"}, fold: fold.Code, unique: true},
		},
		NamedBy: [][]string{{"code"}},
	},
	{
		Type: Deal, Plural: "deals",
		Title:      []string{"name"},
		Sort:       []string{"name"},
		Search:     []string{"name", "client"},
		Columns:    []string{"client", "phase", "value", "currency", "closing_date", "owner"},
		Narrow:     []string{"client", "phase", "value", "currency"},
		Importable: true, Limit: MaxRecords,
		match:   []matchRule{{name: "name", of: []string{"name"}}},
		NamedBy: [][]string{{"name"}},
		Same:    []DuplicateRule{{Match: []string{"name"}, Ref: "client", At: []string{"name"}}},
	},
	{
		Type: DealItem, Plural: "deal_items",
		Title: []string{"name"},
	},
	{
		Type: Activity, Plural: "activities",
		Title:      []string{"subject"},
		Sort:       []string{"date", "time", "subject"},
		Search:     []string{"subject", "client"},
		Columns:    []string{"kind", "date", "time", "done", "client", "deal", "owner"},
		Narrow:     []string{"kind", "date", "client", "contact", "lead", "deal"},
		Importable: true, Limit: MaxRecords,
		match: []matchRule{{name: "subject", of: []string{"subject"}}},
		Same: []DuplicateRule{
			{Match: []string{"subject"}, Text: []string{"date"}, Ref: "client", At: []string{"subject"}},
			{Match: []string{"subject"}, Text: []string{"date"}, Ref: "contact", At: []string{"subject"}},
			{Match: []string{"subject"}, Text: []string{"date"}, Ref: "lead", At: []string{"subject"}},
			{Match: []string{"subject"}, Text: []string{"date"}, Ref: "deal", At: []string{"subject"}},
		},
		OneOf: []string{"client", "contact", "lead", "deal"},
	},
}

var kindOf = func() map[RecordType]*Kind {
	m := map[RecordType]*Kind{}
	for i := range kinds {
		m[kinds[i].Type] = &kinds[i]
	}
	return m
}()

var noKind Kind

// Kind returns the entry of the record type in the table of record types, an empty one for a text that is no record type.
// It must not be changed.
func (t RecordType) Kind() *Kind {
	if k := kindOf[t]; k != nil {
		return k
	}
	return &noKind
}

// table is the name of the type's table, "" for a text that is no record type. Deleted records move to a table of the
// same columns with deletedPrefix, so that putting them back is exact.
func (t RecordType) table() string { return t.Kind().Plural }

// RecordTypes lists all record types; a type stands behind those its parts and references need.
func RecordTypes() []RecordType { return typesOf(func(*Kind) bool { return true }) }

// Importable lists the record types that templates bring in and that can hold custom fields.
func Importable() []RecordType { return typesOf(func(k *Kind) bool { return k.Importable }) }

// Listed lists the record types that stand on their own in lists and commands: all but parts of others.
func Listed() []RecordType { return typesOf(func(k *Kind) bool { return k.Sort != nil }) }

func typesOf(wanted func(*Kind) bool) []RecordType {
	var types []RecordType
	for i := range kinds {
		if wanted(&kinds[i]) {
			types = append(types, kinds[i].Type)
		}
	}
	return types
}

// A Deletable names what of an import is deleted together: the plural of the record type that the others go with.
type Deletable string

// What can be deleted by label; Deletables lists all.
const (
	Clients  Deletable = "clients" // with their contact persons
	Leads    Deletable = "leads"
	Products Deletable = "products"
)

// Deletables lists what can be deleted by label, in the order of choices.
func Deletables() []Deletable {
	var all []Deletable
	for i := range kinds {
		if k := &kinds[i]; k.Importable && k.With == "" {
			all = append(all, Deletable(k.Plural))
		}
	}
	return all
}

// Deletable returns the kind by which records of the type are deleted by label, "" for a type that is not imported.
func (t RecordType) Deletable() Deletable {
	k := t.Kind()
	if k.With != "" {
		k = k.With.Kind()
	}
	if !k.Importable {
		return ""
	}
	return Deletable(k.Plural)
}

// Types returns the record types that go together, none for an unknown Deletable.
func (d Deletable) Types() []RecordType {
	if d == "" {
		return nil
	}
	return typesOf(func(k *Kind) bool { return k.Type.Deletable() == d })
}

// Title is the title of the record: a client's name, a person's full name, a lead's topic.
// It is "" for a record that lacks what would name it.
func (r *Record) Title() string { return r.join(r.Type.Kind().Title) }

// PersonName joins the parts of a person's name: title before, first, last, title after.
func (r *Record) PersonName() string { return r.join(personName) }

// join returns the texts that the record has in these fields, with spaces between them.
func (r *Record) join(keys []string) string {
	if len(keys) == 1 {
		return r.Text(keys[0])
	}
	texts := make([]string, 0, len(keys))
	for _, key := range keys {
		if s := r.Text(key); s != "" {
			texts = append(texts, s)
		}
	}
	return strings.Join(texts, " ")
}

// sortText is the text by which a record is listed: a person by the last name, an activity by its time. An empty text
// keeps its place.
func (r *Record) sortText() string {
	keys := r.Type.Kind().Sort
	texts := make([]string, len(keys))
	for i, key := range keys {
		texts[i] = r.Text(key)
	}
	return strings.Join(texts, " ")
}

// titleFields returns the fields that Record.Title is made of.
func (s *Schema) titleFields(t RecordType) []*Field {
	title := t.Kind().Title
	return slices.DeleteFunc(s.stored(t), func(f *Field) bool { return !slices.Contains(title, f.Key) })
}
