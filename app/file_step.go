package app

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/assets"
	"kartoteka/importer"
)

// fileStep takes a workbook, and says what is wrong with one that can't be checked.
type fileStep struct {
	page    *importPage
	path    string // of the file that trouble is about
	trouble error  // why it can't be checked, nil for none
	told    string // why what was dropped can't be, "" for nothing
}

func (s *fileStep) build() fyne.CanvasObject {
	above := stack(gap)
	if refusal := s.refusal(); refusal != nil {
		above.Add(refusal)
	}
	below := columns(gap, s.recent(), s.samples())
	return overhang(atMost(1400, stack(gap, above, s.zone(), below)))
}

// zone is where to drop a file. The whole window takes it; this area says so.
func (s *fileStep) zone() fyne.CanvasObject {
	a := s.page.app
	content := stack(gapSmall, container.NewCenter(picture(iconIn("import", theme.ColorNamePrimary), 44)), gapOf(gapTiny),
		subheading(a.text("import.file.drop")).center(), muted(a.text("import.file.drop.hint")).center(), gapOf(gapTiny),
		container.NewCenter(primary(a.text("import.file.choose"), "folder", a.chooseWorkbook)))
	return container.NewStack(newDashed(), padded(gapLarge+gapSmall, content))
}

// recent lists the files checked last.
func (s *fileStep) recent() fyne.CanvasObject {
	a := s.page.app
	files := stack(2)
	for _, path := range a.settings.Recent {
		b := quiet(filepath.Base(path), "sheet", func() { a.openFile(path) })
		b.leading = true
		files.Add(container.NewBorder(nil, nil, b, nil, middle(shortened(caption(filepath.Dir(path))))))
	}
	if len(a.settings.Recent) == 0 {
		files.Add(muted(a.text("import.file.no_recent")))
	}
	return titledCard(a.text("import.file.recent"), files)
}

// shortened keeps words on one line, with … where they do not fit.
func shortened(w *words) *words {
	w.label.Truncation = fyne.TextTruncateEllipsis
	return w
}

// samples lists the workbooks that ship with the program.
func (s *fileStep) samples() fyne.CanvasObject {
	a := s.page.app
	files := stack(2)
	for _, sample := range assets.Samples() {
		b := quiet(s.page.sampleTitle(sample), "sample", func() { s.page.openSample(sample) })
		b.leading = true
		files.Add(container.NewHBox(b))
	}
	return titledCard(a.text("import.file.samples"), files)
}

// refusal says why the last file can't be checked and what to do, or is nil.
func (s *fileStep) refusal() fyne.CanvasObject {
	a := s.page.app
	switch {
	case s.told != "":
		return note(errorTone, s.told, quiet(a.text("dialog.close"), "", s.forget))
	case s.trouble == nil:
		return nil
	}
	again := quiet(a.text("import.file.again"), "refresh", func() { s.page.begin(s.path) })
	title := subheading(a.text("import.file.refused", assets.Values{"File": filepath.Base(s.path)}))
	forget := quiet(a.text("dialog.close"), "", s.forget)
	var unknown *importer.UnknownTemplateError
	if errors.As(s.trouble, &unknown) {
		return stack(gap, title, a.detailedNote(s.trouble, a.text("import.foreign"), again, forget), s.foreign(unknown))
	}
	return stack(gap, title, a.shownError(s.trouble, again, forget))
}

func (s *fileStep) forget() {
	s.trouble, s.told = nil, ""
	s.page.draw()
}

// foreign shows what was found in a workbook that follows no template, and what the nearest template would need.
func (s *fileStep) foreign(e *importer.UnknownTemplateError) fyne.CanvasObject {
	const most = 6 // sheets, and titles of each
	a := s.page.app
	found := stack(gapSmall)
	for _, sheet := range e.Sheets[:min(len(e.Sheets), most)] {
		titles := sheet.Titles[:min(len(sheet.Titles), 2*most)]
		text := a.text("import.foreign.no_titles")
		if len(titles) > 0 {
			text = joined(titles, len(sheet.Titles) > len(titles))
		}
		found.Add(labelled(sheet.Name, paragraph(text)))
	}
	if len(e.Sheets) == 0 {
		found.Add(muted(a.text("import.foreign.empty")))
	}
	if hidden := len(e.Sheets) - most; hidden > 0 {
		found.Add(caption(a.plural("import.foreign.more", hidden)))
	}
	cards := []fyne.CanvasObject{titledCard(a.text("import.foreign.found"), found)}
	if e.Nearest != nil {
		lacks := stack(gapSmall, body(a.text("template."+e.Nearest.Key)))
		for _, c := range e.Missing {
			lacks.Add(beside(gapSmall, middle(picture(iconIn("error", "error"), 16)), body(c.Title(a.lang))))
		}
		lacks.Add(container.NewHBox(secondary(a.text("import.template.save"), "export", func() { s.page.template.ask(e.Nearest) })))
		cards = append(cards, titledCard(a.text("import.foreign.nearest"), lacks))
	}
	return columns(gap, cards...)
}

// joined writes titles in a row, with … when there are more.
func joined(titles []string, more bool) string {
	text := ""
	for i, t := range titles {
		if i > 0 {
			text += " · "
		}
		text += oneLine(t)
	}
	if more {
		text += " …"
	}
	return text
}
