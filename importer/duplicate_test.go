package importer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

func TestDuplicatesOfTheDatabase(t *testing.T) {
	const first = `
		# Klienti
		Klíč | Název | IČO
		K1   | Alfa  | 27082440
		K2   | Beta  |
		# Kontaktní osoby
		Klient | Příjmení | Jméno | E-mail 1
		K1     | Novák    | Jan   | jan@example.com`
	const second = `
		# Klienti
		Klíč | Název                             | IČO
		A    | Jinak                        | 27082440 ‹duplicate-in-database
		B    | BETA ‹duplicate-in-database  | 00006947
		C    | Gama                              |
		# Kontaktní osoby
		Klient             | Příjmení | Jméno | E-mail 1
		A ‹client-skipped | Nová     | Eva   |
		C                  | NOVÁK ‹duplicate-in-database | Ján | JAN@example.com
		C                  | Novák    | Jan   | jiny@example.com
		Alfa               | Malá     | Eva   |
		Alfa               | Novák ‹duplicate-in-database | Jan |`
	for _, test := range []struct {
		choice            importer.Decision
		clients, contacts int
	}{
		{importer.SkipDuplicate, 1, 2},
		{importer.ImportDuplicate, 3, 5},
		{importer.AttachPersons, 1, 3},
	} {
		t.Run(string(test.choice), func(t *testing.T) {
			im := open(t)
			file, _ := workbookOf(t, first)
			importFile(t, im, file, importer.CheckOptions{})
			file, expected := workbookOf(t, second)
			r := checkFile(t, im, file, importer.CheckOptions{Choices: importer.Choices{All: test.choice}})
			if test.choice != importer.SkipDuplicate {
				expected = slices.DeleteFunc(expected, func(e string) bool { return strings.HasSuffix(e, "client-skipped") })
			}
			if test.choice == importer.ImportDuplicate { // the duplicate that is imported is there for the next row to be one of
				expected = append(expected, "Kontaktní osoby!B4 duplicate-in-file")
				slices.Sort(expected)
			}
			if got := found(r); !slices.Equal(got, expected) {
				t.Errorf("issues\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(expected, "\n     "))
			}
			_, err := im.Import(context.Background(), r, admin(t, im), nil)
			check(t, err)
			clients, contacts := len(records(t, im, data.Client))-2, len(records(t, im, data.Contact))-1
			if clients != test.clients || contacts != test.contacts {
				t.Errorf("imported %d clients and %d persons, want %d and %d", clients, contacts, test.clients, test.contacts)
			}
		})
	}
}

// A registration number is one of its country; a client without a country may be of any.
func TestRegistrationNumbersOfDifferentCountries(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev | IČO | Země\nAlfa | 27082440 | CZ\nBeta | 25596641 | DE\nGama | 00006947 |")
	importFile(t, im, file, importer.CheckOptions{})
	file, expected := workbookOf(t, `
		# Klienti
		Název | IČO | Země
		Jiná  | 27082440 | DE
		Alfa2 | 27082440 ‹duplicate-in-database | CZ
		Alfa3 | 27082440 ‹duplicate-in-database |
		Beta2 | 25596641 | AT
		Beta3 | 25596641 ‹duplicate-in-file | AT
		Gama2 | 00006947 ‹duplicate-in-database | PL`)
	if got := found(checkFile(t, im, file, importer.CheckOptions{})); !slices.Equal(got, expected) {
		t.Errorf("issues\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(expected, "\n     "))
	}
}

// Keys and codes that look the same are the same: a hard blank, a character without width, another dash.
func TestKeysThatLookTheSame(t *testing.T) {
	im := open(t)
	file, expected := workbookOf(t, "# Klienti\nKlíč | Název\nK\u00a05 | Alfa\nA-1 | Beta\n# Kontaktní osoby\nKlient | Příjmení\nK 5 | Nová\nK  5 | Malá\nK\u202f\u200b5 | Krátká\nA‑\u00ad1 | Velká\nA–1 | Dlouhá\nK5 ‹unknown-client | Jiná")
	if got := found(checkFile(t, im, file, importer.CheckOptions{})); !slices.Equal(got, expected) {
		t.Errorf("persons: issues %v, want %v", got, expected)
	}
	file, _ = workbookOf(t, "# Produkty\nKód | Název\nA\u00a01 | Židle")
	importFile(t, im, file, importer.CheckOptions{})
	file, expected = workbookOf(t, "# Produkty\nKód | Název\nA 1 ‹duplicate-key | Židle\nB\u200b2 | Stůl\nb2 ‹duplicate-key | Stůl")
	if got := found(checkFile(t, im, file, importer.CheckOptions{})); !slices.Equal(got, expected) {
		t.Errorf("products: issues %v, want %v", got, expected)
	}
}

func TestAttachedPersonGoesToTheClientInTheDatabase(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nKlíč | Název\nK1 | Alfa\n# Kontaktní osoby\nKlient | Příjmení\nK1 | První")
	importFile(t, im, file, importer.CheckOptions{})
	file, _ = workbookOf(t, "# Klienti\nKlíč | Název\nK1 | Alfa\n# Kontaktní osoby\nKlient | Příjmení\nK1 | Druhý")
	importFile(t, im, file, importer.CheckOptions{Choices: importer.Choices{All: importer.AttachPersons}})
	clients, contacts := records(t, im, data.Client), records(t, im, data.Contact)
	if len(clients) != 1 || len(contacts) != 2 || contacts[0].Ref("client") != clients[0].ID || contacts[1].Ref("client") != clients[0].ID {
		t.Errorf("clients %v, contacts %v", clients, contacts)
	}
}

// A person is never attached to one of two clients that are as like: the client is said to be ambiguous. The IČO tells which is meant.
func TestNoPersonGoesToOneOfTwoClients(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev | IČO\nAlfa |\nALFA |\nBeta | 27082440\nBeta |")
	importFile(t, im, file, importer.CheckOptions{Choices: importer.Choices{All: importer.ImportDuplicate}})
	file, expected := workbookOf(t, `
		# Klienti
		Název | IČO | Kontakt 1 – Příjmení | Kontakt 2 – Příjmení
		Alfa ‹duplicate-in-database ambiguous-client | | První ‹client-skipped | Druhý ‹client-skipped
		Beta | 27082440 ‹duplicate-in-database | Třetí |`)
	r, _ := importFile(t, im, file, importer.CheckOptions{Choices: importer.Choices{All: importer.AttachPersons}})
	if got := found(r); !slices.Equal(got, expected) {
		t.Errorf("got %v, want %v", got, expected)
	}
	people := records(t, im, data.Contact)
	if len(people) != 1 || people[0].Text("last_name") != "Třetí" {
		t.Errorf("people %v", people)
	}
	for i := range r.Issues {
		if message := r.Issues[i].Message(assets.Czech); r.Issues[i].Code == issue.AmbiguousClient && !strings.Contains(message, "Osoby se k žádnému nepřipojí") {
			t.Errorf("it is said: %s", message)
		}
	}
}

func TestSameFileAgain(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Leady\nPředmět\nPoptávka")
	_, in := importFile(t, im, file, importer.CheckOptions{})
	r := checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, []string{"already-imported"}) || r.Issues[0].Value != in.Label {
		t.Errorf("issues %v, label %q", got, r.Issues[0].Value)
	}
}

func TestProductCodeTakenInTheDatabase(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Produkty\nKód | Název\nA-1 | Židle")
	importFile(t, im, file, importer.CheckOptions{})
	file, expected := workbookOf(t, "# Produkty\nKód | Název\na-1 ‹duplicate-key | Stůl\nA-2 | Křeslo")
	r := checkFile(t, im, file, importer.CheckOptions{})
	if got := found(r); !slices.Equal(got, expected) {
		t.Errorf("got %v, want %v", got, expected)
	}
}

// A person's phone without a prefix is one of the client's country, in the file and in the database alike, whatever the
// private address says; so the check and a form see the same two people as one.
func TestPhonesOfPersonsOfForeignClients(t *testing.T) {
	const first = `
		# Klienti
		Klíč | Název       | Země
		K1   | Berlin GmbH | Německo
		K2   | Alfa s.r.o. |
		# Kontaktní osoby
		Klient | Příjmení | Jméno | Telefon 1   | Země
		K1     | Braun    | Anna  | 030 901820  | Česko
		K2     | Novák    | Jan   | 777 123 456 |`
	const second = `
		# Klienti
		Klíč | Název        | Země
		A    | Hamburg GmbH | DE
		B    | Beta s.r.o.  |
		# Kontaktní osoby
		Klient      | Příjmení                       | Jméno | Telefon 1                     | Země
		B           | Braun ‹duplicate-in-database   | Anna  | +49 30 901820                 |
		A           | Braun ‹duplicate-in-database   | Anna  | 030/901820                    | SK
		B           | Braun                          | Anna  | 030 901820 ‹doubtful-phone    |
		Berlin GmbH | Novák ‹duplicate-in-database   | Jan   | +420777123456                 |
		A           | Schmidt                        | Eva   | 040 428 280                   |
		B           | Schmidt ‹duplicate-in-file     | Eva   | 0049 40 428280                |`
	im := open(t)
	file, _ := workbookOf(t, first)
	importFile(t, im, file, importer.CheckOptions{})
	file, expected := workbookOf(t, second)
	if got := found(checkFile(t, im, file, importer.CheckOptions{})); !slices.Equal(got, expected) {
		t.Errorf("issues\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(expected, "\n     "))
	}
	ctx := context.Background()
	schema, err := im.Store.Schema(ctx)
	check(t, err)
	parser, err := value.ParserFor(ctx, im.Store, assets.Czech, now)
	check(t, err)
	clients := records(t, im, data.Client)
	alfa := clients[slices.IndexFunc(clients, func(r data.Record) bool { return r.Title() == "Alfa s.r.o." })]
	anna := made(data.Contact, "client", alfa.ID, "first_name", "Anna", "last_name", "Braun", "phone_2", "0049 30 901820")
	same, _, err := im.SameAs(ctx, parser, schema, anna)
	check(t, err)
	if same == nil || same.Record.Text("phone_1") != "030 901820" {
		t.Errorf("a form finds %+v", same)
	}
}

// Persons of a client that is there already become its persons, in every template; who is there already stays a
// duplicate. A row above counts as much as the database.
func TestAttachInEveryTemplate(t *testing.T) {
	const before = "# Klienti\nKlíč | Název | IČO\nK1 | Alfa | 27082440\n# Kontaktní osoby\nKlient | Příjmení\nK1 | Známá"
	for name, grid := range map[string]string{
		"in a row": `
			# Klienti
			Název | IČO | Kontakt 1 – Příjmení | Kontakt 2 – Příjmení
			Jinak | 27082440 ‹duplicate-in-database | Známá ‹duplicate-in-database | Nová
			Beta  |     | První |
			BETA ‹duplicate-in-file |  | PRVNÍ ‹duplicate-in-file | Druhá`,
		"on two sheets": `
			# Klienti
			Klíč | Název | IČO
			A | Jinak | 27082440 ‹duplicate-in-database
			B | Beta  |
			C | BETA ‹duplicate-in-file |
			# Kontaktní osoby
			Klient | Příjmení
			A | Známá ‹duplicate-in-database
			A | Nová
			B | První
			C | PRVNÍ ‹duplicate-in-file
			C | Druhá`,
	} {
		t.Run(name, func(t *testing.T) {
			im := open(t)
			file, _ := workbookOf(t, before)
			importFile(t, im, file, importer.CheckOptions{})
			file, expected := workbookOf(t, grid)
			r, in := importFile(t, im, file, importer.CheckOptions{Choices: importer.Choices{All: importer.AttachPersons}})
			if got := found(r); !slices.Equal(got, expected) {
				t.Errorf("issues\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(expected, "\n     "))
			}
			if n := r.Attached(); len(n) != 1 || n[data.Contact] != 1 || in.Imported[data.Contact] != 3 || in.Imported[data.Client] != 1 {
				t.Errorf("attached %v of %v", n, in.Imported)
			}
			clients := map[int64]string{}
			for _, c := range records(t, im, data.Client) {
				clients[c.ID] = c.Title()
			}
			for _, p := range records(t, im, data.Contact) {
				want := map[string]string{"Známá": "Alfa", "Nová": "Alfa", "První": "Beta", "Druhá": "Beta"}[p.Title()]
				if got := clients[p.Ref("client")]; got != want {
					t.Errorf("%s belongs to %q, want %q", p.Title(), got, want)
				}
			}
		})
	}
}

// Whoever imports a client that is there already is not asked again about each of its persons.
func TestImportedDuplicateBringsItsPersons(t *testing.T) {
	const known = `
		# Klienti
		Klíč | Název | IČO
		A | Alfa | 27082440
		# Kontaktní osoby
		Klient | Jméno | Příjmení | E-mail 1
		A | Eva | Malá | eva@example.com`
	im := open(t)
	file, _ := workbookOf(t, known)
	importFile(t, im, file, importer.CheckOptions{})
	file, expected := workbookOf(t, `
		# Klienti
		Název | IČO | Kontakt 1 – Jméno | Kontakt 1 – Příjmení | Kontakt 1 – E-mail 1 | Kontakt 2 – Jméno | Kontakt 2 – Příjmení
		Alfa | 27082440 ‹duplicate-in-database | Eva | Malá | eva@example.com | EVA | MALÁ ‹duplicate-in-file
		Beta | | Eva | Malá ‹duplicate-in-database | eva@example.com |  |`) // the person of a client that is new
	r := checkFile(t, im, file, importer.CheckOptions{})
	r.Decide(importer.Choices{Entry: map[importer.EntryKey]importer.Decision{r.Key(r.Entries[0]): importer.ImportDuplicate}})
	if got := found(r); !slices.Equal(got, expected) {
		t.Errorf("issues %v, want %v", got, expected)
	}
	if n := r.Outcomes(importer.Imported); n[data.Client] != 2 || n[data.Contact] != 1 {
		t.Errorf("imported %v, issues %v", n, found(r))
	}
}

// A client that is there already takes its persons out of an import with it, which is no error.
func TestKnownClientWithPersonIsNoError(t *testing.T) {
	im := open(t)
	file, _ := workbookOf(t, "# Klienti\nNázev\nAlfa")
	importFile(t, im, file, importer.CheckOptions{})
	file, _ = workbookOf(t, "# Klienti\nNázev | Kontakt 1 – Příjmení\nAlfa | Stará\nBeta | Nová")
	r, in := importFile(t, im, file, importer.CheckOptions{})
	if r.HasErrors() || in.Imported[data.Contact] != 1 || in.Duplicates[data.Contact] != 1 || in.Rejected.Total() != 0 {
		t.Errorf("imported %v, duplicates %v, rejected %v, issues %v", in.Imported, in.Duplicates, in.Rejected, found(r))
	}
}

// A person left out with its client is a consequence, and names the cells to mend.
func TestConsequenceNamesItsCauses(t *testing.T) {
	file, _ := workbookOf(t, "# Klienti\nNázev | E-mail 1 | Telefon 1 | Kontakt 1 – Příjmení\nAlfa | @ | nemá | Stará")
	r := checkFile(t, open(t), file, importer.CheckOptions{})
	n := r.Counts()
	if n[issue.Error] != 2 || n[issue.Consequence] != 1 {
		t.Errorf("counts %v", n)
	}
	last := r.Issues[len(r.Issues)-1]
	if len(last.Others) != 2 || last.Others[0].Cell != "B2" || last.Others[1].Cell != "C2" || !strings.Contains(last.Message(assets.Czech), "B2 na listu Klienti a C2 na listu Klienti") {
		t.Errorf("others %v: %s", last.Others, last.Message(assets.Czech))
	}
}
