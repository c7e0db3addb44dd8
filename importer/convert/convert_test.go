package convert

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitName(t *testing.T) {
	for _, c := range []struct {
		text  string
		order NameOrder
		want  string // salutation|before|first|last|after|company|sure
	}{
		{"Jan Novák", FirstLast, "||Jan|Novák||"},
		{"Novák Jan", LastFirst, "||Jan|Novák||"},
		{"NOVÁK Jan", FirstLast, "||Jan|NOVÁK||"},
		{"Novák, Jan", FirstLast, "||Jan|Novák||"},
		{"Ing. Jan Novák, Ph.D.", FirstLast, "|Ing.|Jan|Novák|Ph.D.|"},
		{"Bc. Štěpán Svoboda, Ph.D., MBA", FirstLast, "|Bc.|Štěpán|Svoboda|Ph.D., MBA|"},
		{"Horák Marek, Ing.", LastFirst, "|Ing.|Marek|Horák||"},
		{"Ing. et Ing. Michaela Kučerová, DiS.", FirstLast, "|Ing. et Ing.|Michaela|Kučerová|DiS.|"},
		{"prof. MUDr. Jan Pavel Novák CSc.", FirstLast, "|prof. MUDr.|Jan Pavel|Novák|CSc.|"},
		{"Jana Nováková Svobodová", FirstLast, "||Jana|Nováková Svobodová||"},
		{"Nováková Svobodová Jana", LastFirst, "||Jana|Nováková Svobodová||"},
		{"Dr. Jürgen von der Heide", FirstLast, "|Dr.|Jürgen|von der Heide||"},
		{"Ludwig van Beethoven", FirstLast, "||Ludwig|van Beethoven||"},
		{"Dipl.-Ing. Stefan Kühn", FirstLast, "|Dipl.-Ing.|Stefan|Kühn||"},
		{"Herr Thomas Weiß", FirstLast, "Herr||Thomas|Weiß||"},
		{"pan Ing. Karel Dvořák", FirstLast, "pan|Ing.|Karel|Dvořák||"},
		{"Thornbury, Simon", FirstLast, "||Simon|Thornbury||"},
		{"J. R. Tolkien", FirstLast, "||J. R.|Tolkien||"},
		{"Novák", FirstLast, "|||Novák||"},
		{"Jana", FirstLast, "|||Jana|||unsure"},
		{"Havorsklo, s.r.o.", FirstLast, "|||||Havorsklo, s.r.o."},
		{"Weidenhub GmbH & Co. KG", FirstLast, "|||||Weidenhub GmbH & Co. KG"},
		{"Jan Novák / Petr Malý", FirstLast, "|||Jan Novák / Petr Malý|||unsure"},
		{"Novák Jan", FirstLast, "||Novák|Jan|||unsure"},
		{"", FirstLast, "|||||"},
	} {
		n := SplitName(c.text, c.order)
		got := strings.Join([]string{n.Salutation, n.TitleBefore, n.First, n.Last, n.TitleAfter, n.Company}, "|")
		if !n.Sure {
			got += "|unsure"
		}
		if got != c.want {
			t.Errorf("%q %s: %s, want %s", c.text, c.order, got, c.want)
		}
	}
}

func TestOrderOf(t *testing.T) {
	for _, c := range []struct {
		names   string
		order   NameOrder
		decided Decision
	}{
		{"Jan Novák;Petr Malý", FirstLast, Decided},
		{"Novák Jan;Malý Petr;Jan Karel", LastFirst, Decided},
		{"Thornbury, Simon", LastFirst, Decided},
		{"Xaver Ypsilon;Alfa s.r.o.", FirstLast, Open},
		{"Novák;Alfa s.r.o.", FirstLast, Plain},
		{"", FirstLast, Plain},
	} {
		if order, decided := OrderOf(strings.Split(c.names, ";")); order != c.order || decided != c.decided {
			t.Errorf("%s: %s %v, want %s %v", c.names, order, decided, c.order, c.decided)
		}
	}
}

func TestIsCompany(t *testing.T) {
	for text, want := range map[string]bool{
		"Alfa s.r.o.": true, "Alfa, spol. s r. o.": true, "Alfa a.s.": true, "Alfa a. s.": true, "Müller GmbH": true, "Oatcombe PLC": true,
		"Weidenhub AG": true, "Jitřendata družstvo": true, "Flusskiestechnik e.K.": true, "Jan Novák": false, "Jan Hus": false, "Praha 1": false,
		"práce s dětmi a s": false, "": false,
	} {
		if IsCompany(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestSplitAddress(t *testing.T) {
	country := func(s string) bool { return slices.Contains([]string{"Deutschland", "Česko", "Slovensko", "UK"}, s) }
	for _, c := range []struct{ text, want string }{
		{"Dlouhá 12/3, 110 00 Praha 1", "Dlouhá 12/3|110 00|Praha 1|"},
		{"110 00 Praha 1, Dlouhá 12/3", "Dlouhá 12/3|110 00|Praha 1|"},
		{"Dlouhá 12/3, 11000 Praha 1", "Dlouhá 12/3|11000|Praha 1|"},
		{"Dlouhá 12/3 110 00 Praha 1", "Dlouhá 12/3|110 00|Praha 1|"},
		{"Dlouhá 12/3\n110 00 Praha 1\nČesko", "Dlouhá 12/3|110 00|Praha 1|Česko"},
		{"Dlouhá 12, Praha 1, 110 00", "Dlouhá 12|110 00|Praha 1|"},
		{"Dlouhá 12, 110 00, Praha 1", "Dlouhá 12|110 00|Praha 1|"},
		{"Lhota 12, 251 01 Říčany", "Lhota 12|251 01|Říčany|"},
		{"Lhota 12", "Lhota 12||||unsure"},
		{"Hauptstr. 12, 20095 Hamburg", "Hauptstr. 12|20095|Hamburg|"},
		{"Hauptstr. 12, D-20095 Hamburg, Deutschland", "Hauptstr. 12|D-20095|Hamburg|Deutschland"},
		{"49 Victoria Terrace, Leeds LS1 4AB", "49 Victoria Terrace|LS1 4AB|Leeds|"},
		{"ul. Marszałkowska 1, 00-001 Warszawa", "ul. Marszałkowska 1|00-001|Warszawa|"},
		{"Ring 5, A-1010 Wien", "Ring 5|A-1010|Wien|"},
		{"Námestie SNP 178/24, 949 01 Nitra, Slovensko", "Námestie SNP 178/24|949 01|Nitra|Slovensko"},
		{"Dlouhá 12, Brno", "Dlouhá 12||Brno|"},
		{"Brno", "||Brno||unsure"},
		{"28. října 574/51, 140 00 Praha 4", "28. října 574/51|140 00|Praha 4|"},
		{"", "|||"},
	} {
		a := SplitAddress(c.text, country)
		got := strings.Join([]string{a.Street, a.ZIP, a.City, a.Country}, "|")
		if !a.Sure {
			got += "|unsure"
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestSplitList(t *testing.T) {
	mail := func(s string) bool { return strings.Count(s, "@") == 1 && !strings.ContainsAny(s, " ,;/") }
	number := func(s string) bool {
		digits := strings.NewReplacer(" ", "", "+", "").Replace(s)
		return len(digits) >= 9 && len(digits) <= 12 && strings.Trim(digits, "0123456789") == ""
	}
	for _, c := range []struct {
		text string
		is   func(string) bool
		want string
	}{
		{"a@x.cz", mail, ""}, {"a@x.cz; b@x.cz", mail, "a@x.cz|b@x.cz"}, {"a@x.cz ::: b@x.cz", mail, "a@x.cz|b@x.cz"},
		{"a@x.cz nebo b@x.cz", mail, "a@x.cz|b@x.cz"}, {"a@x.cz, neplatí", mail, ""}, {"a@x.cz b@x.cz", mail, "a@x.cz|b@x.cz"},
		{"248 000 688, 605 000 131", number, "248 000 688|605 000 131"}, {"248 000 688 / 605 000 131", number, "248 000 688|605 000 131"},
		{"248000688/605000131", number, "248000688|605000131"}, {"248 000 688", number, ""}, {"248 000 688/9", number, ""},
		{"248000688\n605000131", number, "248000688|605000131"}, {"", number, ""},
	} {
		if got := strings.Join(SplitList(c.text, c.is), "|"); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{JoinStreet("Krátká", "834", "45"), "Krátká 834/45"}, {JoinStreet("Krátká", "834", ""), "Krátká 834"}, {JoinStreet("Krátká", "", "45"), "Krátká 45"},
		{JoinStreet("Krátká 834/45", "834", "45"), "Krátká 834/45"}, {JoinStreet("", "12", ""), "12"},
		{JoinAccount("", "845259559", "0600"), "845259559/0600"}, {JoinAccount("19", "2000145399", "800"), "19-2000145399/0800"},
		{JoinAccount("000000", "1", ""), "1"}, {JoinAccount("", "1/0800", "0800"), "1/0800"}, {JoinAccount("", "CZ65", "0800"), "CZ65"}, {JoinAccount("1", "", "0800"), ""},
		{JoinDate("1999", "10", "2"), "2. 10. 1999"}, {JoinDate("1999", "", "2"), ""}, {JoinDate("0", "1", "2"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestOrdersOfColumns(t *testing.T) {
	for _, c := range []struct {
		dates   string
		order   DateOrder
		decided Decision
	}{
		{"4/3/1979;10/28/2026", MonthDay, Decided}, {"4/3/1979;28/10/2026", DayMonth, Decided}, {"4/3/1979", DayMonth, Open}, {"4. 3. 1979", DayMonth, Plain},
		{"10/28/2026;28/10/2026", DayMonth, Mixed}, {"2026-03-04", YearMonth, Decided}, {"4/4/1979", DayMonth, Plain},
	} {
		if order, decided := DateOrderOf(strings.Split(c.dates, ";")); order != c.order || decided != c.decided {
			t.Errorf("%s: %s %v, want %s %v", c.dates, order, decided, c.order, c.decided)
		}
	}
	for _, c := range []struct{ date, want string }{
		{"4/3/1979", "3. 4. 1979"}, {"10/28/2026 09:28", "28. 10. 2026 09:28"}, {"28/10/2026", "28/10/2026"}, {"", ""},
	} {
		if got := ReorderDate(c.date, MonthDay); got != c.want {
			t.Errorf("%q: %q, want %q", c.date, got, c.want)
		}
	}
	for _, c := range []struct {
		numbers, mark string
		decided       Decision
	}{
		{"1,5;2", ",", Decided}, {"649.00", ".", Decided}, {"1 289,67", ",", Decided}, {"1.289,67;3.4", ",", Mixed}, {"1.234", ",", Open}, {"12", ",", Plain},
		{"1,234.50", ".", Decided}, {"0.125", ",", Plain},
	} {
		if mark, decided := DecimalOf(strings.Split(c.numbers, ";")); mark != c.mark || decided != c.decided {
			t.Errorf("%s: %s %v, want %s %v", c.numbers, mark, decided, c.mark, c.decided)
		}
	}
	for _, c := range []struct{ number, mark, want string }{
		{"1 200,50 €", ",", "1200.5 €"}, {"$1,200.75", ".", "$1200.75"}, {"1,250 Kč", ",", "1.25 Kč"}, {"-1,250 Kč", ".", "-1250 Kč"}, {"1,234 €", ",", "1.2340 €"},
		{"5, Kč", ",", "5 Kč"}, {"12,5 %", ",", "12.5 %"}, {"7 tis. Kč", ",", "7 tis. Kč"}, {"", ",", ""},
	} {
		if got := RewriteNumber(c.number, c.mark); got != c.want {
			t.Errorf("%q by %q: %q, want %q", c.number, c.mark, got, c.want)
		}
	}
}

// letters are those of a text without marks and gaps, sorted: what a split must not lose.
func letters(s string) string {
	r := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,;|-–\n\r\t\v\f()", r) || r == 0x85 || r == 0xA0 {
			return -1
		}
		return r
	}, s))
	slices.Sort(r)
	return string(r)
}

func FuzzSplitName(f *testing.F) {
	for _, s := range []string{"Ing. Jan Novák, Ph.D.", "Novák, Jan", "van der Berg", "et et", "a.s. s r o"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
		for _, order := range []NameOrder{FirstLast, LastFirst} {
			n := SplitName(s, order)
			all := n.Salutation + n.TitleBefore + n.First + n.Last + n.TitleAfter + n.Company
			if strings.IndexFunc(s, func(r rune) bool { return r > 0x2000 }) < 0 && letters(all) != letters(s) {
				t.Errorf("%q lost something: %+v", s, n)
			}
		}
	})
}

func FuzzSplitAddress(f *testing.F) {
	for _, s := range []string{"Dlouhá 12/3, 110 00 Praha 1", "LS1 4AB", "11000", "Praha 110 00, Česko", "a\n\n,b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		a := SplitAddress(s, func(c string) bool { return c == "Česko" })
		if all := a.Street + a.City + a.ZIP + a.Country; strings.IndexFunc(s, func(r rune) bool { return r > 0x2000 || r < ' ' && r != '\n' }) < 0 && letters(all) != letters(s) {
			t.Errorf("%q lost something: %+v", s, a)
		}
	})
}

func FuzzSplitList(f *testing.F) {
	f.Add("a;b, c / d ::: e")
	f.Fuzz(func(t *testing.T, s string) {
		for _, part := range SplitList(s, func(p string) bool { return len(p) > 1 }) {
			if part == "" || !strings.Contains(s, part) {
				t.Errorf("%q is no part of %q", part, s)
			}
		}
	})
}

func FuzzOrders(f *testing.F) {
	f.Add("4/3/1979")
	f.Add("1 234,5 Kč")
	f.Fuzz(func(t *testing.T, s string) {
		order, _ := DateOrderOf([]string{s})
		ReorderDate(s, order)
		if mark, _ := DecimalOf([]string{s}); mark != "," && mark != "." {
			t.Errorf("%q: mark %q", s, mark)
		} else if n, ok := NumberOf(s, mark); ok {
			if again, ok := NumberOf(RewriteNumber(s, mark), "."); !ok || again != n {
				t.Errorf("%q by %q: rewritten as %q", s, mark, RewriteNumber(s, mark))
			}
		}
		_ = JoinStreet(s, s, s)
		JoinAccount(s, s, s)
		JoinDate(s, s, s)
	})
}
