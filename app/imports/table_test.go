package imports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// table writes a text file.
func (i *importing) table(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(i.folder, name)
	windowtest.Must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// drawn are all texts in the window, those drawn by grids and by the table of the columns too.
func (i *importing) drawn() string {
	var out strings.Builder
	for _, o := range i.Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Visible() {
			out.WriteString(text.Text + "\n")
		}
	}
	return out.String()
}

func (i *importing) draws(t *testing.T, want ...string) {
	t.Helper()
	all := i.drawn()
	for _, s := range want {
		if !strings.Contains(all, s) {
			t.Errorf("the window does not draw %q but:\n%s", s, all)
		}
	}
}

// press types a key where the keyboard is.
func (i *importing) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		i.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

const accounts = "Firma;IČO;Obec;Tel.;Kontaktní osoba;GPS\n" +
	"Alfa Auto s.r.o.;27074358;Brno;608 000 375;Ing. Jan Novotný;49.2\n" +
	"Pekárna U Lípy;25596641;Plzeň;241 000 114;Marie Dvořáková;50.1\n" +
	"Sklárna Bystřice a.s.;45274649;Tábor;293 000 701;Petr Veselý;\n"

// TestTableOfAnotherProgram: the columns are shown with what they become, are agreed to with one key, and the records come in; the
// columns left out are named where the import is started, and the history knows the mapping.
func TestTableOfAnotherProgram(t *testing.T) {
	i := newImporting(t)
	i.open(i.table(t, "adresar.csv", accounts))
	i.Says(t, "Rozumím 5 z 6 sloupců", "Přibude: 3 klienti a 3 kontaktní osoby.", "1 sloupec s údaji se nenačte: GPS.")
	i.draws(t, "Pekárna U Lípy", "Název", "jisté", "adresar.csv", "27074358", "Novotný", "A", "49.2")
	i.press(fyne.KeyReturn) // the way on has the keyboard: nothing is in doubt
	i.Says(t, "Naimportuje 3 klienty a 3 kontaktní osoby.", "1 sloupec s údaji se nenačte: GPS.")
	i.page.StartImport()
	i.Says(t, "Hotovo", "pamatuje jako „adresar“")
	if clients, persons := i.Count(t, data.Client), i.Count(t, data.Contact); clients != 3 || persons != 3 {
		t.Errorf("%d clients and %d persons", clients, persons)
	}
	all, err := i.Store.Imports(context.Background())
	windowtest.Must(t, err)
	if len(all) != 1 || all[0].Mapping != "adresar" {
		t.Errorf("the history has %+v", all)
	}

	i.open(i.table(t, "dalsi.csv", strings.Replace(accounts, "Alfa Auto", "Beta Auto", 1)))
	i.Says(t, i.Text("columns.folded.title"), "„adresar“")
	i.Press(t, i.Text("columns.folded.change"))
	i.draws(t, "Beta Auto s.r.o.")
}

// TestFewActionsWhenSure: from dropping a table of a thousand rows to the import.
func TestFewActionsWhenSure(t *testing.T) {
	i := newImporting(t)
	var text strings.Builder
	text.WriteString("First Name,Last Name,Email,Phone Number,Company Name,City\n")
	for n := range 1000 {
		fmt.Fprintf(&text, "Jan,Novák %d,jan%d@example.com,+420 602 %03d %03d,Firma %d s.r.o.,Brno\n", n, n, n/1000, n, n)
	}
	i.open(i.table(t, "hubspot.csv", text.String())) // 1: the drop
	i.press(fyne.KeyReturn)                          // 2: agreed
	i.page.StartImport()                             // 3
	if i.DialogOpen() {
		i.Press(t, i.Text("import.confirm.verb")) // 4
	}
	if n := i.Count(t, data.Contact); n != 1000 {
		t.Errorf("%d persons, want 1000; the window says\n%s", n, i.Words())
	}
}

// TestChangeColumnByKeyboard: a field is searched for and taken, a column left out, and both are undone; back and forth nothing
// is lost.
func TestChangeColumnByKeyboard(t *testing.T) {
	i := newImporting(t)
	i.open(i.table(t, "adresar.csv", accounts))
	step := i.page.columns
	i.page.Search() // opens the list of the first chip
	test.Type(i.Canvas().Focused(), "poznám")
	i.press(fyne.KeyReturn)
	i.Says(t, "Povinné pole Název nemá sloupec", "Rozumím 5 z 6 sloupců")
	if step.Mapping().Columns[0].To[0] != "client.note" {
		t.Errorf("the column became %v", step.Mapping().Columns[0].To)
	}
	i.press(fyne.KeyEnd, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyDelete)
	i.Says(t, "Rozumím 4 z 6 sloupců")
	step.Undo()
	step.Undo()
	i.Says(t, "Přibude: 3 klienti a 3 kontaktní osoby.")
	step.Redo()
	i.Says(t, "Povinné pole Název nemá sloupec")
	step.Undo()
	i.page.goTo(fileAt)
	i.page.goTo(columnsAt)
	i.Press(t, i.Text("columns.check"))
	i.page.goTo(columnsAt)
	i.Says(t, "Rozumím 5 z 6 sloupců")
	i.SetLanguage(assets.English)
	i.Says(t, "5 of 6 columns understood")
}

// TestSeveralFilesWait: several files are opened one after another, and the window says which are waiting.
func TestSeveralFilesWait(t *testing.T) {
	i := newImporting(t)
	first := i.table(t, "prvni.csv", accounts)
	second := i.table(t, "druhy.csv", "Firma;Město\nGama s.r.o.;Tábor\n")
	third := i.workbook(t, "leady.xlsx", "# Leady\nPředmět\nPoptávka")
	i.page.OpenAll([]string{first, second, third})
	i.Says(t, "Ve frontě čekají další 2 soubory: druhy.csv, leady.xlsx.")
	i.press(fyne.KeyReturn)
	i.page.StartImport()
	i.Press(t, "Další soubor: druhy.csv")
	i.draws(t, "druhy.csv", "Gama s.r.o.")
	i.Says(t, "čeká další 1 soubor")
	i.Press(t, i.Text("import.queue.next"))
	i.Says(t, "Naimportuje 1 lead.")
	if strings.Contains(i.Words(), "Ve frontě") {
		t.Error("the queue is said to wait when nothing does")
	}
}

// TestCardsOfSeveralFilesAreOneTable: an address book that was saved as a file for each card.
func TestCardsOfSeveralFilesAreOneTable(t *testing.T) {
	i := newImporting(t)
	card := func(name, last string) string {
		return i.table(t, name, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:"+last+";Jan;;;\r\nFN:Jan "+last+"\r\nORG:Alfa s.r.o.\r\nEMAIL:jan@example.com\r\nEND:VCARD\r\n")
	}
	i.page.OpenAll([]string{card("a.vcf", "Novák"), card("b.vcf", "Malý")})
	i.Says(t, "Přibude: 1 klient a 2 kontaktní osoby.")
}

// TestPaste: a table copied in a spreadsheet goes the same way; what was pasted is kept only as long as it is needed.
func TestPaste(t *testing.T) {
	i := newImporting(t)
	paste := func() { i.Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{}) }
	i.FyneApp.Clipboard().SetContent("")
	paste()
	i.Says(t, i.Text("import.clipboard.empty"))
	i.FyneApp.Clipboard().SetContent(strings.ReplaceAll(accounts, ";", "\t"))
	i.Tell("Otázka", "otevřený dialog")
	paste()
	i.Says(t, "otevřený dialog")
	i.CloseDialog()
	paste()
	i.Says(t, "Přibude: 3 klienti a 3 kontaktní osoby.")
	i.draws(t, "Schránka")
	i.press(fyne.KeyReturn)
	i.page.StartImport()
	i.Says(t, "Hotovo")
	if len(i.Settings.Recent) != 0 {
		t.Errorf("what was pasted is among the recent files: %q", i.Settings.Recent)
	}
	i.open(i.table(t, "jina.csv", accounts))
	if left, _ := os.ReadDir(i.page.keptFolder()); len(left) != 0 {
		t.Errorf("%d pasted tables are kept", len(left))
	}
}

// TestReplacedNextTimeToo: what was put in place of all equal values holds for the next file, is said, and can be ended; for a table
// it goes with the mapping, for a template with the field.
func TestReplacedNextTimeToo(t *testing.T) {
	for _, text := range []string{"# Leady\nPředmět | Kategorie\nA | wb\nB | wb", ""} {
		i := newImporting(t)
		file := func(n int) string {
			if text == "" {
				return i.table(t, fmt.Sprintf("zdroje%d.csv", n), "Firma;Kategorie\nAlfa s.r.o.;wb\nBeta s.r.o.;wb\n")
			}
			return i.workbook(t, fmt.Sprintf("leady%d.xlsx", n), text)
		}
		i.open(file(1))
		if text == "" {
			i.Press(t, i.Text("columns.check"))
		}
		i.pick(t, "B2")
		known := i.page.check.detail.choices()
		if len(known) == 0 {
			t.Fatal("the field has no list")
		}
		i.page.check.detail.value.SetText(known[0])
		i.page.check.detail.always.SetChecked(true)
		i.Press(t, "Opravit všechny 2 stejné")
		i.shows(t, "B2 value-replaced", "B3 value-replaced")
		i.page.StartImport()
		i.Says(t, "Hotovo")
		i.open(file(2))
		if text == "" {
			i.Press(t, i.Text("columns.check"))
		}
		if rows := strings.Join(i.rows(), " "); !strings.Contains(rows, "value-replaced") {
			t.Fatalf("the next file shows %s", rows)
		}
		i.pick(t, "B2")
		i.Press(t, i.Text("import.replaced.never"))
		if rows := strings.Join(i.rows(), " "); strings.Contains(rows, "value-replaced") {
			t.Errorf("after it was ended, the grid shows %s", rows)
		}
	}
}

// TestRememberedMappings: they are listed, renamed, saved, forgotten and loaded from a file.
func TestRememberedMappings(t *testing.T) {
	i := newImporting(t)
	i.Press(t, i.Text("import.file.mappings"))
	i.Says(t, i.Text("columns.saved.none"))
	i.CloseDialog()
	i.open(i.table(t, "adresar.csv", accounts))
	i.page.StartImport()
	i.page.StartImport()
	i.page.goTo(fileAt)
	names := func() string {
		all, err := i.Importer.Mappings(context.Background())
		windowtest.Must(t, err)
		var out []string
		for _, m := range all {
			out = append(out, m.Name)
		}
		return strings.Join(out, ", ")
	}
	i.Press(t, i.Text("import.file.mappings"))
	i.Press(t, i.Text("columns.saved.rename"))
	i.TypeInto(t, "Účto")
	i.Press(t, i.Text("save"))
	if names() != "Účto" {
		t.Errorf("renamed to %s", names())
	}
	path := filepath.Join(i.folder, "mapa.json")
	i.saveTo(path)
	i.Press(t, i.Text("columns.saved.save"))
	i.Says(t, "mapa.json")
	i.Press(t, i.Text("columns.saved.forget"))
	i.Press(t, i.Text("columns.saved.forget"))
	i.Says(t, "zapomenuté")
	if names() != "" {
		t.Errorf("not forgotten: %s", names())
	}
	i.Press(t, i.Text("columns.saved.load"))
	if names() != "Účto" {
		t.Errorf("loaded as %s", names())
	}
	i.CloseDialog()
	i.open(i.table(t, "dalsi.csv", accounts))
	i.Says(t, i.Text("columns.folded.title"))
}

// TestCopiesOfATable: what was left out of a CSV is saved as one and comes in again by the same columns; the marked copy is a workbook.
func TestCopiesOfATable(t *testing.T) {
	i := newImporting(t)
	i.open(i.table(t, "firmy.csv", "Firma;IČO;E-mail;GPS\nAlfa s.r.o.;27074358;info(at)alfa.example;1\nBeta a.s.;25596641;beta@example.com;2\n"))
	i.Press(t, i.Text("columns.check"))
	i.shows(t, "C2 invalid-email")
	rest, marked := filepath.Join(i.folder, "zbytek.csv"), filepath.Join(i.folder, "vyznačené.xlsx")
	i.saveTo(rest)
	i.page.check.saveRejected()
	i.Says(t, "zbytek.csv")
	i.saveTo(marked)
	i.page.check.saveAnnotated()
	i.Says(t, "vyznačené.xlsx")
	i.pick(t, "C2")
	i.Press(t, i.Text("import.fix"))
	fixed := filepath.Join(i.folder, "opravené.csv")
	i.saveTo(fixed)
	i.page.check.saveCorrected()
	i.Says(t, "oprav")
	i.page.check.takeAllBack()
	i.page.StartImport()
	i.Press(t, i.Text("import.confirm.verb"))
	content, err := os.ReadFile(rest)
	windowtest.Must(t, err)
	if text := string(content); !strings.Contains(text, "info(at)alfa.example") || strings.Contains(text, "Beta") {
		t.Errorf("the rows left out are\n%s", text)
	}
	windowtest.Must(t, os.WriteFile(rest, []byte(strings.Replace(string(content), "(at)", "@", 1)), 0o600))
	i.open(rest)
	i.Says(t, i.Text("columns.folded.title"))
	i.press(fyne.KeyReturn)
	i.Says(t, "Naimportuje 1 klienta.")
}

// TestAddressOfACard: an issue of an address card is found by the number of the card and the property.
func TestAddressOfACard(t *testing.T) {
	i := newImporting(t)
	card := func(last, mail string) string {
		return "BEGIN:VCARD\r\nVERSION:3.0\r\nN:" + last + ";Jan;;;\r\nFN:Jan " + last + "\r\nORG:Alfa s.r.o.\r\nEMAIL:" + mail + "\r\nEND:VCARD\r\n"
	}
	i.open(i.table(t, "lidé.vcf", card("Novák", "jan@example.com")+card("Malý", "maly@example.com")+card("Dub", "dub(at)example.com")))
	i.Press(t, i.Text("columns.check"))
	if rows := strings.Join(i.rows(), ", "); !strings.Contains(rows, "vizitka 3 – EMAIL invalid-email") {
		t.Errorf("the grid shows %s", rows)
	}
}

// TestColumnsAreAskedOnce: what no value tells is asked for the whole column, a required field without a column is offered another
// source, values that no list has may become its items, and the header can stand in another row.
func TestColumnsAreAskedOnce(t *testing.T) {
	i := newImporting(t)
	i.open(i.table(t, "datumy.csv", "Firma;Založeno;Kategorie\nAlfa s.r.o.;3/4/2020;zlatá\nBeta a.s.;5/6/2021;zlatá\n"))
	m := func() []string { return i.page.columns.Mapping().Columns[1].To }
	if len(m()) == 0 {
		t.Fatal("the dates are not understood")
	}
	i.Says(t, "není poznat", "3/4/2020")
	i.Press(t, "první je den")
	i.Says(t, "Sloupec „Kategorie“ má hodnotu, která v číselníku není: zlatá.")
	i.Press(t, i.Text("columns.unlisted.add"))
	i.Says(t, "Přibude: 2 klienti.")
	i.Press(t, i.Text("columns.check"))
	i.Says(t, "Naimportuje 2 klienty.")
	i.page.StartImport()
	all, err := i.Store.Records(context.Background(), data.Client, data.Query{Sort: "name"})
	windowtest.Must(t, err)
	if len(all) != 2 || all[0].Text("category") != "zlatá" {
		t.Errorf("imported %v", all)
	}

	i.open(i.table(t, "lide.csv", "Seznam členů\nJméno;Příjmení;E-mail\nJan;Novák;jan@example.com\nEva;Malá;eva@example.com\n"))
	step := i.page.columns
	if step.Mapping().HeaderRow != 2 || step.Mapping().Row != data.Contact {
		t.Fatalf("header in row %d, a row is %s", step.Mapping().HeaderRow, step.Mapping().Row)
	}
	i.draws(t, "Novák", "Malá")
	i.Says(t, "Přibude: 2 klienti.")
}

// TestTextReadAnew: a wrong guess of encoding and delimiter is put right, and what was decided before stays.
func TestTextReadAnew(t *testing.T) {
	i := newImporting(t)
	i.open(i.table(t, "carky.csv", "Firma,Obec,Barva\n\"Alfa, s.r.o.\",Brno,modrá\n\"Beta, a.s.\",Plzeň,bílá\n"))
	i.Press(t, "CSV (,), utf-8")
	i.Says(t, i.Text("columns.format.title"))
	i.Press(t, i.Text("columns.format.verb"))
	i.draws(t, "Alfa, s.r.o.", "Plzeň")
	i.Says(t, "Přibude: 2 klienti.")
	i.page.columns.Undo()
	i.draws(t, "Alfa, s.r.o.")
}
