package columns

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/importer/mapping"
)

// drawFoot says what would come of it, what is not read, and offers the way on and back.
func (s *Step) drawFoot() {
	p := s.parts
	if p == nil {
		return
	}
	w := s.window
	focused := p.goOn != nil && w.Canvas().Focused() == fyne.Focusable(p.goOn)
	p.goOn = ui.Primary(w.Text("columns.check"), "check", s.agree)
	p.goOn.SetEnabled(len(s.m.Missing) == 0)
	words := ui.Stack(2, s.outcome())
	if left := LeftOut(w, s.leftTitles()); left != nil {
		words.Add(left)
	}
	back := ui.Secondary(w.Text("columns.back"), "chevron-left", s.verbs.Back)
	hang(p.foot, container.NewBorder(nil, nil, nil, ui.Beside(ui.GapSmall, ui.GapOf(0), ui.Middle(back), ui.Middle(p.goOn)), ui.Middle(words)))
	p.fit()
	if focused {
		w.Canvas().Focus(p.goOn)
	}
}

// outcome says how many records would come of the file, or what stands in the way.
func (s *Step) outcome() fyne.CanvasObject {
	w := s.window
	switch {
	case len(s.m.Missing) > 0:
		var titles []string
		for _, f := range s.m.Missing {
			titles = append(titles, mapping.FieldTitle(w.Lang, f))
		}
		return strong(w.Plural("columns.missing", len(titles), assets.Values{"Fields": w.Lang.And(titles)}))
	case s.counts == nil:
		return strong(w.Text("columns.counting"))
	case s.counts.imported.Total() == 0:
		return strong(w.Text("columns.brings.none"))
	case s.counts.rejected.Total()+s.counts.skipped.Total() > 0:
		return strong(w.Plural("columns.brings.leaving", s.counts.rejected.Total()+s.counts.skipped.Total(), assets.Values{"Records": w.Counted(s.counts.imported, "")}))
	}
	return strong(w.Text("columns.brings", assets.Values{"Records": w.Counted(s.counts.imported, "")}))
}

func strong(text string) *ui.Words {
	words := ui.Paragraph(text)
	words.Label.TextStyle.Bold = true
	return words
}

// mostTitles is how many of the columns left out are named in a sentence.
const mostTitles = 5

// LeftOut names the columns with values that are not read, given by their titles; nil where there are none.
func LeftOut(w *window.Window, titles []string) fyne.CanvasObject {
	n := len(titles)
	if n == 0 {
		return nil
	}
	named := make([]string, 0, mostTitles)
	for _, t := range titles[:min(n, mostTitles)] {
		named = append(named, ui.OneLine(t))
	}
	list := strings.Join(named, ", ")
	if n > mostTitles {
		list = w.Plural("columns.left_out.more", n-mostTitles, assets.Values{"Titles": list})
	}
	words := ui.SmallPrint(w.Plural("columns.left_out.sentence", n, assets.Values{"Titles": list})).Paint(ui.Tones[ui.WarningTone].Importance)
	sign := container.NewVBox(ui.Picture(ui.IconIn("warning", theme.ColorNameWarning), theme.CaptionTextSize()+4))
	return container.NewBorder(nil, nil, ui.Beside(ui.GapTiny, sign, ui.GapOf(0)), nil, words)
}
