package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// A merging makes one record of two: one of them stays, and of each field in which they differ the person chooses the value.
type merging struct {
	page    *recordsPage
	records [2]data.Record
	names   importer.Names
	links   [2]int         // how many records refer to each
	kept    int            // which of the two stays
	taken   map[string]int // by key, whose value is taken
	body    *fyne.Container
	verb    *ui.Button
}

// merge asks how two records become one.
func (p *recordsPage) merge(one, two int64) {
	a := p.app
	var finds fetch[*merging]
	finds.start(a, func(ctx context.Context) (*merging, error) { return p.readMerging(ctx, one, two) }, func(m *merging, err error) {
		if err != nil {
			a.fail(err)
			return
		}
		m.open()
	})
}

// readMerging reads both records. The one to which more refers is proposed to stay, and of each field the value it has.
func (p *recordsPage) readMerging(ctx context.Context, one, two int64) (*merging, error) {
	m := &merging{page: p, taken: map[string]int{}}
	found := 0
	err := importer.EachNamed(ctx, p.app.store, p.reader.schema, p.record, data.Query{IDs: []int64{one, two}, Sort: "id"}, func(r *data.Record, names importer.Names) error {
		m.records[found], m.names = *r, names
		found++
		return nil
	})
	if err == nil && found != 2 {
		err = data.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	for i := range m.records {
		for _, t := range data.RecordTypes() {
			for _, f := range p.reader.schema.Fields(t) {
				if f.Type != data.Reference || f.To != p.record {
					continue
				}
				n, err := p.app.store.Count(ctx, t, data.Query{Filter: map[string]any{f.Key: m.records[i].ID}})
				if err != nil {
					return nil, err
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
	return m, nil
}

// keep lets one of the records stay, with its own values wherever it has one.
func (m *merging) keep(i int) {
	m.kept = i
	for _, f := range m.fields() {
		m.taken[f.Key] = i
		if m.records[i].Value(f.Key) == nil {
			m.taken[f.Key] = 1 - i
		}
	}
}

func (m *merging) fields() []*data.Field {
	var fields []*data.Field
	for _, f := range m.page.reader.schema.Fields(m.page.record) {
		if !f.Unstored {
			fields = append(fields, f)
		}
	}
	return fields
}

func (m *merging) text(i int, f *data.Field) string {
	return m.page.reader.text(&m.records[i], f, m.names)
}

// open shows both records side by side.
func (m *merging) open() {
	a := m.page.app
	m.body = container.NewStack()
	m.verb = ui.Primary(a.text("records.merge.verb"), "check", m.do)
	m.draw()
	height := min(460, a.window.Canvas().Size().Height-250)
	scroll := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), m.body))
	scroll.SetMinSize(fyne.NewSize(0, height))
	a.open(&dialog{title: a.text("records.merge.title"), width: min(820, a.window.Canvas().Size().Width-120),
		content: ui.Stack(ui.GapSmall, ui.Paragraph(a.text("records.merge.text")), scroll),
		buttons: []*ui.Button{a.closing(a.text("dialog.cancel")), m.verb}})
}

func (m *merging) draw() {
	a := m.page.app
	head := func(i int) fyne.CanvasObject {
		r := &m.records[i]
		from := a.text("records.by_hand")
		if r.Label != "" {
			from = r.Label
		}
		stays := a.text("records.merge.goes")
		if m.kept == i {
			stays = a.text("records.merge.stays")
		}
		card := ui.NewPressable(ui.Stack(ui.GapTiny, ui.Line(r.Title()), smallLine(from), ui.Caption(a.plural("records.merge.links", m.links[i])), ui.Badge(map[bool]ui.Tone{true: ui.SuccessTone, false: ui.NeutralTone}[m.kept == i], stays)), func() {
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
				text = a.text("records.change.nothing")
			}
			b := ui.NewButton(ui.SecondaryRank, text, "", func() {
				m.taken[f.Key] = i
				m.draw()
			})
			b.Leading = true
			if m.taken[f.Key] == i {
				b.Rank, b.Icon = ui.ChosenRank, "check"
			}
			return newClip(b)
		}
		rows.Add(container.New(mergeLayout{}, ui.Middle(ui.SmallPrint(m.page.reader.title(m.page.record, f))), cell(0, one), cell(1, two)))
	}
	m.body.Objects = []fyne.CanvasObject{rows}
	m.body.Refresh()
}

// smallLine is small text on one line.
func smallLine(s string) *ui.Words {
	w := ui.Caption(s)
	w.Label.Truncation = fyne.TextTruncateEllipsis
	return w
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
	a, p := m.page.app, m.page
	user := a.user
	kept, other := m.records[m.kept], m.records[1-m.kept]
	values := kept
	values.Values = nil
	for _, f := range m.fields() {
		values.Set(f.Key, m.records[m.taken[f.Key]].Value(f.Key))
	}
	m.verb.SetEnabled(false)
	p.changes.do(func(ctx context.Context) error {
		_, err := a.store.Merge(ctx, user, &values, &other)
		return err
	}, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		a.closeDialog()
		p.chosen, p.undo = kept.ID, nil
		p.said = func() fyne.CanvasObject {
			return ui.Note(ui.SuccessTone, a.text("records.merged", assets.Values{"Title": values.Title(), "Other": other.Title()}))
		}
		p.again()
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
