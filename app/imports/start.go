package imports

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/imports/columns"
	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// startBar is the button that starts the import with the sentence that says what it will do, or why it can't.
func (s *checkStep) startBar() fyne.CanvasObject {
	w := s.page.window
	button := ui.Primary(w.Text("menu.start"), "import", s.tryStart)
	reason := s.whyNot()
	button.SetEnabled(reason == "")
	sentence := fyne.CanvasObject(strong(s.willDo()))
	if reason != "" {
		sentence = container.NewBorder(nil, nil, ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("info", ui.ColorMuted), 20)), ui.GapOf(0)), nil, ui.Middle(ui.Muted(reason)))
	}
	words := ui.Stack(2, sentence)
	if left := columns.LeftOut(w, s.leftOut()); left != nil {
		words.Add(left)
	}
	return container.New(ui.TopInset{}, container.NewBorder(nil, nil, nil, ui.Beside(ui.GapSmall, ui.GapOf(0), ui.Middle(s.saveButton()), ui.Middle(button)), ui.Middle(words)))
}

func strong(text string) *ui.Words {
	words := ui.Paragraph(text)
	words.Label.TextStyle.Bold = true
	return words
}

// leftOut are the columns with values that are not read, as people call them.
func (s *checkStep) leftOut() []string {
	var titles []string
	for _, left := range s.view.report.LeftOut {
		title := left.Title
		if title == "" {
			title = s.page.window.Text("columns.column", assets.Values{"Column": left.Column})
		}
		titles = append(titles, title)
	}
	return titles
}

// willDo says exactly what an import would do.
func (s *checkStep) willDo() string {
	w, v := s.page.window, s.view
	does := assets.Values{"Records": w.Counted(v.imported, ".accusative")}
	if left := v.rejected.Total() + v.skipped.Total(); left > 0 {
		return w.Plural("import.start.does_leaving", left, does)
	}
	return w.Text("import.start.does", does)
}

// whyNot says why the import can't be started now, or nothing.
func (s *checkStep) whyNot() string {
	w, v := s.page.window, s.view
	switch {
	case s.checking || s.deciding:
		return w.Text("import.start.checking")
	case s.saving:
		return w.Text("import.start.saving")
	case s.trouble != nil:
		return w.Text("import.start.trouble", assets.Values{"Reason": message.Of(s.trouble, w.Lang)})
	case s.outdated:
		return w.Text("import.start.outdated")
	case v.report.Blocked():
		for _, row := range v.rows {
			if row.Code.OfFile() {
				return w.Text("import.start.blocked", assets.Values{"Reason": row.Message(w.Lang)})
			}
		}
	case v.imported.Total() > 0:
		return ""
	case v.rejected.Total() == 0:
		return w.Text("import.start.all_duplicates")
	case v.skipped.Total() > 0:
		return w.Text("import.start.rejected_or_duplicates")
	}
	return w.Text("import.start.all_rejected")
}

// tryStart starts the import when it can be started; with errors left it asks first, with the numbers.
func (s *checkStep) tryStart() {
	w := s.page.window
	if s.view == nil || s.importing != nil || s.whyNot() != "" {
		return
	}
	v := s.view
	if v.rejected.Total() == 0 {
		s.startImport()
		return
	}
	parts := ui.Stack(ui.GapSmall, ui.Paragraph(w.Text("import.confirm.rejected", assets.Values{"Records": w.Counted(v.rejected, "")})))
	if v.skipped.Total() > 0 {
		parts.Add(ui.Paragraph(w.Text("import.confirm.skipped", assets.Values{"Records": w.Counted(v.skipped, "")})))
	}
	parts.Add(ui.Muted(w.Text("import.confirm.later")))
	w.Ask(window.Question{Title: w.Text("import.confirm.title"), Content: parts,
		Text: w.Text("import.start.does", assets.Values{"Records": w.Counted(v.imported, ".accusative")}),
		Verb: w.Text("import.confirm.verb"), Do: s.startImport})
}

// startImport brings the records into the database. What has changed since the check is checked again and not imported.
func (s *checkStep) startImport() {
	w, r, user := s.page.window, s.view.report, s.page.window.User
	s.page.said = nil
	title := func() string { return w.Text("import.importing", assets.Values{"File": filepath.Base(s.file)}) }
	window.RunJob(w, &s.importing, title, func(ctx context.Context, progress data.Progress) (data.Import, error) {
		if _, err := w.Store.DailyBackup(ctx); err != nil {
			return data.Import{}, err
		}
		in, err := w.Importer.Import(ctx, r, user, progress)
		if err == nil && r.Mapping != nil && r.Mapping.Signature() != "" {
			if _, err := w.Importer.RememberMapping(ctx, user, r); err != nil {
				w.LogError(err) // the records are in, and that is what counts
			}
		}
		return in, err
	}, s.imported)
	s.page.draw()
}

// imported takes the result of the import.
func (s *checkStep) imported(in data.Import, err error) {
	w, p := s.page.window, s.page
	again := ""
	switch {
	case err == nil:
		s.close()
		p.check, p.result = nil, newResultStep(p, s, in)
		p.step = resultAt
		p.draw()
		w.CountAgain()
		return
	case errors.Is(err, context.Canceled):
		p.say(ui.InfoTone, func() string { return w.Text("import.cancelled") })
		return
	case errors.Is(err, importer.ErrChanged):
		again = "import.again.file"
	case errors.Is(err, data.ErrStale):
		again = "import.again.database"
	case errors.Is(err, importer.ErrGone):
		s.trouble = err
		p.draw()
		return
	default:
		p.sayError(err)
		return
	}
	w.LogError(err)
	s.checkFile()
	p.say(ui.WarningTone, func() string { return w.Text(again) })
}
