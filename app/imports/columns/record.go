package columns

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// A rowOf is a row of the file with the records that come of it.
type rowOf struct {
	row     int
	entries []*importer.Entry
}

// records are the rows of the preview that give anything.
func (s *Step) records() []rowOf {
	if s.report == nil {
		return nil
	}
	var rows []rowOf
	for _, e := range s.report.Entries {
		if len(rows) == 0 || rows[len(rows)-1].row != e.Row {
			rows = append(rows, rowOf{row: e.Row})
		}
		last := &rows[len(rows)-1]
		if e.Client != nil && e.Client.Row != e.Row && len(last.entries) == 0 {
			last.entries = append(last.entries, e.Client) // of a company that repeats
		}
		last.entries = append(last.entries, e)
	}
	return rows
}

// turn shows the next record of the preview, or the one before.
func (s *Step) turn(by int) {
	s.at = max(0, min(s.at+by, len(s.records())-1))
	s.drawRecord()
}

// drawRecord shows one row of the file as its records would be stored.
func (s *Step) drawRecord() {
	if s.parts == nil || s.folded {
		return
	}
	w := s.window
	rows := s.records()
	title := ui.Subheading(w.Text("columns.stored"))
	if s.report == nil || len(rows) == 0 {
		key := "columns.stored.none"
		if s.report == nil {
			key = "columns.stored.wait"
		}
		hang(s.parts.record, container.NewBorder(s.recordHead(title, nil), nil, nil, nil, ui.Padded(12, ui.Muted(w.Text(key)))))
		return
	}
	s.at = min(s.at, len(rows)-1)
	before, after := ui.Sign("chevron-left", w.Text("columns.stored.before"), func() { s.turn(-1) }), ui.Sign("chevron-right", w.Text("columns.stored.after"), func() { s.turn(1) })
	before.SetEnabled(s.at > 0)
	after.SetEnabled(s.at < len(rows)-1)
	of := ui.Caption(w.Text("columns.stored.of", assets.Values{"N": w.Lang.Int(s.at + 1), "All": w.Lang.Int(len(rows))}))
	content := ui.Stack(0)
	row := rows[s.at]
	parser := s.known.parser
	for _, e := range row.entries {
		s.addRecord(content, parser, e)
	}
	s.addConstants(content)
	s.addLeftOut(content, row.row)
	body := container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(6), ui.Padded(ui.GapSmall, content)))
	hang(s.parts.record, container.NewBorder(s.recordHead(title, ui.Beside(0, before, ui.Middle(of), after)), nil, nil, nil, body))
}

func (s *Step) recordHead(title *ui.Words, arrows fyne.CanvasObject) fyne.CanvasObject {
	back := ui.NewSurface(theme.ColorNameHeaderBackground, "", ui.CornerRadius-1)
	title.Label.Truncation = fyne.TextTruncateEllipsis
	inner := container.NewBorder(nil, nil, ui.GapOf(12), arrows, ui.Middle(title))
	return container.NewStack(back, container.New(ui.MinHeight(40), inner))
}

// addRecord adds the values of a record.
func (s *Step) addRecord(content *fyne.Container, parser *value.Parser, e *importer.Entry) {
	w := s.window
	t := e.Record.Type
	title := w.Text("record." + string(t) + ".title")
	if e.Section > 0 && s.m.Row == data.Client {
		title = w.Text("group.contact_n", assets.Values{"N": e.Section})
	}
	if len(content.Objects) > 0 {
		content.Add(ui.GapOf(ui.GapSmall))
	}
	content.Add(ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn(string(t), ui.ColorOnAccent), 16)), ui.Subheading(title)))
	name := t.Kind().Title
	for _, f := range s.schema().Active(t) {
		v := e.Record.Value(f.Key)
		if v == nil || f.Type == data.Reference || f.Type == data.Account {
			continue
		}
		text := parser.Print(f, v)
		if f.Type == data.Bool && v == false {
			continue
		}
		content.Add(s.pair(template.FieldTitle(w.Lang, t, f), text, len(name) == 1 && f.Key == name[0] || f.Key == "last_name", s.remark(e, f)))
	}
}

// A remark is what the check says of a value.
func (s *Step) remark(e *importer.Entry, f *data.Field) *issue.Issue {
	for i := range s.report.Issues {
		one := &s.report.Issues[i]
		if one.Row == e.Row && one.Record == e.Record.Type && one.Field == issue.FieldName(f) {
			return one
		}
	}
	return nil
}

// pair is a line with the name of a field and its value.
func (s *Step) pair(title, text string, strong bool, remark *issue.Issue) fyne.CanvasObject {
	words := ui.NewCut(ui.OneLine(text), theme.ColorNameForeground, theme.SizeNameText)
	words.Bold = strong
	var sign fyne.CanvasObject
	if remark != nil {
		tone := ui.RepairTone
		if remark.Severity != issue.Repair {
			tone = ui.WarningTone
		}
		sign = ui.Middle(ui.Picture(ui.IconIn(ui.Tones[tone].Icon, ui.Tones[tone].Text), 15))
	}
	return container.New(pairLayout{}, ui.NewCut(title, ui.ColorMuted, theme.SizeNameCaptionText), container.NewBorder(nil, nil, nil, sign, words))
}

// pairLayout gives the first object a column of its own.
type pairLayout struct{}

func (pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(92*theme.TextSize()/14, size.Width*0.4)
	objects[0].Resize(fyne.NewSize(left-ui.GapSmall, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-left), size.Height))
}

func (pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, objects[1].MinSize().Height+5)
}

// addLeftOut adds the values of a row that nothing takes.
func (s *Step) addLeftOut(content *fyne.Container, row int) {
	w := s.window
	at := slices.IndexFunc(s.known.look.Rows, func(r importer.SheetRow) bool { return r.Number == row })
	if at < 0 {
		return
	}
	var lines []fyne.CanvasObject
	for i := range s.m.Columns {
		c := &s.m.Columns[i]
		text := s.known.look.Rows[at].Cells[c.Col]
		if c.Mapped() || text == "" {
			continue
		}
		lines = append(lines, s.pair(s.columnTitle(c), text, false, nil))
	}
	if len(lines) == 0 {
		return
	}
	content.Add(ui.GapOf(ui.GapSmall))
	content.Add(ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("leave-out", ui.ColorMuted), 16)), ui.Subheading(w.Text("columns.not_read"))))
	for _, l := range lines {
		content.Add(l)
	}
}

// addConstants adds the values that all rows get, with the way to take them away.
func (s *Step) addConstants(content *fyne.Container) {
	w := s.window
	fields := slices.Sorted(maps.Keys(s.m.Constants))
	if len(fields) == 0 {
		return
	}
	content.Add(ui.GapOf(ui.GapSmall))
	content.Add(ui.Beside(ui.GapSmall, ui.Middle(ui.Picture(ui.IconIn("add", ui.ColorMuted), 16)), ui.Subheading(w.Text("columns.constants"))))
	for _, field := range fields {
		away := ui.Sign("close", w.Text("columns.constants.remove"), func() { s.fill(field, "") })
		content.Add(container.NewBorder(nil, nil, nil, away, s.pair(mapping.FieldTitle(w.Lang, field), s.m.Constants[field], false, nil)))
	}
}
