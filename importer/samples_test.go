package importer_test

import (
	"slices"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
)

// The shipped samples go through the real journey one after another, as a trial imports them.
func TestSamplesImport(t *testing.T) {
	want := map[string]data.Counts{
		"klienti.xlsx":         {data.Client: 40, data.Contact: 76},
		"klienti-a-osoby.xlsx": {data.Client: 24, data.Contact: 80},
		"leady.xlsx":           {data.Lead: 25},
		"produkty.xlsx":        {data.Product: 20},
	}
	im := open(t)
	for _, s := range assets.Samples() {
		r := checkFile(t, im, saved(t, s.Name, s.Content), importer.CheckOptions{})
		if s.Faulty {
			continue
		}
		for kind, n := range want[s.Name] {
			if got := r.Outcomes(importer.Imported)[kind]; got != n {
				t.Errorf("%s: %d of type %s, want %d", s.Name, got, kind, n)
			}
		}
		for i := range r.Issues {
			t.Errorf("%s: %s %s", s.Name, r.Issues[i].Cell(), r.Issues[i].Message(assets.English))
		}
		imported(t, im, r)
		delete(want, s.Name)
	}
	if len(want) > 0 {
		t.Errorf("samples missing: %v", want)
	}
}

// The table of another program is understood without a question, and comes in whole but for the column that is nothing of ours.
func TestForeignSample(t *testing.T) {
	im := open(t)
	s := assets.ForeignSample()
	file := saved(t, s.Name, s.Content)
	m := proposed(t, im, file)
	if len(m.Missing)+len(m.Doubtful) > 0 {
		t.Errorf("missing %q, doubtful %q", m.Missing, m.Doubtful)
	}
	r := checkFile(t, im, file, importer.CheckOptions{Map: m})
	if got := r.Outcomes(importer.Imported); r.HasErrors() || got[data.Client] != 20 || got[data.Contact] != 18 {
		t.Errorf("%v would be imported", got)
	}
	if len(r.LeftOut) != 1 || r.LeftOut[0].Title != "GPS" {
		t.Errorf("left out %+v", r.LeftOut)
	}
	imported(t, im, r)
}

// The faulty sample shows the mistakes people make most, and its good rows import all the same.
func TestFaultySample(t *testing.T) {
	samples := assets.Samples()
	i := slices.IndexFunc(samples, func(s assets.Sample) bool { return s.Faulty })
	if i < 0 {
		t.Fatal("there is no faulty sample")
	}
	im := open(t)
	r := checkFile(t, im, saved(t, samples[i].Name, samples[i].Content), importer.CheckOptions{})
	seen := map[issue.Code]bool{}
	for _, issue := range r.Issues {
		seen[issue.Code] = true
	}
	for _, code := range []issue.Code{
		issue.InvalidEmail, issue.SeveralValues, issue.InvalidDate, issue.Required, issue.NotInList, issue.InvalidBool,
		issue.InvalidURL, issue.InvalidPhone, issue.TooLong, issue.UnknownUser, issue.ClientLeftOut, issue.DuplicateInFile,
		issue.DoubtfulRegNumber, issue.DoubtfulZIP, issue.DoubtfulTaxNumber, issue.DoubtfulBankAccount,
	} {
		if !seen[code] {
			t.Errorf("no %s in it", code)
		}
	}
	for _, code := range []issue.Code{issue.UnknownColumn, issue.OutdatedTemplate, issue.MissingColumn} {
		if seen[code] {
			t.Errorf("%s: the sample is not of the present template; write it with -update", code)
		}
	}
	if n := r.Outcomes(importer.Imported)[data.Client]; n != 14 {
		t.Errorf("%d clients would be imported, want 14", n)
	}
	imported(t, im, r)
}
