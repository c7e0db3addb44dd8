package imports

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/importer/template"
)

// fileStep takes a workbook, and says what is wrong with one that can't be checked.
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
	below := ui.Columns(ui.Gap, s.recent(), s.samples())
	return overhang(ui.AtMost(1400, ui.Stack(ui.Gap, above, s.zone(), below)))
}

// zone is where to drop a file. The whole window takes it; this area says so.
func (s *fileStep) zone() fyne.CanvasObject {
	w := s.page.window
	content := ui.Stack(ui.GapSmall, container.NewCenter(ui.Picture(ui.IconIn("import", theme.ColorNamePrimary), 44)), ui.GapOf(ui.GapTiny),
		ui.Subheading(w.Text("import.file.drop")).Center(), ui.Muted(w.Text("import.file.drop.hint")).Center(), ui.GapOf(ui.GapTiny),
		container.NewCenter(ui.Primary(w.Text("import.file.choose"), "folder", w.ChooseWorkbook)))
	return container.NewStack(ui.NewDashed(), ui.Padded(ui.GapLarge+ui.GapSmall, content))
}

// recent lists the files checked last.
func (s *fileStep) recent() fyne.CanvasObject {
	w := s.page.window
	files := ui.Stack(2)
	for _, path := range w.Settings.Recent {
		b := ui.Quiet(filepath.Base(path), "sheet", func() { w.OpenFile(path) })
		b.Leading = true
		files.Add(container.NewBorder(nil, nil, b, nil, ui.Middle(shortened(ui.Caption(filepath.Dir(path))))))
	}
	if len(w.Settings.Recent) == 0 {
		files.Add(ui.Muted(w.Text("import.file.no_recent")))
	}
	return ui.TitledCard(w.Text("import.file.recent"), files)
}

// shortened keeps words on one line, with … where they do not fit.
func shortened(w *ui.Words) *ui.Words {
	w.Label.Truncation = fyne.TextTruncateEllipsis
	return w
}

// samples lists the workbooks that ship with the program.
func (s *fileStep) samples() fyne.CanvasObject {
	w := s.page.window
	files := ui.Stack(2)
	for _, sample := range assets.Samples() {
		b := ui.Quiet(s.page.sampleTitle(sample), "sample", func() { s.page.openSample(sample) })
		b.Leading = true
		files.Add(container.NewHBox(b))
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
	var unknown *template.UnknownError
	if errors.As(s.trouble, &unknown) {
		return ui.Stack(ui.Gap, title, w.DetailedNote(s.trouble, w.Text("import.foreign"), again, forget), s.foreign(unknown))
	}
	return ui.Stack(ui.Gap, title, w.ShownError(s.trouble, again, forget))
}

func (s *fileStep) forget() {
	s.trouble, s.said = nil, ""
	s.page.draw()
}

// foreign shows what was found in a workbook that follows no template, and what the nearest template would need.
func (s *fileStep) foreign(e *template.UnknownError) fyne.CanvasObject {
	const most = 6 // sheets, and titles of each
	w := s.page.window
	found := ui.Stack(ui.GapSmall)
	for _, sheet := range e.Sheets[:min(len(e.Sheets), most)] {
		titles := sheet.Titles[:min(len(sheet.Titles), 2*most)]
		text := w.Text("import.foreign.no_titles")
		if len(titles) > 0 {
			text = joined(titles, len(sheet.Titles) > len(titles))
		}
		found.Add(ui.Labelled(sheet.Name, ui.Paragraph(text)))
	}
	if len(e.Sheets) == 0 {
		found.Add(ui.Muted(w.Text("import.foreign.empty")))
	}
	if hidden := len(e.Sheets) - most; hidden > 0 {
		found.Add(ui.Caption(w.Plural("import.foreign.more", hidden)))
	}
	cards := []fyne.CanvasObject{ui.TitledCard(w.Text("import.foreign.found"), found)}
	if e.Nearest != nil {
		lacks := ui.Stack(ui.GapSmall, ui.Body(w.Text("template."+e.Nearest.Key)))
		for _, c := range e.Missing {
			lacks.Add(ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("error", "error"), 16)), ui.Body(c.Title(w.Lang))))
		}
		lacks.Add(container.NewHBox(ui.Secondary(w.Text("import.template.save"), "export", func() { s.page.template.ask(e.Nearest) })))
		cards = append(cards, ui.TitledCard(w.Text("import.foreign.nearest"), lacks))
	}
	return ui.Columns(ui.Gap, cards...)
}

// joined writes titles in a row, with … when there are more.
func joined(titles []string, more bool) string {
	text := ""
	for i, t := range titles {
		if i > 0 {
			text += " · "
		}
		text += ui.OneLine(t)
	}
	if more {
		text += " …"
	}
	return text
}
