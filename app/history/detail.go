package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// drawDetail shows an import below the list.
func (h *historyPage) drawDetail(i *data.Import) {
	content := ui.Stack(ui.GapSmall)
	if h.said != nil {
		content.Add(h.said())
	}
	if h.job != nil {
		content.Add(h.job.Draw())
	} else {
		content.Add(ui.Card(h.describe(i)))
	}
	h.detail.Objects = []fyne.CanvasObject{content}
	h.detail.Refresh()
}

// describe says where an import came from, what became of its records, and what can be done with it.
func (h *historyPage) describe(i *data.Import) fyne.CanvasObject {
	w := h.window
	var verbs []fyne.CanvasObject
	if i.Restorable {
		verbs = append(verbs, ui.Secondary(w.Text("history.restore"), "undo", func() { h.restore(i) }))
	}
	if i.Remaining.Total() > 0 {
		verbs = append(verbs, ui.Secondary(w.Text("history.records"), "list", func() { h.showRecords(i) }))
		verbs = append(verbs, ui.Secondary(w.Text("history.delete"), "delete", func() { h.delete(i) }))
	}
	kind := w.Text("history.foreign")
	switch {
	case i.Template != "":
		kind = w.Text("template." + i.Template)
	case i.Mapping != "":
		kind = w.Text("history.mapping", assets.Values{"Name": i.Mapping})
	}
	from := w.Text("history.from", assets.Values{"File": i.File, "Date": w.Lang.DateTime(i.Date), "User": i.UserName, "Template": kind})
	head := ui.Stack(ui.GapTiny, container.New(&ui.WrapRow{},
		ui.Flow(ui.GapSmall, ui.Subheading(i.Label), ui.Middle(ui.Badge(statusTone(i), w.Text("history.status."+string(statusOf(i)))))),
		ui.Flow(ui.GapSmall, verbs...)), ui.SmallPrint(from))
	return ui.Stack(ui.Gap, head, h.sums(i))
}

// sums is a small table: found = imported + rejected + duplicates, and how many are left, for each record type.
func (h *historyPage) sums(i *data.Import) fyne.CanvasObject {
	w := h.window
	parts := []struct {
		sign, key string
		of        data.Counts
	}{{"", "found", i.Found}, {"=", "imported", i.Imported}, {"+", "rejected", i.Rejected}, {"+", "duplicates", i.Duplicates}, {"", "remaining", i.Remaining}}
	table := ui.Stack(ui.GapTiny)
	header := container.New(sumRow{})
	header.Add(ui.Caption(""))
	for _, part := range parts {
		header.Add(ui.Trailing(ui.Caption(sumSign(part.sign, w.Text("history."+part.key)))))
	}
	table.Add(header)
	for _, t := range data.Importable() {
		if i.Found[t] == 0 && i.Imported[t] == 0 {
			continue
		}
		row := container.New(sumRow{})
		row.Add(ui.Body(w.Text("record." + string(t) + ".titles")))
		for _, part := range parts {
			row.Add(ui.Trailing(ui.Body(sumSign(part.sign, w.Lang.Int(part.of[t])))))
		}
		table.Add(row)
	}
	return table
}

func sumSign(sign, text string) string {
	if sign == "" {
		return text
	}
	return sign + " " + text
}

// sumRow is a name and numbers in columns of one width.
type sumRow struct{}

const (
	sumName   float32 = 150
	sumNumber float32 = 120
)

// Layout puts the objects side by side.
func (sumRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	number := min(sumNumber*theme.TextSize()/14, (size.Width-sumName)/float32(len(objects)-1))
	x := float32(0)
	for i, o := range objects {
		width := number
		if i == 0 {
			width = sumName
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

// MinSize has room for all of them.
func (sumRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(sumName+sumNumber*float32(len(objects)-1), 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
