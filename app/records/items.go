package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

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

// totalText is the total of the lines of a deal.
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
