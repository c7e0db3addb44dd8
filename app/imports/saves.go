package imports

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/source"
)

// saveButton offers the workbooks that can be made of the check.
func (s *checkStep) saveButton() fyne.CanvasObject {
	w := s.page.window
	var b *ui.Button
	b = ui.Secondary(w.Text("import.save"), "export", func() { // above the button: it stands at the foot of the page
		items := []*fyne.MenuItem{
			fyne.NewMenuItem(w.Text("import.save.annotated"), s.saveAnnotated),
			fyne.NewMenuItem(w.Text("import.save.rejected"), s.saveRejected),
			fyne.NewMenuItem(w.Text("import.save.issues"), s.saveIssues),
			fyne.NewMenuItem(w.Text("import.save.corrected"), s.saveCorrected),
		}
		items[1].Disabled = s.view.rejected.Total()+s.view.skipped.Total() == 0
		items[2].Disabled = len(s.view.report.Issues) == 0
		items[3].Disabled = len(s.fixes) == 0
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), w.Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(b.Size().Width-menu.MinSize().Width, -menu.MinSize().Height-ui.GapTiny), b)
	})
	b.SetEnabled(!s.checking && !s.deciding && !s.saving)
	return b
}

func (s *checkStep) saveAnnotated() {
	win, r, l := s.page.window, s.view.report, s.page.window.Lang
	s.save("annotated", func(ctx context.Context, w io.Writer) error { return win.Importer.Annotate(ctx, r, l, w) })
}

func (s *checkStep) saveRejected() {
	win, r, l := s.page.window, s.view.report, s.page.window.Lang
	if r.Mapping != nil && r.Mapping.Format.Kind == source.CSV {
		s.saveAs("rejected", strings.TrimPrefix(strings.ToLower(filepath.Ext(s.file)), "."), func(ctx context.Context, w io.Writer) error {
			return win.Importer.WriteRejectedText(ctx, r, r.Corrected, l, w)
		})
		return
	}
	s.save("rejected", func(ctx context.Context, w io.Writer) error {
		return win.Importer.WriteRejected(ctx, r, r.Corrected, l, w)
	})
}

func (s *checkStep) saveIssues() {
	r, l := s.view.report, s.page.window.Lang
	s.save("issues", func(_ context.Context, w io.Writer) error { return importer.WriteIssueWorkbook(r, l, w) })
}

func (s *checkStep) saveCorrected() {
	win, r := s.page.window, s.view.report
	s.save("corrected", func(ctx context.Context, w io.Writer) error {
		return win.Importer.WriteCorrected(ctx, r, r.Corrected, w)
	})
}

// save asks where to and writes a workbook beside the window. The checked workbook itself is never written to.
func (s *checkStep) save(key string, write func(context.Context, io.Writer) error) {
	s.saveAs(key, "xlsx", write)
}

// saveAs is save for a file with another ending.
func (s *checkStep) saveAs(key, ext string, write func(context.Context, io.Writer) error) {
	p, win := s.page, s.page.window
	stem := strings.TrimSuffix(filepath.Base(s.file), filepath.Ext(s.file))
	kind := win.Text("file.workbook")
	if ext != "xlsx" {
		kind = win.Text("file.text")
	}
	win.ChooseFile(window.FileRequest{Save: true, Title: strings.TrimSuffix(win.Text("import.save."+key), "…"), Kind: kind, Exts: []string{ext},
		Name: strings.TrimSuffix(win.Text("import.save."+key+".name", assets.Values{"Name": stem}), "xlsx") + ext, From: s.file,
		Do: func(path string) {
			if sameFile(path, s.file) {
				win.Tell(win.Text("import.save.same.title"), win.Text("import.save.same"))
				return
			}
			s.saving = true
			cancel := window.Start(win, window.Task[struct{}]{
				Work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
					return struct{}{}, window.SaveFile(path, func(w io.Writer) error { return write(ctx, w) })
				},
				Done: func(_ struct{}, err error) {
					s.saving = false
					s.saved(key, path, err)
				},
			})
			if s.saving {
				p.say(ui.InfoTone, func() string { return win.Text("import.saving", assets.Values{"File": filepath.Base(path)}) }, p.action("task.cancel", cancel))
			}
		}})
}

func (s *checkStep) saved(key, path string, err error) {
	p := s.page
	switch {
	case err == nil:
		p.sayFile("import.save."+key+".done", path)
	case errors.Is(err, context.Canceled):
		p.unsay()
	default:
		p.sayError(err)
	}
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// askSplit offers to save an over-long workbook as several.
func (s *checkStep) askSplit() {
	w := s.page.window
	n := s.view.found[s.view.report.Template.Record]
	parts := (n + data.MaxRecords - 1) / data.MaxRecords
	w.Ask(window.Question{Title: w.Text("import.split.title"), Verb: w.Text("import.split.verb"), Do: s.split,
		Text: w.Plural("import.split.text", parts, assets.Values{"Max": w.Lang.Int(data.MaxRecords), "Folder": filepath.Dir(s.file)})})
}

func (s *checkStep) split() {
	p, w, r, folder := s.page, s.page.window, s.view.report, filepath.Dir(s.file)
	s.saving = true
	cancel := window.Start(w, window.Task[[]string]{
		Work: func(ctx context.Context, progress data.Progress) ([]string, error) {
			return w.Importer.Split(ctx, r, folder, progress)
		},
		Done: func(paths []string, err error) {
			s.saving = false
			switch {
			case errors.Is(err, context.Canceled):
				p.unsay()
			case err != nil:
				p.sayError(err)
			default:
				var names []string
				for _, path := range paths {
					names = append(names, filepath.Base(path))
				}
				p.say(ui.SuccessTone, func() string {
					return w.Plural("import.split.done", len(paths), assets.Values{"Files": w.Lang.And(names)})
				},
					p.action("import.split.first", func() { w.OpenFile(paths[0]) }), p.action("import.show_folder", func() { w.Reveal(paths[0]) }))
			}
		},
	})
	if s.saving {
		p.say(ui.InfoTone, func() string { return w.Text("import.splitting") }, p.action("task.cancel", cancel))
	}
}
