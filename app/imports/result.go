package imports

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/ui"
	"kartoteka/app/undo"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// resultStep shows what an import did, and takes it back.
type resultStep struct {
	page  *Page
	in    data.Import
	check *checkStep // what was imported; it is closed
	back  bool       // the import was taken back
	gone  data.Counts
	stays int         // records that could not go
	job   *window.Job // taking back or putting back, while it runs
}

func newResultStep(p *Page, s *checkStep, in data.Import) *resultStep {
	return &resultStep{page: p, in: in, check: s}
}

func (s *resultStep) build() fyne.CanvasObject {
	if s.job != nil {
		return container.NewVBox(s.job.Draw())
	}
	w := s.page.window
	sign, title := ui.IconIn("success", "success"), w.Text("import.result.title", assets.Values{"Records": w.Counted(s.in.Imported, "")})
	if s.back {
		sign, title = ui.IconIn("undo", ui.ColorMuted), w.Text("import.result.back", assets.Values{"Records": w.Counted(s.gone, "")})
	}
	head := container.NewBorder(nil, nil, ui.Middle(ui.Picture(sign, 40)), nil, container.New(sideInset{}, ui.Stack(ui.GapTiny, ui.Heading(s.in.Label), ui.Paragraph(title))))
	parts := ui.Stack(ui.GapLarge, head)
	if s.back && s.stays > 0 {
		parts.Add(ui.Note(ui.WarningTone, w.Plural("import.result.stays", s.stays)))
	}
	parts.Add(ui.TitledCard(w.Text("import.result.sum"), s.sums(), ui.Caption(w.Text("import.result.from", assets.Values{"File": s.in.File, "Label": s.in.Label})).Wrapped()))
	if s.in.Mapping != "" && !s.back {
		parts.Add(ui.SmallPrint(w.Text("import.result.mapping", assets.Values{"Name": s.in.Mapping})))
	}
	parts.Add(s.verbs())
	return overhang(ui.AtMost(1000, parts))
}

// sums proves that nothing was lost: found = imported + rejected + duplicates.
func (s *resultStep) sums() fyne.CanvasObject {
	w, v := s.page.window, s.check.view
	table := container.New(layout.NewGridLayoutWithColumns(5))
	for _, key := range []string{"type", "found", "imported", "rejected", "duplicates"} {
		table.Add(ui.Caption(w.Text("import.result." + key)))
	}
	for _, t := range v.types {
		table.Add(ui.Subheading(w.Text("record." + string(t) + ".titles")))
		for i, n := range []int{s.in.Found[t], s.in.Imported[t], s.in.Rejected[t], s.in.Duplicates[t]} {
			table.Add(ui.Subheading([]string{"", "= ", "+ ", "+ "}[i] + w.Lang.Int(n)))
		}
	}
	return table
}

// verbs are what can be done now.
func (s *resultStep) verbs() fyne.CanvasObject {
	w, p, v := s.page.window, s.page, s.check.view
	var buttons []fyne.CanvasObject
	next, more := p.nextSample(s.check.file)
	switch {
	case len(p.waiting) > 0 && !s.back:
		buttons = append(buttons, ui.Primary(w.Text("import.queue.open", assets.Values{"File": filepath.Base(p.waiting[0])}), "chevron-right", p.next))
	case s.back:
		buttons = append(buttons, ui.Primary(w.Text("import.result.restore"), "undo", s.restore))
	case more:
		buttons = append(buttons, ui.Primary(w.Text("import.result.next_sample", assets.Values{"Sample": p.sampleTitle(next)}), "chevron-right", func() { p.openSample(next) }))
	case p.isSample(s.check.file):
		buttons = append(buttons, ui.Primary(w.Text("samples.finish"), "chevron-right", func() { w.Show("welcome") }))
	default:
		buttons = append(buttons, ui.Primary(w.Text("import.result.another"), "import", func() { p.Leave(); p.goTo(fileAt) }))
	}
	if !s.back {
		buttons = append(buttons, ui.Secondary(w.Text("import.result.show"), "list", func() { w.ShowRecords(v.types[0], s.in.Label) }))
	}
	if s.in.Rejected.Total()+s.in.Duplicates.Total() > 0 {
		buttons = append(buttons, ui.Secondary(w.Text("import.save.rejected"), "export", s.check.saveRejected))
	}
	if !s.back {
		buttons = append(buttons, ui.Secondary(w.Text("import.result.take_back"), "undo", s.planBack))
	} else {
		buttons = append(buttons, ui.Secondary(w.Text("import.result.another"), "import", func() { p.Leave(); p.goTo(fileAt) }))
	}
	return ui.Beside(ui.GapSmall, buttons...)
}

// planBack finds out what would go, and asks.
func (s *resultStep) planBack() {
	w, p, user := s.page.window, s.page, s.page.window.User
	window.Start(w, window.Task[*data.Deletion]{
		Work: func(ctx context.Context, _ data.Progress) (*data.Deletion, error) {
			return w.Store.PlanDeletion(ctx, user, s.check.view.types[0].Deletable(), s.in.Label)
		},
		Done: func(d *data.Deletion, err error) {
			if err != nil {
				p.sayError(err)
				return
			}
			s.askBack(d)
		},
	})
}

func (s *resultStep) askBack(d *data.Deletion) {
	w := s.page.window
	if d.Deleted.Total() == 0 {
		w.Tell(w.Text("import.back.title"), w.Text("import.back.nothing"))
		return
	}
	q := window.Question{Title: w.Text("import.back.title"), Risky: true, Verb: w.Text("import.back.verb", assets.Values{"Records": w.Counted(d.Deleted, ".accusative")}),
		Text: w.Text("import.back.text", assets.Values{"Label": s.in.Label}), Do: func() { s.takeBack(d) }}
	if len(d.Kept) > 0 {
		q.Content = ui.Muted(w.Plural("import.result.stays", len(d.Kept)))
	}
	w.Ask(q)
}

// takeBack deletes what the import brought.
func (s *resultStep) takeBack(d *data.Deletion) {
	w, p, user := s.page.window, s.page, s.page.window.User
	p.said = nil
	title := func() string { return w.Text("import.back.running", assets.Values{"Label": s.in.Label}) }
	window.RunJob(w, &s.job, title, func(ctx context.Context, progress data.Progress) (data.DeletionResult, error) {
		return w.Store.Delete(ctx, user, d, progress)
	}, func(r data.DeletionResult, err error) {
		switch {
		case err == nil:
			s.back, s.gone, s.stays = true, r.Deleted, len(r.Kept)
			w.CountAgain()
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
	w, p := s.page.window, s.page
	p.said = nil
	undo.PutBack(w, &s.job, s.in.Label, func(counts data.Counts) {
		if counts == nil {
			p.draw()
			return
		}
		s.back = false
		p.say(ui.SuccessTone, func() string { return w.Text("import.restored", assets.Values{"Label": s.in.Label}) })
	})
	p.draw()
}
