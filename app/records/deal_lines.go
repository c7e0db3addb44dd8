package records

import (
	"context"
	"kartoteka/app/ui"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// dealLines are the lines of a deal in its form, with their total.
type dealLines struct {
	form   *recordForm
	lines  []*itemLine
	before []*itemLine // the same when the form was opened
	total  *ui.Words   // nil before they are drawn, and in forms of other records
}

// An itemLine is a line of a deal as it stands in the form: texts by key of the field.
type itemLine struct {
	id      int64
	product ui.Option // zero: none
	typed   map[string]string

	box  *fyne.Container
	said *ui.Words
	sum  *ui.Words
}

// take makes the lines of stored items.
func (d *dealLines) take(items []data.Record) {
	for i := range items {
		line := &itemLine{id: items[i].ID, typed: map[string]string{}}
		for _, column := range itemFields {
			field := d.form.reader.schema.Field(data.DealItem, column.key)
			line.typed[column.key] = d.form.print(field, items[i].Value(column.key))
		}
		if id := items[i].Ref("product"); id != 0 {
			line.product = ui.Option{Title: line.typed["name"], Value: id}
		}
		d.lines = append(d.lines, line)
	}
	d.before = copyLines(d.lines)
}

// changed reports whether something would be lost.
func (d *dealLines) changed() bool { return !sameLines(d.lines, d.before) }

func copyLines(lines []*itemLine) []*itemLine {
	var copies []*itemLine
	for _, line := range lines {
		c := *line
		c.typed = map[string]string{}
		for k, v := range line.typed {
			c.typed[k] = v
		}
		copies = append(copies, &c)
	}
	return copies
}

func sameLines(a, b []*itemLine) bool {
	return slices.EqualFunc(a, b, func(x, y *itemLine) bool {
		if x.id != y.id || x.product != y.product {
			return false
		}
		for _, c := range itemFields {
			if x.typed[c.key] != y.typed[c.key] {
				return false
			}
		}
		return true
	})
}

// build draws the lines of a deal with their total.
func (d *dealLines) build() fyne.CanvasObject {
	w := d.form.page.window
	rows := ui.Stack(ui.GapSmall)
	d.total = ui.Body("")
	d.total.Label.TextStyle.Bold = true
	var draw func()
	draw = func() {
		rows.Objects = nil
		if len(d.lines) > 0 {
			var titles []fyne.CanvasObject
			for _, c := range itemFields {
				titles = append(titles, ui.Caption(d.form.reader.title(data.DealItem, d.form.reader.schema.Field(data.DealItem, c.key))))
			}
			rows.Add(container.New(&itemLayout{}, append(titles, ui.Trailing(ui.Caption(w.Text("records.items.sum"))), ui.GapOf(0))...))
		}
		for _, line := range d.lines {
			rows.Add(d.buildLine(line, func() {
				d.lines = slices.DeleteFunc(d.lines, func(l *itemLine) bool { return l == line })
				draw()
				d.form.edited()
			}))
		}
		rows.Refresh()
	}
	draw()
	add := ui.Secondary(w.Text("records.items.add"), "add", func() {
		quantity := d.form.reader.schema.Field(data.DealItem, "quantity")
		d.lines = append(d.lines, &itemLine{typed: map[string]string{"quantity": quantity.Default}})
		draw()
		d.form.edited()
	})
	use := ui.Quiet(w.Text("records.items.use"), "", func() {
		d.form.typed["value"] = d.form.print(d.form.reader.schema.Field(data.Deal, "value"), totalOf(d.records()).net)
		w.Bring(d.form.page.key)
	})
	return ui.Card(ui.Stack(1.5*ui.GapSmall, ui.Subheading(w.Text("records.items")), rows,
		container.New(&ui.WrapRow{}, add, ui.Flow(ui.GapSmall, ui.Middle(d.total), use))))
}

// buildLine draws a line; the field of its name suggests products.
func (d *dealLines) buildLine(line *itemLine, remove func()) fyne.CanvasObject {
	w := d.form.page.window
	var cells []fyne.CanvasObject
	entries := map[string]*ui.Entry{}
	for _, c := range itemFields {
		if c.key == "name" {
			var l *ui.Lookup
			l = ui.NewLookup(d.form.over, d.products(), func(o ui.Option) {
				product, err := w.Store.Record(w.Context, data.Product, o.Value.(int64))
				if err != nil {
					w.Fail(err)
					return
				}
				line.product = o
				l.SetText(product.Title())
				for _, key := range []string{"unit", "price", "tax_rate"} {
					entries[key].SetText(d.form.print(d.form.reader.schema.Field(data.DealItem, key), product.Value(key)))
				}
				d.form.edited()
			})
			l.SetText(line.typed["name"])
			l.PlaceHolder = w.Text("records.find.product")
			l.OnChanged = func(s string) { line.typed["name"] = s; d.form.edited() }
			cells = append(cells, l)
			continue
		}
		e := ui.NewEntry()
		e.SetText(line.typed[c.key])
		e.OnChanged = func(s string) { line.typed[c.key] = s; d.form.edited() }
		entries[c.key] = e
		cells = append(cells, e)
	}
	line.sum = ui.Trailing(ui.Body(""))
	line.said = ui.SmallPrint("").Paint(ui.Tones[ui.ErrorTone].Importance)
	line.said.Hide()
	cells = append(cells, ui.Middle(line.sum), ui.Sign("delete", d.form.page.window.Text("records.delete"), remove))
	line.box = ui.Stack(2, container.New(&itemLayout{}, cells...), line.said)
	return line.box
}

// products suggests products by what they are called and by their code.
func (d *dealLines) products() func(string, func([]ui.Option)) {
	product := d.form.reader.schema.Field(data.DealItem, "product")
	return func(text string, show func([]ui.Option)) {
		d.form.finds.Start(d.form.page.window, func(ctx context.Context) ([]ui.Option, error) { return d.form.candidates(ctx, product, text) }, func(options []ui.Option, err error) {
			if err == nil {
				show(options)
			}
		})
	}
}

// records are the lines as records; what can't be read is left out of them.
func (d *dealLines) records() []data.Record {
	var parts []data.Record
	for _, line := range d.lines {
		r, _ := d.readLine(line)
		parts = append(parts, r)
	}
	return parts
}

func (d *dealLines) readLine(line *itemLine) (data.Record, []importer.Problem) {
	base := data.Record{ID: line.id, Type: data.DealItem, Values: []data.Value{{Key: "deal", V: int64(1)}}} // Save knows which deal
	if line.product.Value != nil {
		base.Set("product", line.product.Value)
	}
	return importer.ReadTyped(d.form.parser, d.form.reader.schema, base, line.typed, value.Parent{Currency: d.form.currency})
}

// check says below the lines what is wrong with them, and what they come to.
func (d *dealLines) check() bool {
	if d.total == nil {
		return true
	}
	w, good := d.form.page.window, true
	for _, line := range d.lines {
		r, problems := d.readLine(line)
		said := ""
		for _, p := range problems {
			if p.Code.Severity() != issue.Error {
				continue
			}
			good = false
			if said == "" && (p.Code != issue.Required || d.form.tried) {
				issue := p.Issue(w.Lang, data.DealItem, line.typed[p.Field.Key])
				said = issue.TypedMessage(w.Lang)
			}
		}
		if line.said == nil {
			continue
		}
		line.sum.SetText(w.Lang.Number(totalOf([]data.Record{r}).net))
		line.said.SetText(said)
		line.said.Hidden = said == ""
		line.box.Refresh()
	}
	d.total.SetText(totalText(w, totalOf(d.records()), d.form.typed["currency"]))
	return good
}

// itemLayout puts the cells of a line into columns: those of itemFields, the sum, the button. Where that is too narrow, the first cell
// gets a line of its own.
type itemLayout struct{ width float32 }

// nameWidth is the least room for the name of what is sold, beside the other cells.
const nameWidth float32 = 200

// itemWidths are the widths of the cells behind the first, and the room they leave it.
func itemWidths(total float32) (rest float32, widths []float32) {
	scale := theme.TextSize() / 14
	for _, c := range itemFields[1:] {
		widths = append(widths, c.width*scale)
	}
	widths = append(widths, 96*scale, 34*scale)
	for _, w := range widths {
		total -= w + ui.GapSmall
	}
	return total, widths
}

// Layout puts the cells side by side.
func (l *itemLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	rest, widths := itemWidths(size.Width)
	high := ui.Highest(objects)
	x, y := rest+ui.GapSmall, float32(0)
	if rest < nameWidth {
		if need := size.Width - rest; rest < 0 {
			for i := range widths {
				widths[i] *= size.Width / need
			}
		}
		rest, x, y = size.Width, max(0, rest), high+ui.GapTiny
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(rest, high))
	for i, width := range widths {
		objects[i+1].Move(fyne.NewPos(x, y))
		objects[i+1].Resize(fyne.NewSize(width, high))
		x += width + ui.GapSmall
	}
}

// MinSize is as high as the highest cell, twice that in two lines.
func (l *itemLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := ui.Highest(objects)
	if rest, _ := itemWidths(l.width); l.width > 0 && rest < nameWidth {
		high = 2*high + ui.GapTiny
	}
	return fyne.NewSize(320, high)
}
