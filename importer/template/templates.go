package template

import (
	"slices"

	"kartoteka/data"
)

// personsInRow is how many contact persons a row of the one-row template holds.
const personsInRow = 6

// The table of templates. A new template is one entry here and its texts.
var templates = []*Template{
	{
		Key: "clients-wide", Record: data.Client,
		Sheets: []Sheet{{Key: "clients", Sections: append(
			[]Section{{Record: data.Client, Without: []string{"row_key"}, Shares: true}}, persons()...)}},
	},
	{
		Key: "clients-sheets", Record: data.Client,
		Sheets: []Sheet{
			{Key: "clients", Sections: []Section{{Record: data.Client}}},
			{Key: "contacts", Sections: []Section{{Record: data.Contact}}},
		},
	},
	{
		Key: "leads", Record: data.Lead,
		Sheets: []Sheet{{Key: "leads", Sections: []Section{{Record: data.Lead, Without: []string{"client"}}}}},
	},
	{
		Key: "products", Record: data.Product,
		Sheets: []Sheet{{Key: "products", Sections: []Section{{Record: data.Product}}}},
	},
	{
		Key: "deals", Record: data.Deal,
		Sheets: []Sheet{{Key: "deals", Sections: []Section{{Record: data.Deal, Extra: []string{"lead"}}}}},
	},
	{
		Key: "activities", Record: data.Activity,
		Sheets: []Sheet{{Key: "activities", Sections: []Section{{Record: data.Activity, Extra: []string{"lead"}}}}},
	},
}

func persons() []Section {
	var sections []Section
	for n := 1; n <= personsInRow; n++ {
		sections = append(sections, Section{Record: data.Contact, Number: n, Parent: true, Shares: true, Fields: []string{
			"title_before", "first_name", "last_name", "title_after", "position", "phone_1", "phone_2", "email_1", "email_2",
			"birthday", "gender", "key_person", "no_marketing", "note",
		}})
	}
	return sections
}

// All returns all templates in the order people are offered them.
func All() []*Template { return templates }

// Of returns the template that records of the type are written into, or nil: the one that gives each record of it a row.
func Of(t data.RecordType) *Template {
	for _, tpl := range templates {
		if tpl.Sheet(t) != nil && !slices.ContainsFunc(tpl.Sheets, func(s Sheet) bool { return len(s.Sections) > 1 }) {
			return tpl
		}
	}
	return nil
}

// ByKey returns the template of that key, or nil.
func ByKey(key string) *Template {
	for _, t := range templates {
		if t.Key == key {
			return t
		}
	}
	return nil
}
