package records

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// days is the day's view of activities: what is late, what is for today, what comes, and what was done last.
type days struct {
	*base
	found   func(open int) // after the activities were read; so many are not done
	failed  func(error)
	setDone func(ids []int64, done bool)
	open    func(id int64)
	nothing func() fyne.CanvasObject // in place of a view without activities

	agenda *agenda // nil until it has been read
	reads  window.Fetch[*agenda]
	box    fyne.CanvasObject // the view as it is drawn, so that it stays where it was scrolled to
}

// An agenda is the activities of the day's view.
type agenda struct {
	groups [5][]data.Record // by dayGroups
	names  data.Names
}

// dayGroups are the groups of the day's view; their titles are the texts "records.days.<key>".
var dayGroups = [5]struct {
	key  string
	tone ui.Tone
}{{"late", ui.ErrorTone}, {"today", ui.InfoTone}, {"coming", ui.NeutralTone}, {"undated", ui.NeutralTone}, {"done", ui.SuccessTone}}

// How many activities of one group are shown, and how many of those that are done.
const (
	manyOfDay  = 100
	manyOfDone = 10
)

// groupOf is the group of an activity on a day, "2026-11-22".
func groupOf(r *data.Record, today string) int {
	switch date := r.Text("date"); {
	case r.Bool("done"):
		return 4
	case date == "":
		return 3
	case date < today:
		return 0
	case date == today:
		return 1
	}
	return 2
}

// read reads the open activities that the filters let through, by date and time, and the newest of those that are done.
func (v *days) read(ctx context.Context, q data.Query, today string) (*agenda, error) {
	d := &agenda{names: data.Names{}}
	for _, done := range []any{nil, false, true} {
		asked := q
		asked.Filter = map[string]any{"done": done}
		for key, v := range q.Filter {
			asked.Filter[key] = v
		}
		asked.Sort, asked.Desc = "date", done == true
		if done == true {
			asked.Limit = manyOfDone
		}
		err := v.window.Store.EachNamed(ctx, v.reader.schema, data.Activity, asked, func(r *data.Record, names data.Names) error {
			g := groupOf(r, today)
			d.groups[g] = append(d.groups[g], *r)
			for t, titles := range names {
				if d.names[t] == nil {
					d.names[t] = map[int64]string{}
				}
				for id, title := range titles {
					d.names[t][id] = title
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for i := range d.groups[:4] {
		slices.SortStableFunc(d.groups[i], func(a, b data.Record) int {
			return cmp.Or(cmp.Compare(a.Text("date"), b.Text("date")), cmp.Compare(a.Text("time"), b.Text("time")))
		})
	}
	return d, nil
}

// load reads the activities that a query finds.
func (v *days) load(q data.Query) {
	today := now().Format(time.DateOnly)
	v.reads.Start(v.window, func(ctx context.Context) (*agenda, error) { return v.read(ctx, q, today) }, func(d *agenda, err error) {
		if err != nil {
			v.failed(err)
			return
		}
		v.agenda, v.box = d, nil
		open := 0
		for _, g := range d.groups[:4] {
			open += len(g)
		}
		v.found(open)
	})
}

// draw is the view, drawn once for an agenda.
func (v *days) draw() fyne.CanvasObject {
	if v.box == nil {
		v.box = v.drawGroups()
	}
	return v.box
}

func (v *days) drawGroups() fyne.CanvasObject {
	w := v.window
	if v.agenda == nil {
		return ui.Caption("…")
	}
	groups, any_ := ui.Stack(ui.Gap), false
	for i, g := range v.agenda.groups {
		if len(g) == 0 && i != 1 {
			continue
		}
		any_ = any_ || len(g) > 0
		rows := ui.Stack(ui.GapTiny)
		for n := range g {
			if n == manyOfDay {
				rows.Add(ui.SmallPrint(w.Plural("records.more", len(g)-n)))
				break
			}
			rows.Add(v.row(&g[n], i))
		}
		if len(g) == 0 {
			rows.Add(ui.SmallPrint(w.Text("records.days.free")))
		}
		title := ui.Beside(ui.GapSmall, ui.Subheading(w.Text("records.days."+dayGroups[i].key)))
		if len(g) > 0 {
			title.Add(ui.Middle(ui.Badge(dayGroups[i].tone, w.Lang.Int(len(g)))))
		}
		groups.Add(ui.Card(ui.Stack(ui.GapSmall, title, rows)))
	}
	if !any_ {
		return v.nothing()
	}
	return container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), ui.AtMost(900, groups)))
}

// row is one activity: done or not, when, what, and whom it concerns.
func (v *days) row(r *data.Record, group int) fyne.CanvasObject {
	id := r.ID
	check := widget.NewCheck("", nil)
	check.Checked = r.Bool("done")
	check.OnChanged = func(on bool) { v.setDone([]int64{id}, on) }
	show := func(key string) string {
		return v.reader.text(r, v.reader.schema.Field(data.Activity, key), v.agenda.names)
	}
	when := show("time")
	if group != 1 {
		when = show("date")
	}
	about := show("kind")
	for _, key := range []string{"client", "contact", "lead", "deal"} {
		if name := show(key); name != "" {
			about += " · " + name
			break
		}
	}
	subject := newLink(r.Title(), func() { v.open(id) })
	return container.New(dayLayout{}, check, ui.Middle(ui.Caption(when)), ui.Middle(subject), ui.Middle(ui.Caption(about).Shortened()))
}

// dayLayout puts the parts of a row into columns.
type dayLayout struct{}

// Layout puts the parts side by side.
func (dayLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	check, when := objects[0].MinSize().Width, max(96, objects[1].MinSize().Width)
	rest := max(0, size.Width-check-when-3*ui.GapSmall)
	x := float32(0)
	for i, width := range []float32{check, when, rest * 0.58, rest * 0.42} {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width + ui.GapSmall
	}
}

// MinSize is as high as the highest part.
func (dayLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(320, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
