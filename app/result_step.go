package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// resultStep shows what an import did, and takes it back.
type resultStep struct {
	page  *importPage
	in    data.Import
	check *checkStep // what was imported; it is closed
	back  bool       // the import was taken back
	gone  data.Counts
	stays int  // records that could not go
	job   *job // taking back or putting back, while it runs
}

func newResultStep(p *importPage, s *checkStep, in data.Import) *resultStep {
	return &resultStep{page: p, in: in, check: s}
}

func (s *resultStep) build() fyne.CanvasObject {
	if s.job != nil {
		return container.NewVBox(s.job.draw())
	}
	a := s.page.window
	sign, title := ui.IconIn("success", "success"), a.text("import.result.title", assets.Values{"Records": a.counted(s.in.Imported, "")})
	if s.back {
		sign, title = ui.IconIn("undo", ui.ColorMuted), a.text("import.result.back", assets.Values{"Records": a.counted(s.gone, "")})
	}
	head := container.NewBorder(nil, nil, ui.Middle(ui.Picture(sign, 40)), nil, container.New(sideInset{}, ui.Stack(ui.GapTiny, ui.Heading(s.in.Label), ui.Paragraph(title))))
	parts := ui.Stack(ui.GapLarge, head)
	if s.back && s.stays > 0 {
		parts.Add(ui.Note(ui.WarningTone, a.plural("import.result.stays", s.stays)))
	}
	parts.Add(ui.TitledCard(a.text("import.result.sum"), s.sums(), ui.Caption(a.text("import.result.from", assets.Values{"File": s.in.File, "Label": s.in.Label})).Wrapped()))
	parts.Add(s.verbs())
	return overhang(ui.AtMost(1000, parts))
}

// sums proves that nothing was lost: found = imported + rejected + duplicates.
func (s *resultStep) sums() fyne.CanvasObject {
	a, v := s.page.window, s.check.survey
	table := container.New(layout.NewGridLayoutWithColumns(5))
	for _, key := range []string{"type", "found", "imported", "rejected", "duplicates"} {
		table.Add(ui.Caption(a.text("import.result." + key)))
	}
	for _, t := range v.types {
		table.Add(ui.Subheading(a.text("record." + string(t) + ".titles")))
		for i, n := range []int{s.in.Found[t], s.in.Imported[t], s.in.Rejected[t], s.in.Duplicates[t]} {
			table.Add(ui.Subheading([]string{"", "= ", "+ ", "+ "}[i] + a.lang.Int(n)))
		}
	}
	return table
}

// verbs are what can be done now.
func (s *resultStep) verbs() fyne.CanvasObject {
	a, p, v := s.page.window, s.page, s.check.survey
	var buttons []fyne.CanvasObject
	next, more := p.nextSample(s.check.file)
	switch {
	case s.back:
		buttons = append(buttons, ui.Primary(a.text("import.result.restore"), "undo", s.restore))
	case more:
		buttons = append(buttons, ui.Primary(a.text("import.result.next_sample", assets.Values{"Sample": p.sampleTitle(next)}), "chevron-right", func() { p.openSample(next) }))
	case p.isSample(s.check.file):
		buttons = append(buttons, ui.Primary(a.text("samples.finish"), "chevron-right", func() { a.show("welcome") }))
	default:
		buttons = append(buttons, ui.Primary(a.text("import.result.another"), "import", func() { p.leave(); p.goTo(fileAt) }))
	}
	if !s.back {
		buttons = append(buttons, ui.Secondary(a.text("import.result.show"), "list", func() { a.showRecords(v.types[0], s.in.Label) }))
	}
	if total(s.in.Rejected)+total(s.in.Duplicates) > 0 {
		buttons = append(buttons, ui.Secondary(a.text("import.save.rejected"), "export", s.check.saveRejected))
	}
	if !s.back {
		buttons = append(buttons, ui.Secondary(a.text("import.result.take_back"), "undo", s.planBack))
	} else {
		buttons = append(buttons, ui.Secondary(a.text("import.result.another"), "import", func() { p.leave(); p.goTo(fileAt) }))
	}
	return ui.Beside(ui.GapSmall, buttons...)
}

// planBack finds out what would go, and asks.
func (s *resultStep) planBack() {
	a, p, user := s.page.window, s.page, s.page.window.user
	start(a, task[*data.Deletion]{
		work: func(ctx context.Context, _ data.Progress) (*data.Deletion, error) {
			return a.store.PlanDeletion(ctx, user, s.check.survey.types[0].Deletable(), s.in.Label)
		},
		done: func(d *data.Deletion, err error) {
			if err != nil {
				p.sayError(err)
				return
			}
			s.askBack(d)
		},
	})
}

func (s *resultStep) askBack(d *data.Deletion) {
	a := s.page.window
	if total(d.Deleted) == 0 {
		a.tell(a.text("import.back.title"), a.text("import.back.nothing"))
		return
	}
	q := question{title: a.text("import.back.title"), risky: true, verb: a.text("import.back.verb", assets.Values{"Records": a.counted(d.Deleted, ".accusative")}),
		text: a.text("import.back.text", assets.Values{"Label": s.in.Label}), do: func() { s.takeBack(d) }}
	if len(d.Kept) > 0 {
		q.content = ui.Muted(a.plural("import.result.stays", len(d.Kept)))
	}
	a.ask(q)
}

// takeBack deletes what the import brought.
func (s *resultStep) takeBack(d *data.Deletion) {
	a, p, user := s.page.window, s.page, s.page.window.user
	p.said = nil
	title := func() string { return a.text("import.back.running", assets.Values{"Label": s.in.Label}) }
	runJob(a, &s.job, title, func(ctx context.Context, progress data.Progress) (data.DeletionResult, error) {
		return a.store.Delete(ctx, user, d, progress)
	}, func(r data.DeletionResult, err error) {
		switch {
		case err == nil:
			s.back, s.gone, s.stays = true, r.Deleted, len(r.Kept)
			a.countAgain()
			p.draw()
		case errors.Is(err, data.ErrStale):
			p.draw()
			s.planBack()
		case errors.Is(err, context.Canceled):
			p.draw()
		default:
			p.sayError(err)
		}
	})
	p.draw()
}

// restore puts back what was taken back.
func (s *resultStep) restore() {
	a, p := s.page.window, s.page
	p.said = nil
	putBack(a, &s.job, s.in.Label, func(counts data.Counts) {
		if counts == nil {
			p.draw()
			return
		}
		s.back = false
		p.say(ui.SuccessTone, func() string { return a.text("import.restored", assets.Values{"Label": s.in.Label}) })
	})
	p.draw()
}
