package issue_test

import (
	"encoding/json"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
)

func TestCellAddress(t *testing.T) {
	for _, c := range []struct {
		row, col int
		want     string
	}{{17, 4, "D17"}, {1203, 28, "AB1203"}, {1, 26, "Z1"}, {1, 703, "AAA1"}, {17, 0, ""}, {0, 4, ""}} {
		if got := (&issue.Issue{Row: c.row, Col: c.col}).Cell(); got != c.want {
			t.Errorf("row %d, column %d is %q, want %q", c.row, c.col, got, c.want)
		}
	}
}

// Every code has its texts in every language, and nothing of a message stays open.
func TestMessagesAreComplete(t *testing.T) {
	for _, l := range assets.Languages() {
		for _, code := range issue.Codes() {
			if code.Severity() == "" {
				t.Errorf("%s has no severity", code)
			}
			if !l.Has("issue." + string(code) + ".title") {
				t.Errorf("%s: %s has no title", l, code)
			}
			for _, suggestion := range []string{"", "SUGGESTED"} {
				i := issue.Issue{
					Code: code, Severity: code.Severity(), Sheet: "Klienti", Row: 17, Col: 4, Column: "E-mail 1", Value: "VALUE", Want: "WANT", Suggestion: suggestion,
					Others: []issue.Place{{Sheet: "Klienti", Row: 12}, {Row: 13}, {ID: 5, Title: "Alfa"}},
				}
				m := i.Message(l)
				if strings.Contains(m, "issue.") || strings.Contains(m, "{{") || strings.Contains(m, "<no value>") || !strings.HasSuffix(m, ".") {
					t.Errorf("%s: the message of %s is %q", l, code, m)
				}
				if l.Has("issue."+string(code)+".suggested") && strings.Contains(m, "SUGGESTED") != (suggestion != "") {
					t.Errorf("%s: the message of %s with the suggestion %q is %q", l, code, suggestion, m)
				}
			}
		}
		for _, s := range issue.Severities() {
			if !l.Has("severity." + string(s)) {
				t.Errorf("%s: the severity %s has no name", l, s)
			}
		}
	}
}

func TestMessage(t *testing.T) {
	i := issue.Issue{Code: issue.InvalidEmail, Value: "novak(at)firma.cz", Suggestion: "novak@firma.cz"}
	if got, want := i.Message(assets.Czech), "E-mail „novak(at)firma.cz“ není platná adresa. Opravte jej, např. na novak@firma.cz."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	i = issue.Issue{Code: issue.TooLong, Column: "Poznámka", Want: "255", Value: strings.Repeat("ř", 40_000)}
	if got := i.Message(assets.Czech); len(got) > 500 {
		t.Errorf("the message repeats the whole text: %d bytes", len(got))
	}
}

// A message is that of the record, of the place of the other record, of the suggestion and of the bound or unit it names.
func TestMessageVariants(t *testing.T) {
	stored, row := issue.Place{ID: 5, Title: "Alfa"}, issue.Place{Sheet: "Clients", Row: 7}
	others := func(n int) []issue.Place {
		var all []issue.Place
		for i := range n {
			all = append(all, issue.Place{Sheet: "Clients", Row: 10 + i})
		}
		return all
	}
	for _, c := range []struct {
		of        issue.Issue
		has, lack string
	}{
		{issue.Issue{Code: issue.AmbiguousClient, Record: data.Contact, Value: "X", Others: []issue.Place{stored}}, "external ID", "key that"},
		{issue.Issue{Code: issue.AmbiguousClient, Record: data.Contact, Value: "X", Others: []issue.Place{row}}, "key", "external ID"},
		{issue.Issue{Code: issue.InvalidNumber, Value: "5", Want: "15"}, "too many digits", "beside it"},
		{issue.Issue{Code: issue.InvalidNumber, Value: "5", Want: "EUR"}, "“EUR” beside it", "too many digits"},
		{issue.Issue{Code: issue.InvalidNumber, Value: "5"}, "not a number", "beside it"},
		{issue.Issue{Code: issue.InvalidNumber, Value: "5 x", Suggestion: "5"}, "for example to 5", "beside it"},
		{issue.Issue{Code: issue.ExampleLeft, Value: "X"}, "begins with the word", ""},
		{issue.Issue{Code: issue.ExampleLeft, Record: data.Client, Value: "X"}, "sample data", "begins with the word"},
		{issue.Issue{Code: issue.DuplicateKey, Value: "X", Others: others(5)}, "row 14", "…"},
		{issue.Issue{Code: issue.DuplicateKey, Value: "X", Others: others(6)}, "…", "row 15"},
		{issue.Issue{Code: issue.InvalidBool, Value: strings.Repeat("x", 80)}, strings.Repeat("x", 80), "…"},
		{issue.Issue{Code: issue.InvalidBool, Value: strings.Repeat("x", 81)}, "“" + strings.Repeat("x", 79) + "…”", strings.Repeat("x", 80)},
	} {
		got := c.of.Message(assets.English)
		if !strings.Contains(got, c.has) || c.lack != "" && strings.Contains(got, c.lack) {
			t.Errorf("%s %s %q: %s", c.of.Code, c.of.Record, c.of.Want, got)
		}
	}
}

func TestJSON(t *testing.T) {
	i := issue.Issue{
		Severity: issue.Error, Code: issue.InvalidEmail, Sheet: "Klienti", Row: 17, Col: 37, Column: "E-mail 1",
		Record: "client", Field: "email_1", Value: "novak(at)firma.cz", Suggestion: "novak@firma.cz",
	}
	got, err := json.Marshal(i.JSON(assets.English))
	want := `{"severity":"error","code":"invalid-email","sheet":"Klienti","cell":"AK17","row":17,"column":"E-mail 1","record":"client","field":"email_1",` +
		`"value":"novak(at)firma.cz","suggestion":"novak@firma.cz","message":"The e-mail “novak(at)firma.cz” is not a valid address. Correct it, for example to novak@firma.cz."}`
	if err != nil || string(got) != want {
		t.Errorf("got %s %v\nwant %s", got, err, want)
	}
	got, _ = json.Marshal((&issue.Issue{Code: issue.NoData, Severity: issue.Error}).JSON(assets.English))
	if strings.Contains(string(got), `""`) || strings.Contains(string(got), `"row"`) {
		t.Errorf("empty members are not left out: %s", got)
	}
}

func BenchmarkMessage(b *testing.B) {
	i := issue.Issue{Code: issue.InvalidEmail, Column: "E-mail 1", Value: "novak(at)firma.cz", Suggestion: "novak@firma.cz"}
	b.ReportAllocs()
	for b.Loop() {
		i.Message(assets.Czech)
	}
}
