package records

import (
	"context"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
)

// A merging makes one record of two: one of them stays, and of each field in which they differ the person chooses the value.
type merging struct {
	*base
	changes *window.Changer
	merged  func(kept int64, u *undo)
	records [2]data.Record
	names   data.Names
	links   [2]int         // how many records refer to each
	kept    int            // which of the two stays
	taken   map[string]int // by key, whose value is taken; both is the two joined
	body    *fyne.Container
	verb    *ui.Button
}

// both stands for the values of both records, joined.
const both = 2

// merge asks how two records become one, and calls merged when they have.
func merge(b *base, changes *window.Changer, one, two int64, merged func(kept int64, u *undo)) {
	m := &merging{base: b, changes: changes, merged: merged, taken: map[string]int{}}
	var reads window.Fetch[struct{}]
	reads.Start(b.window, func(ctx context.Context) (struct{}, error) { return struct{}{}, m.read(ctx, one, two) }, func(_ struct{}, err error) {
		if err != nil {
			b.window.Fail(err)
			return
		}
		m.open()
	})
}

// read reads both records. The one to which more refers is proposed to stay, and of each field the value it has.
func (m *merging) read(ctx context.Context, one, two int64) error {
	found := 0
	err := m.window.Store.EachNamed(ctx, m.reader.schema, m.record, data.Query{IDs: []int64{one, two}, Sort: "id"}, func(r *data.Record, names data.Names) error {
		m.records[found], m.names = *r, names
		found++
		return nil
	})
	if err == nil && found != 2 {
		err = data.ErrNotFound
	}
	if err != nil {
		return err
	}
	for i := range m.records {
		for _, t := range data.RecordTypes() {
			for _, f := range m.reader.schema.Fields(t) {
				if f.Type != data.Reference || f.To != m.record {
					continue
				}
				n, err := m.window.Store.Count(ctx, t, data.Query{Filter: map[string]any{f.Key: m.records[i].ID}})
				if err != nil {
					return err
				}
				m.links[i] += n
			}
		}
	}
	if m.links[1] > m.links[0] {
		m.keep(1)
	} else {
		m.keep(0)
	}
	return nil
}

// keep lets one of the records stay, with its own values wherever it has one. Notes and tags of the other one are added to its own.
func (m *merging) keep(i int) {
	m.kept = i
	for _, f := range m.fields() {
		m.taken[f.Key] = i
		switch {
		case m.records[i].Value(f.Key) == nil:
			m.taken[f.Key] = 1 - i
		case fits(m.joined(f)):
			m.taken[f.Key] = both
		}
	}
}

// joined is both values in one, the kept one first: tags without repetition, longer texts one below the other.
// It is "" for a field that holds one value, and where one of the two has none or has all of the other.
func (m *merging) joined(f *data.Field) string {
	one, two := m.records[m.kept].Text(f.Key), m.records[1-m.kept].Text(f.Key)
	switch {
	case one == "" || two == "":
		return ""
	case f.Type == data.Tags:
		if tags := value.JoinTags(one + "," + two); tags != one {
			return tags
		}
	case f.Type == data.LongText && !strings.Contains(one, two):
		return one + "\n\n" + two
	}
	return ""
}

// fits reports whether there is a text that is not longer than a field may be.
func fits(text string) bool { return text != "" && utf8.RuneCountInString(text) <= data.MaxLength }

func (m *merging) fields() []*data.Field {
	var fields []*data.Field
	for _, f := range m.reader.schema.Fields(m.record) {
		if !f.Unstored {
			fields = append(fields, f)
		}
	}
	return fields
}

func (m *merging) text(i int, f *data.Field) string {
	return m.reader.text(&m.records[i], f, m.names)
}

// open shows both records side by side.
func (m *merging) open() {
	w := m.window
	m.body = container.NewStack()
	m.verb = ui.Primary(w.Text("records.merge.verb"), "check", m.do)
	m.draw()
	height := min(460, w.Canvas().Size().Height-250)
	scroll := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), m.body))
	scroll.SetMinSize(fyne.NewSize(0, height))
	w.OpenDialog(&window.Dialog{Title: w.Text("records.merge.title"), Width: min(820, w.Canvas().Size().Width-120),
		Content: ui.Stack(ui.GapSmall, ui.Paragraph(w.Text("records.merge.text")), scroll),
		Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), m.verb}})
}

func (m *merging) draw() {
	w := m.window
	head := func(i int) fyne.CanvasObject {
		r := &m.records[i]
		from := w.Text("records.by_hand")
		if r.Label != "" {
			from = r.Label
		}
		stays := w.Text("records.merge.goes")
		if m.kept == i {
			stays = w.Text("records.merge.stays")
		}
		card := ui.NewPressable(ui.Stack(ui.GapTiny, ui.Line(r.Title()), ui.Caption(from).Shortened(), ui.Caption(w.Plural("records.merge.links", m.links[i])), ui.Badge(map[bool]ui.Tone{true: ui.SuccessTone, false: ui.NeutralTone}[m.kept == i], stays)), func() {
			m.keep(i)
			m.draw()
		})
		card.Choose(m.kept == i)
		return card
	}
	rows := ui.Stack(ui.GapSmall, container.New(mergeLayout{}, ui.Caption(""), head(0), head(1)))
	for _, f := range m.fields() {
		one, two := m.text(0, f), m.text(1, f)
		if one == two {
			continue
		}
		cell := func(i int, text string) fyne.CanvasObject {
			if text == "" {
				text = w.Text("records.change.nothing")
			}
			return newClip(m.choice(f, i, text))
		}
		rows.Add(container.New(mergeLayout{}, ui.Middle(ui.SmallPrint(m.reader.title(m.record, f))), cell(0, one), cell(1, two)))
		if joined := m.joined(f); joined != "" {
			join := m.choice(f, both, w.Text("records.merge.both"))
			hint := ui.Caption("")
			if !fits(joined) {
				join.Disable()
				hint.SetText(w.Text("records.merge.long", assets.Values{"Max": data.MaxLength}))
			}
			rows.Add(container.New(mergeLayout{}, ui.Caption(""), newClip(join), ui.Middle(hint)))
		}
	}
	m.body.Objects = []fyne.CanvasObject{rows}
	m.body.Refresh()
}

// choice takes a value of a field when it is pressed: that of one of the records, or both.
func (m *merging) choice(f *data.Field, i int, text string) *ui.Button {
	b := ui.NewButton(ui.SecondaryRank, ui.OneLine(text), "", func() {
		m.taken[f.Key] = i
		m.draw()
	})
	b.Leading = true
	if m.taken[f.Key] == i {
		b.Rank, b.Icon = ui.ChosenRank, "check"
	}
	return b
}

// newClip lets a button be narrower than its text.
func newClip(b *ui.Button) fyne.CanvasObject {
	scroll := container.NewHScroll(b)
	scroll.Direction = container.ScrollNone
	return container.New(clipLayout{}, scroll)
}

// clipLayout is as high as its object and as narrow as one likes.
type clipLayout struct{}

// Layout gives the object all the room.
func (clipLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// MinSize is the height of the object.
func (clipLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, objects[0].MinSize().Height)
}

// do merges as was chosen.
func (m *merging) do() {
	w := m.window
	user := w.User
	kept, other := m.records[m.kept], m.records[1-m.kept]
	values := kept
	values.Values = nil
	for _, f := range m.fields() {
		if at := m.taken[f.Key]; at == both {
			values.Set(f.Key, m.joined(f))
		} else {
			values.Set(f.Key, m.records[at].Value(f.Key))
		}
	}
	m.verb.SetEnabled(false)
	var merged *data.Merged
	m.changes.Do(func(ctx context.Context) (err error) {
		merged, err = w.Store.Merge(ctx, user, &values, &other)
		return err
	}, func(err error) {
		if err != nil {
			w.Fail(err)
			return
		}
		w.CloseDialog()
		m.merged(kept.ID, &undo{text: w.Text("records.merged", assets.Values{"Title": values.Title(), "Other": other.Title()}), do: func(ctx context.Context) error {
			return w.Store.Unmerge(ctx, user, merged)
		}})
	})
}

// mergeLayout is a row: what the field is called, and the two values.
type mergeLayout struct{}

// Layout puts the three side by side.
func (mergeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const title float32 = 150
	wide := (size.Width - title - 2*ui.GapSmall) / 2
	x := float32(0)
	for i, o := range objects {
		width := wide
		if i == 0 {
			width = title
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + ui.GapSmall
	}
}

// MinSize is as high as the highest.
func (mergeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(480, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
