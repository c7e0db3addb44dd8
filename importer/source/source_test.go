package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"kartoteka/importer/xlsx"
)

// table renders all filled cells of a book: "A1=x B1=y".
func table(t *testing.T, b *Book) string {
	t.Helper()
	rows, err := b.Rows(0)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var cells []string
	for rows.Next() {
		for _, c := range rows.Cells() {
			cells = append(cells, fmt.Sprintf("%s=%s", xlsx.CellName(c.Col, rows.Number()), strings.ReplaceAll(c.Text, "\n", "⏎")))
		}
	}
	if rows.Err() != nil {
		return rows.Err().Error()
	}
	return strings.Join(cells, " ")
}

func TestText(t *testing.T) {
	for name, c := range map[string]struct{ text, delimiter, want string }{
		"semicolons":                  {"a;b\n1;2\n", ";", "A1=a B1=b A2=1 B2=2"},
		"commas inside semicolons":    {"a;b\n\"1,5\";2,7\n3,1;4,2", ";", "A1=a B1=b A2=1,5 B2=2,7 A3=3,1 B3=4,2"},
		"tabs":                        {"a\tb\r\n1\t2\r\n", "\t", "A1=a B1=b A2=1 B2=2"},
		"bars":                        {"a|b\n1|2", "|", "A1=a B1=b A2=1 B2=2"},
		"lone carriage returns":       {"a,b\r1,2\r", ",", "A1=a B1=b A2=1 B2=2"},
		"a sep= line is no row":       {"sep=,\r\na,b;c\n1,2", ",", "A1=a B1=b;c A2=1 B2=2"},
		"a blank line is a row":       {"a;b\n\n1;2", ";", "A1=a B1=b A3=1 B3=2"},
		"line breaks in quotes":       {"a;b\n\"x\ny\";2\n3;4", ";", "A1=a B1=b A2=x⏎y B2=2 A3=3 B3=4"},
		"doubled quotes":              {"a;b\n\"x \"\"y\"\"\";2", ";", "A1=a B1=b A2=x \"y\" B2=2"},
		"a quote inside is a quote":   {"a;b\nMonitor 24\";2", ";", "A1=a B1=b A2=Monitor 24\" B2=2"},
		"text behind a closing quote": {"a;b\n\"x\" y;2", ";", "A1=a B1=b A2=x y B2=2"},
		"a quote without an end":      {"a;b\n1;\"x\n2;3\n", ";", "quotation mark without an end in B2"},
		"a quote closed too late":     {"a;b\n\"x;1\n\"y\";2\n", ";", "quotation mark without an end in A2"},
		"one column":                  {"a\nb\n", ";", "A1=a A2=b"},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := Read([]byte(c.text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if b.Format.Delimiter != c.delimiter {
				t.Errorf("delimiter is %q, want %q", b.Format.Delimiter, c.delimiter)
			}
			if got := table(t, b); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const czech, german, french = "Jméno;Město\nŠťastný Žák;Děčín Příbram\n", "Straße;Ort\nMühlenweg;Köln\n", "Prénom;Ville\nHélène;Besançon à côté\n"
	encode := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide := func(e unicode.Endianness, b unicode.BOMPolicy) string {
		out, err := unicode.UTF16(e, b).NewEncoder().String(czech)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, c := range map[string]struct{ bytes, encoding, text string }{
		"UTF-8":               {czech, "utf-8", czech},
		"UTF-8 with a mark":   {"\uFEFF" + czech, "utf-8", czech},
		"windows-1250":        {encode(charmap.Windows1250, czech), "windows-1250", czech},
		"ISO 8859-2":          {encode(charmap.ISO8859_2, czech), "iso-8859-2", czech},
		"windows-1252":        {encode(charmap.Windows1252, french), "windows-1252", french},
		"German letters":      {encode(charmap.Windows1252, german), "", german},
		"UTF-16 with a mark":  {wide(unicode.LittleEndian, unicode.UseBOM), "utf-16le", czech},
		"UTF-16 big end":      {wide(unicode.BigEndian, unicode.UseBOM), "utf-16be", czech},
		"UTF-16 without mark": {wide(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", czech},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := Read([]byte(c.bytes), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.encoding != "" && b.Format.Encoding != c.encoding {
				t.Errorf("taken for %s, want %s", b.Format.Encoding, c.encoding)
			}
			want, _ := Read([]byte(c.text), Options{})
			if got, want := table(t, b), table(t, want); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	b, err := Read([]byte(encode(charmap.Windows1250, czech)), Options{Encoding: "ISO-8859-2", Delimiter: ","})
	if err != nil || b.Format.Encoding != "iso-8859-2" || b.Format.Delimiter != "," {
		t.Errorf("what was asked for is not taken: %+v %v", b.Format, err)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    error
	}{
		"empty":         {"", ErrEmpty},
		"blank":         {" \r\n\r\n", ErrEmpty},
		"NUL":           {"a;b\n1;\x002\n3;4", ErrBinary},
		"NUL far down":  {"a;b\n" + strings.Repeat("1;2\n", 2000) + "\x00;2", ErrBinary},
		"picture":       {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ErrBinary},
		"card cut off":  {"BEGIN:VCARD\nFN:Jan\n", ErrNotCard},
		"between cards": {"BEGIN:VCARD\nEND:VCARD\nFN:Jan\n", ErrNotCard},
	} {
		_, err := Read([]byte(c.content), Options{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	var limit *xlsx.LimitError
	if _, err := Read(make([]byte, MaxFileBytes+1), Options{}); !errors.As(err, &limit) {
		t.Errorf("a file over the bound: %v", err)
	}
	for _, text := range []string{
		"a;b\n" + strings.Repeat("x", MaxFieldBytes+1) + ";2", "a;b\n\"" + strings.Repeat("\n", 3*MaxFieldBytes) + "\";2",
		"a;b\n" + strings.Repeat("1;", MaxColumns) + "2", strings.Repeat("a\n", MaxRows) + "a",
	} {
		b, err := Read([]byte(text), Options{Delimiter: ";"})
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := b.Rows(0)
		for rows.Next() {
		}
		if !errors.As(rows.Err(), &limit) {
			t.Errorf("%.20q…: %v, want a LimitError", text, rows.Err())
		}
	}
}

func TestCards(t *testing.T) {
	for name, c := range map[string]struct{ text, titles, want string }{
		"2.1": {
			"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nov=C3=A1k;Jan;;Ing.\r\nTEL;CELL;VOICE:603 000 001\r\n" +
				"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1250:=E8=\r\naj=0D=0Ak=E1va\r\nEND:VCARD\r\n",
			"N;FAMILY N;GIVEN N;PREFIX TEL;CELL NOTE", "A1=Novák B1=Jan C1=Ing. D1=603 000 001 E1=čaj\r⏎káva",
		},
		"3.0": {
			"BEGIN:VCARD\nVERSION:3.0\nFN:Jan Novák\nitem1.EMAIL;TYPE=INTERNET,HOME:jan@a.example\nADR;TYPE=WORK:;;Dlouhá 1\\, byt 2;Praha;;110 00;CZ\n" +
				"PHOTO;ENCODING=b:AAAA\n BBBB\nEND:VCARD\n",
			"FN EMAIL;HOME ADR;WORK;STREET ADR;WORK;CITY ADR;WORK;ZIP ADR;WORK;COUNTRY",
			"A1=Jan Novák B1=jan@a.example C1=Dlouhá 1, byt 2 D1=Praha E1=110 00 F1=CZ",
		},
		"4.0, two cards, one property twice": {
			"BEGIN:VCARD\nVERSION:4.0\nFN:A\nTEL;TYPE=\"cell,voice\":1\nTEL;TYPE=cell:2\nEND:VCARD\nBEGIN:VCARD\nFN:B\nORG:Alfa;Nákup\nEND:VCARD\n",
			"FN TEL;CELL TEL;CELL 2 ORG;NAME ORG;UNIT", "A1=A B1=1 C1=2 A2=B D2=Alfa E2=Nákup",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := Read([]byte(c.text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(b.Sheets[0].Titles, " "); got != c.titles {
				t.Errorf("titles %s, want %s", got, c.titles)
			}
			if got := table(t, b); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// read reads all of a book and reports its cells in order, or that it is refused.
func readAll(t *testing.T, content []byte) {
	b, err := Read(content, Options{})
	if err != nil {
		return
	}
	for i := range b.Sheets {
		rows, err := b.Rows(i)
		if err != nil {
			continue
		}
		last := 0
		for rows.Next() {
			if rows.Number() <= last || len(rows.Cells()) == 0 {
				t.Fatalf("row %d after %d, %d cells", rows.Number(), last, len(rows.Cells()))
			}
			last = rows.Number()
			col := 0
			for _, c := range rows.Cells() {
				if c.Col <= col {
					t.Fatalf("column %d after %d", c.Col, col)
				}
				col = c.Col
			}
		}
		rows.Close()
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a;b\n\"x\"\"\ny\";2"))
	f.Add([]byte("sep=,\r\na,b\r1,2\r"))
	f.Add([]byte("\xFF\xFEa\x00;\x00"))
	f.Fuzz(readAll)
}

func FuzzCards(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:=C3=\n=A1;b\nEND:VCARD"))
	f.Add([]byte("BEGIN:VCARD\nitem1.TEL;TYPE=\"a,b\":1\n 2\nEND:VCARD"))
	f.Fuzz(func(t *testing.T, content []byte) { readAll(t, append([]byte("BEGIN:VCARD\n"), content...)) })
}

func BenchmarkText(b *testing.B) {
	row := strings.Repeat("hodnota 12;", 59) + "konec\n"
	content := []byte(strings.Repeat(row, 5000))
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		book, err := Read(content, Options{})
		if err != nil {
			b.Fatal(err)
		}
		rows, _ := book.Rows(0)
		for rows.Next() {
		}
	}
}
