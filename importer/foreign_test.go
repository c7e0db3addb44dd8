package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
)

// tableOf writes a table of another program.
func tableOf(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

// proposed is the mapping the program proposes for a table, changed as asked.
func proposed(t testing.TB, im *importer.Importer, file string, change ...func(*mapping.Mapping)) *mapping.Mapping {
	t.Helper()
	m, err := im.Map(context.Background(), file, importer.MapOptions{Lang: assets.Czech})
	check(t, err)
	for _, c := range change {
		c(m)
	}
	return m
}

// foreignCases are tables that raise the codes that only foreign tables have, and only those.
var foreignCases = map[issue.Code]struct {
	name, text string
	change     func(*mapping.Mapping)
	want       []string // "B3 client-differs"
}{
	issue.Split:         {text: "Firma;Kontaktní osoba\nAlfa s.r.o.;Ing. Jan Novák\n", want: []string{"B2 split"}},
	issue.DoubtfulSplit: {text: "Firma;Kontaktní osoba\nAlfa s.r.o.;Jan Novák\nBeta s.r.o.;Karel Dub\nGama s.r.o.;Jana\n", want: []string{"B2 split", "B3 split", "B4 doubtful-split"}},
	issue.ClientDiffers: {text: "Firma;IČO;Město;Příjmení;Jméno\nAlfa s.r.o.;27074358;Brno;Novák;Jan\nAlfa s.r.o.;27074358;Praha;Malý;Petr\n", want: []string{"C3 client-differs"}},
	issue.RowLeftOut:    {text: "Firma;GPS\nAlfa s.r.o.;50.1\nBeta s.r.o.;50.2\n;součet\n", want: []string{" row-left-out"}},
	issue.Shortened:     {text: "Firma;Ulice\nAlfa s.r.o.;" + strings.Repeat("Dlouhá ", 50) + "12\n", change: func(m *mapping.Mapping) { m.Columns[1].To = []string{"client.street"} }, want: []string{"B2 shortened"}},
	issue.ValueReplaced: {text: "Firma;Vztah\nAlfa s.r.o.;Odb.\nBeta s.r.o.;Odběratel\n", change: func(m *mapping.Mapping) {
		m.Columns[1].To, m.Columns[1].Replace = []string{"client.role"}, map[string]string{"odb.": "Odběratel"}
	}, want: []string{"B2 value-replaced"}},
	issue.ReadAsText: {name: "tabulka.xlsx", text: "Firma;GPS\nAlfa s.r.o.;50.1\n", want: []string{" read-as-text"}},
	issue.MappedColumnMissing: {text: "Firma;GPS\nAlfa s.r.o.;50.1\n", change: func(m *mapping.Mapping) {
		m.Columns = append(m.Columns, mapping.Column{Column: "C", Title: "Město", Choice: mapping.Choice{To: []string{"client.city"}}})
	}, want: []string{" mapped-column-missing"}},
}

func TestEveryForeignCodeIsReached(t *testing.T) {
	for code, c := range foreignCases {
		t.Run(string(code), func(t *testing.T) {
			im := open(t)
			if c.name == "" {
				c.name = "tabulka.csv"
			}
			file := tableOf(t, c.name, c.text)
			m := proposed(t, im, file)
			if c.change != nil {
				c.change(m)
			}
			r := checkFile(t, im, file, importer.CheckOptions{Map: m})
			var got []string
			for i := range r.Issues {
				got = append(got, r.Issues[i].Cell()+" "+string(r.Issues[i].Code))
				for _, l := range assets.Languages() {
					if text := r.Issues[i].Message(l); strings.Contains(text, "{{") || strings.HasPrefix(text, "issue.") {
						t.Errorf("%s: %s", l, text)
					}
				}
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Fatalf("issues %q, want %q", got, c.want)
			}
			_, err := im.Import(context.Background(), r, admin(t, im), nil)
			check(t, err)
		})
	}
}

// TestRepeatedCompanies: rows of one company, though scattered, become one client with all its persons, and the first
// filled value of each column counts.
func TestRepeatedCompanies(t *testing.T) {
	im := open(t)
	file := tableOf(t, "kontakty.csv", "Firma;IČO;Město;Web;Příjmení;Jméno;E-mail\n"+
		"Alfa s.r.o.;27074358;;;Novák;Jan;jan@alfa.example\n"+
		"Beta a.s.;;Brno;;Malý;Petr;petr@beta.example\n"+
		"ALFA, s. r. o.;27074358;Praha;neplatný web;Krátká;Eva;eva@alfa.example\n"+
		"beta a.s.;;Brno;;Dlouhá;Ida;\n"+
		";;Zlín;;Sám;Karel;karel@sam.example\n")
	m := proposed(t, im, file, func(m *mapping.Mapping) { m.Columns[3].To = []string{"client.website"} })
	if m.Row != data.Contact {
		t.Fatalf("a row is a %s", m.Row)
	}
	r, in := importFile(t, im, file, importer.CheckOptions{Map: m})
	if fmt.Sprint(r.Rows) != "{5 5 2 0}" {
		t.Errorf("rows %+v", r.Rows)
	}
	// The web address of Alfa is that of its first filled cell, which is wrong: it is an error of the client.
	if in.Imported[data.Client] != 2 || in.Rejected[data.Client] != 1 {
		t.Errorf("imported %v, rejected %v", in.Imported, in.Rejected)
	}
	var names []string
	for _, c := range records(t, im, data.Client) {
		names = append(names, c.Text("name")+" "+c.Text("city")+" "+fmt.Sprint(c.Bool("person")))
	}
	slices.Sort(names)
	if want := []string{"Beta a.s. Brno false", "Karel Sám Zlín true"}; !slices.Equal(names, want) {
		t.Errorf("clients %q, want %q", names, want)
	}
}

// TestKnownCompanyGetsNewPersons: a client that is in the database keeps all its values, and gets the persons it lacks.
func TestKnownCompanyGetsNewPersons(t *testing.T) {
	im := open(t)
	first := tableOf(t, "prvni.csv", "Firma;IČO;Příjmení;Jméno\nAlfa s.r.o.;27074358;Novák;Jan\nAlfa s.r.o.;27074358;Malý;Petr\n")
	importFile(t, im, first, importer.CheckOptions{Map: proposed(t, im, first)})
	second := tableOf(t, "druhy.csv", "Firma;IČO;Město;Příjmení;Jméno\nAlfa s.r.o.;27074358;Brno;Novák;Jan\nAlfa s.r.o.;27074358;Brno;Krátká;Eva\n")
	r, in := importFile(t, im, second, importer.CheckOptions{Map: proposed(t, im, second)})
	if in.Imported[data.Contact] != 1 || in.Imported[data.Client] != 0 || r.Attached()[data.Contact] != 1 {
		t.Errorf("imported %v, attached %v", in.Imported, r.Attached())
	}
	clients := records(t, im, data.Client)
	if len(clients) != 1 || clients[0].Text("city") != "" || len(records(t, im, data.Contact)) != 3 {
		t.Errorf("clients %v", clients)
	}
}

// TestConversions: what a table of another program says in one cell or in several stands in the right fields.
func TestConversions(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		change func(*mapping.Mapping)
		kind   data.RecordType
		want   map[string]string
	}{
		"an address, telephones and a name": {text: "Firma;Adresa;Tel./mob.;Kontaktní osoba\nAlfa s.r.o.;Polní 12/3, 602 00 Brno;541 111 222, 603 111 222;Ing. Jan Novák, Ph.D.\n",
			kind: data.Client, want: map[string]string{"street": "Polní 12/3", "zip": "602 00", "city": "Brno", "phone_1": "541 111 222", "phone_2": "603 111 222"}},
		"joined columns": {text: "Firma;Ulice;Č.p.;Č.o.;Číslo účtu;Kód banky\nAlfa s.r.o.;Polní;12;3;2000145399;0800\n",
			kind: data.Client, want: map[string]string{"street": "Polní 12/3", "bank_account": "2000145399/0800"}},
		"constants and notes": {text: "Firma;Barva;Poznámka\nAlfa s.r.o.;modrá;volat ráno\n", change: func(m *mapping.Mapping) {
			m.Constants = map[string]string{"client.country": "Slovensko"}
			m.Columns[1].To = []string{"client.note+"}
		}, kind: data.Client, want: map[string]string{"country": "SK", "note": "volat ráno\nBarva: modrá"}},
		"values in place of others": {text: "Firma;Vztah\nAlfa s.r.o.;Odb.\n", change: func(m *mapping.Mapping) {
			m.Columns[1].To, m.Columns[1].Replace = []string{"client.role"}, map[string]string{"odb.": "Odběratel"}
		}, kind: data.Client, want: map[string]string{"role": "subscriber"}},
		"a custom field that is made": {text: "Firma;Barva;Podlaží\nAlfa s.r.o.;modrá;3\n", change: func(m *mapping.Mapping) {
			m.Columns[1].To = []string{"client.custom:Barva auta"}
			m.Columns[2].To, m.Columns[2].NewType = []string{"client.custom:Podlaží"}, data.Number
		}, kind: data.Client, want: map[string]string{"x_1": "modrá", "x_2": "3"}},
		"an unknown owner": {text: "Firma;Vlastník\nAlfa s.r.o.;Karel Neznámý\n", change: func(m *mapping.Mapping) { m.Columns[1].To = []string{"client.owner"} },
			kind: data.Client, want: map[string]string{"name": "Alfa s.r.o."}},
		"a long note": {text: "Firma;Poznámka\nAlfa s.r.o.;" + strings.Repeat("dlouhá ", 100) + "\n",
			kind: data.Client, want: map[string]string{"note": strings.TrimSpace(strings.Repeat("dlouhá ", 100))}},
		"prices by the mark of their column": {text: "Kód;Název zboží;MJ;Cena bez DPH\nA;Stůl;ks;1.234\nB;Židle;ks;12.5\n", kind: data.Product, want: map[string]string{"price": "1.234"}},
	} {
		t.Run(name, func(t *testing.T) {
			im := open(t)
			file := tableOf(t, "tabulka.csv", c.text)
			m := proposed(t, im, file)
			if c.change != nil {
				c.change(m)
			}
			importFile(t, im, file, importer.CheckOptions{Map: m})
			all := records(t, im, c.kind)
			for key, want := range c.want {
				if got := fmt.Sprint(all[0].Value(key)); got != want {
					t.Errorf("%s is %q, want %q", key, got, want)
				}
			}
		})
	}
}

// TestCopiesOfATable: the rows left out are written in the user's own columns, come in again by the same mapping once they
// are mended, and a copy with the issues marked is a workbook with every cell at its address.
func TestCopiesOfATable(t *testing.T) {
	im := open(t)
	file := tableOf(t, "firmy.csv", "Firma;GPS;E-mail;Mobil\nAlfa s.r.o.;50.1;info@alfa.example;603 111 222\nBeta s.r.o.;50.2;špatně;603 111 333\nGama s.r.o.;50.3;info@gama.example;603 111 444\nDelta s.r.o.;50.4;info@delta.example;603 111 555\n")
	m := proposed(t, im, file)
	r, _ := importFile(t, im, file, importer.CheckOptions{Map: m})
	if len(r.LeftOut) != 1 || r.LeftOut[0] != (importer.Left{Column: "B", Title: "GPS", Filled: 4}) {
		t.Errorf("left out %+v", r.LeftOut)
	}
	for _, text := range []bool{false, true} {
		var out bytes.Buffer
		write, name := im.WriteRejected, "zbytek.xlsx"
		if text {
			write, name = im.WriteRejectedText, "zbytek.csv"
		}
		check(t, write(context.Background(), r, nil, assets.Czech, &out))
		mended := out.String()
		if text {
			mended = strings.Replace(mended, ";špatně;", ";info@beta.example;", 1)
			if !strings.Contains(mended, "Důvod") || !strings.Contains(mended, "Beta s.r.o.;50.2;info@beta.example") {
				t.Errorf("rejected %s", mended)
			}
		}
		again := checkFile(t, im, tableOf(t, name, mended), importer.CheckOptions{Map: m})
		if again.Rows.Read != 1 || again.Found()[data.Client] != 1 || again.HasErrors() != !text {
			t.Errorf("%s: %+v %v", name, again.Rows, found(again))
		}
	}
	var marked bytes.Buffer
	check(t, im.Annotate(context.Background(), r, assets.Czech, &marked))
	book, err := excelize.OpenReader(&marked)
	check(t, err)
	defer book.Close()
	if got, _ := book.GetCellValue("firmy", "C3"); got != "špatně" {
		t.Errorf("C3 of the copy is %q", got)
	}
	dir := t.TempDir()
	parts, err := im.Split(context.Background(), r, dir, nil)
	check(t, err)
	part := checkFile(t, im, parts[0], importer.CheckOptions{Map: m})
	if len(parts) != 1 || part.Rows.Read != 4 {
		t.Errorf("parts %v, %+v", parts, part.Rows)
	}
}

// TestMappingIsRemembered: a second file with the same titles needs no question, one with a further column asks for that
// alone, and the history says by which mapping a table was read.
func TestMappingIsRemembered(t *testing.T) {
	im := open(t)
	ctx := context.Background()
	file := tableOf(t, "export.csv", "Firma;Vztahy;Kontaktní osoba\nAlfa s.r.o.;Odb.;Novák Jan\n")
	m := proposed(t, im, file, func(m *mapping.Mapping) {
		m.Columns[1].To, m.Columns[1].Replace = []string{"client.role"}, map[string]string{"Odb.": "Odběratel"}
	})
	r, in := importFile(t, im, file, importer.CheckOptions{Map: m})
	name, err := im.RememberMapping(ctx, admin(t, im), r)
	check(t, err)
	if name != "export" || in.Mapping != "export" {
		t.Errorf("remembered as %q, in the history %q", name, in.Mapping)
	}
	again := proposed(t, im, tableOf(t, "dalsi.csv", "Kontaktní osoba;Firma;Vztahy\nMalý Petr;Beta s.r.o.;Odb.\n"))
	if again.Name != "export" || len(again.Doubtful) > 0 || again.Columns[2].Because != mapping.Remembered || again.Columns[2].To[0] != "client.role" {
		t.Errorf("%+v", again)
	}
	more := proposed(t, im, tableOf(t, "vic.csv", "Firma;Vztahy;Kontaktní osoba;E-mail\nGama s.r.o.;Odb.;Krátký Petr;info@gama.example\n"))
	if more.Name != "export" || !slices.Equal(more.Doubtful, []string{"D"}) {
		t.Errorf("asked for %v", more.Doubtful)
	}
	turned := proposed(t, im, tableOf(t, "obracene.csv", "Firma;Vztahy;Kontaktní osoba\nGama s.r.o.;Odb.;Petr Krátký\nDelta s.r.o.;Odb.;Jana Dlouhá\n"))
	if !slices.Equal(turned.Doubtful, []string{"C"}) {
		t.Errorf("names in the other order: asked for %v", turned.Doubtful)
	}
}

// TestCards: an address card is a row, and an issue stands at its number and property.
func TestCards(t *testing.T) {
	im := open(t)
	file := tableOf(t, "vizitky.vcf", "BEGIN:VCARD\nVERSION:3.0\nN:Novák;Jan;;;\nORG:Alfa s.r.o.\nEMAIL:jan@alfa.example\nEND:VCARD\n"+
		"BEGIN:VCARD\nVERSION:3.0\nN:Malý;Petr;;;\nORG:Alfa s.r.o.\nEMAIL:petr(at)alfa.example\nEND:VCARD\n"+
		"BEGIN:VCARD\nVERSION:3.0\nN:Krátká;Eva;;;\nEMAIL:eva@alfa.example\nEND:VCARD\n")
	r, in := importFile(t, im, file, importer.CheckOptions{Map: proposed(t, im, file)})
	if in.Imported[data.Client] != 2 || in.Imported[data.Contact] != 1 {
		t.Errorf("imported %v", in.Imported)
	}
	if !slices.ContainsFunc(r.Issues, func(i issue.Issue) bool { return i.Cell() == "2:EMAIL" && i.Code == issue.InvalidEmail }) {
		t.Errorf("issues %+v", r.Issues)
	}
}

// TestCardDates: a birthday without hyphens, as most programs and our own export write it, is a date.
func TestCardDates(t *testing.T) {
	im := open(t)
	file := tableOf(t, "vizitky.vcf", "BEGIN:VCARD\nVERSION:4.0\nN:Novák;Jan;;;\nORG:Alfa\nBDAY:19800102\nEND:VCARD\n"+
		"BEGIN:VCARD\nVERSION:3.0\nN:Malá;Eva;;;\nORG:Alfa\nBDAY:1985-03-04\nEND:VCARD\n"+
		"BEGIN:VCARD\nVERSION:4.0\nN:Dub;Petr;;;\nORG:Alfa\nBDAY:19900506T120000Z\nEND:VCARD\n")
	importFile(t, im, file, importer.CheckOptions{Map: proposed(t, im, file)})
	var got []string
	for _, r := range records(t, im, data.Contact) {
		got = append(got, r.Text("last_name")+" "+r.Text("birthday"))
	}
	slices.Sort(got)
	if want := []string{"Dub 1990-05-06", "Malá 1985-03-04", "Novák 1980-01-02"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMoneyOfAMappedColumn: the decimal mark of a column says nothing of currencies; what an amount names is not lost.
func TestMoneyOfAMappedColumn(t *testing.T) {
	im := open(t)
	file := tableOf(t, "ceny.csv", "Kód;Název zboží;MJ;Cena bez DPH\nA;Židle;ks;1,50\nB;Stůl;ks;1 200,00 €\nC;Skříň;ks;$5,25\nD;Police;ks;12,5 %\nE;Lampa;ks;10,25 Kč\nF;Deska;ks;1,250 €\n")
	r, _ := importFile(t, im, file, importer.CheckOptions{Map: proposed(t, im, file)})
	var got []string
	for _, p := range records(t, im, data.Product) {
		got = append(got, fmt.Sprint(p.Text("code"), " ", p.Value("price"), " ", p.Text("currency")))
	}
	slices.Sort(got)
	if want := []string{"A 1.5 CZK", "B 1200 EUR", "C 5.25 USD", "E 10.25 CZK", "F 1.25 EUR"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, want := range []struct {
		cell string
		code issue.Code
	}{{"D3", issue.CurrencyFromFormat}, {"D4", issue.CurrencyFromFormat}, {"D5", issue.InvalidNumber}} {
		if !slices.ContainsFunc(r.Issues, func(i issue.Issue) bool { return i.Cell() == want.cell && i.Code == want.code }) {
			t.Errorf("no %s at %s: %+v", want.code, want.cell, r.Issues)
		}
	}
}

// TestSentencesOfATableWithoutTitles: what the file has no name for, a sheet, a title, a column of a required field, is not named as empty,
// and a value that another column lacks is not asked of a filled one.
func TestSentencesOfATableWithoutTitles(t *testing.T) {
	for text, want := range map[string][]string{
		"Novák Jan;27074358;jan@a.example\nMalá Eva;00006947;eva@b.example\nDub Petr;45274649;dub@c.example\nKos Ivo;26185610;kos(at)d.example\n": {
			"missing-column", "required Název", "client-left-out", "invalid-email"},
		"Meno;Priezvisko;Firma;E-mail\nJan;Novák;Alfa;a@a.example\n;;;d@x.example\nJen;;;\n": {"required Priezvisko B3", "required Priezvisko B4"},
		"Firma;Příjmení;Jméno;Město\nAlfa;Novák;Jan;Brno\nAlfa;Malá;Eva;Zlín\n":              {"client-differs Město D3"},
		"Lead Source,First Name,Last Name,Company,Email,Lead Status\nWeb,Jan,Novák,Alfa,jan@alfa.example,New\nWeb,Eva,Malá,Beta,eva@beta.example,New\n": {
			"missing-column Předmět", "required Předmět"},
	} {
		im := open(t)
		file := tableOf(t, "tabulka.csv", text)
		r := checkFile(t, im, file, importer.CheckOptions{Map: proposed(t, im, file)})
		var got []string
		for _, i := range r.Issues {
			got = append(got, fmt.Sprintf("%s %s %s", i.Code, i.Column, i.Cell()))
			for _, l := range []assets.Lang{assets.Czech, assets.English} {
				if m := i.Message(l); strings.Contains(m, "„“") || strings.Contains(m, "“”") || strings.Contains(m, "listu .") || strings.Contains(m, "sheet .") || strings.Contains(m, "(a v 0") || strings.Contains(m, "in 0 ") {
					t.Errorf("%s: %s", i.Code, m)
				}
			}
		}
		for _, w := range want {
			if !slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, w) }) {
				t.Errorf("no %s: %q", w, got)
			}
		}
	}
}

// TestNumbersOfAnotherProgram: two exports are tied together by the number that the other program gives a company, after its
// IČO and before its name.
func TestNumbersOfAnotherProgram(t *testing.T) {
	im := open(t)
	to := func(m *mapping.Mapping) { m.Columns[0].To = []string{"client.external_id"} }
	first := tableOf(t, "firmy.csv", "Číslo firmy;Firma;IČO\nK-1;Alfa s.r.o.;27074358\nK-2;Beta a.s.;\nK-3;Gama s.r.o.;\n")
	importFile(t, im, first, importer.CheckOptions{Map: proposed(t, im, first, to)})
	second := tableOf(t, "osoby.csv", "Číslo firmy;Firma;IČO;Příjmení;Jméno\n"+
		"k-1;Alfa Nová s.r.o.;27074358;Novák;Jan\n"+ // the same IČO
		"k-2;Beta Nová a.s.;26185610;Malý;Petr\n"+ // the known one has no IČO
		"K-3;Gama Nová s.r.o.;;Krátká;Eva\n"+
		"K-1;Jiná s.r.o.;45274649;Dlouhá;Ida\n") // another IČO: another company
	r, in := importFile(t, im, second, importer.CheckOptions{Map: proposed(t, im, second, to), Choices: importer.Choices{All: importer.AttachPersons}})
	if in.Imported[data.Client] != 1 || in.Duplicates[data.Client] != 3 || in.Imported[data.Contact] != 4 || r.Attached()[data.Contact] != 3 {
		t.Errorf("imported %v, duplicates %v, attached %v", in.Imported, in.Duplicates, r.Attached())
	}
	third := tableOf(t, "znovu.csv", "Číslo firmy;Firma\nK-3;Gama po přejmenování\nK-9;Nová s.r.o.\nK-9;Nová po přejmenování s.r.o.\n")
	if _, in := importFile(t, im, third, importer.CheckOptions{Map: proposed(t, im, third, to)}); in.Imported[data.Client] != 1 || in.Duplicates[data.Client] != 2 {
		t.Errorf("imported %v, duplicates %v", in.Imported, in.Duplicates)
	}
}

// TestColumnsThatAreNotRead: those of a template's file are named as well, and how many values they hold.
func TestColumnsThatAreNotRead(t *testing.T) {
	im := open(t)
	file := tableOf(t, "produkty.csv", "Kód *;Název *;Cena;Skype;;Měna;Jednotka\nA;Židle;100;jan.n;a;CZK;ks\nB;Stoly;200;;b;CZK;ks\n")
	r := checkFile(t, im, file, importer.CheckOptions{})
	want := []importer.Left{{Column: "C", Title: "Cena", Filled: 2}, {Column: "D", Title: "Skype", Filled: 1}, {Column: "E", Filled: 2}}
	if r.Template.Key != "products" || !slices.Equal(r.LeftOut, want) {
		t.Errorf("%s: left out %+v, want %+v", r.Template.Key, r.LeftOut, want)
	}
}

// TestReplacementsForGood: a value put in place of another for good is replaced in later files of its field or its mapping,
// reported, counted, and taken back for a cell by a correction that keeps the cell.
func TestReplacementsForGood(t *testing.T) {
	ctx := context.Background()
	im := open(t)
	by := admin(t, im)
	products := tableOf(t, "produkty.csv", "Kód;Název;Jednotka;Měna\nA;Stůl;kusů;CZK\nB;Židle;kusů;CZK\n")
	r := checkFile(t, im, products, importer.CheckOptions{})
	if r.Template.Key != "products" {
		t.Fatalf("not a template: %q", r.Template.Key)
	}
	check(t, im.ReplaceAlways(ctx, by, r, 0, 3, "kusů", "ks"))
	keep := importer.Corrections{{Row: 3, Col: 3, Was: "kusů", Now: "kusů"}}
	r, _ = importFile(t, im, products, importer.CheckOptions{Corrections: keep})
	if len(r.Replaced) != 1 || r.Replaced[0].Row != 2 || r.Counts()[issue.Repair] != 1 {
		t.Errorf("replaced %+v, issues %+v", r.Replaced, r.Issues)
	}
	var units []string
	for _, p := range records(t, im, data.Product) {
		units = append(units, p.Text("unit"))
	}
	if slices.Sort(units); !slices.Equal(units, []string{"ks", "kusů"}) {
		t.Errorf("units %q", units)
	}
	check(t, im.ReplaceAlways(ctx, by, r, 0, 3, "kusů", ""))
	if r := checkFile(t, im, products, importer.CheckOptions{}); len(r.Replaced) != 0 {
		t.Errorf("replaced %+v", r.Replaced)
	}

	firms := tableOf(t, "firmy.csv", "Firma;Vztah;Barva\nAlfa s.r.o.;Odb.;modrá\n")
	m := proposed(t, im, firms, func(m *mapping.Mapping) { m.Columns[1].To = []string{"client.role"} })
	r = checkFile(t, im, firms, importer.CheckOptions{Map: m})
	check(t, im.ReplaceAlways(ctx, by, r, 0, 2, "Odb.", "Odběratel"))
	if r = checkFile(t, im, firms, importer.CheckOptions{Map: m}); r.HasErrors() || len(r.Replaced) != 1 {
		t.Errorf("replaced %+v, issues %+v", r.Replaced, r.Issues)
	}
	if err := im.ReplaceAlways(ctx, by, r, 0, 3, "modrá", "bílá"); err == nil {
		t.Error("a value of a column that is not read was replaced")
	}
}

// TestNewFieldComesWithItsImport: a custom field of a column is made by the import and not by the check, and of an import that
// fails nothing stays.
func TestNewFieldComesWithItsImport(t *testing.T) {
	ctx := context.Background()
	im := open(t)
	file := tableOf(t, "firmy.csv", "Firma;Barva\nAlfa s.r.o.;modrá\n")
	r := checkFile(t, im, file, importer.CheckOptions{Map: proposed(t, im, file, func(m *mapping.Mapping) { m.Columns[1].To = []string{"client.custom:Barva"} })})
	custom := func() int {
		schema, err := im.Store.Schema(ctx)
		check(t, err)
		return len(slices.DeleteFunc(slices.Clone(schema.Active(data.Client)), func(f *data.Field) bool { return !f.Custom() }))
	}
	if len(r.NewFields()[data.Client]) != 1 || custom() != 0 {
		t.Errorf("%v new, %d there", r.NewFields(), custom())
	}
	_, err := im.Store.AddField(ctx, admin(t, im), data.Lead, data.Field{Title: "Něco", Type: data.Text})
	check(t, err)
	if _, err := im.Import(ctx, r, admin(t, im), nil); err == nil || custom() != 0 {
		t.Errorf("an outdated check was imported: %v, %d fields", err, custom())
	}
	_, in := importFile(t, im, file, importer.CheckOptions{Map: r.Mapping})
	again := checkFile(t, im, tableOf(t, "dalsi.csv", "Firma;Barva\nBeta s.r.o.;bílá\n"), importer.CheckOptions{Map: r.Mapping})
	if in.Imported[data.Client] != 1 || custom() != 1 || len(again.NewFields()) != 0 {
		t.Errorf("imported %v, %d fields, %v new", in.Imported, custom(), again.NewFields())
	}
}
