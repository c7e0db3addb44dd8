package data_test

import (
	"fmt"
	"slices"
	"testing"

	"kartoteka/data"
)

// IDs lists the records that Records gives, in its order, whatever is asked for.
func TestIDsAreThoseOfRecords(t *testing.T) {
	s, admin := fresh(t)
	g := newGenerator(7)
	im := importT1(t, s, admin, g, 900) // 5,400 persons: more than are sorted by name when all are found
	add(t, s, admin, data.Client, "name", "Čáp", "category", "VIP")
	var leads []func() *data.Record
	for i := range 5_200 {
		company, topic := "Stoly", fmt.Sprintf("Poptávka %d", i)
		if i%9 == 0 { // found by the company alone
			company, topic = "Poptávka", fmt.Sprintf("Dotaz %d", i)
		}
		leads = append(leads, these(record(data.Lead, "topic", topic, "company_name", company))...)
	}
	bring(t, s, admin, leads...)
	for _, q := range []data.Query{
		{Search: "poptavka"}, {Search: "poptavka", Limit: 5, Offset: 4_620}, {Search: "poptavka", Desc: true}, {Search: "popt", Limit: 3},
		{}, {Desc: true}, {Sort: "email_1"}, {Sort: "client", Desc: true}, {Limit: 7, Offset: 3}, {Offset: 5_390}, {Label: im.Label}, {Search: "nov"},
		{Search: "ing"}, {Search: "ing", Limit: 50}, {Search: "ing", Limit: 20, Offset: 5_385}, {Search: "n", Label: im.Label}, {Search: "j n", Limit: 3, Offset: 2},
		{Search: "jan"}, {Search: "ing", Filter: map[string]any{"key_person": true}}, {Search: "xyzzy"}, {Search: "ing", Sort: "last_name"}, {IDs: []int64{}},
	} {
		for _, rt := range []data.RecordType{data.Client, data.Contact, data.Lead} {
			if rt != data.Contact && (q.Filter != nil || q.Sort == "client" || q.Sort == "last_name") {
				continue
			}
			ids, err := s.IDs(ctx, rt, q)
			if err != nil {
				t.Fatal(err)
			}
			records, err := s.Records(ctx, rt, q)
			if err != nil {
				t.Fatal(err)
			}
			var want []int64
			for _, r := range records {
				want = append(want, r.ID)
			}
			if !slices.Equal(ids, want) {
				t.Errorf("%s %+v: %s, want %s", rt, q, some(ids), some(want))
			}
		}
	}
}

func some(ids []int64) string { return fmt.Sprintf("%d: %v…", len(ids), ids[:min(len(ids), 12)]) }

// BenchmarkIDs is what a keystroke in a list of 504,000 contact persons asks for: the first rows of what is found, and
// then all of it.
func BenchmarkIDs(b *testing.B) {
	s := benchStore(b)
	for _, search := range []string{"", "n", "a", "ing", "nov", "novak"} {
		for _, limit := range []int{100, 0} {
			b.Run(fmt.Sprintf("%q/%d", search, limit), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.IDs(ctx, data.Contact, data.Query{Search: search, Limit: limit}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
