package value_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/unicode/norm"

	"kartoteka/data"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func TestEmail(t *testing.T) {
	local64, label63 := strings.Repeat("a", 64), strings.Repeat("b", 63)
	long := strings.Repeat("c.", 59) + "cz" // 120 octets
	grid{
		{"novak@firma.cz", "novak@firma.cz"}, {" novak@firma.cz\u00a0", "novak@firma.cz"}, {"no\u200bvak@firma.cz", "novak@firma.cz"}, {"Novak+x@Firma.CZ", "Novak+x@Firma.CZ"},
		{"o'neil_{x}@a-b.co.uk", "o'neil_{x}@a-b.co.uk"}, {`"jan novak"@firma.cz`, `"jan novak"@firma.cz`}, {"info@čeština.cz", "info@čeština.cz"}, {"info@xn--hkyrky-ptac70bc.cz", "info@xn--hkyrky-ptac70bc.cz"},
		{local64 + "@firma.cz", local64 + "@firma.cz"}, {"a@" + label63 + ".cz", "a@" + label63 + ".cz"},
		{local64 + "a@firma.cz", "invalid-email"}, {"a@" + label63 + "b.cz", "invalid-email"}, {local64 + "@" + label63 + "." + long, local64 + "@" + label63 + "." + long},

		{"novak(at)firma.cz", "invalid-email ~ novak@firma.cz"}, {"novak@firma,cz", "invalid-email ~ novak@firma.cz"}, {"novak @firma.cz", "invalid-email ~ novak@firma.cz"},
		{"novak@firma .cz", "invalid-email ~ novak@firma.cz"}, {"Jan Novák <novak@x.cz>", "invalid-email ~ novak@x.cz"}, {"mailto:novak@firma.cz?subject=x", "invalid-email ~ novak@firma.cz"},
		{"novak zavináč firma tečka cz", "invalid-email ~ novak@firma.cz"}, {"novak@firma.cz.", "invalid-email ~ novak@firma.cz"}, {"novak@@firma.cz", "invalid-email ~ novak@firma.cz"},
		{"novak@firma..cz", "invalid-email ~ novak@firma.cz"}, {"e-mail: novak@firma.cz", "invalid-email ~ novak@firma.cz"}, {"novák@firma.cz", "invalid-email ~ novak@firma.cz"},
		{"<novak@firma.cz>", "invalid-email ~ novak@firma.cz"}, {".novak@firma.cz", "invalid-email ~ novak@firma.cz"}, {"novak.@firma.cz", "invalid-email ~ novak@firma.cz"},

		{"novak@firma.cz (kancelář)", "invalid-email"}, {"novak@firma.cz kancelář", "invalid-email"}, {"novak@firma.cz, tel. 777 123 456", "invalid-email"}, {"E-mail : novak@firma.cz", "invalid-email ~ novak@firma.cz"},
		{"a@x.cz, b@y.cz", "several-values"}, {"a@x.cz;b@y.cz", "several-values"}, {"a@x.cz b@y.cz", "several-values"},
		{"a@x.cz\nb@y.cz", "several-values"}, {"Jan <a@x.cz>, Eva <b@y.cz>", "several-values"}, {"a@x.cz / b@y.cz", "several-values"},

		{"novak", "invalid-email"}, {"@firma.cz", "invalid-email"}, {"novak@", "invalid-email"}, {"novak@localhost", "invalid-email"}, {"novak@firma", "invalid-email"},
		{"novak@1.2.3.4", "invalid-email"}, {"novak@[1.2.3.4]", "invalid-email"}, {"novak@-firma.cz", "invalid-email"}, {"novak@fir_ma.cz", "invalid-email"}, {"@", "invalid-email"}, {"-", "invalid-email"},
		{"no\"vak@firma.cz", "invalid-email"}, {"www.firma.cz", "invalid-email"}, {number(5, xlsx.ClassGeneral), "invalid-email"},
	}.check(t, newParser(), &data.Field{Type: data.Email})
}

func TestURL(t *testing.T) {
	grid{
		{"www.firma.cz", "www.firma.cz"}, {"firma.cz", "firma.cz"}, {"https://firma.cz/a?b=c#d", "https://firma.cz/a?b=c#d"}, {"HTTP://firma.cz", "HTTP://firma.cz"}, {"firma.cz:8080/x", "firma.cz:8080/x"},
		{"háčky.cz", "háčky.cz"}, {"http://intranet/klient", "http://intranet/klient"}, {"http://10.0.0.1:8080", "http://10.0.0.1:8080"}, {"http://[::1]/", "http://[::1]/"},
		{"firma.cz/?u=http://x.cz", "firma.cz/?u=http://x.cz"}, {"https://firma.cz/č", "https://firma.cz/č"},

		{"ftp://firma.cz", "invalid-url"}, {"javascript:alert(1)", "invalid-url"}, {"javascript://firma.cz", "invalid-url"}, {"file:///etc/passwd", "invalid-url"}, {"mailto:a@firma.cz", "invalid-url"}, {"tel:777", "invalid-url"}, {"data:text/html,x", "invalid-url"},
		{"info@firma.cz", "invalid-url"}, {"https://google.com@zlo.cz", "invalid-url"}, {"firma", "invalid-url"}, {"http://", "invalid-url"}, {"http://.cz", "invalid-url"}, {"-", "invalid-url"}, {"//firma.cz", "invalid-url"},
		{"htp://firma.cz", "invalid-url ~ http://firma.cz"}, {"http//firma.cz", "invalid-url ~ http://firma.cz"}, {"https:/firma.cz", "invalid-url ~ https://firma.cz"}, {"http:firma.cz", "invalid-url ~ http://firma.cz"},
		{"www,firma,cz", "invalid-url ~ www.firma.cz"}, {"www. firma.cz", "invalid-url ~ www.firma.cz"}, {"www.a.cz, www.b.cz", "invalid-url"}, {"a.cz b.cz", "invalid-url"}, {"a.cz eshop", "invalid-url"}, {"a.cz; b.cz", "invalid-url"}, {"https://a.cz, https://b.cz", "invalid-url"}, {"web: www.a.cz", "invalid-url ~ www.a.cz"}, {"www.a.cz (eshop)", "invalid-url"},
		{"http:\\\\firma.cz", "invalid-url ~ http://firma.cz"},
	}.check(t, newParser(), &data.Field{Type: data.URL})
}

func TestPhone(t *testing.T) {
	p, f := newParser(), &data.Field{Type: data.Phone}
	grid{
		{"+420 777 123 456", "+420 777 123 456"}, {"777123456", "777123456"}, {"777 123 456", "777 123 456"}, {"777\u00a0123\u00a0456", "777\u00a0123\u00a0456"}, {"00420 777 123 456", "00420 777 123 456"},
		{"(+420) 777-123-456", "(+420) 777-123-456"}, {"+420 (0) 777 123 456", "+420 (0) 777 123 456"}, {"224 811 111", "224 811 111"}, {"+49 30 901820", "+49 30 901820"}, {"+1 (202) 456-1111", "+1 (202) 456-1111"},
		{"tel.: 777 123 456", "tel.: 777 123 456"}, {"777 123 456 (kancelář)", "777 123 456 (kancelář)"}, {"224 811 111 kl. 12", "224 811 111 kl. 12"}, {"\u202a+420 777 123 456\u202c", "+420 777 123 456"},
		{"+421 903 123 456", "+421 903 123 456"}, {number(777123456, xlsx.ClassGeneral), "777123456"}, {number(420777123456, xlsx.ClassNumber), "420777123456"},
		{number(420777123456, xlsx.ClassGeneral), "420777123456 ! scientific ~ 420777123456"},
		{"4.20777123456E+11", "420777123456 ! scientific ~ 420777123456"}, {"4,20777123456E+11", "420777123456 ! scientific ~ 420777123456"}, {"4.20777E+11", "4.20777E+11 ! doubtful-phone"},

		{"12345", "12345 ! doubtful-phone"}, {"+420 123", "+420 123 ! doubtful-phone"}, {"111 111 111", "111 111 111 ! doubtful-phone"}, {"+999 777 123 456", "+999 777 123 456 ! doubtful-phone"},
		{"0903 123 456", "0903 123 456 ! doubtful-phone"}, {"777123456.0", "777123456.0 ! doubtful-phone ~ 777123456"}, {"777 123 456 / 7", "777 123 456 / 7 ! doubtful-phone"},
		{"777 123 456, jan@firma.cz", "777 123 456, jan@firma.cz ! doubtful-phone"}, {"jan@firma.cz nebo 777 123 456", "jan@firma.cz nebo 777 123 456 ! doubtful-phone"},
		{"777 123 456, linka 123456", "777 123 456, linka 123456"},

		{"nemá", "invalid-phone"}, {"-", "invalid-phone"}, {"+", "invalid-phone"},
	}.check(t, p, f)
	grid{{"0903 123 456", "0903 123 456"}, {"903123456", "903123456"}, {"02/5941 1111", "02/5941 1111"}, {"777 123 456", "777 123 456 ! doubtful-phone"}, {"+420 777 123 456", "+420 777 123 456"}}.check(t, in("SK"), f)
	grid{{"030 901820", "030 901820"}, {"+420 777 123 456", "+420 777 123 456"}}.check(t, in("DE"), f)
	p.DefaultCountry = "SK"
	grid{{"0903 123 456", "0903 123 456"}}.check(t, p, f)
}

// Several numbers in one cell are noticed whatever stands between them.
func TestSeveralPhones(t *testing.T) {
	p, f := newParser(), &data.Field{Type: data.Phone}
	for _, s := range []string{
		"777 123 456, 603 111 222", "777123456/603111222", "777 123 456 / 603 111 222", "777123456;603111222", "777 123 456 nebo 603 111 222", "777 123 456 a 603 111 222", "777 123 456 + 603 111 222",
		"777123456 ::: 603111222", "777123456:::603111222", "777 123 456|603 111 222", "+420 777 123 456 +420 603 111 222", "+420777123456+420603111222", "777123456 603111222", "777 123 456 603 111 222",
		"tel. 777 123 456, mobil 603 111 222", "777 123 456 (práce), 603 111 222 (domů)", "+420 777 123 456 / +49 30 901820", "777 123 456, 603 111 222, 224 811 111",
		"00420 777 123 456 00420 603 111 222",
	} {
		if got, want := outcome(p.Parse(f, value.Typed(s))), s+" ! several-phones"; got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
		if got := connections(p, s, value.Parent{}); !slices.Equal(got, []string{"+420777123456"}) {
			t.Errorf("%q is compared as %q", s, got)
		}
	}
	lines := outcome(p.Parse(f, value.Typed("777 123 456\n603 111 222")))
	if !strings.HasSuffix(lines, "! several-phones") {
		t.Errorf("numbers on two lines: %s", lines)
	}
}

// An international address is the same in both its writings.
func TestEmailsAreComparedHoweverWritten(t *testing.T) {
	for _, s := range []string{"Info@Háčkyčárky.cz", "info@xn--hkyrky-ptac70bc.cz", "info@XN--hkyrky-ptac70bc.CZ"} {
		r := data.Record{Type: data.Client}
		r.Set("email_1", s)
		if got := newParser().Connections(&r, value.Parent{}); !slices.Equal(got, []string{"info@xn--hkyrky-ptac70bc.cz"}) {
			t.Errorf("%q is compared as %q", s, got)
		}
	}
}

// connections are what a client with that phone is compared by.
func connections(p *value.Parser, phone string, parent value.Parent) []string {
	r := data.Record{Type: data.Client}
	r.Set("phone_1", phone)
	return p.Connections(&r, parent)
}

func TestPhonesAreComparedHoweverWritten(t *testing.T) {
	p := newParser()
	for _, s := range []string{"777123456", "+420 777 123 456", "00420777123456", "420777123456", "777/123 456", "tel. 777 123 456", "777 123 456, 603 111 222", "+420 (0) 777 123 456"} {
		if got := connections(p, s, value.Parent{}); !slices.Equal(got, []string{"+420777123456"}) {
			t.Errorf("%q is compared as %q", s, got)
		}
	}
	if got := connections(p, "nemá", value.Parent{}); len(got) > 0 {
		t.Errorf("a phone without digits is compared as %q", got)
	}
}

// A phone of a record is dialled by the number it is compared by, if that is one.
func TestE164(t *testing.T) {
	for _, c := range []struct{ phone, country, want string }{
		{"777 123 456", "", "+420777123456"},
		{"777123456", "CZ", "+420777123456"},
		{"+420777123456", "SK", "+420777123456"},
		{"00420 777-123-456", "DE", "+420777123456"},
		{"(+420) 777/123 456", "CZ", "+420777123456"},
		{"222 123 456", "CZ", "+420222123456"},
		{"0905 123 456", "SK", "+421905123456"},
		{"905123456", "SK", "+421905123456"},
		{"02/5912 3456", "SK", "+421259123456"},
		{"030 123456", "DE", "+4930123456"},
		{"+49 30 123456", "CZ", "+4930123456"},
		{"777\u00a0123\u00a0456", "CZ", "+420777123456"},
		{"777 123 456 ext. 12", "CZ", "+420777123456"},
		{"12", "CZ", ""},
		{"neuvedeno", "CZ", ""},
		{"", "CZ", ""},
		{"+", "CZ", ""},
		{"777 123 456 789 012 345", "CZ", ""},
		{"777 123 456", "??", ""},
		{"420777123456", "CZ", "+420777123456"},
		{"tel. 777 123 456, 603 111 222", "CZ", "+420777123456"},
	} {
		if got := value.E164(c.phone, c.country); got != c.want {
			t.Errorf("E164(%q, %q) = %q, want %q", c.phone, c.country, got, c.want)
		}
	}
}

// The fast way for Czech and Slovak numbers says what the library says, number by number.
func TestHomeNumbersAgreeWithTheLibrary(t *testing.T) {
	f := &data.Field{Type: data.Phone}
	for region, prefix := range map[string]string{"CZ": "+420", "SK": "+421"} {
		p := in(region)
		for begin := 10_000; begin < 100_000; begin += 31 {
			tail := begin * 7919 % 10_000
			// Two numbers that begin alike: the answer for the first serves the second too.
			for _, last := range []int{tail, 9_999 - tail} {
				s := fmt.Sprintf("%d%04d", begin, last)
				_, findings := p.Parse(f, value.Typed(s))
				n, err := phonenumbers.Parse(s, region)
				likely := err == nil && phonenumbers.IsValidNumber(n)
				if likely != (len(findings) == 0) {
					t.Fatalf("%s %s: likely is %v, findings %v", region, s, likely, findings)
				}
				if likely && phonenumbers.Format(n, phonenumbers.E164) != prefix+s {
					t.Fatalf("%s %s is dialled %s", region, s, phonenumbers.Format(n, phonenumbers.E164))
				}
			}
		}
	}
}

func FuzzEmail(f *testing.F) {
	for _, s := range []string{"novak@firma.cz", "Jan <a@x.cz>", "a@x.cz, b@y.cz", "novak(at)firma.cz", `"a b"@x.cz`, "info@čeština.cz", "mailto:a@b.cz", "a@b@c.cz"} {
		f.Add(s)
	}
	email, url := &data.Field{Type: data.Email}, &data.Field{Type: data.URL}
	f.Fuzz(func(t *testing.T, s string) {
		p := newParser()
		for _, field := range []*data.Field{email, url} {
			v, findings := p.Parse(field, value.Typed(s))
			checkStored(t, p, field, v)
			checkSuggestions(t, p, field, s, findings)
			if text, _ := v.(string); field == email && v != nil && strings.Count(text, "@") == 0 {
				t.Errorf("%q is taken for an address", s)
			}
		}
	})
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"+420 777 123 456", "777123456/603111222", "tel. 777 123 456 kl. 5", "0903 123 456", "4.20777123456E+11", "１２３", "+(0)", "00420(0)1"} {
		f.Add(s, "CZ")
	}
	f.Fuzz(func(t *testing.T, s, country string) {
		p := in(country)
		field := &data.Field{Type: data.Phone}
		v, findings := p.Parse(field, value.Typed(s))
		checkStored(t, p, field, v)
		checkSuggestions(t, p, field, s, findings)
		// Whether a number exists is the library's word; what it is compared by must be a number, whatever was typed.
		for _, e := range connections(p.Parser, s, p.parent) {
			if e[0] != '+' || len(e) < 4 || strings.Trim(e[1:], "0123456789") != "" {
				t.Errorf("%q is dialled %q", s, e)
			}
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Alfa", " Alfa\nBeta ", "e\u0301", "c\u0001\u030c", "\u202a+420\u202c", "\u2000\u0344", "a\u0300\u0001\u0301", "\xff"} {
		f.Add(s)
	}
	p := newParser() // one for all, as its countries take a moment
	f.Fuzz(func(t *testing.T, s string) {
		for _, field := range []*data.Field{
			{Type: data.Text}, {Type: data.LongText}, {Type: data.Tags},
			{Type: data.Text, Format: data.RegNumber}, {Type: data.Text, Format: data.TaxNumber}, {Type: data.Text, Format: data.VATNumber},
			{Type: data.Text, Format: data.ZIP}, {Type: data.Text, Format: data.BankAccount}, {Type: data.Text, Format: data.DataBox},
			{Type: data.List, List: "legal_form"}, {Type: data.Country}, {Type: data.Account}, {Type: data.Bool},
		} {
			v, findings := p.Parse(field, value.Typed(s))
			checkStored(t, p, field, v)
			checkSuggestions(t, p, field, s, findings)
		}
	})
}

// checkStored demands of a stored text what all of them must be, and that reading it again
// changes nothing.
func checkStored(t *testing.T, p reader, f *data.Field, v any) {
	t.Helper()
	text, ok := v.(string)
	if !ok {
		return
	}
	if text == "" || utf8.RuneCountInString(text) > data.MaxLength || !norm.NFC.IsNormalString(text) || !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\t") {
		t.Errorf("%s stores %q", f.Type, text)
	}
	if f.Type != data.LongText && strings.Contains(text, "\n") {
		t.Errorf("%s stores lines: %q", f.Type, text)
	}
	if again, _ := p.Parse(f, value.Typed(p.Print(f, v))); again != v {
		t.Errorf("%s %s: %q printed as %q is read back as %q", f.Type, f.Format, text, p.Print(f, v), again)
	}
}

func BenchmarkEmail(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.Email}
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(f, value.Typed("jana.novakova@firma.cz"))
	}
}

func BenchmarkURL(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.URL}
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(f, value.Typed("https://www.firma.cz/kontakt"))
	}
}

func BenchmarkPhone(b *testing.B) {
	f := &data.Field{Type: data.Phone}
	for name, pattern := range map[string]string{"home": "+420 777 %03d %03d", "abroad": "+49 30 9018%03d%03d"} {
		b.Run(name, func(b *testing.B) {
			p := newParser()
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				p.Parse(f, value.Typed(fmt.Sprintf(pattern, i/1000%1000, i%1000)))
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	p, f := newParser(), &data.Field{Type: data.Text}
	for _, s := range []string{"Alfa s.r.o.", "Žďár nad Sázavou", "  Alfa\u00a0"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(f, value.Typed(s))
			}
		})
	}
}
