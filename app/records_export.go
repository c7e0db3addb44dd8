package app

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
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
	{"csv", "csv", func(data.RecordType) bool { return true }},
	{"vcard", "vcf", func(t data.RecordType) bool { return t == data.Contact }},
}

// export writes what the list shows into a file.
func (p *listPage) export() { p.exportOf(p.query(), len(p.ids)) }

// exportPicked writes the selected records into a file.
func (p *listPage) exportPicked() {
	ids := p.picked()
	q := p.query()
	p.exportOf(data.Query{IDs: append([]int64{}, ids...), Sort: q.Sort, Desc: q.Desc}, len(ids))
}

// exportOf asks for the kind of file, and where to.
func (p *listPage) exportOf(q data.Query, n int) {
	a := p.window
	kinds := ui.Stack(ui.GapSmall)
	for _, k := range exportKinds {
		if !k.may(p.record) {
			continue
		}
		kinds.Add(ui.NewPressable(ui.Stack(ui.GapTiny, ui.Subheading(a.text("records.export."+k.key)), ui.SmallPrint(a.text("records.export."+k.key+".hint"))), func() {
			a.closeDialog()
			p.exportAs(k, q)
		}))
	}
	title := a.text("records.export.title", assets.Values{"Records": a.counted(data.Counts{p.record: n}, ".accusative")})
	if !p.whole || n == 0 {
		title = a.text("records.export")
	}
	a.open(&dialog{title: title, content: kinds, width: 480, buttons: []*ui.Button{a.closing(a.text("dialog.cancel"))}})
}

func (p *listPage) exportAs(k exportKind, q data.Query) {
	a := p.window
	name := strings.ToLower(a.text("page."+p.key)) + "." + k.ext
	a.chooseFile(fileRequest{save: true, title: a.text("records.export"), name: name, kind: a.text("records.export." + k.key), exts: []string{k.ext}, do: func(path string) {
		t, l := p.record, a.lang
		runJob(a, &p.job, func() string { return a.text("records.exporting", assets.Values{"File": filepath.Base(path)}) },
			func(ctx context.Context, progress data.Progress) (n int, err error) {
				err = saveFile(path, func(w io.Writer) (err error) {
					switch k.key {
					case "csv":
						n, err = export.CSV(ctx, a.store, t, q, l, w)
					case "vcard":
						n, err = export.VCards(ctx, a.store, q, l, w)
					default:
						var counts data.Counts
						counts, err = export.Workbook(ctx, a.store, t, q, l, w, progress)
						n = counts[t]
					}
					return err
				})
				return n, err
			}, func(n int, err error) {
				p.said = func() fyne.CanvasObject {
					return ui.Note(ui.SuccessTone, a.text("records.exported", assets.Values{"Records": a.counted(data.Counts{t: n}, ".accusative"), "File": filepath.Base(path)}),
						ui.Secondary(a.text("file.open"), "open", func() { a.launch(path) }), ui.Quiet(a.text("error.show_log"), "folder", func() { a.reveal(path) }))
				}
				if err != nil {
					p.said = func() fyne.CanvasObject { return a.errorNote(err) }
				}
				if a.current == p.key && p.form == nil {
					p.drawAbove()
				}
			})
		p.drawAbove()
	}})
}
