package records

import (
	"kartoteka/app/window"
	"kartoteka/data"
)

// pages are the pages of all record types that have one.
func pages() []window.Entry {
	var entries []window.Entry
	for _, e := range []struct {
		key, icon string
		record    data.RecordType
	}{{"clients", "client", data.Client}, {"contacts", "contact", data.Contact}, {"leads", "lead", data.Lead},
		{"products", "product", data.Product}, {"deals", "deal", data.Deal}, {"activities", "activity", data.Activity}} {
		entries = append(entries, window.Entry{Key: e.key, Icon: e.icon, Records: e.record, Make: New(e.key, e.record)})
	}
	return entries
}
