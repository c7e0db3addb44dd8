package imports

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"kartoteka/app/native"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
)

// importing is an import page in a window, with the workbooks it is given.
type importing struct {
	windowtest.Window
	page   *Page
	folder string
}

func newImporting(t *testing.T) *importing {
	t.Helper()
	w := windowtest.New(t, pages())
	w.FyneWindow.Resize(fyne.NewSize(1280, 800))
	w.Show("import")
	return &importing{w, w.Page("import").(*Page), t.TempDir()}
}

// workbook writes a workbook: "# sheet", then the header and the rows, cells parted by |.
func (i *importing) workbook(t *testing.T, name, text string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	sheet, row := "", 0
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "# "); ok {
			windowtest.Must(t, i.addSheet(f, sheet == "", title))
			sheet, row = title, 0
			continue
		}
		row++
		cells := strings.Split(line, "|")
		for n := range cells {
			cells[n] = strings.TrimSpace(cells[n])
		}
		address, err := excelize.CoordinatesToCellName(1, row)
		windowtest.Must(t, err)
		windowtest.Must(t, f.SetSheetRow(sheet, address, &cells))
	}
	path := filepath.Join(i.folder, name)
	windowtest.Must(t, f.SaveAs(path))
	return path
}

func (i *importing) addSheet(f *excelize.File, first bool, title string) error {
	if first {
		return f.SetSheetName("Sheet1", title)
	}
	_, err := f.NewSheet(title)
	return err
}

// rows are what the issue grid shows: address and kind.
func (i *importing) rows() []string {
	var rows []string
	for _, r := range i.page.check.issues.grid.Rows {
		rows = append(rows, cellName(i.Lang, r)+" "+string(r.Code))
	}
	return rows
}

func (i *importing) shows(t *testing.T, want ...string) {
	t.Helper()
	if got := i.rows(); !slices.Equal(got, want) {
		t.Errorf("the grid shows %q, want %q", got, want)
	}
}

// pick selects the row of the grid at an address.
func (i *importing) pick(t *testing.T, cell string) {
	t.Helper()
	g := i.page.check.issues.grid
	n := slices.IndexFunc(g.Rows, func(r *issueRow) bool { return cellName(i.Lang, r) == cell })
	if n < 0 {
		t.Fatalf("no row %s among %q", cell, i.rows())
	}
	g.GoTo(n, false)
}

// saveTo answers the file dialog.
func (i *importing) saveTo(path string) {
	i.Native = func(native.Request) (string, error) { return path, nil }
}

// check checks a workbook with the engine alone.
func (i *importing) checked(t *testing.T, file string) *importer.Report {
	t.Helper()
	r, err := i.Importer.Check(context.Background(), file, importer.CheckOptions{Lang: i.Lang}, nil)
	windowtest.Must(t, err)
	return r
}

const leadsWithErrors = `
	# Leady
	Předmět   | E-mail 1
	Poptávka  | novak(at)example.com
	Druhá     | b@example.com
	Třetí     | novak(at)example.com
	          | d@example.com`

func TestSaveTemplate(t *testing.T) {
	i := newImporting(t)
	_, err := i.Store.AddField(context.Background(), i.User, data.Lead, data.Field{Title: "Oblíbená barva", Type: data.Text})
	windowtest.Must(t, err)
	i.page.SaveTemplate()
	i.page.template.ask(template.ByKey("leads"))
	i.Says(t, "Oblíbená barva")
	i.Press(t, assets.English.Title())
	path := filepath.Join(i.folder, "leads.xlsx")
	i.saveTo(path)
	i.Press(t, i.Text("import.template.save"))
	i.Says(t, "leads.xlsx", i.Text("import.show_folder"))
	r := i.checked(t, path)
	if r.Template.Key != "leads" || r.Language != assets.English || len(r.Entries) != 0 {
		t.Errorf("saved a template %s in %s with %d records", r.Template.Key, r.Language, len(r.Entries))
	}
}

func TestWrongFileStandsInThePage(t *testing.T) {
	i := newImporting(t)
	path := filepath.Join(i.folder, "ceny.xlsx")
	windowtest.Must(t, os.WriteFile(path, []byte("<html><body>nic tu není</body></html>"), 0o600))
	i.open(path)
	if i.page.step != fileAt || i.DialogOpen() {
		t.Error("the page does not show the file step, or a dialog is open")
	}
	i.Says(t, "ceny.xlsx", i.Text("error.html"))

	i.page.Tell("jen jeden")
	i.Says(t, "jen jeden")
	i.Press(t, i.Text("dialog.close"))
	if strings.Contains(i.Words(), "jen jeden") {
		t.Error("the word about the drop stays")
	}
}

func (i *importing) open(path string) { i.OpenFile(path) }

func TestCheckWithErrors(t *testing.T) {
	i := newImporting(t)
	path := i.workbook(t, "leady.xlsx", leadsWithErrors)
	i.open(path)
	i.shows(t, "B2 invalid-email", "B4 invalid-email", "A5 required")
	i.Says(t, "Naimportuje 1 lead, 3 záznamy vynechá.", i.Text("import.tile.error"))
	if i.Settings.Recent[0] != path {
		t.Error("the file is not among the recent ones")
	}
	i.pick(t, "B2")
	i.Says(t, "E-mail „novak(at)example.com“ není platná adresa. Opravte jej, např. na novak@example.com.", "Opravit všechny 2 stejné")

	i.page.check.issues.toggle(filter{severity: issue.Duplicate})()
	i.Says(t, i.Text("import.none_shown"))
	i.page.Escape()
	i.page.check.issues.chooseKind(i.page.check.view, 2)
	i.shows(t, "A5 required")
	i.page.Escape()
	test.Type(i.page.check.issues.words, "NÓVAK")
	i.shows(t, "B2 invalid-email", "B4 invalid-email")
}

// TestDrawnAnew: a change of language or look leaves filter, search and place alone, and suggestions speak the new language.
func TestDrawnAnew(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", "# Leady\nPředmět | Země | E-mail 1\nA | Slovensk | a(at)example.com\nB | CZ | b(at)example.com"))
	test.Type(i.page.check.issues.words, "example")
	i.shows(t, "C2 invalid-email", "C3 invalid-email")
	i.pick(t, "C3")
	i.SetLanguage(assets.English)
	i.shows(t, "C2 invalid-email", "C3 invalid-email")
	if r, _ := i.page.check.issues.grid.Current(); r == nil || r.Cell() != "C3" {
		t.Errorf("the cursor went to %v", r)
	}
	i.Says(t, "is not a valid address")
	i.page.Escape()
	if i.page.check.issues.words.Text != "" || len(i.rows()) != 3 {
		t.Errorf("Escape leaves the search %q and %q", i.page.check.issues.words.Text, i.rows())
	}
	i.pick(t, "B2")
	if got := i.page.check.detail.value.Text; got != "Slovakia" {
		t.Errorf("suggested %q in English", got)
	}
}

func TestPieceOfTheSheet(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", leadsWithErrors))
	i.pick(t, "B4")
	var numbers, texts []string
	for _, o := range test.LaidOutObjects(i.page.check.detail.piece) {
		text, ok := o.(*canvas.Text)
		switch {
		case !ok || text.Text == "":
		case strings.Trim(text.Text, "0123456789") == "":
			numbers = append(numbers, text.Text)
		default:
			texts = append(texts, text.Text)
		}
	}
	if all := strings.Join(numbers, " "); !strings.HasPrefix(all, "1 2 3 4 5 6") { // as many more as there is room for
		t.Errorf("the piece shows the rows %s", all)
	}
	want := []string{"A", "B", "Předmět", "E-mail 1", "Poptávka", "novak(at)example.…", "Druhá", "b@example.com", "Třetí", "novak(at)example.…", "d@example.com"}
	if !slices.Equal(texts, want) {
		t.Errorf("the piece shows %q, want %q", texts, want)
	}
}

func TestCorrectOneAndTakeItBack(t *testing.T) {
	i := newImporting(t)
	path := i.workbook(t, "leady.xlsx", leadsWithErrors)
	before, err := os.ReadFile(path)
	windowtest.Must(t, err)
	i.open(path)
	i.pick(t, "B2")
	i.Press(t, i.Text("import.fix"))
	i.shows(t, "B4 invalid-email", "A5 required", "B2 ")
	i.Says(t, "Opraveno 1, nové 0, zbývá 2", "Naimportuje 2 leady, 2 záznamy vynechá.")
	i.pick(t, "A5")
	i.page.check.detail.value.SetText("Doplněno")
	i.page.check.detail.value.OnSubmitted("")
	i.Says(t, "Naimportuje 3 leady, 1 záznam vynechá.")
	i.pick(t, "B2")
	i.Press(t, i.Text("import.take_back"))
	i.shows(t, "B2 invalid-email", "B4 invalid-email", "A5 ")
	i.page.check.startImport()
	if n := i.Count(t, data.Lead); n != 2 {
		t.Errorf("%d leads, want 2", n)
	}
	after, err := os.ReadFile(path)
	windowtest.Must(t, err)
	if string(before) != string(after) {
		t.Error("the workbook was written to")
	}
}

// TestFilterEndsWithWhatItShows: when the last correction is taken back there is no tile any more to show everything again.
func TestFilterEndsWithWhatItShows(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", leadsWithErrors))
	i.pick(t, "B2")
	i.Press(t, i.Plural("import.fix_all", 2))
	i.page.check.issues.toggle(filter{corrected: true})()
	i.shows(t, "B2 ", "B4 ")
	i.Press(t, i.Plural("import.take_all_back", 2))
	i.shows(t, "B2 invalid-email", "B4 invalid-email", "A5 required")
}

// TestLongNameLeavesRoom: the name of a file is shortened, what was fixed and the steps stay in view.
func TestLongNameLeavesRoom(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, strings.Repeat("velmi dlouhý název ", 4)+".xlsx", leadsWithErrors))
	i.pick(t, "B2")
	i.Press(t, i.Plural("import.fix_all", 2))
	i.Says(t, i.Text("import.changes", assets.Values{"Fixed": "2", "New": "0", "Left": "1"}))
	if need := i.FyneWindow.Content().MinSize().Width; need > 1280 {
		t.Errorf("the page is %.0f wide", need)
	}
}

func TestCorrectAllEqualAndSaveACopy(t *testing.T) {
	i := newImporting(t)
	path := i.workbook(t, "leady.xlsx", leadsWithErrors)
	i.open(path)
	i.pick(t, "B2")
	i.Press(t, i.Plural("import.fix_all", 2))
	i.shows(t, "A5 required", "B2 ", "B4 ")
	i.saveTo(path)
	i.page.check.saveCorrected()
	i.Says(t, i.Text("import.save.same")) // never over the checked workbook
	i.CloseDialog()
	saved := filepath.Join(i.folder, "opraveno.xlsx")
	i.saveTo(saved)
	i.page.check.saveCorrected()
	i.Says(t, "opraveno.xlsx")
	if n := i.checked(t, saved).Counts()[issue.Error]; n != 1 {
		t.Errorf("the corrected copy has %d errors, want 1", n)
	}
}

func TestSavedWorkbooks(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", strings.Replace(leadsWithErrors, "d@", "d(at)", 1)))
	s := i.page.check
	for name, save := range map[string]func(){"vyznačené": s.saveAnnotated, "odmítnuté": s.saveRejected, "seznam": s.saveIssues} {
		path := filepath.Join(i.folder, name+".xlsx")
		i.saveTo(path)
		save()
		f, err := excelize.OpenFile(path)
		windowtest.Must(t, err)
		windowtest.Must(t, f.Close())
		i.Says(t, name+".xlsx")
	}
	rejected := filepath.Join(i.folder, "odmítnuté.xlsx")
	if n := len(i.checked(t, rejected).Entries); n != 3 {
		t.Errorf("%d rejected rows, want 3", n)
	}
	i.pick(t, "B5")
	i.Press(t, i.Text("import.fix")) // the row still lacks its topic
	i.saveTo(rejected)
	i.page.check.saveRejected()
	if r := i.checked(t, rejected); r.Counts()[issue.Error] != 3 {
		t.Errorf("the rejected rows lost a correction: %v", r.Issues)
	}
}

func TestListItemsAreAddedOnRequest(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", "# Leady\nPředmět | Stav leadu\nA | Zbrusu nový\nB | Zbrusu nový"))
	i.shows(t, "B2 not-in-list", "B3 not-in-list")
	i.Press(t, i.Plural("import.list_items.add", 2))
	if i.page.check.view.counts[issue.Error] != 0 {
		t.Errorf("still %q", i.rows())
	}
	i.Press(t, i.Text("menu.start"))
	lists, err := i.Store.Lists(context.Background())
	windowtest.Must(t, err)
	if !slices.Contains(lists["lead_phase"], "Zbrusu nový") {
		t.Errorf("the item is not in %v", lists["lead_phase"])
	}
}

// at is where the button of that text stands.
func (i *importing) at(t *testing.T, key string) fyne.Position {
	t.Helper()
	for _, o := range i.Objects() {
		if b, ok := o.(*ui.Button); ok && b.Text == i.Text(key) {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		}
	}
	t.Fatalf("no button %q", i.Text(key))
	return fyne.Position{}
}

func TestDuplicatesAreDecided(t *testing.T) {
	i := newImporting(t)
	const book = "# Klienti\nKlíč | Název | IČO | Město\nA | Alfa | 27082440 | Brno\nB | Beta | | Brno\n# Kontaktní osoby\nKlient | Příjmení\nA | Nová"
	i.open(i.workbook(t, "první.xlsx", book))
	i.Press(t, i.Text("menu.start"))
	i.open(i.workbook(t, "druhý.xlsx", strings.NewReplacer("Brno", "Olomouc", "Nová", "Jiná").Replace(book)))
	i.pick(t, "C2")
	pairs := i.page.check.view.pairs(i.page.check.detail.row, i.Lang)
	city := slices.IndexFunc(pairs, func(p *fieldPair) bool { return p.file == "Olomouc" })
	if city < 0 || pairs[city].other != "Brno" || !pairs[city].differs {
		t.Errorf("the two records are not compared: %v", pairs)
	}
	i.Says(t, i.Text("import.start.all_duplicates"))
	if skip, attach := i.at(t, "import.duplicate.skip"), i.at(t, "import.duplicate.import"); skip.Y != attach.Y || skip.X >= attach.X {
		t.Errorf("the decisions do not stand side by side: %v, %v", skip, attach)
	}
	i.Press(t, i.Text("import.duplicate.attach"))
	i.Says(t, "Naimportuje 1 kontaktní osobu, 2 záznamy vynechá.")
	i.Press(t, i.Text("import.duplicate.import"))
	i.Says(t, "Naimportuje 1 klienta a 1 kontaktní osobu, 1 záznam vynechá.")
	i.Press(t, i.Plural("import.duplicate.import_all", 2))
	i.Says(t, "Naimportuje 2 klienty a 1 kontaktní osobu.")
	i.Press(t, i.Text("menu.start"))
	if c, p := i.Count(t, data.Client), i.Count(t, data.Contact); c != 4 || p != 2 {
		t.Errorf("%d clients and %d persons, want 4 and 2", c, p)
	}
}

// The persons of a client in a row can be attached at the client, at the person and for all, as on two sheets.
func TestPersonsOfARowAreAttached(t *testing.T) {
	i := newImporting(t)
	const book = "# Klienti\nNázev | Kontakt 1 – Příjmení\nAlfa | Stará\nBeta | Malá"
	i.open(i.workbook(t, "první.xlsx", book))
	i.Press(t, i.Text("menu.start"))
	i.open(i.workbook(t, "druhý.xlsx", strings.NewReplacer("Stará", "Nová", "Malá", "Velká").Replace(book)))
	i.pick(t, "B2")
	i.Press(t, i.Text("import.duplicate.attach"))
	i.Says(t, "Naimportuje 1 kontaktní osobu, 3 záznamy vynechá.")
	i.pick(t, "A3")
	i.Press(t, i.Text("import.duplicate.attach_all"))
	i.Says(t, "Naimportuje 2 kontaktní osoby, 2 záznamy vynechá.")
	i.Press(t, i.Text("menu.start"))
	if c, p := i.Count(t, data.Client), i.Count(t, data.Contact); c != 2 || p != 4 {
		t.Errorf("%d clients and %d persons, want 2 and 4", c, p)
	}
}

func TestImportTakeBackAndPutBack(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", leadsWithErrors))
	i.Press(t, i.Text("menu.start"))
	i.Says(t, i.Text("import.confirm.title"), "Kvůli chybám se vynechá: 3 leady.")
	i.Press(t, i.Text("import.confirm.verb"))
	in, err := i.Store.Imports(context.Background())
	windowtest.Must(t, err)
	i.Says(t, in[0].Label, "= 1", "+ 3", "+ 0")
	if n := i.Count(t, data.Lead); n != 1 {
		t.Fatalf("%d leads, want 1", n)
	}
	i.Press(t, i.Text("import.result.take_back"))
	i.Press(t, "Smazat 1 lead")
	if n := i.Count(t, data.Lead); n != 0 {
		t.Errorf("%d leads after taking back", n)
	}
	i.Press(t, i.Text("import.result.restore"))
	if n := i.Count(t, data.Lead); n != 1 {
		t.Errorf("%d leads after putting back", n)
	}
	i.Says(t, i.Text("import.result.take_back"))
}

// rawKey is a text that nobody wrote: its key is shown instead.
var rawKey = regexp.MustCompile(`\b(record|records|import|template|sheet|deletion|issue|field|history|page)\.[a-z_-]+`)

// Deals and activities go the same way as clients, and nothing on it lacks its words.
func TestDealsAndActivitiesAreImported(t *testing.T) {
	for kind, text := range map[data.RecordType]string{
		data.Deal:     "# Obchodní případy\nNázev | Klient | Hodnota\nNákup | Alfa | 1000\nProdej | Nikdo | 1",
		data.Activity: "# Aktivity\nPředmět | Typ | Klient\nZavolat | hovor | Alfa\nPsát | e-mail |",
	} {
		i := newImporting(t)
		i.Insert(t, data.Client, "name", "Alfa")
		worded := func() {
			t.Helper()
			if key := rawKey.FindString(i.Words()); key != "" {
				t.Errorf("the window says %q", key)
			}
		}
		i.page.goTo(templateAt)
		i.Says(t, i.Text("template."+kind.Kind().Plural))
		worded()
		i.open(i.workbook(t, "soubor.xlsx", text))
		worded()
		i.Press(t, i.Text("menu.start"))
		worded()
		i.Press(t, i.Text("import.confirm.verb"))
		i.Says(t, "= 1", "+ 1", "+ 0")
		worded()
		i.Press(t, i.Text("import.result.take_back"))
		worded()
		i.Press(t, "Smazat "+i.Plural("record."+string(kind)+".accusative", 1))
		if n := i.Count(t, kind); n != 0 {
			t.Errorf("%d %s after taking back", n, kind)
		}
		i.Press(t, i.Text("import.result.restore"))
		if n := i.Count(t, kind); n != 1 {
			t.Errorf("%d %s after putting back", n, kind)
		}
		worded()
	}
}

func TestFileSavedMeanwhile(t *testing.T) {
	i := newImporting(t)
	path := i.workbook(t, "leady.xlsx", leadsWithErrors)
	var changed func()
	i.Watch = func(_ context.Context, _ string, call func()) error { changed = call; return nil }
	i.open(path)
	i.pick(t, "B4")
	i.page.check.correct(i.page.check.detail.row, "e@example.com", false)

	i.workbook(t, "leady.xlsx", `
		# Leady
		Předmět  | E-mail 1
		Poptávka | novak@example.com
		Druhá    | b(at)example.com
		Třetí    | novak(at)example.com`)
	changed()
	i.Says(t, "Opraveno 2, nové 1, zbývá 1")
	i.shows(t, "B3 invalid-email", "B4 ") // the correction stays
	i.workbook(t, "leady.xlsx", "# Leady\nPředmět | E-mail 1\nPoptávka | a@example.com\nX | y@example.com\nTřetí | jiny@example.com")
	changed()
	i.Says(t, i.Plural("import.voided", 1), i.Text("import.no_issues"))

	windowtest.Must(t, os.Rename(path, path+".pryč"))
	changed()
	i.Says(t, i.Text("import.start.trouble", assets.Values{"Reason": i.Text("error.no_file", assets.Values{"File": "leady.xlsx"})}))
	i.page.StartImport()
	windowtest.Must(t, os.Rename(path+".pryč", path))
	changed()
	i.Press(t, i.Text("menu.start"))
	if n := i.Count(t, data.Lead); n != 3 {
		t.Errorf("%d leads, want 3", n)
	}
}

func TestNothingIsImportedUnseen(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", "# Leady\nPředmět\nPoptávka"))
	i.workbook(t, "leady.xlsx", "# Leady\nPředmět\nNěco jiného\nA ještě něco")
	i.Press(t, i.Text("menu.start"))
	i.Says(t, i.Text("import.again.file"), "Naimportuje 2 leady.")
	lead := data.Record{Type: data.Lead}
	lead.Set("topic", "Přidaný ručně")
	windowtest.Must(t, i.Store.Insert(context.Background(), i.User, &lead))
	i.Press(t, i.Text("menu.start"))
	i.Says(t, i.Text("import.again.database"))
	if n := i.Count(t, data.Lead); n != 1 {
		t.Errorf("%d leads, want the one added by hand", n)
	}
	i.Press(t, i.Text("menu.start"))
	if n := i.Count(t, data.Lead); n != 3 {
		t.Errorf("%d leads, want 3", n)
	}
}

func TestTooManyRecordsAreSplit(t *testing.T) {
	i := newImporting(t)
	var text strings.Builder
	text.WriteString("# Leady\nPředmět\n")
	for n := range data.MaxRecords + 1 {
		text.WriteString("Poptávka " + i.Lang.Number(float64(n)) + "\n")
	}
	i.open(i.workbook(t, "leady.xlsx", text.String()))
	i.Press(t, i.Text("import.split"))
	i.Press(t, i.Text("import.split.verb"))
	i.Press(t, i.Text("import.split.first"))
	i.Says(t, "Naimportuje 5\u00a0000 leadů.")
}

func TestCorrectionsAreNotGivenUpUnasked(t *testing.T) {
	i := newImporting(t)
	i.open(i.workbook(t, "leady.xlsx", leadsWithErrors))
	i.pick(t, "B2")
	i.Press(t, i.Text("import.fix"))
	other := i.workbook(t, "další.xlsx", "# Leady\nPředmět\nA")
	i.open(other)
	i.Press(t, i.Text("dialog.cancel"))
	i.shows(t, "B4 invalid-email", "A5 required", "B2 ")
	i.open(other)
	i.Press(t, i.Text("import.give_up.verb"))
	i.Says(t, "Naimportuje 1 lead.")
}

func TestSamplesGoTheWholeWay(t *testing.T) {
	i := newImporting(t)
	i.page.trySamples()
	for range assets.Samples()[1:] {
		i.Press(t, i.Text("menu.start"))
		if i.DialogOpen() {
			i.Press(t, i.Text("import.confirm.verb"))
		}
		next, _ := i.page.nextSample(i.page.result.check.file)
		i.Press(t, i.Text("import.result.next_sample", assets.Values{"Sample": i.page.sampleTitle(next)}))
	}
	if i.page.check.view.counts[issue.Error] == 0 {
		t.Error("the last sample has no errors to try")
	}
	if i.Count(t, data.Client) == 0 || i.Count(t, data.Lead) == 0 || i.Count(t, data.Product) == 0 {
		t.Error("a sample was not imported")
	}
}

func TestSavedFilesAreWholeOrOld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seznam.xlsx")
	windowtest.Must(t, os.WriteFile(path, []byte("old"), 0o600))
	broken := io.ErrUnexpectedEOF
	err := window.SaveFile(path, func(w io.Writer) error {
		_, _ = w.Write([]byte("half"))
		return broken
	})
	content, _ := os.ReadFile(path)
	left, _ := os.ReadDir(filepath.Dir(path))
	if err == nil || string(content) != "old" || len(left) != 1 {
		t.Errorf("error %v, content %q, %d files", err, content, len(left))
	}
}

// TestCheckedWorkbookIsNeverSavedOver: the workbook that was checked stays as it is, even when it is chosen to be replaced.
func TestCheckedWorkbookIsNeverSavedOver(t *testing.T) {
	i := newImporting(t)
	i.Native = func(native.Request) (string, error) { return "", native.ErrUnavailable }
	file := i.workbook(t, "leady.xlsx", leadsWithErrors)
	before, err := os.ReadFile(file)
	windowtest.Must(t, err)
	i.page.Open(file)
	i.page.check.saveAnnotated()
	if !slices.ContainsFunc(i.Objects(), func(o fyne.CanvasObject) bool { e, ok := o.(*ui.Entry); return ok && e.Text == i.folder }) {
		t.Error("the dialog does not begin beside the workbook")
	}
	i.TypeInto(t, "", "leady.xlsx")
	i.Press(t, "Uložit")
	i.Press(t, "Nahradit")
	i.Says(t, i.Text("import.save.same"))
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Error("the workbook was written to")
	}
	i.Press(t, i.Text("dialog.close"))
}
