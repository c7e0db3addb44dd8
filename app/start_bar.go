package app

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/message"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// startBar is the button that starts the import with the sentence that says what it will do, or why it can't.
func (s *checkStep) startBar() fyne.CanvasObject {
	a := s.page.window
	button := ui.Primary(a.text("menu.start"), "import", s.tryStart)
	reason := s.whyNot()
	button.SetEnabled(reason == "")
	sentence := fyne.CanvasObject(shortened(ui.Subheading(s.willDo())))
	if reason != "" {
		sentence = container.NewBorder(nil, nil, ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("info", ui.ColorMuted), 20)), ui.GapOf(0)), nil, ui.Middle(ui.Muted(reason)))
	}
	return container.New(ui.TopInset{}, container.NewBorder(nil, nil, nil, ui.Beside(ui.GapSmall, ui.GapOf(0), ui.Middle(s.saveButton()), ui.Middle(button)), ui.Middle(sentence)))
}

// willDo says exactly what an import would do.
func (s *checkStep) willDo() string {
	a, v := s.page.window, s.survey
	does := assets.Values{"Records": a.counted(v.imported, ".accusative")}
	if left := total(v.rejected) + total(v.skipped); left > 0 {
		return a.plural("import.start.does_leaving", left, does)
	}
	return a.text("import.start.does", does)
}

// whyNot says why the import can't be started now, or nothing.
func (s *checkStep) whyNot() string {
	a, v := s.page.window, s.survey
	switch {
	case s.checking || s.deciding:
		return a.text("import.start.checking")
	case s.saving:
		return a.text("import.start.saving")
	case s.trouble != nil:
		return a.text("import.start.trouble", assets.Values{"Reason": message.Of(s.trouble, a.lang)})
	case s.outdated:
		return a.text("import.start.outdated")
	case v.report.Blocked():
		for _, row := range v.rows {
			if row.Code.OfFile() {
				return a.text("import.start.blocked", assets.Values{"Reason": row.Message(a.lang)})
			}
		}
	case total(v.imported) > 0:
		return ""
	case total(v.rejected) == 0:
		return a.text("import.start.all_duplicates")
	case total(v.skipped) > 0:
		return a.text("import.start.rejected_or_duplicates")
	}
	return a.text("import.start.all_rejected")
}

// tryStart starts the import when it can be started; with errors left it asks first, with the numbers.
func (s *checkStep) tryStart() {
	a := s.page.window
	if s.survey == nil || s.importing != nil || s.whyNot() != "" {
		return
	}
	v := s.survey
	if total(v.rejected) == 0 {
		s.startImport()
		return
	}
	parts := ui.Stack(ui.GapSmall, ui.Paragraph(a.text("import.confirm.rejected", assets.Values{"Records": a.counted(v.rejected, "")})))
	if total(v.skipped) > 0 {
		parts.Add(ui.Paragraph(a.text("import.confirm.skipped", assets.Values{"Records": a.counted(v.skipped, "")})))
	}
	parts.Add(ui.Muted(a.text("import.confirm.later")))
	a.ask(question{title: a.text("import.confirm.title"), content: parts,
		text: a.text("import.start.does", assets.Values{"Records": a.counted(v.imported, ".accusative")}),
		verb: a.text("import.confirm.verb"), do: s.startImport})
}

// startImport brings the records into the database. What has changed since the check is checked again and not imported.
func (s *checkStep) startImport() {
	a, r, user := s.page.window, s.survey.report, s.page.window.user
	s.page.said = nil
	title := func() string { return a.text("import.importing", assets.Values{"File": filepath.Base(s.file)}) }
	runJob(a, &s.importing, title, func(ctx context.Context, progress data.Progress) (data.Import, error) {
		if _, err := a.store.DailyBackup(ctx); err != nil {
			return data.Import{}, err
		}
		return a.importer.Import(ctx, r, user, progress)
	}, s.imported)
	s.page.draw()
}

// imported takes the result of the import.
func (s *checkStep) imported(in data.Import, err error) {
	a, p := s.page.window, s.page
	again := ""
	switch {
	case err == nil:
		s.close()
		p.check, p.result = nil, newResultStep(p, s, in)
		p.step = resultAt
		p.draw()
		a.countAgain()
		return
	case errors.Is(err, context.Canceled):
		p.say(ui.InfoTone, func() string { return a.text("import.cancelled") })
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
	a.record(err)
	s.checkFile()
	p.say(ui.WarningTone, func() string { return a.text(again) })
}
