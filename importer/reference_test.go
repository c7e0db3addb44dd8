package importer_test

import (
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// people are two clients with a person of the same name each.
const people = `# Klienti
Klíč | Název | IČO | Externí identifikátor
K1 | Alfa | 27082440 | E-1
K2 | Beta | | E-2
# Kontaktní osoby
Klient | Jméno | Příjmení | E-mail 1 | E-mail 2
K1 | Jan | Novák | jan@alfa.example | j.novak@alfa.example
K2 | Jan | Novák | jan@beta.example |
K2 | Eva | Malá | |`

// A person is found by an address whose domain is written otherwise than in the file or the address book.
func TestReferencesByInternationalEmail(t *testing.T) {
	for _, c := range [][2]string{
		{"eva@háčky.example", "Eva@xn--hky-ela4t.example"}, {"eva@xn--hky-ela4t.example", "eva@HÁČKY.example"}, {"Eva@HÁČKY.example", "Eva@HÁČKY.example"},
	} {
		im := open(t)
		before, _ := workbookOf(t, "# Klienti\nNázev\nAlfa\n# Kontaktní osoby\nKlient | Příjmení | E-mail 1\nAlfa | Malá | "+c[0])
		importFile(t, im, before, importer.CheckOptions{})
		file, _ := workbookOf(t, "# Obchodní případy\nNázev | Klient | Kontaktní osoba\nA | Alfa | "+c[1])
		if r := checkFile(t, im, file, importer.CheckOptions{}); len(r.Issues) > 0 || len(r.Entries) != 1 || r.Entries[0].Record.Ref("contact") == 0 {
			t.Errorf("%s stored, %s asked for: %v", c[0], c[1], found(r))
		}
	}
}

// A cell names a record of the type that its column is for, and a person of the client that the row has.
func TestReferences(t *testing.T) {
	for _, c := range []struct{ name, grid string }{
		{"clients and their persons", `# Obchodní případy
Název | Klient | Kontaktní osoba
A | 27082440 | Jan Novák
B | e-2 | novak jan
C | BETA | Eva Malá
D | | J.Novak@alfa.example
E | Alfa | Eva Malá ‹unknown-contact
F | | Jan Novák ‹ambiguous-contact
G | Jan Novák ‹unknown-client |
H | Alfa | Beta ‹unknown-contact
I | Gama ‹unknown-client | Jan Novák
J | |`},
		{"the columns in another order", `# Obchodní případy
Kontaktní osoba | Název | Předpokládané uzavření | Klient
Jan Novák | A | 1.1.2027 | Alfa
Jan Novák | B | 1.1.2027 | Beta
Eva Malá ‹unknown-contact | C | 1.1.2027 | Alfa`},
		{"an activity belongs to one record", `# Aktivity
Předmět | Typ | Klient | Kontaktní osoba
A | hovor | Alfa |
B | hovor | | Eva Malá
C | hovor | ‹required |
D | hovor | Alfa | Eva Malá ‹required
E | hovor | Gama ‹unknown-client |`},
	} {
		t.Run(c.name, func(t *testing.T) {
			im := open(t)
			before, _ := workbookOf(t, people)
			importFile(t, im, before, importer.CheckOptions{})
			file, expected := workbookOf(t, c.grid)
			r, in := importFile(t, im, file, importer.CheckOptions{})
			if got := found(r); !slices.Equal(got, expected) {
				t.Fatalf("issues %v, want %v", got, expected)
			}
			clientOf := map[int64]int64{}
			for _, person := range records(t, im, data.Contact) {
				clientOf[person.ID] = person.Ref("client")
			}
			for _, r := range records(t, im, r.Template.Record) {
				client, person := r.Ref("client"), r.Ref("contact")
				if client != 0 && person != 0 && clientOf[person] != client {
					t.Errorf("%s of client %d has a person of client %d", r.Title(), client, clientOf[person])
				}
			}
			if len(in.Imported) == 0 {
				t.Error("nothing was imported")
			}
		})
	}
}

// A cell that means one client by its number or external identifier and another by its name is ambiguous and names both; a
// key of the file means that client and no other.
func TestReferenceInSeveralWays(t *testing.T) {
	const clients = `# Klienti
Klíč | Název | IČO | Externí identifikátor
K1 | Alfa s.r.o. | 27074358 | Delta
K2 | Gama | | Alfa s.r.o.
Delta | Delta | | 27074358
`
	const persons = `# Kontaktní osoby
Klient | Příjmení
Alfa s.r.o. ‹ambiguous-client | Novák
27074358 ‹ambiguous-client | Malý
Gama | Veselý
Delta | Tichý
K1 | Starý`
	im := open(t)
	file, expected := workbookOf(t, clients+persons)
	r := checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, expected) {
		t.Fatalf("issues %v, want %v", got, expected)
	}
	for _, i := range r.Issues {
		if len(i.Others) != 2 {
			t.Errorf("%s: %v, want both clients", i.Value, i.Others)
		}
	}
	for _, e := range r.Entries {
		if e.Record.Text("last_name") == "Tichý" && (e.Client == nil || e.Client.Record.Title() != "Delta") {
			t.Errorf("the key means %v", e.Client)
		}
	}
	before, _ := workbookOf(t, clients+"# Kontaktní osoby\nKlient | Příjmení\nGama | Veselý")
	importFile(t, im, before, importer.CheckOptions{})
	file, expected = workbookOf(t, "# Obchodní případy\nNázev | Klient\nA | Alfa s.r.o. ‹ambiguous-client\nB | 27074358 ‹ambiguous-client\nC | Gama")
	r = checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, expected) {
		t.Fatalf("issues %v, want %v", got, expected)
	}
	if i := r.Issues[0]; len(i.Others) != 2 || i.Others[0].Title != "Alfa s.r.o." || i.Others[1].Title != "Gama" {
		t.Errorf("%v, want both clients", i.Others)
	}
}

// What an activity may belong to is named as the header of the file has it.
func TestRequiredNamesTheColumns(t *testing.T) {
	im := open(t)
	for grid, want := range map[string]string{
		"# Aktivity\nPředmět | Typ | Contact person | Klient\nA | hovor | |": "Klient, Contact person",
		"# Aktivity\nPředmět | Typ\nA | hovor":                               "Klient, Kontaktní osoba, Obchodní případ",
	} {
		file, _ := workbookOf(t, grid)
		r := checkFile(t, im, file, importer.CheckOptions{})
		if len(r.Issues) != 1 || !strings.Contains(r.Issues[0].Message(assets.Languages()[0]), want) {
			t.Errorf("%q: %v, want %q", grid, r.Issues, want)
		}
	}
}

// A deal is the same as one of its name and client, an activity as one of its subject and date that belongs to the same
// record; blank values are the same as nothing.
func TestDuplicateDealsAndActivities(t *testing.T) {
	im := open(t)
	for _, before := range []string{people, "# Obchodní případy\nNázev | Klient | Hodnota\nNákup | Alfa | 1\nSám | | 1",
		"# Aktivity\nPředmět | Datum | Klient | Kontaktní osoba\nVolat | 1.2.2027 | Alfa |\nPsát | 1.2.2027 | | Eva Malá"} {
		file, _ := workbookOf(t, before)
		importFile(t, im, file, importer.CheckOptions{})
	}
	for _, grid := range []string{`# Obchodní případy
Název | Klient | Hodnota
NAKUP ‹duplicate-in-database | 27082440 | 2
Nákup | Beta | 1
nákup ‹duplicate-in-file | E-2 | 1
Sám | | 1`, `# Aktivity
Předmět | Datum | Klient | Kontaktní osoba
volat ‹duplicate-in-database | 1.2.2027 | 27082440 |
Volat | 2.2.2027 | Alfa |
Volat ‹duplicate-in-file | 2.2.2027 | Alfa |
Volat | 1.2.2027 | Beta |
Volat | 1.2.2027 | | Eva Malá
Psát ‹duplicate-in-database | 1.2.2027 | | Eva Malá`} {
		file, expected := workbookOf(t, grid)
		if got := found(checkFile(t, im, file, importer.CheckOptions{})); !slices.Equal(got, expected) {
			t.Errorf("issues %v, want %v", got, expected)
		}
	}
}
