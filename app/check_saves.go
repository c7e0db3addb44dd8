package app

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
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// saveButton offers the workbooks that can be made of the check.
func (s *checkStep) saveButton() fyne.CanvasObject {
	a := s.page.window
	var b *ui.Button
	b = ui.Secondary(a.text("import.save"), "export", func() { // above the button: it stands at the foot of the page
		items := []*fyne.MenuItem{
			fyne.NewMenuItem(a.text("import.save.annotated"), s.saveAnnotated),
			fyne.NewMenuItem(a.text("import.save.rejected"), s.saveRejected),
			fyne.NewMenuItem(a.text("import.save.issues"), s.saveIssues),
			fyne.NewMenuItem(a.text("import.save.corrected"), s.saveCorrected),
		}
		items[1].Disabled = total(s.survey.rejected)+total(s.survey.skipped) == 0
		items[2].Disabled = len(s.survey.report.Issues) == 0
		items[3].Disabled = len(s.fixes) == 0
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), a.canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(b.Size().Width-menu.MinSize().Width, -menu.MinSize().Height-ui.GapTiny), b)
	})
	b.SetEnabled(!s.checking && !s.deciding && !s.saving)
	return b
}

func (s *checkStep) saveAnnotated() {
	a, r, l := s.page.window, s.survey.report, s.page.window.lang
	s.save("annotated", func(ctx context.Context, w io.Writer) error { return a.importer.Annotate(ctx, r, l, w) })
}

func (s *checkStep) saveRejected() {
	a, r, l := s.page.window, s.survey.report, s.page.window.lang
	s.save("rejected", func(ctx context.Context, w io.Writer) error {
		return a.importer.WriteRejected(ctx, r, r.Corrected, l, w)
	})
}

func (s *checkStep) saveIssues() {
	r, l := s.survey.report, s.page.window.lang
	s.save("issues", func(_ context.Context, w io.Writer) error { return importer.WriteIssueWorkbook(r, l, w) })
}

func (s *checkStep) saveCorrected() {
	a, r := s.page.window, s.survey.report
	s.save("corrected", func(ctx context.Context, w io.Writer) error { return a.importer.WriteCorrected(ctx, r, r.Corrected, w) })
}

// save asks where to and writes a workbook beside the window. The checked workbook itself is never written to.
func (s *checkStep) save(key string, write func(context.Context, io.Writer) error) {
	p, a := s.page, s.page.window
	stem := strings.TrimSuffix(filepath.Base(s.file), filepath.Ext(s.file))
	a.chooseFile(fileRequest{save: true, title: strings.TrimSuffix(a.text("import.save."+key), "…"), kind: a.text("file.workbook"), exts: []string{"xlsx"},
		name: a.text("import.save."+key+".name", assets.Values{"Name": stem}), from: s.file,
		do: func(path string) {
			if sameFile(path, s.file) {
				a.tell(a.text("import.save.same.title"), a.text("import.save.same"))
				return
			}
			s.saving = true
			cancel := start(a, task[struct{}]{
				work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
					return struct{}{}, saveFile(path, func(w io.Writer) error { return write(ctx, w) })
				},
				done: func(_ struct{}, err error) {
					s.saving = false
					s.saved(key, path, err)
				},
			})
			if s.saving {
				p.say(ui.InfoTone, func() string { return a.text("import.saving", assets.Values{"File": filepath.Base(path)}) }, p.action("task.cancel", cancel))
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
	a := s.page.window
	n := s.survey.found[s.survey.report.Template.Record]
	parts := (n + data.MaxRecords - 1) / data.MaxRecords
	a.ask(question{title: a.text("import.split.title"), verb: a.text("import.split.verb"), do: s.split,
		text: a.plural("import.split.text", parts, assets.Values{"Max": a.lang.Int(data.MaxRecords), "Folder": filepath.Dir(s.file)})})
}

func (s *checkStep) split() {
	p, a, r, folder := s.page, s.page.window, s.survey.report, filepath.Dir(s.file)
	s.saving = true
	cancel := start(a, task[[]string]{
		work: func(ctx context.Context, progress data.Progress) ([]string, error) {
			return a.importer.Split(ctx, r, folder, progress)
		},
		done: func(paths []string, err error) {
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
					return a.plural("import.split.done", len(paths), assets.Values{"Files": a.lang.And(names)})
				},
					p.action("import.split.first", func() { a.openFile(paths[0]) }), p.action("import.show_folder", func() { a.reveal(paths[0]) }))
			}
		},
	})
	if s.saving {
		p.say(ui.InfoTone, func() string { return a.text("import.splitting") }, p.action("task.cancel", cancel))
	}
}
