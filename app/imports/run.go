package imports

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
)

// begin checks the file for the first time and starts to watch it.
func (s *checkStep) begin() {
	s.checkFile()
	w := s.page.window
	s.unwatch = window.Start(w, window.Task[struct{}]{
		Work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
			return struct{}{}, w.Watch(ctx, s.file, func() { fyne.Do(s.fileChanged) })
		},
		Done: func(struct{}, error) {},
	})
}

// close ends everything that still runs for the file.
func (s *checkStep) close() {
	s.run++
	for _, cancel := range []context.CancelFunc{s.cancel, s.unwatch} {
		if cancel != nil {
			cancel()
		}
	}
}

// fileChanged checks the file again after it was saved, moved or brought back. An import that runs notices by itself.
func (s *checkStep) fileChanged() {
	if s.importing == nil && s.page.check == s {
		s.checkFile()
	}
}

// checkAgain checks once more because the person asked for it.
func (s *checkStep) checkAgain() { s.checkFile() }

// A checkResult is what a check brings: the report looked over, and how it differs from the one before.
type checkResult struct {
	view    *view
	changes *importer.Changes
}

// checkFile checks the file with the corrections and decisions there are. A check that runs gives way.
func (s *checkStep) checkFile() {
	w, p := s.page.window, s.page
	if s.cancel != nil {
		s.cancel()
	}
	s.run++
	run, before, file := s.run, s.view, s.file
	s.checking, s.progress = true, window.Progress{}
	options := importer.CheckOptions{Lang: w.Lang, By: w.User, AddListItems: s.addItems, Choices: copied(s.choices), Corrections: slices.Clone(s.fixes), Map: s.mapping}
	if before == nil {
		s.live = &liveIssues{}
		options.Found = s.live.add
		s.card = window.NewProgressCard(w, w.Text("import.checking", assets.Values{"File": filepath.Base(file)}))
		p.draw()
	}
	s.refresh()
	cancel := window.Start(w, window.Task[checkResult]{
		Work: func(ctx context.Context, progress data.Progress) (r checkResult, err error) {
			report, err := w.Importer.Check(ctx, file, options, progress)
			if err != nil {
				return r, err
			}
			if before != nil {
				c := report.Since(before.report, issue.Error)
				r.changes = &c
			}
			r.view, err = newView(ctx, w.Importer, options.Lang, report)
			return r, err
		},
		Shown: func(now window.Progress) {
			if run == s.run {
				s.progress = now
				s.showProgress()
			}
		},
		Done: func(r checkResult, err error) {
			if run == s.run {
				s.cancel, s.checking = nil, false
				s.checked(r, err, len(options.Corrections))
				p.checkedAgain(s)
			}
		},
	})
	if run == s.run && s.checking {
		s.cancel = cancel
		if s.card != nil {
			s.card.CancelWith(cancel)
		}
	}
}

// copied keeps decisions that change from a check that runs.
func copied(c importer.Choices) importer.Choices {
	entries := make(map[importer.EntryKey]importer.Decision, len(c.Entry))
	for key, d := range c.Entry {
		entries[key] = d
	}
	return importer.Choices{All: c.All, Entry: entries}
}

// checked takes the result of a check.
func (s *checkStep) checked(r checkResult, err error, fixes int) {
	w, p := s.page.window, s.page
	switch {
	case err != nil && s.view == nil && errors.Is(err, context.Canceled):
		p.refuse(s.file, nil)
	case err != nil && s.view == nil:
		w.LogError(err)
		p.refuse(s.file, err)
	case errors.Is(err, context.Canceled):
		s.outdated = true
	case err != nil:
		w.LogError(err)
		s.trouble = err
	default:
		first := s.view == nil
		s.view, s.changes, s.trouble, s.outdated, s.live, s.card = r.view, r.changes, nil, false, nil, nil
		s.voided = fixes - len(r.view.report.Corrected)
		s.fixes = slices.Clone(r.view.report.Corrected)
		if first {
			p.used(s.file)
		}
	}
}

// cancelCheck stops the check that runs; what is shown is then older than the file.
func (s *checkStep) cancelCheck() {
	if s.cancel != nil {
		s.cancel()
	}
}

// checkedAgain shows the result of a check where the page still shows it.
func (p *Page) checkedAgain(s *checkStep) {
	if p.check == s {
		s.refresh()
	}
}

func (s *checkStep) showProgress() {
	if s.view == nil {
		if s.card != nil {
			s.card.Shown(s.progress)
		}
		s.live.draw()
		return
	}
	if s.page.step == checkAt {
		s.page.drawTitle()
	}
}

// first is what is seen during the first check of a file: how far it is, and the issues as they are found.
func (s *checkStep) first() fyne.CanvasObject {
	s.live.build(s)
	return container.New(ui.SpacedBorder(ui.Gap), s.card.Container, s.live.box)
}

// liveIssues collects what a check finds while it runs, and shows the first of it.
type liveIssues struct {
	lock  sync.Mutex
	rows  []*issueRow
	count int

	grid   *ui.Grid[*issueRow]
	said   *ui.Words
	box    *fyne.Container
	window *window.Window
}

// liveMost is how many issues are shown while the check runs.
const liveMost = 200

// add is called by the check, away from the window.
func (l *liveIssues) add(i issue.Issue) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.count++
	if len(l.rows) < liveMost {
		l.rows = append(l.rows, &issueRow{Issue: &i})
	}
}

func (l *liveIssues) build(s *checkStep) {
	l.window = s.page.window
	l.said = ui.Caption("")
	l.grid = window.NewGrid(l.window, "issues", issueColumns(l.window))
	l.box = container.New(ui.SpacedBorder(ui.GapSmall), l.said, ui.Frame(l.grid))
	l.draw()
}

func (l *liveIssues) draw() {
	if l.grid == nil {
		return
	}
	l.lock.Lock()
	rows, count := slices.Clone(l.rows), l.count
	l.lock.Unlock()
	l.box.Hidden = count == 0
	l.said.SetText(l.window.Plural("import.found_so_far", count))
	if len(rows) != len(l.grid.Given) {
		l.grid.SetRows(rows)
	}
}
