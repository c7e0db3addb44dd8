package records

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

// An itemLine is a line of a deal as it stands in the form: texts by key of the field.
type itemLine struct {
	id      int64
	product ui.Option // zero: none
	typed   map[string]string

	box  *fyne.Container
	said *ui.Words
	sum  *ui.Words
}

// itemFields are the columns of the lines, with their widths; 0 takes the room that is left.
var itemFields = []struct {
	key   string
	width float32
}{{"name", 0}, {"quantity", 76}, {"unit", 64}, {"price", 104}, {"tax_rate", 68}}

// A total is what the lines of a deal come to.
type dealTotal struct{ net, gross float64 }

// totalOf adds lines up: quantity × price, and the same with value added tax.
func totalOf(items []data.Record) dealTotal {
	var t dealTotal
	for i := range items {
		net := items[i].Number("quantity") * items[i].Number("price")
		t.net += net
		t.gross += net * (1 + items[i].Number("tax_rate")/100)
	}
	return t
}

// readLines makes the lines of a form of stored items.
func (f *recordForm) readLines(items []data.Record) []*itemLine {
	var lines []*itemLine
	for i := range items {
		line := &itemLine{id: items[i].ID, typed: map[string]string{}}
		for _, column := range itemFields {
			field := f.reader.schema.Field(data.DealItem, column.key)
			line.typed[column.key] = f.print(field, items[i].Value(column.key))
		}
		if id := items[i].Ref("product"); id != 0 {
			line.product = ui.Option{Title: line.typed["name"], Value: id}
		}
		lines = append(lines, line)
	}
	return lines
}

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

// buildLines draws the lines of a deal with their total.
func (f *recordForm) buildLines() fyne.CanvasObject {
	w := f.page.window
	rows := ui.Stack(ui.GapSmall)
	f.total = ui.Body("")
	f.total.Label.TextStyle.Bold = true
	var draw func()
	draw = func() {
		rows.Objects = nil
		if len(f.lines) > 0 {
			var titles []fyne.CanvasObject
			for _, c := range itemFields {
				titles = append(titles, ui.Caption(f.reader.title(data.DealItem, f.reader.schema.Field(data.DealItem, c.key))))
			}
			rows.Add(container.New(itemLayout{}, append(titles, ui.Trailing(ui.Caption(w.Text("records.items.sum"))), ui.GapOf(0))...))
		}
		for _, line := range f.lines {
			rows.Add(f.buildLine(line, func() {
				f.lines = slices.DeleteFunc(f.lines, func(l *itemLine) bool { return l == line })
				draw()
				f.edited()
			}))
		}
		rows.Refresh()
	}
	draw()
	add := ui.Secondary(w.Text("records.items.add"), "add", func() {
		quantity := f.reader.schema.Field(data.DealItem, "quantity")
		f.lines = append(f.lines, &itemLine{typed: map[string]string{"quantity": quantity.Default}})
		draw()
		f.edited()
	})
	use := ui.Quiet(w.Text("records.items.use"), "", func() {
		f.typed["value"] = f.print(f.reader.schema.Field(data.Deal, "value"), totalOf(f.parts()).net)
		w.Bring(f.page.key)
	})
	return ui.Card(ui.Stack(1.5*ui.GapSmall, ui.Subheading(w.Text("records.items")), rows,
		ui.Beside(ui.GapSmall, add, layout.NewSpacer(), ui.Middle(f.total), use)))
}

// buildLine draws a line; the field of its name suggests products.
func (f *recordForm) buildLine(line *itemLine, remove func()) fyne.CanvasObject {
	w := f.page.window
	var cells []fyne.CanvasObject
	entries := map[string]*ui.Entry{}
	for _, c := range itemFields {
		if c.key == "name" {
			var l *ui.Lookup
			l = ui.NewLookup(f.over, f.products(), func(o ui.Option) {
				product, err := w.Store.Record(w.Context, data.Product, o.Value.(int64))
				if err != nil {
					w.Fail(err)
					return
				}
				line.product = o
				l.SetText(product.Title())
				for _, key := range []string{"unit", "price", "tax_rate"} {
					entries[key].SetText(f.print(f.reader.schema.Field(data.DealItem, key), product.Value(key)))
				}
				f.edited()
			})
			l.SetText(line.typed["name"])
			l.PlaceHolder = w.Text("records.find.product")
			l.OnChanged = func(s string) { line.typed["name"] = s; f.edited() }
			cells = append(cells, l)
			continue
		}
		e := ui.NewEntry()
		e.SetText(line.typed[c.key])
		e.OnChanged = func(s string) { line.typed[c.key] = s; f.edited() }
		entries[c.key] = e
		cells = append(cells, e)
	}
	line.sum = ui.Trailing(ui.Body(""))
	line.said = ui.SmallPrint("").Paint(ui.Tones[ui.ErrorTone].Importance)
	line.said.Hide()
	cells = append(cells, ui.Middle(line.sum), ui.Sign("delete", f.page.window.Text("records.delete"), remove))
	line.box = ui.Stack(2, container.New(itemLayout{}, cells...), line.said)
	return line.box
}

// products suggests products by what they are called and by their code.
func (f *recordForm) products() func(string, func([]ui.Option)) {
	product := f.reader.schema.Field(data.DealItem, "product")
	return func(text string, show func([]ui.Option)) {
		f.finds.Start(f.page.window, func(ctx context.Context) ([]ui.Option, error) { return f.candidates(ctx, product, text) }, func(options []ui.Option, err error) {
			if err == nil {
				show(options)
			}
		})
	}
}

// parts are the lines as records; what can't be read is left out of them.
func (f *recordForm) parts() []data.Record {
	var parts []data.Record
	for _, line := range f.lines {
		r, _ := f.readLine(line)
		parts = append(parts, r)
	}
	return parts
}

func (f *recordForm) readLine(line *itemLine) (data.Record, []importer.Problem) {
	base := data.Record{ID: line.id, Type: data.DealItem, Values: []data.Value{{Key: "deal", V: int64(1)}}} // Save knows which deal
	if line.product.Value != nil {
		base.Set("product", line.product.Value)
	}
	return importer.ReadTyped(f.parser, f.reader.schema, base, line.typed, value.Parent{Currency: f.currency})
}

// checkLines says below the lines what is wrong with them, and what they come to.
func (f *recordForm) checkLines() bool {
	if f.total == nil {
		return true
	}
	w, good := f.page.window, true
	for _, line := range f.lines {
		r, problems := f.readLine(line)
		said := ""
		for _, p := range problems {
			if p.Code.Severity() != issue.Error {
				continue
			}
			good = false
			if said == "" && (p.Code != issue.Required || f.tried) {
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
	f.total.SetText(totalText(w, totalOf(f.parts()), f.typed["currency"]))
	return good
}

// totalText says what the lines of a deal come to.
func totalText(w *window.Window, t dealTotal, currency string) string {
	return w.Text("records.items.total", map[string]any{"Net": money(w, t.net, currency), "Gross": money(w, t.gross, currency)})
}

func money(w *window.Window, n float64, currency string) string {
	text := w.Lang.Number(float64(int64(n*100+0.5)) / 100)
	if currency == "" {
		return text
	}
	return text + " " + currency
}

// drawItems lists the lines of a deal in its detail.
func (d *recordDetail) drawItems() fyne.CanvasObject {
	w, k := d.page.window, d.known
	lines := ui.Stack(ui.GapSmall, ui.Subheading(w.Text("records.items")))
	if len(k.items) == 0 {
		return ui.Stack(ui.GapSmall, lines, ui.Caption(w.Text("records.items.none")))
	}
	for i := range k.items {
		item := &k.items[i]
		text := w.Text("records.items.line", map[string]any{"Quantity": w.Lang.Number(item.Number("quantity")), "Unit": item.Text("unit"),
			"Price": w.Lang.Number(item.Number("price"))})
		name := fyne.CanvasObject(ui.Body(item.Text("name")).Wrapped())
		if id := item.Ref("product"); id != 0 {
			name = newLink(item.Text("name"), func() { w.OpenRecord(data.Product, id) })
		}
		lines.Add(container.NewBorder(nil, nil, nil, ui.Middle(ui.Body(w.Lang.Number(totalOf(k.items[i:i+1]).net))), ui.Stack(0, name, ui.Caption(text))))
	}
	total := ui.Body(totalText(w, totalOf(k.items), k.record.Text("currency"))).Wrapped()
	total.Label.TextStyle.Bold = true
	lines.Add(total)
	return lines
}

// itemLayout puts the cells of a line into columns: those of itemFields, the sum, the button.
type itemLayout struct{}

func itemWidths(total float32) []float32 {
	widths := []float32{}
	rest := total
	for _, c := range itemFields {
		widths = append(widths, c.width)
	}
	widths = append(widths, 96, 34)
	for _, w := range widths {
		rest -= w + ui.GapSmall
	}
	widths[0] = max(120, rest+ui.GapSmall)
	return widths
}

// Layout puts the cells side by side.
func (itemLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range itemWidths(size.Width) {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width + ui.GapSmall
	}
}

// MinSize is as high as the highest cell.
func (itemLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(560, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
