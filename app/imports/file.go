package imports

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/imports/columns"
	"kartoteka/app/ui"
	"kartoteka/assets"
)

// fileStep takes a file, and says what is wrong with one that can't be checked.
type fileStep struct {
	page    *Page
	path    string // of the file that trouble is about
	trouble error  // why it can't be checked, nil for none
	said    string // why what was dropped can't be, "" for nothing
}

func (s *fileStep) build() fyne.CanvasObject {
	above := ui.Stack(ui.Gap)
	if refusal := s.refusal(); refusal != nil {
		above.Add(refusal)
	}
	below := ui.Cards(360, s.recent(), s.samples())
	return overhang(ui.AtMost(1400, ui.Stack(ui.Gap, above, s.zone(), below)))
}

// zone is where to drop a file. The whole window takes it; this area says so.
func (s *fileStep) zone() fyne.CanvasObject {
	w := s.page.window
	content := ui.Stack(ui.GapSmall, container.NewCenter(ui.Picture(ui.IconIn("import", theme.ColorNamePrimary), 44)), ui.GapOf(ui.GapTiny),
		ui.Subheading(w.Text("import.file.drop")).Center(), ui.Muted(w.Text("import.file.drop.hint")).Center(), ui.GapOf(ui.GapTiny),
		container.NewCenter(ui.Primary(w.Text("import.file.choose"), "folder", w.ChooseTable)))
	return container.NewStack(ui.NewDashed(), ui.Padded(ui.GapLarge+ui.GapSmall, content))
}

// recent lists the files checked last.
func (s *fileStep) recent() fyne.CanvasObject {
	w := s.page.window
	files := ui.Stack(2)
	for _, path := range w.Settings.Recent {
		b := ui.Quiet(filepath.Base(path), "sheet", func() { w.OpenFile(path) })
		b.Leading, b.Shortens = true, true
		files.Add(container.New(ui.NameAndMore(0.3), b, ui.Caption(filepath.Dir(path)).Shortened()))
	}
	if len(w.Settings.Recent) == 0 {
		files.Add(ui.Muted(w.Text("import.file.no_recent")))
	}
	mappings := ui.Quiet(w.Text("import.file.mappings"), "columns", func() { columns.List(w, nil) })
	return ui.TitledCard(w.Text("import.file.recent"), files, container.NewHBox(mappings))
}

// samples lists the files that ship with the program.
func (s *fileStep) samples() fyne.CanvasObject {
	w := s.page.window
	files := ui.Stack(2)
	for _, sample := range allSamples() {
		b := ui.Quiet(s.page.sampleTitle(sample), "sample", func() { s.page.openSample(sample) })
		b.Leading = true
		files.Add(ui.Leading(b))
	}
	return ui.TitledCard(w.Text("import.file.samples"), files)
}

// refusal says why the last file can't be checked and what to do, or is nil.
func (s *fileStep) refusal() fyne.CanvasObject {
	w := s.page.window
	switch {
	case s.said != "":
		return ui.Note(ui.ErrorTone, s.said, ui.Quiet(w.Text("dialog.close"), "", s.forget))
	case s.trouble == nil:
		return nil
	}
	again := ui.Quiet(w.Text("import.file.again"), "refresh", func() { s.page.begin(s.path) })
	title := ui.Subheading(w.Text("import.file.refused", assets.Values{"File": filepath.Base(s.path)}))
	forget := ui.Quiet(w.Text("dialog.close"), "", s.forget)
	return ui.Stack(ui.Gap, title, w.ShownError(s.trouble, again, forget))
}

func (s *fileStep) forget() {
	s.trouble, s.said = nil, ""
	s.page.draw()
}
