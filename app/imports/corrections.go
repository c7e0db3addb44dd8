package imports

import (
	"context"
	"slices"

	"kartoteka/app/window"
	"kartoteka/data"
	"kartoteka/importer"
)

// correct puts a value into the cell of an issue, or into all cells of its column that hold the same, and checks the file again.
func (s *checkStep) correct(row *issueRow, value string, all bool) {
	if value == row.Value {
		return
	}
	for _, r := range s.view.rows {
		if r == row || all && r.correctable() && r.at() == row.at() {
			s.fix(r, value)
		}
	}
	s.checkFile()
}

// fix notes one correction. A cell that was corrected before keeps what the file has in it.
func (s *checkStep) fix(r *issueRow, value string) {
	i := slices.IndexFunc(s.fixes, func(c importer.Correction) bool { return c.Sheet == r.Sheet && c.Row == r.Row && c.Col == r.Col })
	switch {
	case i < 0:
		s.fixes = append(s.fixes, importer.Correction{Sheet: r.Sheet, Row: r.Row, Col: r.Col, Was: r.Value, Now: value})
	case s.fixes[i].Was == value:
		s.fixes = slices.Delete(s.fixes, i, i+1)
	default:
		s.fixes[i].Now = value
	}
}

// replaceAlways puts a value in place of another in its column, here and in every later file; "" ends that.
func (s *checkStep) replaceAlways(r *issueRow, now string) {
	w, p, report := s.page.window, s.page, s.view.report
	sheet := slices.IndexFunc(report.Sheets, func(sheet importer.SheetRead) bool { return sheet.Name == r.Sheet })
	if s.checking || sheet < 0 || now == r.Value {
		return
	}
	s.always.Window = w
	s.always.Do(func(ctx context.Context) error {
		return w.Importer.ReplaceAlways(ctx, w.User, report, sheet, r.Col, r.Value, now)
	}, func(err error) {
		if err != nil {
			p.sayError(err)
			return
		}
		if p.columns != nil && report.Mapping != nil {
			p.columns.Adopt(report.Mapping)
		}
		s.checkFile()
	})
}

// keep leaves a cell as it is in the file, where another value would be put in its place by itself.
func (s *checkStep) keep(r *issueRow) {
	s.fixes = append(s.fixes, importer.Correction{Sheet: r.Sheet, Row: r.Row, Col: r.Col, Was: r.Value, Now: r.Value})
	s.checkFile()
}

// takeBack gives a cell back what the file has in it.
func (s *checkStep) takeBack(fix importer.Correction) {
	s.fixes = slices.DeleteFunc(s.fixes, func(c importer.Correction) bool { return c == fix })
	s.checkFile()
}

// takeAllBack forgets all corrections.
func (s *checkStep) takeAllBack() {
	s.fixes = nil
	s.checkFile()
}

// decide says what happens to one duplicate.
func (s *checkStep) decide(key importer.EntryKey, d importer.Decision) {
	s.choices.Entry[key] = d
	s.settle()
}

// decideAll says what happens to all duplicates.
func (s *checkStep) decideAll(d importer.Decision) {
	s.choices = importer.Choices{All: d, Entry: map[importer.EntryKey]importer.Decision{}}
	s.settle()
}

// decision is what holds for a duplicate now.
func (s *checkStep) decision(key importer.EntryKey) importer.Decision {
	if d, ok := s.choices.Entry[key]; ok {
		return d
	}
	if s.choices.All == "" {
		return importer.SkipDuplicate
	}
	return s.choices.All
}

// settle works out what follows from the decisions. The file is not read again.
func (s *checkStep) settle() {
	w, report := s.page.window, s.view.report
	if s.checking || s.deciding || s.saving {
		s.checkFile() // which heeds the decisions, on a report of its own
		return
	}
	choices, l := copied(s.choices), w.Lang
	s.deciding = true
	s.refresh()
	window.Start(w, window.Task[*view]{
		Work: func(ctx context.Context, _ data.Progress) (*view, error) {
			report.Decide(choices)
			return newView(ctx, w.Importer, l, report)
		},
		Done: func(v *view, err error) {
			s.deciding = false
			if err != nil {
				s.page.sayError(err)
				return
			}
			if !s.checking {
				s.view = v
				s.page.checkedAgain(s)
			}
		},
	})
}
