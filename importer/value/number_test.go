package value_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func TestNumber(t *testing.T) {
	grid{
		{"1 234,50", "1234.5"}, {"1.234,50", "1234.5"}, {"1,234.50", "1234.5"}, {"1234.5", "1234.5"}, {"1 499,- Kč", "1499"},
		{"1\u00a0234,50", "1234.5"}, {"1\u202f234,50", "1234.5"}, {"1'234.50", "1234.5"}, {"1’234’567", "1234567"},
		{"\u200b5\ufeff", "5"}, {"5\u0007", "5"}, {"0", "0"}, {"-0", "0"}, {"007", "7"}, {"-5", "-5"}, {"−5,5", "-5.5"}, {"- 5", "-5"}, {"–5", "-5"}, {"+5", "5"}, {",5", "0.5"}, {".5", "0.5"}, {"-,5", "-0.5"},
		{"1.234.567", "1234567"}, {"1,234,567", "1234567"}, {"1.234.567,89", "1234567.89"}, {"1 234 567.89", "1234567.89"}, {"1 234,567", "1234.567"},
		{"1,23", "1.23"}, {"1234,567", "1234.567"}, {"0.123", "0.123"}, {"0,123", "0.123"}, {"000.123", "0.123"}, {"1,2345", "1.2345"},
		{"1.499,- Kč", "1499"}, {"1499.-", "1499"}, {"1 499,– Kč", "1499"}, {"1499,--", "1499"},
		{"100 Kč", "100"}, {"100Kč", "100"}, {"CZK 100", "100"}, {"100 czk", "100"}, {"Kč -100", "-100"}, {"-Kč 100", "-100"},
		{"123456789012345", "123456789012345"}, {"1.50000000000000000000", "1.5"}, {"100000000000000000000", "100000000000000000000"},

		{"1.234", "ambiguous-number ~ 1234"}, {"1,234", "ambiguous-number ~ 1,2340"}, {"-1.234", "ambiguous-number ~ -1234"},
		{"123,456", "ambiguous-number ~ 123,4560"}, {"1.234 Kč", "ambiguous-number ~ 1234"},

		{"100 €", "invalid-number"}, {"(1 234)", "invalid-number ~ -1234"}, {"10 ks", "invalid-number"}, {"21 %", "invalid-number"}, {"5 kg", "invalid-number"},
		{"1.5E+3", "invalid-number ~ 1500"}, {"1,5e3", "invalid-number ~ 1500"},
		{"1234567890123456", "invalid-number"}, {"0.1234567890123456", "invalid-number"},
		{"12 tis.", "invalid-number"}, {"zdarma", "invalid-number"}, {"NaN", "invalid-number"}, {"Inf", "invalid-number"}, {"0x10", "invalid-number"},
		{"1_000", "invalid-number"}, {"1 23", "invalid-number"}, {"12,34,567", "invalid-number"}, {"1.234.56", "invalid-number"}, {"1,234 567", "invalid-number"},
		{"0 123", "invalid-number"}, {"1..5", "invalid-number"}, {"1,5,", "invalid-number"}, {"5.", "invalid-number ~ 5"}, {"--5", "invalid-number"}, {"5-", "invalid-number"},
		{"-", "invalid-number"}, {",", "invalid-number"}, {",-", "invalid-number"}, {"Kč", "invalid-number"}, {"½", "invalid-number"}, {"１２", "invalid-number"}, {"1 / 2", "invalid-number"},

		{number(1234.5, xlsx.ClassGeneral), "1234.5"}, {number(1e15, xlsx.ClassGeneral), "1000000000000000"}, {number(123456789012345678, xlsx.ClassGeneral), "invalid-number"}, {number(1.234, xlsx.ClassNumber), "1.234"}, {money(100, "CZK"), "100"}, {money(100, "EUR"), "invalid-number"}, {formatted(100, `0" Kč"`), "100"}, {formatted(100, `0" €"`), "invalid-number"}, {formatted(5, `0" tis."`), "invalid-number"},
		{formatted(12, `0" ks"`), "invalid-number"}, {formatted(5000, `0," tis."`), "5000"}, {formatted(5000, `0," ks"`), "invalid-number"}, {formatted(5000, `0," mil."`), "invalid-number"}, {formatted(0.5, "0%"), "invalid-number"}, {formatted(5, "+0;-0"), "5"}, {formatted(5, "0;0%"), "5"}, {formatted(-5, "0;0%"), "invalid-number"},
		{xlsx.Cell{Kind: xlsx.Number, Number: 0.1 + 0.2, Text: "0.30000000000000004"}, "0.3"},
		{number(46143, xlsx.ClassDate), "invalid-number"}, {number(0.5, xlsx.ClassTime), "invalid-number"}, {number(1.5, xlsx.ClassDuration), "invalid-number"},
		{xlsx.Cell{Kind: xlsx.Bool, Number: 1, Text: "1"}, "invalid-number"},
		{xlsx.Cell{Kind: xlsx.Date, Number: 46143, Text: "2026-05-01"}, "invalid-number"},
	}.check(t, newParser(), &data.Field{Type: data.Number})
}

func TestNumberInTheCurrencyOfItsRecord(t *testing.T) {
	p := ofRecord{newParser(), value.Parent{Currency: "EUR"}}
	grid{{"100 €", "100"}, {"€ 12,50", "12.5"}, {"100 Kč", "invalid-number"}, {"100", "100"}}.check(t, p, &data.Field{Type: data.Number})
}

func TestPercent(t *testing.T) {
	grid{
		{"21", "21"}, {"21 %", "21"}, {"21%", "21"}, {"0,5 %", "0.5"}, {"0", "0"}, {"1.234 %", "ambiguous-number ~ 1234"}, {"21 % DPH", "invalid-number"},
		{"%", "invalid-number"}, {"21 %%", "invalid-number"},
		{number(0.21, xlsx.ClassPercent), "21"}, {number(0.07, xlsx.ClassPercent), "7"}, {number(1.1, xlsx.ClassPercent), "110"},
		{number(21, xlsx.ClassGeneral), "21"}, {number(0.21, xlsx.ClassGeneral), "0.21"}, {number(46143, xlsx.ClassDate), "invalid-number"},
		{formatted(0.21, "0.0%"), "21"}, {formatted(21, `0"%"`), "21"}, {formatted(21, `0" Kč"`), "invalid-number"}, {money(21, "CZK"), "invalid-number"}, {formatted(0.21, `0%" DPH"`), "invalid-number"}, {formatted(21, "0.00"), "21"},
	}.check(t, newParser(), &data.Field{Type: data.Percent})
}

func TestTaxRate(t *testing.T) {
	grid{
		{"21", "21"}, {"0", "0"}, {"0 %", "0"}, {"1", "1"}, {"100", "100"}, {number(0.21, xlsx.ClassPercent), "21"},
		{"0,21", "0.21 ! doubtful-rate ~ 21"}, {number(0.21, xlsx.ClassGeneral), "0.21 ! doubtful-rate ~ 21"}, {"2100", "2100 ! doubtful-rate ~ 21"}, {number(21, xlsx.ClassPercent), "2100 ! doubtful-rate ~ 21"},
		{"-5", "-5 ! doubtful-rate"}, {"0,001", "0.001 ! doubtful-rate"}, {"x", "invalid-number"},
	}.check(t, newParser(), &data.Field{Type: data.Percent, Format: data.TaxRate})
}

// Every percentage of two decimals survives the way through a cell with a percent format.
func TestPercentCellsLeaveNoDust(t *testing.T) {
	p, f := newParser(), &data.Field{Type: data.Percent}
	for i := range 100_00 {
		want := float64(i) / 100
		if got, _ := p.Parse(f, number(want/100, xlsx.ClassPercent)); got != want {
			t.Fatalf("%v %% is read as %v", want, got)
		}
	}
}

// A currency in the format or text of a cell: understood or refused, never dropped.
func TestMoney(t *testing.T) {
	f := &data.Field{Type: data.Number, Money: true}
	known := grid{
		{"100 €", "100"}, {"100 €/ks", "100"}, {"100 €/m2", "100"}, {"100/300", "invalid-number"}, {"100 €/300 €", "invalid-number"}, {"100 Kč", "100 ! currency-differs"}, {"100", "100"}, {formatted(100, `0.00\ [$€-407]`), "100"}, {formatted(100, `0" Kč"`), "100 ! currency-differs"},
		{formatted(100, `0" €/ks"`), "100"}, {formatted(5, `0" tis. €"`), "invalid-number"}, {formatted(5000, `0," tis. €"`), "5000"}, {formatted(0.5, "0 %"), "invalid-number"}, {"5 tis. €", "invalid-number"}, {"50 %", "invalid-number"},
		{formatted(5, `0" m2"`), "invalid-number"}, {formatted(-5, `0" €";-0" Kč"`), "-5 ! currency-differs"}, {formatted(5, `[<10]0" €";0" Kč"`), "5"}, {formatted(50, `[<10]0" €";0" Kč"`), "50 ! currency-differs"},
		{formatted(100, "[$kr-41D] 0"), "100 ! currency-differs"}, {formatted(100, "[$kr] 0"), "invalid-number"}, {formatted(100, "#,##0.00"), "100"}, {"1.234 €", "ambiguous-number ~ 1234 EUR"},
	}
	known.check(t, ofRecord{newParser(), value.Parent{Currency: "EUR"}}, f)
	// Without a currency of the record, one that the list lacks can't be had.
	grid{{"100 $", "invalid-number"}, {formatted(100, `"$"0`), "invalid-number"}, {"100 Kč", "100"}, {formatted(100, `0" Kč"`), "100"}}.check(t, ofRecord{newParser(), value.Parent{}}, f)
}

// The cell of a currency may name it by a sign or a word; one that can't be understood is said there, and not again at the amounts.
func TestCurrencyCells(t *testing.T) {
	price, currency := &data.Field{Key: "price", Type: data.Number, Money: true}, &data.Field{Key: "currency", Type: data.List, List: "currency"}
	for text, want := range map[string]string{"Kč": "CZK", "kč": "CZK", "€": "EUR", "Euro": "EUR", "eur": "EUR", "CZK": "CZK"} {
		if got, findings := newParser().Parse(currency, value.Typed(text)); got != want || findings != nil {
			t.Errorf("%s is %v %v, want %s", text, got, findings, want)
		}
	}
	p := value.NewParser(value.Context{Lists: map[string][]string{"currency": {"CZK", "Kč", "EUR"}}})
	if got, _ := p.Parse(currency, value.Typed("Kč")); got != "Kč" {
		t.Errorf("an item of that name is %v", got)
	}
	parsed := newParser().ParseRecord(&data.Record{Type: data.Product}, value.Parent{}, []value.Filled{{Field: price, Cell: value.Typed("5 $")}, {Field: currency, Cell: value.Typed("peníze")}})
	if len(parsed[0].Findings) > 0 || len(parsed[1].Findings) != 1 {
		t.Errorf("%+v", parsed)
	}
}

func TestCurrencyOfAmounts(t *testing.T) {
	price, cost := &data.Field{Key: "price", Type: data.Number, Money: true}, &data.Field{Key: "cost", Type: data.Number, Money: true}
	currency := &data.Field{Key: "currency", Type: data.List, List: "currency"}
	euro, crown := formatted(100, `0.00\ [$€-407]`), formatted(100, `0" Kč"`)
	for _, c := range []struct {
		cells []value.Filled
		want  string
	}{
		{[]value.Filled{{Field: price, Cell: euro}}, "EUR"}, {[]value.Filled{{Field: price, Cell: value.Typed("2,50 €")}}, "EUR"},
		{[]value.Filled{{Field: cost, Cell: value.Typed("5")}, {Field: price, Cell: euro}}, "EUR"}, {[]value.Filled{{Field: cost, Cell: crown}, {Field: price, Cell: euro}}, ""},
		{[]value.Filled{{Field: price, Cell: euro}, {Field: currency, Cell: value.Typed("CZK")}}, ""}, {[]value.Filled{{Field: price, Cell: euro}, {Field: currency, Cell: value.Typed("")}}, "EUR"},
		{[]value.Filled{{Field: price, Cell: value.Typed("5 USD")}}, ""}, // no item of the list
	} {
		got := ""
		for _, parsed := range newParser().ParseRecord(&data.Record{Type: data.Product}, value.Parent{}, c.cells) {
			got += parsed.Currency
		}
		if got != c.want {
			t.Errorf("%+v give the currency %q, want %q", c.cells, got, c.want)
		}
	}
}

func TestAmount(t *testing.T) {
	grid{
		{"1 500 Kč", "1500 CZK"}, {"1500 EUR", "1500 EUR"}, {"1500", "1500 CZK"}, {"1500.5 CZK", "1500.5 CZK"}, {"$1,500.50", "1500.5 USD"}, {"-$5", "-5 USD"},
		{"€ 5", "5 EUR"}, {"5€", "5 EUR"}, {"5 zł", "5 PLN"}, {"5 Ft", "5 HUF"}, {"5 chf", "5 CHF"}, {"1 499,- Kč", "1499 CZK"}, {"US$ 5", "5 USD"},
		{"1.234 EUR", "ambiguous-number ~ 1234 EUR"}, {"5 XQZ", "invalid-number"}, {"5 kr", "invalid-number"}, {"Kč", "invalid-number"},
		{number(1500, xlsx.ClassGeneral), "1500 CZK"}, {money(1500, "EUR"), "1500 EUR"}, {money(1500, ""), "1500 CZK"}, {formatted(0.5, "0 %"), "invalid-number"}, {formatted(5, `0" €/ks"`), "5 EUR"}, {"5 €/ks", "5 EUR"}, {formatted(5, `0" tis. Kč"`), "invalid-number"}, {money(1500, "zł"), "1500 PLN"}, {money(5, "kr"), "invalid-number"},
		{number(46143, xlsx.ClassDate), "invalid-number"}, {xlsx.Cell{Kind: xlsx.Bool, Number: 1, Text: "1"}, "invalid-number"},
	}.check(t, newParser(), &data.Field{Type: data.Amount})
}

// What Print writes for a number, Parse reads; so does it what a Czech reads in a list.
func TestNumbersAreReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		n := math.Round(random.NormFloat64()*math.Pow10(random.IntN(9))*1000) / math.Pow10(random.IntN(5))
		for _, l := range assets.Languages() {
			p := value.NewParser(value.Context{Lang: l})
			for _, f := range []*data.Field{{Type: data.Number}, {Type: data.Percent}} {
				if got, findings := p.Parse(f, value.Typed(p.Print(f, n))); got != n {
					t.Fatalf("%s: %v printed as %q is read as %v %v", l, n, p.Print(f, n), got, findings)
				}
			}
			f := &data.Field{Type: data.Amount}
			v, _ := p.Parse(f, value.Typed(p.Print(&data.Field{Type: data.Number}, n)+" EUR"))
			if again, _ := p.Parse(f, value.Typed(p.Print(f, v))); v == nil || again != v {
				t.Fatalf("%s: %v printed as %q is read as %v", l, v, p.Print(f, v), again)
			}
		}
		if n = math.Abs(n); n >= 1000 || n == math.Trunc(n) {
			p := newParser()
			if got, _ := p.Parse(&data.Field{Type: data.Number}, value.Typed(assets.Czech.Number(n))); got != n {
				t.Fatalf("%q is read as %v", assets.Czech.Number(n), got)
			}
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1 234,50", "1.234", "1 499,- Kč", "(5)", "1.5E+3", "-$5", "½", "1'2", ",-", "12 ks"} {
		f.Add(s)
	}
	number, amount := &data.Field{Type: data.Number}, &data.Field{Type: data.Amount}
	f.Fuzz(func(t *testing.T, s string) {
		p := newParser()
		v, findings := p.Parse(number, value.Typed(s))
		if n, ok := v.(float64); ok {
			printed := p.Print(number, n)
			if again, _ := p.Parse(number, value.Typed(printed)); again != v && len(printed) <= data.MaxLength {
				t.Errorf("%q is %v, printed %q, read back as %v", s, v, printed, again)
			}
		}
		checkSuggestions(t, p, number, s, findings)
		v, findings = p.Parse(amount, value.Typed(s))
		if a, ok := v.(string); ok {
			if _, currency, found := strings.Cut(a, " "); !found || len(currency) != 3 {
				t.Errorf("%q is the amount %q", s, a)
			}
		}
		checkSuggestions(t, p, amount, s, findings)
	})
}

// checkSuggestions demands that a value put in as suggested is accepted.
func checkSuggestions(t *testing.T, p reader, f *data.Field, s string, findings []issue.Finding) {
	t.Helper()
	for _, finding := range findings {
		if finding.Suggestion == "" {
			continue
		}
		v, again := p.Parse(f, value.Typed(finding.Suggestion))
		if v == nil {
			t.Errorf("%s %q: %s suggests %q, which gives %v", f.Type, s, finding.Code, finding.Suggestion, again)
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.Number}
	for _, s := range []string{"1234.5", "1 499,- Kč"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(f, value.Typed(s))
			}
		})
	}
}
