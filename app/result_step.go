package app

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// resultStep shows what an import did, and takes it back.
type resultStep struct {
	page  *importPage
	in    data.Import
	check *checkStep // what was imported; it is closed
	back  bool       // the import was taken back
	gone  data.Counts
	stays int // records that could not go
	busy  *progressCard
}

func newResultStep(p *importPage, s *checkStep, in data.Import) *resultStep {
	return &resultStep{page: p, in: in, check: s}
}

func (s *resultStep) build() fyne.CanvasObject {
	if s.busy != nil {
		return container.NewVBox(s.busy.Container)
	}
	a, v := s.page.app, s.check.survey
	sign, title := iconIn("success", "success"), a.text("import.result.title", assets.Values{"Records": a.records(v.types, s.in.Imported, "")})
	if s.back {
		sign, title = iconIn("undo", colorMuted), a.text("import.result.back", assets.Values{"Records": a.records(v.types, s.gone, "")})
	}
	head := container.NewBorder(nil, nil, middle(picture(sign, 40)), nil, container.New(sideInset{}, stack(gapTiny, heading(s.in.Label), paragraph(title))))
	parts := stack(gapLarge, head)
	if s.back && s.stays > 0 {
		parts.Add(note(warningTone, a.plural("import.result.stays", s.stays)))
	}
	parts.Add(titledCard(a.text("import.result.sum"), s.sums(), caption(a.text("import.result.from", assets.Values{"File": s.in.File, "Label": s.in.Label})).wrapped()))
	parts.Add(s.verbs())
	return overhang(atMost(1000, parts))
}

// sums proves that nothing was lost: found = imported + rejected + duplicates.
func (s *resultStep) sums() fyne.CanvasObject {
	a, v := s.page.app, s.check.survey
	table := container.New(layout.NewGridLayoutWithColumns(5))
	for _, key := range []string{"type", "found", "imported", "rejected", "duplicates"} {
		table.Add(caption(a.text("import.result." + key)))
	}
	for _, t := range v.types {
		table.Add(subheading(a.text("record." + string(t) + ".titles")))
		for i, n := range []int{s.in.Found[t], s.in.Imported[t], s.in.Rejected[t], s.in.Duplicates[t]} {
			table.Add(subheading([]string{"", "= ", "+ ", "+ "}[i] + a.lang.Int(n)))
		}
	}
	return table
}

// verbs are what can be done now.
func (s *resultStep) verbs() fyne.CanvasObject {
	a, p := s.page.app, s.page
	var buttons []fyne.CanvasObject
	next, more := p.nextSample(s.check.file)
	switch {
	case s.back:
		buttons = append(buttons, primary(a.text("import.result.restore"), "undo", s.restore))
	case more:
		buttons = append(buttons, primary(a.text("import.result.next_sample", assets.Values{"Sample": p.sampleTitle(next)}), "chevron-right", func() { p.openSample(next) }))
	default:
		buttons = append(buttons, primary(a.text("import.result.another"), "import", func() { p.leave(); p.goTo(fileAt) }))
	}
	if e := entryOf(recordsPages[s.check.survey.types[0]]); e != nil && !s.back {
		buttons = append(buttons, secondary(a.text("import.result.show"), "list", func() { a.showImport(e.key, s.in.Label) }))
	}
	if sum(s.in.Rejected)+sum(s.in.Duplicates) > 0 {
		buttons = append(buttons, secondary(a.text("import.save.rejected"), "export", s.saveRejected))
	}
	if !s.back {
		buttons = append(buttons, secondary(a.text("import.result.take_back"), "undo", s.planBack))
	} else {
		buttons = append(buttons, secondary(a.text("import.result.another"), "import", func() { p.leave(); p.goTo(fileAt) }))
	}
	return beside(gapSmall, buttons...)
}

// recordsPages are the keys of the pages that list records.
var recordsPages = map[data.RecordType]string{data.Client: "clients", data.Contact: "contacts", data.Lead: "leads", data.Product: "products"}

// labelPage is a page that can show the records of one import alone.
type labelPage interface{ showLabel(label string) }

func (a *App) showImport(key, label string) {
	if p, ok := a.page(key).(labelPage); ok {
		p.showLabel(label)
	}
	a.show(key)
}

// saveRejected writes the records that were left out.
func (s *resultStep) saveRejected() {
	a, v := s.page.app, s.check.survey
	stem := strings.TrimSuffix(filepath.Base(s.check.file), filepath.Ext(s.check.file))
	a.chooseFile(fileRequest{save: true, title: strings.TrimSuffix(a.text("import.save.rejected"), "…"), kind: a.text("file.workbook"), exts: []string{"xlsx"},
		name: a.text("import.save.rejected.name", assets.Values{"Name": stem}),
		do: func(path string) {
			if sameFile(path, s.check.file) {
				a.tell(a.text("import.save.same.title"), a.text("import.save.same"))
				return
			}
			start(a, task[struct{}]{
				work: func(ctx context.Context, _ importer.Progress) (struct{}, error) {
					return struct{}{}, saveFile(path, func(w io.Writer) error {
						return a.importer.WriteRejected(ctx, v.report, v.report.Corrected, a.lang, w)
					})
				},
				done: func(_ struct{}, err error) { s.check.saved("rejected", path, err) },
			})
		}})
}

// deletable is what the import is taken back as.
func (s *resultStep) deletable() data.Deletable {
	for _, d := range data.Deletables() {
		if slices.Contains(d.Types(), s.check.survey.types[0]) {
			return d
		}
	}
	return ""
}

// planBack finds out what would go, and asks.
func (s *resultStep) planBack() {
	a, p := s.page.app, s.page
	start(a, task[*data.Deletion]{
		work: func(ctx context.Context, _ importer.Progress) (*data.Deletion, error) {
			return a.store.PlanDeletion(ctx, a.user, s.deletable(), s.in.Label)
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
	a, types := s.page.app, s.deletable().Types()
	if sum(d.Deleted) == 0 {
		a.tell(a.text("import.back.title"), a.text("import.back.nothing"))
		return
	}
	q := question{title: a.text("import.back.title"), risky: true, verb: a.text("import.back.verb", assets.Values{"Records": a.records(types, d.Deleted, ".accusative")}),
		text: a.text("import.back.text", assets.Values{"Label": s.in.Label}), do: func() { s.takeBack(d) }}
	if len(d.Kept) > 0 {
		q.content = muted(a.plural("import.result.stays", len(d.Kept)))
	}
	a.ask(q)
}

// takeBack deletes what the import brought.
func (s *resultStep) takeBack(d *data.Deletion) {
	a, p := s.page.app, s.page
	s.begin(a.text("import.back.running", assets.Values{"Label": s.in.Label}))
	start(a, task[data.DeletionResult]{
		work: func(ctx context.Context, progress importer.Progress) (data.DeletionResult, error) {
			return a.store.Delete(ctx, a.user, d, progress)
		},
		shown: s.busy.shown,
		done: func(r data.DeletionResult, err error) {
			s.busy = nil
			switch {
			case errors.Is(err, data.ErrStale):
				p.draw()
				s.planBack()
				return
			case err != nil:
				p.sayError(err)
				return
			}
			s.back, s.gone, s.stays = true, r.Deleted, len(r.Kept)
			p.draw()
			a.side.count()
		},
	})
}

// restore puts back what was taken back.
func (s *resultStep) restore() {
	a, p := s.page.app, s.page
	s.begin(a.text("import.restore.running", assets.Values{"Label": s.in.Label}))
	start(a, task[data.Counts]{
		work: func(ctx context.Context, progress importer.Progress) (data.Counts, error) {
			return a.store.Restore(ctx, a.user, s.in.Label, progress)
		},
		shown: s.busy.shown,
		done: func(_ data.Counts, err error) {
			s.busy = nil
			if err != nil {
				p.sayError(err)
				return
			}
			s.back = false
			p.say(successTone, func() string { return a.text("import.restored", assets.Values{"Label": s.in.Label}) })
			a.side.count()
		},
	})
}

// begin shows how far a deletion or restoration is. Neither can be stopped half way.
func (s *resultStep) begin(title string) {
	s.busy = newProgressCard(s.page.app, title)
	s.busy.stop.Hide()
	s.page.said = nil
	s.page.draw()
}
