package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A progressCard shows a running task: what it does, how far it is, how long it will still take, and Cancel.
type progressCard struct {
	*fyne.Container
	window *Window
	bar    *progressBar
	counts *ui.Words
	stop   *ui.Button
	cancel func()
}

// newProgressCard makes a card for a task with a title such as "Kontroluji klienti.xlsx". Give its shown method to
// the task as shown, and what start returns to its cancelWith.
func newProgressCard(a *Window, title string) *progressCard {
	p := &progressCard{window: a, bar: newProgressBar(), counts: ui.Caption("")}
	p.counts.SetText(a.text("task.starting"))
	p.stop = ui.Secondary(a.text("task.cancel"), "", p.tapped)
	p.Container = ui.Card(ui.Stack(ui.GapSmall, ui.Subheading(title), p.bar,
		container.NewBorder(nil, nil, nil, p.stop, ui.Middle(p.counts))))
	return p
}

func (p *progressCard) cancelWith(cancel func()) { p.cancel = cancel }

func (p *progressCard) tapped() {
	if p.cancel == nil {
		return
	}
	p.stop.SetEnabled(false)
	p.counts.SetText(p.window.text("task.cancelling"))
	p.cancel()
}

// shown draws how far the task is.
func (p *progressCard) shown(s progress) {
	if p.stop.Disabled() {
		return
	}
	lang := p.window.lang
	text := lang.Text("task.done", assets.Values{"Done": lang.Int(s.done), "Total": lang.Int(s.total)})
	if s.total <= 0 {
		text = lang.Text("task.done_so_far", assets.Values{"Done": lang.Int(s.done)})
	} else {
		p.bar.set(s.done, s.total)
	}
	if s.left > 0 {
		text += " · " + lang.Remaining(s.left)
	}
	p.counts.SetText(text)
}

// A progressBar is a line that fills from the left.
type progressBar struct {
	widget.BaseWidget
	part float32 // 0 to 1
}

func newProgressBar() *progressBar {
	b := &progressBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *progressBar) set(done, total int) {
	b.part = min(1, max(0, float32(done)/float32(total)))
	b.Refresh()
}

// CreateRenderer draws the line.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{b, ui.Area(), ui.Area()}
	r.Refresh()
	return r
}

type progressRenderer struct {
	b           *progressBar
	track, fill *canvas.Rectangle
}

func (r *progressRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.fill.Resize(fyne.NewSize(size.Width*r.b.part, size.Height))
}
func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 6) }
func (r *progressRenderer) Refresh() {
	r.track.FillColor, r.fill.FillColor = ui.Ink(ui.ColorAccentSoft), ui.Ink(theme.ColorNamePrimary)
	r.track.CornerRadius, r.fill.CornerRadius = 3, 3
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.fill} }
func (r *progressRenderer) Destroy()                     {}
