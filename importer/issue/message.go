package issue

import (
	"cmp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"kartoteka/assets"
)

// Message says in whole sentences what is wrong and what to do about it.
func (i *Issue) Message(l assets.Lang) string { return i.say(l, "issue."+string(i.Code)) }

// TypedMessage is Message for a value that was typed into a form or on the command line, where nothing is a column, a
// cell or an import.
func (i *Issue) TypedMessage(l assets.Lang) string {
	if key := "issue." + string(i.Code) + ".typed"; l.Has(key) {
		return i.say(l, key)
	}
	return i.Message(l)
}

// say fills in the text of a key, or that of its variants: for the record type, for what becomes no record, for a field
// that the table has no column for, for an issue that is true of further rows, for one with a suggestion, for one with
// more than a limit, for one with something else in Want.
func (i *Issue) say(l assets.Lang, key string) string {
	if variant := key + "." + string(i.Record); l.Has(variant) {
		key = variant
	}
	if i.Record == "" && l.Has(key+".unread") {
		key += ".unread"
	}
	if i.Absent && l.Has(key+".absent") {
		key += ".absent"
	}
	if len(i.Others) > 0 && i.Others[0].ID != 0 && l.Has(key+".stored") {
		key += ".stored"
	}
	if i.More > 0 && l.Has(key+".more") {
		key += ".more"
	}
	if i.Suggestion != "" && l.Has(key+".suggested") {
		key += ".suggested"
	}
	if i.Want != "" {
		if _, err := strconv.Atoi(i.Want); err == nil && l.Has(key+".limit") {
			key += ".limit"
		} else if l.Has(key + ".wanted") {
			key += ".wanted"
		}
	}
	values := messageValues.Get().(assets.Values)
	defer func() { clear(values); messageValues.Put(values) }()
	values["Column"], values["Cell"], values["Row"], values["Sheet"] = cmp.Or(i.Column, columnLetters(i.Col)), i.Cell(), i.Row, i.Sheet
	values["Value"], values["Title"], values["Want"], values["Suggestion"] = shorten(i.Value), shorten(i.Title), i.Want, shorten(i.Suggestion)
	values["Other"] = func() string { return i.others(l) }
	values["More"] = func() string { return l.Plural("issue.more_rows", i.More) }
	return l.Text(key, values)
}

// messageValues are used again: a copy of a workbook may say 200,000 messages.
var messageValues = sync.Pool{New: func() any { return assets.Values{} }}

// others names the other places: "řádek 12 listu Klienti".
func (i *Issue) others(l assets.Lang) string {
	const most = 5
	var names []string
	for _, p := range i.Others[:min(len(i.Others), most)] {
		names = append(names, p.name(l))
	}
	if len(i.Others) > most {
		names = append(names, "…")
		return strings.Join(names, ", ")
	}
	return l.And(names)
}

func (p Place) name(l assets.Lang) string {
	switch {
	case p.ID != 0:
		return l.Text("issue.other.record", assets.Values{"Title": shorten(p.Title), "ID": p.ID})
	case p.Cell != "" && p.Sheet == "":
		return p.Cell
	case p.Cell != "":
		return l.Text("issue.other.cell", assets.Values{"Cell": p.Cell, "Sheet": p.Sheet})
	case p.Sheet != "":
		return l.Text("issue.other.row_of_sheet", assets.Values{"Row": p.Row, "Sheet": p.Sheet})
	}
	return l.Text("issue.other.row", assets.Values{"Row": p.Row})
}

// shorten keeps a message readable whose value is a page of text.
func shorten(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
