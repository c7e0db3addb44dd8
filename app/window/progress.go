package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A ProgressCard shows a running task: what it does, how far it is, how long it will still take, and Cancel.
type ProgressCard struct {
	*fyne.Container
	window *Window
	bar    *progressBar
	counts *ui.Words
	stop   *ui.Button
	cancel func()
}

// NewProgressCard makes a card for a task with a title such as "Kontroluji klienti.xlsx". Give its shown method to
// the task as shown, and what start returns to its cancelWith.
func NewProgressCard(w *Window, title string) *ProgressCard {
	p := &ProgressCard{window: w, bar: newProgressBar(), counts: ui.Caption("")}
	p.counts.SetText(w.Text("task.starting"))
	p.stop = ui.Secondary(w.Text("task.cancel"), "", p.tapped)
	p.Container = ui.Card(ui.Stack(ui.GapSmall, ui.Subheading(title), p.bar,
		container.NewBorder(nil, nil, nil, p.stop, ui.Middle(p.counts))))
	return p
}

// CancelWith sets the function that cancels the task.
func (p *ProgressCard) CancelWith(cancel func()) { p.cancel = cancel }

func (p *ProgressCard) tapped() {
	if p.cancel == nil {
		return
	}
	p.stop.SetEnabled(false)
	p.counts.SetText(p.window.Text("task.cancelling"))
	p.cancel()
}

// Shown draws how far the task is.
func (p *ProgressCard) Shown(s Progress) {
	if p.stop.Disabled() {
		return
	}
	lang := p.window.Lang
	text := lang.Text("task.done", assets.Values{"Done": lang.Int(s.Done), "Total": lang.Int(s.Total)})
	if s.Total <= 0 {
		text = lang.Text("task.done_so_far", assets.Values{"Done": lang.Int(s.Done)})
	} else {
		p.bar.set(s.Done, s.Total)
	}
	if s.Left > 0 {
		text += " · " + lang.Remaining(s.Left)
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
