package records

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/export"
)

// An exportKind is a kind of file records are written into.
type exportKind struct {
	key, ext string
	may      func(data.RecordType) bool
}

var exportKinds = []exportKind{
	{"xlsx", "xlsx", func(t data.RecordType) bool { return t.Kind().Importable }},
	{"table", "xlsx", func(data.RecordType) bool { return true }},
	{"csv", "csv", func(data.RecordType) bool { return true }},
	{"vcard", "vcf", func(t data.RecordType) bool { return t == data.Contact }},
}

// An exporter writes records into files.
type exporter struct {
	*base
	list  *list
	query func() data.Query
	drawn func()                         // draws the job
	told  func(func() fyne.CanvasObject) // says what became of it
	job   *window.Job
}

// all writes the records of the list into a file.
func (e *exporter) all() { e.ask(e.query(), len(e.list.ids)) }

// picked writes the selected records into a file.
func (e *exporter) picked() {
	ids, q := e.list.picked(), e.query()
	e.ask(data.Query{IDs: append([]int64{}, ids...), Sort: q.Sort, Desc: q.Desc}, len(ids))
}

// ask asks for the kind of file, and where to.
func (e *exporter) ask(q data.Query, n int) {
	w := e.window
	kinds := ui.Stack(ui.GapSmall)
	for _, k := range exportKinds {
		if !k.may(e.record) {
			continue
		}
		kinds.Add(ui.NewPressable(ui.Stack(ui.GapTiny, ui.Subheading(w.Text("records.export."+k.key)), ui.SmallPrint(w.Text("records.export."+k.key+".hint"))), func() {
			w.CloseDialog()
			e.write(k, q)
		}))
	}
	title := w.Text("records.export.title", assets.Values{"Records": w.Counted(data.Counts{e.record: n}, ".accusative")})
	if !e.list.whole || n == 0 {
		title = w.Text("records.export")
	}
	w.OpenDialog(&window.Dialog{Title: title, Content: kinds, Width: 480, Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel"))}})
}

// write asks where to, and writes the file as a job.
func (e *exporter) write(k exportKind, q data.Query) {
	win := e.window
	name := strings.ToLower(win.Text("page."+e.key)) + "." + k.ext
	win.ChooseFile(window.FileRequest{Save: true, Title: win.Text("records.export"), Name: name, Kind: win.Text("records.export." + k.key), Exts: []string{k.ext}, Do: func(path string) {
		t, l := e.record, win.Lang
		window.RunJob(win, &e.job, func() string { return win.Text("records.exporting", assets.Values{"File": filepath.Base(path)}) },
			func(ctx context.Context, progress data.Progress) (n int, err error) {
				err = window.SaveFile(path, func(w io.Writer) (err error) {
					switch k.key {
					case "table":
						n, err = export.Table(ctx, win.Store, t, q, l, w, progress)
					case "csv":
						n, err = export.CSV(ctx, win.Store, t, q, l, w)
					case "vcard":
						n, err = export.VCards(ctx, win.Store, q, l, w)
					default:
						var counts data.Counts
						counts, err = export.Workbook(ctx, win.Store, t, q, l, w, progress)
						n = counts[t]
					}
					return err
				})
				return n, err
			}, func(n int, err error) {
				said := func() fyne.CanvasObject {
					return ui.Note(ui.SuccessTone, win.Text("records.exported", assets.Values{"Records": win.Counted(data.Counts{t: n}, ".accusative"), "File": filepath.Base(path)}),
						ui.Secondary(win.Text("file.open"), "open", func() { win.Launch(path) }), ui.Quiet(win.Text("error.show_log"), "folder", func() { win.Reveal(path) }))
				}
				if err != nil {
					said = func() fyne.CanvasObject { return win.ErrorNote(err) }
				}
				e.told(said)
			})
		e.drawn()
	}})
}
