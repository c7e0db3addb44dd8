package records

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/value"
)

// A recordDetail shows one record beside the list: what it holds, group by group as in the template, what belongs to it, where it
// came from, and what was changed. When several are selected it shows what can be done with all of them.
type recordDetail struct {
	page   *Page
	reads  window.Fetch[known]
	known  *known // nil until it has been read
	failed error
	picked []int64
	all    bool // all changes are listed, not only the newest
	tab    int  // which part is shown
	body   *fyne.Container
}

// known is all there is to show of a record.
type known struct {
	record  data.Record
	names   data.Names
	related []relation
	items   []data.Record // lines of a deal
	changes []data.Change
	origin  *data.Import
	same    *importer.Same
}

func newRecordDetail(p *Page) *recordDetail { return &recordDetail{page: p} }

func (d *recordDetail) build() fyne.CanvasObject {
	d.body = container.NewStack()
	d.draw()
	if d.page.chosen != 0 && (d.known == nil || d.known.record.ID != d.page.chosen) {
		d.show(d.page.chosen, d.page.list.picked())
	} else if d.known != nil {
		d.show(d.known.record.ID, d.page.list.picked())
	}
	return container.NewBorder(nil, nil, ui.GapOf(ui.GapSmall), nil, ui.Frame(ui.Padded(ui.Gap, d.body)))
}

// show reads a record and shows it, unless several are picked.
func (d *recordDetail) show(id int64, picked []int64) {
	d.picked = picked
	if len(picked) > 1 {
		d.draw()
		return
	}
	d.reads.Start(d.page.window, func(ctx context.Context) (known, error) { return d.read(ctx, id) }, func(k known, err error) {
		d.known, d.failed = &k, err
		if err != nil {
			d.known = nil
		}
		d.draw()
	})
}

// read finds out all there is to show of a record.
func (d *recordDetail) read(ctx context.Context, id int64) (k known, err error) {
	p := d.page
	store := p.window.Store
	found := false
	err = store.EachNamed(ctx, p.reader.schema, p.record, data.Query{IDs: []int64{id}}, func(r *data.Record, names data.Names) error {
		k.record, k.names, found = *r, names, true
		return nil
	})
	switch {
	case err != nil:
		return k, err
	case !found:
		return k, data.ErrNotFound
	}
	if k.related, err = d.readRelated(ctx, id); err != nil {
		return k, err
	}
	if p.record == data.Deal {
		if k.items, err = store.Records(ctx, data.DealItem, data.Query{Filter: map[string]any{"deal": id}}); err != nil {
			return k, err
		}
	}
	if k.changes, err = store.Changes(ctx, p.record, id); err != nil {
		return k, err
	}
	if k.record.Label != "" {
		im, err := store.ImportByLabel(ctx, k.record.Label)
		if err != nil {
			return k, err
		}
		k.origin = &im
	}
	parser, err := value.ParserFor(ctx, p.window.Store, p.window.Lang, now())
	if err != nil {
		return k, err
	}
	k.same, _, err = p.window.Importer.SameAs(ctx, parser, p.reader.schema, &k.record)
	return k, err
}

// draw draws what is known.
func (d *recordDetail) draw() {
	if d.body == nil {
		return
	}
	var content fyne.CanvasObject
	switch {
	case len(d.picked) > 1:
		content = d.page.bulk.draw(d.picked)
	case d.failed != nil:
		content = d.page.window.LoadFailed(d.failed, d.page.again)
	case d.known == nil:
		content = ui.Caption("…")
	default:
		content = d.describe()
	}
	d.body.Objects = []fyne.CanvasObject{content}
	d.body.Refresh()
}

// describe draws a record.
func (d *recordDetail) describe() fyne.CanvasObject {
	w, k := d.page.window, d.known
	parts := ui.Stack(ui.Gap)
	related := 0
	for _, r := range k.related {
		related += r.total
	}
	tabs := []string{w.Text("records.tab.fields")}
	if len(k.related) > 0 {
		links := w.Text("records.tab.links")
		if related > 0 {
			links += "  " + w.Lang.Int(related)
		}
		tabs = append(tabs, links)
	}
	tabs = append(tabs, w.Text("records.tab.history"))
	tab := min(d.tab, len(tabs)-1)
	switch {
	case tab == 0:
		d.describeFields(parts)
	case tab == 1 && len(tabs) == 3:
		for _, r := range k.related {
			parts.Add(d.drawRelated(r))
		}
	default:
		parts.Add(d.drawOrigin())
		if len(k.changes) > 0 {
			parts.Add(d.drawChanges())
		}
	}
	scroll := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), parts))
	choose := ui.NewSegments(tabs, tab, func(i int) {
		d.tab = i
		d.draw()
	})
	return container.New(ui.SpacedBorder(ui.Gap), ui.Stack(ui.Gap, d.head(), ui.Leading(choose)), scroll)
}

// describeFields adds the values of the record, and the lines of a deal.
func (d *recordDetail) describeFields(parts *fyne.Container) {
	k := d.known
	if k.same != nil && mergeable(k.record.Type) {
		parts.Add(d.drawDuplicate())
	}
	for _, g := range groupsOf(d.page.reader, k.record.Type) {
		if card := d.group(g); card != nil {
			parts.Add(card)
		}
	}
	if k.record.Type == data.Deal {
		parts.Add(d.drawItems())
	}
}

// longTitle is from how many characters on, with text of normal size, the name of a record would push all else out of view.
const longTitle = 90

// head is the title of the record and the verbs for it.
func (d *recordDetail) head() fyne.CanvasObject {
	w, p, r := d.page.window, d.page, &d.known.record
	title := ui.Body(r.Title()).Wrapped().Selectable()
	if float32(len([]rune(r.Title()))) > longTitle*14/theme.TextSize() {
		title = ui.Line(r.Title())
	}
	title.Label.SizeName = theme.SizeNameSubHeadingText
	title.Label.TextStyle.Bold = true
	verbs := []fyne.CanvasObject{ui.Secondary(w.Text("records.edit"), "edit", func() { p.edit(r.ID) })}
	if r.Type == data.Lead && r.Ref("client") == 0 {
		verbs = append(verbs, ui.Primary(w.Text("records.convert"), "client", func() { (&conversion{base: p.base, changes: &p.changes, lead: *r}).convert() }))
	}
	if done := r.Bool("done"); r.Type == data.Activity {
		verb := "records.done"
		if done {
			verb = "records.undone"
		}
		verbs = append(verbs, ui.Secondary(w.Text(verb), "check", func() { p.bulk.setDone([]int64{r.ID}, !done) }))
	}
	verbs = append(verbs, ui.Sign("delete", w.Text("records.delete"), func() { p.bulk.askToRemove([]int64{r.ID}) }))
	closing := ui.Sign("close", w.Text("dialog.close"), func() { p.Escape() })
	return ui.Stack(1.5*ui.GapSmall, container.NewBorder(nil, nil, nil, container.NewVBox(closing), ui.Middle(title)), ui.Flow(ui.GapSmall, verbs...))
}

// A fieldGroup is the fields under one heading.
type fieldGroup struct {
	title  string
	fields []*data.Field
}

// groupsOf returns the fields of a record type under the headings of its template. Retired fields stand among them: they keep their values.
func groupsOf(r *reader, t data.RecordType) []fieldGroup {
	var groups []fieldGroup
	for _, f := range r.schema.Fields(t) {
		if f.Unstored {
			continue
		}
		title := f.Panel
		switch {
		case !f.Custom():
			title = r.lang.Text("group." + f.Group)
		case title == "":
			title = r.lang.Text("group.custom")
		}
		i := slices.IndexFunc(groups, func(g fieldGroup) bool { return g.title == title })
		if i < 0 {
			i = len(groups)
			groups = append(groups, fieldGroup{title: title})
		}
		groups[i].fields = append(groups[i].fields, f)
	}
	return groups
}

// group draws the fields of a group that have a value, nil when none has.
func (d *recordDetail) group(g fieldGroup) fyne.CanvasObject {
	lines := ui.Stack(ui.GapTiny)
	for _, f := range g.fields {
		if text := d.page.reader.text(&d.known.record, f, d.known.names); text != "" && !(f.Type == data.Bool && !d.known.record.Bool(f.Key)) {
			lines.Add(fieldLine(d.page.reader.title(d.known.record.Type, f), d.fieldValue(f, text)))
		}
	}
	if len(lines.Objects) == 0 {
		return nil
	}
	return ui.Stack(ui.GapSmall, ui.Subheading(g.title), lines)
}

// fieldLine puts what a field is called beside what it holds.
func fieldLine(title string, value fyne.CanvasObject) fyne.CanvasObject {
	return container.New(lineLayout{}, ui.SmallPrint(title), value)
}

// fieldValue is a value that can be followed where it leads somewhere.
func (d *recordDetail) fieldValue(f *data.Field, text string) fyne.CanvasObject {
	w, r := d.page.window, &d.known.record
	if f.Type == data.Reference {
		return newLink(text, func() { w.OpenRecord(f.To, r.Ref(f.Key)) })
	}
	if u := linkOf(f, text, r.Text("country")); u != nil {
		return newLink(text, func() { follow(w, u) })
	}
	return ui.Body(text).Wrapped().Selectable()
}

// listAndDetail gives the detail what it needs to be readable, and the list the rest.
type listAndDetail struct{}

// Layout puts the two side by side.
func (listAndDetail) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	detail := min(max(size.Width*0.38, 360), 560, size.Width*0.6)
	objects[0].Resize(fyne.NewSize(size.Width-detail, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-detail, 0))
	objects[1].Resize(fyne.NewSize(detail, size.Height))
}

// MinSize has room for a narrow list.
func (listAndDetail) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(520, max(objects[0].MinSize().Height, 240))
}

// lineLayout gives the title of a line its width and the value the rest.
type lineLayout struct{}

const lineTitle float32 = 132

// Layout puts the two side by side.
func (lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(lineTitle, size.Height))
	objects[0].Move(fyne.NewPos(0, (theme.TextSize()-theme.CaptionTextSize())*0.8))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-lineTitle-ui.GapSmall), size.Height))
	objects[1].Move(fyne.NewPos(lineTitle+ui.GapSmall, 0))
}

// MinSize is as high as the higher one.
func (lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(lineTitle+ui.GapSmall+80, max(a.Height, b.Height))
}

// drawDuplicate says that the record looks like another one.
func (d *recordDetail) drawDuplicate() fyne.CanvasObject {
	w, p, same := d.page.window, d.page, d.known.same.Record
	id := d.known.record.ID
	return ui.Note(ui.DuplicateTone, w.Text("records.looks_same", assets.Values{"Title": same.Title()}),
		ui.Quiet(w.Text("records.merge"), "", func() { p.merge(id, same.ID) }))
}
