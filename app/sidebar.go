package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// The sidebar is as wide as its words need, or as its icons. A window narrower than roomySidebar, in points with text of normal
// size, has no room for words beside a page.
const (
	wideSidebar   float32 = 232
	narrowSidebar float32 = 64
	roomySidebar  float32 = 1100
)

// A sidebar is the way from page to page.
type sidebar struct {
	app    *App
	box    *fyne.Container
	items  []*ui.NavItem // in the order they stand
	keys   []string      // of their pages
	counts map[data.RecordType]int
	view   *container.Scroll
	narrow bool
	small  bool // the window has no room for words
	opened bool // by hand, in a small window
}

func newSidebar(a *App) *sidebar {
	s := &sidebar{app: a, box: container.NewStack(), counts: map[data.RecordType]int{}, narrow: a.Settings.Narrow}
	s.draw()
	s.count()
	return s
}

// fit folds the sidebar where a window of that width has no room for words, and unfolds it where there is room again.
func (s *sidebar) fit(width float32) {
	if small := width < roomySidebar*theme.TextSize()/settings.NormalText; small != s.small {
		s.small, s.opened = small, false
	}
	if narrow := s.app.Settings.Narrow || s.small && !s.opened; narrow != s.narrow {
		s.narrow = narrow
		s.draw()
		s.choose(s.app.Current)
	}
}

// draw fills the sidebar, in the width it has.
func (s *sidebar) draw() {
	a, narrow := s.app, s.narrow
	rhythm := &ui.NavRhythm{}
	list, bottom := container.New(rhythm.Lines()), container.New(rhythm.Lines())
	s.items, s.keys = nil, nil
	at := noSection
	for _, e := range a.Visible() {
		if e.Section != at && e.Section != noSection {
			at = e.Section
			list.Add(ui.GapOf(ui.GapSmall))
			if !narrow {
				list.Add(container.New(layout.NewCustomPaddedLayout(0, ui.GapTiny, 1.5*ui.GapSmall, 0), ui.NewPlain(a.Text("section."+string(at)), ui.ColorMuted)))
			}
		}
		item := ui.NewNavItem(e.Icon, a.Text("page."+e.Key), func() { a.Show(e.Key) })
		item.Narrow = narrow
		item.Step = s.step
		item.Disable()
		s.items, s.keys = append(s.items, item), append(s.keys, e.Key)
		if e.Key == "help" { // in view, however long the list is
			bottom.Add(item)
		} else {
			list.Add(item)
		}
	}
	s.drawCounts()
	bottom.Add(s.person())
	s.view = container.NewVScroll(list)
	content := container.New(rhythm.Column(), s.brand(), s.view, bottom)
	width := wideSidebar + (theme.TextSize()-14)*8
	if narrow {
		width = narrowSidebar
	}
	s.box.Objects = []fyne.CanvasObject{ui.NewSurface(ui.ColorSidebar, "", 0),
		container.New(ui.FixedWidth(width), container.New(layout.NewCustomPaddedLayout(ui.Gap, 1.5*ui.GapSmall, 1.5*ui.GapSmall, 1.5*ui.GapSmall), content))}
	s.box.Refresh()
}

// brand is the mark and the name of the program, and what makes the sidebar narrow or wide.
func (s *sidebar) brand() fyne.CanvasObject {
	fold := ui.Sign("sidebar", s.app.Text(map[bool]string{false: "sidebar.narrow", true: "sidebar.wide"}[s.narrow]), s.fold)
	if s.narrow {
		return ui.Stack(ui.GapSmall, container.NewCenter(ui.Mark(28)), container.NewCenter(fold), ui.GapOf(0))
	}
	name := ui.Body("Kartotéka")
	name.Label.SizeName = theme.SizeNameHeadingText
	name.Label.TextStyle.Bold = true
	return ui.Stack(1.5*ui.GapSmall, container.NewBorder(nil, nil, nil, ui.Middle(fold), ui.Beside(1.5*ui.GapSmall, ui.GapOf(0), ui.Middle(ui.Mark(32)), ui.Middle(name))), ui.GapOf(0))
}

// person is who is signed in, with what he can do about it.
func (s *sidebar) person() fyne.CanvasObject {
	a := s.app
	var item *ui.NavItem
	item = ui.NewNavItem("person", a.User.FullName, func() {
		password := fyne.NewMenuItem(a.Text("person.password"), func() { a.Show("preferences") })
		out := fyne.NewMenuItem(a.Text("person.sign_out"), a.SignOut)
		out.Disabled = !a.User.HasPassword
		menu := widget.NewPopUpMenu(fyne.NewMenu("", password, out), a.FyneWindow.Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, -menu.MinSize().Height-ui.GapTiny), item)
	})
	item.Narrow, item.Step = s.narrow, func(int) {}
	return item
}

// choose marks the line of a page and brings it into view.
func (s *sidebar) choose(key string) {
	for i, item := range s.items {
		if s.keys[i] == key {
			s.reveal(item)
		}
		if chosen := s.keys[i] == key; item.Chosen != chosen {
			item.Chosen = chosen
			item.Refresh()
		}
		if item.Chosen {
			s.stopAt(item)
		}
	}
}

// stopAt makes a line the one that Tab stops at: the sidebar is one stop, and the arrows move in it.
func (s *sidebar) stopAt(item *ui.NavItem) {
	for _, other := range s.items {
		other.Disable()
	}
	item.Enable()
}

// reveal scrolls as little as it takes to show a line.
func (s *sidebar) reveal(item *ui.NavItem) {
	top, height, view := item.Position().Y, item.Size().Height, s.view.Size().Height
	if list := s.view.Content.(*fyne.Container); height == 0 || !slices.Contains(list.Objects, fyne.CanvasObject(item)) {
		return // not laid out yet, or below the list
	}
	if at := min(max(s.view.Offset.Y, top+height-view), top); at != s.view.Offset.Y {
		s.view.ScrollToOffset(fyne.NewPos(0, at))
	}
}

// fold makes the sidebar narrow, or wide again. In a small window that is nothing to remember.
func (s *sidebar) fold() {
	if s.small {
		s.opened = s.narrow
		s.app.Settings.Narrow = false
	} else {
		s.app.Settings.Narrow = !s.app.Settings.Narrow
		s.app.SaveSettings()
	}
	s.app.hall.Refresh()
}

// step moves the keyboard to the next line, or the one before.
func (s *sidebar) step(by int) {
	c := s.app.FyneWindow.Canvas()
	for i, item := range s.items {
		if item.Focused {
			next := s.items[(i+by+len(s.items))%len(s.items)]
			s.stopAt(next)
			c.Focus(next)
			s.reveal(next)
			return
		}
	}
}

// count fetches how many records there are and writes it behind the names.
func (s *sidebar) count() {
	a := s.app
	var types []data.RecordType
	for _, key := range s.keys {
		if e := a.Entry(key); e.Records != "" {
			types = append(types, e.Records)
		}
	}
	if len(types) == 0 {
		return
	}
	window.Start(a.Window, window.Task[map[data.RecordType]int]{
		Work: func(ctx context.Context, _ data.Progress) (map[data.RecordType]int, error) {
			counts := map[data.RecordType]int{}
			for _, t := range types {
				n, err := a.Store.Count(ctx, t, data.Query{})
				if err != nil {
					return nil, err
				}
				counts[t] = n
			}
			return counts, nil
		},
		Done: func(counts map[data.RecordType]int, err error) {
			if err != nil {
				a.LogError(err)
			}
			s.counts = counts
			s.drawCounts()
		},
	})
}

// drawCounts writes the counts that are known behind the names.
func (s *sidebar) drawCounts() {
	for i, key := range s.keys {
		if n, ok := s.counts[s.app.Entry(key).Records]; ok {
			s.items[i].Count = s.app.Lang.Int(n)
			s.items[i].Refresh()
		}
	}
}

// A sideLayout gives the sidebar its width and the page the rest.
type sideLayout struct{ side *sidebar }

func (l sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.side.fit(size.Width)
	side := objects[0].MinSize().Width
	objects[0].Resize(fyne.NewSize(side, size.Height))
	objects[1].Move(fyne.NewPos(side, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-side), size.Height))
}

// MinSize is the smallest window: half of a small screen. A page that needs more scrolls.
func (sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(960, 600) }
