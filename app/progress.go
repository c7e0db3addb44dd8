package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/assets"
)

// A progressCard shows a running task: what it does, how far it is, how long it will still take, and Cancel.
type progressCard struct {
	*fyne.Container
	app    *App
	bar    *widget.ProgressBar
	counts *words
	stop   *button
	cancel func()
}

// newProgressCard makes a card for a task with a title such as "Kontroluji klienti.xlsx". Give its shown method to
// the task as shown, and what start returns to its cancelWith.
func newProgressCard(a *App, title string) *progressCard {
	p := &progressCard{app: a, bar: widget.NewProgressBar(), counts: caption("")}
	p.bar.TextFormatter = func() string { return "" }
	p.counts.SetText(a.text("task.starting"))
	p.stop = secondary(a.text("task.cancel"), "", p.tapped)
	p.Container = card(stack(gapSmall, subheading(title), container.New(thin{}, p.bar),
		container.NewBorder(nil, nil, nil, p.stop, middle(p.counts))))
	return p
}

func (p *progressCard) cancelWith(cancel func()) { p.cancel = cancel }

func (p *progressCard) tapped() {
	if p.cancel == nil {
		return
	}
	p.stop.enable(false)
	p.counts.SetText(p.app.text("task.cancelling"))
	p.cancel()
}

// shown draws how far the task is.
func (p *progressCard) shown(s progress) {
	if p.stop.Disabled() {
		return
	}
	lang := p.app.lang
	text := lang.Text("task.done", assets.Values{"Done": lang.Int(s.done), "Total": lang.Int(s.total)})
	if s.total <= 0 {
		text = lang.Text("task.done_so_far", assets.Values{"Done": lang.Int(s.done)})
	} else {
		p.bar.SetValue(float64(s.done) / float64(s.total))
	}
	if s.left > 0 {
		text += " · " + lang.Remaining(s.left)
	}
	p.counts.SetText(text)
}

// thin makes a progress bar a quiet line.
type thin struct{}

func (thin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (thin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 8) }
