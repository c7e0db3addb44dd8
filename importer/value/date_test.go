package value_test

import (
	"testing"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func TestDate(t *testing.T) {
	grid{
		{"24.. prosince 2026", "invalid-date"}, {"24. prosince,, 2026", "invalid-date"},
		{"24. 12. 2026", "2026-12-24"}, {"24.12.2026", "2026-12-24"}, {"24/12/2026", "2026-12-24"}, {"2026-12-24", "2026-12-24"}, {"24-12-2026", "2026-12-24"},
		{"1.2.2026", "2026-02-01"}, {"01.02.2026", "2026-02-01"}, {"24.12.2026.", "2026-12-24"}, {"2026. 12. 24.", "2026-12-24"}, {"2026/12/24", "2026-12-24"},
		{"24.\u00a012.\u00a02026", "2026-12-24"}, {"24\u200b.12.2026", "2026-12-24"}, {"24 . 12 . 2026", "2026-12-24"},
		{"24. 12. 2026 14:05", "2026-12-24"}, {"2026-12-24T14:05:06Z", "2026-12-24"}, {"2026-12-24T00:00:00+01:00", "2026-12-24"}, {"2026-12-24 14:05:06.123", "2026-12-24"},
		{"12/24/2026 2:05 PM", "invalid-date ~ 24.12.2026 14:05"}, {"12/24/2026, 14:05:06", "invalid-date ~ 24.12.2026 14:05:06"}, {"20261224T140506", "invalid-date"}, {"24.12.26 v poledne", "invalid-date"}, {"22 Nov 2026, 14:05", "2026-11-22"},
		{"24. prosince 2026", "2026-12-24"}, {"24. prosinec 2026", "2026-12-24"}, {"24 December 2026", "2026-12-24"}, {"December 24, 2026", "2026-12-24"},
		{"24-Dec-2026", "2026-12-24"}, {"24. XII. 2026", "2026-12-24"}, {"1. září 2026", "2026-09-01"}, {"3. mája 2026", "2026-05-03"},
		{"29.2.2028", "2028-02-29"}, {"1.1.1900", "1900-01-01"}, {"31.12.2199", "2199-12-31"},

		{"31.2.2026", "invalid-date"}, {"29.2.2100", "invalid-date"}, {"29.2.2026", "invalid-date"}, {"0.1.2026", "invalid-date"}, {"1.13.2026", "invalid-date ~ 13.1.2026"},
		{"31.12.1899", "invalid-date"}, {"1.1.2200", "invalid-date"}, {"1.1.0026", "invalid-date"}, {"2026-02-30", "invalid-date"},
		{"12/24/2026", "invalid-date ~ 24.12.2026"}, {"24.12.26", "invalid-date ~ 24.12.2026"}, {"24.12.36", "invalid-date ~ 24.12.2036"}, {"24.12.37", "invalid-date ~ 24.12.1937"},
		{"24,12,2026", "invalid-date ~ 24.12.2026"}, {"24 12 2026", "invalid-date ~ 24.12.2026"}, {"24.12/2026", "invalid-date ~ 24.12.2026"}, {"24..12.2026", "invalid-date ~ 24.12.2026"},
		{"24.12.2026 (čtvrtek)", "invalid-date"}, {"20261224", "invalid-date ~ 24.12.2026"}, {"24122026", "invalid-date ~ 24.12.2026"},
		{"24.12.", "invalid-date"}, {"prosinec 2026", "invalid-date"}, {"2026", "invalid-date"}, {"24.12.2026 25:00", "invalid-date"}, {"dnes", "invalid-date"},
		{"24. foo 2026", "invalid-date"}, {"24.12.20266", "invalid-date"}, {"124.12.2026", "invalid-date"}, {"...", "invalid-date"}, {"１.１.2026", "invalid-date"},

		{number(46380, xlsx.ClassDate), "2026-12-24"}, {number(46380.75, xlsx.ClassDateTime), "2026-12-24"}, {number(1, xlsx.ClassDate), "1900-01-01"},
		{number(59, xlsx.ClassDate), "1900-02-28"}, {number(60, xlsx.ClassDate), "invalid-date"}, {number(61, xlsx.ClassDate), "1900-03-01"},
		{number(109574, xlsx.ClassDate), "2199-12-31"}, {number(109575, xlsx.ClassDate), "invalid-date"}, {number(0, xlsx.ClassDate), "invalid-date"}, {number(-1, xlsx.ClassDate), "invalid-date"},
		{number(46380, xlsx.ClassGeneral), "invalid-date ~ 24.12.2026"}, {number(46380.75, xlsx.ClassGeneral), "invalid-date ~ 24.12.2026 18:00"}, {number(2026, xlsx.ClassGeneral), "invalid-date"}, {number(20261224, xlsx.ClassGeneral), "invalid-date ~ 24.12.2026"},
		{number(0.5, xlsx.ClassTime), "invalid-date"}, {number(46380, xlsx.ClassPercent), "invalid-date ~ 24.12.2026"},
		{xlsx.Cell{Kind: xlsx.Date, Number: 46380, Text: "2026-12-24T00:00:00"}, "2026-12-24"},
		{xlsx.Cell{Kind: xlsx.Bool, Number: 1, Text: "1"}, "invalid-date"},
	}.check(t, newParser(), &data.Field{Type: data.Date})
}

func TestDatesOf1904(t *testing.T) {
	p := newParser()
	p.Date1904 = true
	grid{{number(44918, xlsx.ClassDate), "2026-12-24"}, {number(0, xlsx.ClassDate), "1904-01-01"}}.check(t, p, &data.Field{Type: data.Date})
	grid{{number(0.5, xlsx.ClassTime), "12:00:00"}}.check(t, p, &data.Field{Type: data.Time})
}

func TestDateTime(t *testing.T) {
	grid{
		{"24.12.2026 14:30", "2026-12-24T14:30:00"}, {"24. 12. 2026 14:30:05", "2026-12-24T14:30:05"}, {"2026-12-24T14:30:00", "2026-12-24T14:30:00"},
		{"24.12.2026", "2026-12-24T00:00:00"}, {"24.12.2026 2:30 pm", "2026-12-24T14:30:00"}, {"24.12.2026 12:30 a.m.", "2026-12-24T00:30:00"}, {"24.12.2026 14.30", "2026-12-24T14:30:00"},
		{"24.12.2026 24:00", "invalid-date"}, {"14:30", "invalid-date"}, {"24.12.2026 14", "invalid-date"}, {"12/24/2026 14:30", "invalid-date ~ 24.12.2026 14:30"}, {"24.12.202614:30", "invalid-date"},
		{number(46380.75, xlsx.ClassDateTime), "2026-12-24T18:00:00"}, {number(46380, xlsx.ClassDate), "2026-12-24T00:00:00"},
		{number(46380.999999, xlsx.ClassDateTime), "2026-12-25T00:00:00"},
	}.check(t, newParser(), &data.Field{Type: data.DateTime})
}

func TestTime(t *testing.T) {
	grid{
		{"14:30", "14:30:00"}, {"14:30:05", "14:30:05"}, {"8:05", "08:05:00"}, {"14.30", "14:30:00"}, {"2:30 PM", "14:30:00"}, {"12:00 am", "00:00:00"}, {"0:00", "00:00:00"},
		{"24:00", "invalid-time"}, {"14:60", "invalid-time"}, {"14", "invalid-time"}, {"14:3", "invalid-time"}, {"13:00 PM", "invalid-time"}, {"14:30:05:06", "invalid-time"}, {"ráno", "invalid-time"},
		{number(0.75, xlsx.ClassTime), "18:00:00"}, {number(0.75, xlsx.ClassDuration), "18:00:00"}, {number(0, xlsx.ClassTime), "00:00:00"},
		{number(46380.75, xlsx.ClassDateTime), "invalid-time"}, {number(0.75, xlsx.ClassGeneral), "invalid-time ~ 18:00"}, {number(1.5, xlsx.ClassTime), "12:00:00"}, {number(46380.75, xlsx.ClassTime), "18:00:00"}, {number(1.5, xlsx.ClassDuration), "invalid-time"},
		{xlsx.Cell{Kind: xlsx.Date, Number: 0.75, Text: "18:00:00"}, "18:00:00"},
	}.check(t, newParser(), &data.Field{Type: data.Time})
}

// Every day is read back as each language writes it, with and without its time.
func TestDatesAreReadBack(t *testing.T) {
	date, stamp := &data.Field{Type: data.Date}, &data.Field{Type: data.DateTime}
	for day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2200; day = day.AddDate(0, 0, 17).Add(61 * time.Second) {
		for _, l := range assets.Languages() {
			p := value.NewParser(value.Context{Lang: l, Today: today})
			for _, text := range []string{l.Date(day), l.DateTime(day)} {
				if got, _ := p.Parse(date, value.Typed(text)); got != day.Format(time.DateOnly) {
					t.Fatalf("%q is read as %v", text, got)
				}
			}
			v := day.Format("2006-01-02T15:04:05")
			if got, _ := p.Parse(stamp, value.Typed(p.Print(stamp, v))); got != v {
				t.Fatalf("%s printed as %q is read as %v", v, p.Print(stamp, v), got)
			}
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"24. 12. 2026", "12/24/2026", "2026-12-24T14:05:06+01:00", "December 24, 2026", "24.12.26", "20261224", "24. XII. 2026 2:05 PM", "1.1.1", "září"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := newParser()
		for _, field := range []*data.Field{{Type: data.Date}, {Type: data.DateTime}, {Type: data.Time}} {
			v, findings := p.Parse(field, value.Typed(s))
			if v != nil {
				if again, _ := p.Parse(field, value.Typed(p.Print(field, v))); again != v {
					t.Errorf("%s %q is %v, printed %q, read back as %v", field.Type, s, v, p.Print(field, v), again)
				}
			}
			checkSuggestions(t, p, field, s, findings)
		}
	})
}

func BenchmarkDate(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.Date}
	b.Run("text", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Parse(f, value.Typed("24. 12. 2026"))
		}
	})
	b.Run("cell", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Parse(f, number(46380, xlsx.ClassDate))
		}
	})
}
