package importer_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kartoteka/assets/madeup"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
)

// A codeCase is a workbook that raises one code, and only what its grid is marked with.
type codeCase struct {
	grid   string
	before string            // a workbook imported first, "" for none
	again  bool              // the workbook itself was imported first
	cells  map[string]string // cells of the first sheet that hold no text, as they stand in its XML; STYLE is the style of format
	format string            // a number format
	merge  string            // cells merged
	at     string            // the sheet of an issue without a cell, which the grid can't mark
	option importer.CheckOptions
}

var codeCases = map[issue.Code]codeCase{
	issue.MissingSheet:    {grid: "# Klienti\nKlíč | Název\nK1 | Alfa"},
	issue.MissingColumn:   {grid: "! clients-wide\n# Klienti\nIČO | Ulice | Město | PSČ | Země\n | U lípy 1 | Praha | |", at: "Klienti"},
	issue.DuplicateColumn: {grid: "! leads\n# Leady\nPředmět | Subject ‹duplicate-column\nDobrý | x"},
	issue.NoData:          {grid: "# Leady\nPředmět"},
	issue.TooManyRecords:  {grid: "# Leady\nPředmět" + strings.Repeat("\nPoptávka", data.MaxRecords+1)},

	issue.Required:            {grid: "# Leady\nPředmět | Město\nDobrý | Praha\n‹required | Brno"},
	issue.TooLong:             {grid: "# Leady\nPředmět | Město\nDobrý | Praha\nŠpatný | " + strings.Repeat("ř", 256) + " ‹too-long\nMez | " + strings.Repeat("ř", 255)},
	issue.InvalidDate:         {grid: "# Leady\nPředmět | Přijato\nDobrý | 28.2.2026\nŠpatný | 29.2.2026 ‹invalid-date"},
	issue.InvalidTime:         {grid: "# Leady\nPředmět | Kdy volat\nDobrý | 14:30\nŠpatný | 25:00 ‹invalid-time"},
	issue.InvalidNumber:       {grid: "# Produkty\nKód | Název | Náklad\nA | Dobrý | 1 234,50\nB | Špatný | dvacet ‹invalid-number"},
	issue.AmbiguousNumber:     {grid: "# Produkty\nKód | Název | Náklad\nA | Dobrý | 1.234,50\nB | Špatný | 1.234 ‹ambiguous-number"},
	issue.InvalidBool:         {grid: "# Leady\nPředmět | Fyzická osoba\nDobrý | ne\nŠpatný | možná ‹invalid-bool"},
	issue.InvalidEmail:        {grid: "# Leady\nPředmět | E-mail 1\nDobrý | a@example.com\nŠpatný | a(at)example.com ‹invalid-email"},
	issue.SeveralValues:       {grid: "# Leady\nPředmět | E-mail 1\nDobrý | a@example.com\nŠpatný | a@example.com; b@example.com ‹several-values"},
	issue.InvalidPhone:        {grid: "# Leady\nPředmět | Telefon 1\nDobrý | 601 000 001\nŠpatný | nemá ‹invalid-phone"},
	issue.InvalidURL:          {grid: "# Leady\nPředmět | WWW\nDobrý | www.example.com\nŠpatný | ftp://example.com ‹invalid-url"},
	issue.NotInList:           {grid: "# Leady\nPředmět | Stav leadu\nDobrý | novy\nŠpatný | Nvý ‹not-in-list"},
	issue.UnknownUser:         {grid: "# Leady\nPředmět | Vlastník\nDobrý | Administrátor\nŠpatný | Nikdo ‹unknown-user"},
	issue.UnknownClient:       {grid: "# Klienti\nKlíč | Název\nK1 | Alfa\n# Kontaktní osoby\nKlient | Příjmení\nK1 | Dobrý\nK9 ‹unknown-client | Špatný"},
	issue.AmbiguousClient:     {grid: "# Klienti\nNázev | IČO\nAlfa | 27082440\nAlfa | 25596641\n# Kontaktní osoby\nKlient | Příjmení\n27082440 | Dobrý\nAlfa ‹ambiguous-client | Špatný"},
	issue.UnknownContact:      {grid: "# Aktivity\nPředmět | Typ | Kontaktní osoba\nDobrý | hovor | Jan Novák\nŠpatný | hovor | Alfa ‹unknown-contact", before: "# Klienti\nNázev\nAlfa\nBeta\n# Kontaktní osoby\nKlient | Jméno | Příjmení\nAlfa | Jan | Novák\nAlfa | Eva | Malá\nBeta | Eva | Malá"},
	issue.AmbiguousContact:    {grid: "# Aktivity\nPředmět | Typ | Kontaktní osoba\nDobrý | hovor | novák jan\nŠpatný | hovor | Eva Malá ‹ambiguous-contact", before: "# Klienti\nNázev\nAlfa\nBeta\n# Kontaktní osoby\nKlient | Jméno | Příjmení\nAlfa | Jan | Novák\nAlfa | Eva | Malá\nBeta | Eva | Malá"},
	issue.UnknownLead:         {grid: "# Aktivity\nPředmět | Typ | Lead\nDobrý | hovor | poptavka\nŠpatný | hovor | Sklad ‹unknown-lead", before: "# Leady\nPředmět\nPoptávka"},
	issue.AmbiguousLead:       {grid: "# Aktivity\nPředmět | Typ | Lead\nDobrý | hovor | Sklad\nŠpatný | hovor | Poptávka ‹ambiguous-lead", before: "# Leady\nPředmět | Název společnosti\nPoptávka | Alfa\nPoptávka | Beta\nSklad |"},
	issue.UnknownDeal:         {grid: "# Aktivity\nPředmět | Typ | Obchodní případ\nDobrý | hovor | nákup\nŠpatný | hovor | Prodej ‹unknown-deal", before: "# Obchodní případy\nNázev | Předpokládané uzavření\nNákup | 1.1.2027"},
	issue.AmbiguousDeal:       {grid: "# Aktivity\nPředmět | Typ | Obchodní případ\nDobrý | hovor | Prodej\nŠpatný | hovor | nákup ‹ambiguous-deal", before: "# Obchodní případy\nNázev | Předpokládané uzavření\nNákup | 1.1.2027\nNákup | 1.1.2027\nProdej |"},
	issue.FormulaError:        {grid: "# Leady\nPředmět | Město\nDobrý | Praha\nŠpatný | x ‹formula-error", cells: map[string]string{"B3": `<c r="B3" t="e"><f>A9</f><v>#REF!</v></c>`}},
	issue.FormulaWithoutValue: {grid: "# Leady\nPředmět | Město\nDobrý | Praha\nŠpatný | x ‹formula-without-value", cells: map[string]string{"B3": `<c r="B3"><f>A3</f></c>`}},
	issue.InvalidRange:        {grid: "# Produkty\nKód | Název | Platnost od | Platnost do\nA | Dobrý | 1.1.2026 | 1.1.2026\nB | Špatný | 2.1.2026 | 1.1.2026 ‹invalid-range"},
	issue.DuplicateKey:        {grid: "# Produkty\nKód | Název\nA-1 | Dobrý\na-1 ‹duplicate-key | Špatný"},
	issue.ClientLeftOut:       {grid: "# Klienti\nNázev | E-mail 1 | Kontakt 1 – Příjmení\nDobrý | | Nová\nŠpatný | @ ‹invalid-email | Stará ‹client-left-out"},

	issue.ClientSkipped:       {grid: "# Klienti\nNázev | Kontakt 1 – Příjmení\nDobrý | Nová\nAlfa ‹duplicate-in-database | Stará ‹client-skipped", before: "# Klienti\nNázev\nAlfa"},
	issue.DuplicateInFile:     {grid: "# Klienti\nNázev | IČO\nAlfa | 27082440\nBeta | 27082440 ‹duplicate-in-file"},
	issue.DuplicateInDatabase: {grid: "# Klienti\nNázev | IČO\nDobrý | 25596641\nBeta | 27082440 ‹duplicate-in-database", before: "# Klienti\nNázev | IČO\nAlfa | 27082440"},

	issue.AlreadyImported:     {grid: "# Produkty\nKód | Název\nA | Židle", again: true},
	issue.OutdatedTemplate:    {grid: "# Klienti\nNázev | IČO\nAlfa |", at: "Klienti"},
	issue.RetiredColumn:       {grid: "# Leady\nPředmět | Město | Vyřazené ‹retired-column\nPoptávka | Praha | x"},
	issue.UnknownSheet:        {grid: "# Leady\nPředmět\nPoptávka\n# Poznámky\nnezapomenout", at: "Poznámky"},
	issue.UnknownColumn:       {grid: "# Leady\nPředmět | Město | Barva očí ‹unknown-column\nPoptávka | Praha | modrá"},
	issue.SeventhPerson:       {grid: "# Klienti\nNázev | Kontakt 1 – Příjmení | Kontakt 7 – Příjmení ‹seventh-person | Contact 12 – E-mail 1 ‹seventh-person \nAlfa | Nová | Malá |"},
	issue.RepeatedHeader:      {grid: "# Klienti\nNázev | IČO | Město\nAlfa | | Brno\nNázev | IČO | Město\nName * | | Praha\nNázev | | Brno\nBeta | | Praha", at: "Klienti"},
	issue.ExampleLeft:         {grid: "# Klienti\nNázev | E-mail 1 | Země | Plátce DPH | Ulice | Poznámka | Výročí\nAlfa | jana.novakova@example.com ‹example-left | Česko | Ano | | |\nBeta | | Česko | Ano | | Volat dopoledne. | 2.3.2010\nGama | | | | Lipová 123/4 ‹example-left | Call in the morning. ‹example-left | 1.3.2010 ‹example-left\nDelta | | | | | | 1.3.2010"},
	issue.MergedCells:         {grid: "# Leady\nPředmět | Název společnosti | Město\nPoptávka | Alfa ‹merged-cells |", merge: "B2:C2"},
	issue.Formula:             {grid: "# Leady\nPředmět | Město\nPoptávka | x ‹formula", cells: map[string]string{"B2": `<c r="B2" t="str"><f>"Pra"&amp;"ha"</f><v>Praha</v></c>`}},
	issue.DoubtfulRegNumber:   {grid: "# Klienti\nNázev | IČO\nAlfa | 12345678 ‹doubtful-reg-number"},
	issue.DoubtfulTaxNumber:   {grid: "# Klienti\nNázev | DIČ\nAlfa | CZ123 ‹doubtful-tax-number"},
	issue.DoubtfulZIP:         {grid: "# Klienti\nNázev | PSČ\nAlfa | 123 ‹doubtful-zip"},
	issue.DoubtfulBankAccount: {grid: "# Klienti\nNázev | Bankovní spojení\nAlfa | 1234567/0100 ‹doubtful-bank-account"},
	issue.DoubtfulDataBox:     {grid: "# Klienti\nNázev | Datová schránka\nAlfa | abc ‹doubtful-databox"},
	issue.DoubtfulPhone:       {grid: "# Klienti\nNázev | Telefon 1\nAlfa | 12345 ‹doubtful-phone"},
	issue.DoubtfulRate:        {grid: "# Produkty\nKód | Název | Sazba DPH\nA | Dobrý | 0\nB | Podezřelý | 0,21 ‹doubtful-rate"},
	issue.ShownDiffers:        {grid: "# Klienti\nNázev | Externí identifikátor\nAlfa | x ‹shown-differs", cells: map[string]string{"B2": `<c r="B2"><v>1234567890123456</v></c>`}},
	issue.ZerosShown:          {grid: "# Klienti\nNázev | Externí identifikátor\nAlfa | x ‹zeros-shown", cells: map[string]string{"B2": `<c r="B2" s="STYLE"><v>42</v></c>`}, format: "0000"},
	issue.CurrencyDiffers:     {grid: "# Produkty\nKód | Název | Náklad | Měna\nA | Dobrý | 100 € | EUR\nB | Podezřelý | 100 Kč ‹currency-differs | EUR"},
	issue.CurrencyFromFormat:  {grid: "# Produkty\nKód | Název | Náklad | Měna\nA | Dobrý | 100 Kč |\nB | Židle | 2,50 € | ‹currency-from-format"},
	issue.SeveralPhones:       {grid: "# Klienti\nNázev | Telefon 1\nAlfa | 777 123 456 nebo 603 111 222 ‹several-phones"},

	issue.LeadingZeros: {grid: "# Klienti\nNázev | IČO\nAlfa | 6947 ‹leading-zeros"},
	issue.Scientific:   {grid: "# Klienti\nNázev | Externí identifikátor\nAlfa | x ‹scientific", cells: map[string]string{"B2": `<c r="B2"><v>4.206E+11</v></c>`}},
	issue.NewListItem:  {grid: "# Leady\nPředmět | Stav leadu\nPoptávka | Ztracený ‹new-list-item", option: importer.CheckOptions{AddListItems: true}},
	issue.Trimmed:      {grid: "# Klienti\nNázev | Ulice\nAlfa | x ‹trimmed", cells: map[string]string{"B2": `<c r="B2" t="inlineStr"><is><t xml:space="preserve">Dlouhá&#10;12</t></is></c>`}},
}

// TestEveryCodeIsReached demands of every code a workbook that raises it, at its place and nothing beside it, and of
// every severity what it promises: an error keeps its record out or the whole file, a duplicate is skipped, what a
// warning or a repair is about comes in. Every issue is told in whichever language is asked for.
func TestEveryCodeIsReached(t *testing.T) {
	l := madeup.Language(t)
	for _, code := range issue.Codes() {
		t.Run(string(code), func(t *testing.T) {
			c, ok := codeCases[code]
			if _, foreign := foreignCases[code]; foreign {
				return // see TestEveryForeignCodeIsReached
			}
			if !ok {
				t.Fatal("no workbook raises it")
			}
			im := open(t)
			file, expected := c.workbook(t, im, code)
			r := checkFile(t, im, file, c.option)
			if got := found(r); !slices.Equal(got, expected) {
				t.Fatalf("issues %v, want %v", got, expected)
			}
			for i := range r.Issues {
				speaksOnly(t, l, &r.Issues[i])
			}
			in, err := im.Import(context.Background(), r, admin(t, im), nil)
			if code.OfFile() {
				if !errors.Is(err, importer.ErrBlocked) {
					t.Errorf("import: %v", err)
				}
				return
			}
			check(t, err)
			if in.Imported[r.Template.Record] == 0 {
				t.Error("nothing was imported")
			}
			want := map[issue.Severity]importer.Outcome{
				issue.Error: importer.Rejected, issue.Consequence: importer.Rejected, issue.Duplicate: importer.Skipped, issue.Warning: importer.Imported, issue.Repair: importer.Imported,
			}[code.Severity()]
			for _, i := range r.Issues {
				if e := r.EntryAt(i.Sheet, i.Row, i.Col); i.Code == code && e != nil && e.Outcome != want {
					t.Errorf("the outcome of the record is %d, want %d", e.Outcome, want)
				}
			}
		})
	}
}

// workbook makes the workbook of a case and the database it is checked against, and says what the check should find.
func (c codeCase) workbook(t *testing.T, im *importer.Importer, code issue.Code) (string, []expectation) {
	t.Helper()
	addField := func(kind data.RecordType, of data.FieldType, title string) data.Field {
		f, err := im.Store.AddField(context.Background(), admin(t, im), kind, data.Field{Title: title, Type: of})
		check(t, err)
		return f
	}
	switch code {
	case issue.OutdatedTemplate:
		addField(data.Client, data.Text, "Velikost flotily")
	case issue.InvalidTime:
		addField(data.Lead, data.Time, "Kdy volat")
	case issue.RetiredColumn:
		check(t, im.Store.RetireField(context.Background(), admin(t, im), addField(data.Lead, data.Text, "Vyřazené").ID, true))
	}
	if c.before != "" {
		file, _ := workbookOf(t, c.before)
		importFile(t, im, file, importer.CheckOptions{})
	}
	file, expected := workbookOf(t, c.grid)
	style := ""
	if c.format != "" {
		file = rewritePart(t, file, "xl/styles.xml", func(xml string) string {
			_, formats, _ := strings.Cut(xml, "<cellXfs")
			formats, _, _ = strings.Cut(formats, "</cellXfs>")
			style = strconv.Itoa(strings.Count(formats, "<xf "))
			xml = strings.Replace(xml, "</cellXfs>", `<xf numFmtId="999"/></cellXfs>`, 1)
			format := `<numFmt numFmtId="999" formatCode="` + c.format + `"/>`
			if strings.Contains(xml, "</numFmts>") {
				return strings.Replace(xml, "</numFmts>", format+"</numFmts>", 1)
			}
			return strings.Replace(xml, "<fonts", `<numFmts count="1">`+format+"</numFmts><fonts", 1)
		})
	}
	if len(c.cells) > 0 || c.merge != "" {
		file = rewritePart(t, file, "xl/worksheets/sheet1.xml", func(xml string) string {
			for name, cell := range c.cells {
				xml = regexp.MustCompile(fmt.Sprintf(`<c r="%s"[^>]*>.*?</c>`, name)).ReplaceAllLiteralString(xml, strings.Replace(cell, "STYLE", style, 1))
			}
			if c.merge != "" {
				xml = strings.Replace(xml, "</sheetData>", fmt.Sprintf(`</sheetData><mergeCells><mergeCell ref="%s"/></mergeCells>`, c.merge), 1)
			}
			return xml
		})
	}
	if c.again {
		importFile(t, im, file, importer.CheckOptions{})
		for _, p := range records(t, im, data.Product) { // the codes are free again
			p.Set("code", "old "+p.Text("code"))
			check(t, im.Store.Update(context.Background(), admin(t, im), &p))
		}
	}
	marked := slices.ContainsFunc(expected, func(e expectation) bool { return strings.HasSuffix(e, " "+string(code)) })
	if !marked {
		expected = append(expected, strings.TrimSpace(c.at+" "+string(code)))
		slices.Sort(expected)
	}
	return file, expected
}
