package imports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
)

// issueDetail shows the selected row of the issue grid: the whole message, the piece of the sheet it stands in, and what can be
// done about it.
type issueDetail struct {
	step   *checkStep
	row    *issueRow     // nil for none
	value  *ui.Entry     // nil when there is nothing to correct
	always *widget.Check // what is put in place of all equal values holds for later files too; nil when it is not offered
	typing bool          // the keyboard goes on to the value of the next issue
	pieces pieces

	words *fyne.Container
	piece *fyne.Container
	box   *fyne.Container // of both
}

func newIssueDetail(s *checkStep) *issueDetail {
	d := &issueDetail{step: s, words: container.NewStack(), piece: container.NewStack()}
	d.pieces.step = s
	d.box = container.New(ui.TwoUp{}, container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.GapSmall), d.words)), d.piece)
	return d
}

func (d *issueDetail) build() fyne.CanvasObject {
	return container.NewStack(ui.NewSurface(ui.ColorSurface, ui.ColorBorder, ui.CornerRadius), ui.Padded(1.5*ui.GapSmall, d.box))
}

// show shows a row, or what there is to see when none is selected.
func (d *issueDetail) show(r *issueRow) {
	d.row, d.value = r, nil
	w := d.step.page.window
	d.piece.Hidden = r == nil
	switch {
	case r == nil:
		hang(d.words, ui.Muted(w.Text("import.detail.none")))
	case r.same != nil:
		hang(d.words, d.duplicate())
		hang(d.piece, newDuplicateView(d.step, r))
	default:
		hang(d.words, d.message())
		d.pieces.show(r, d.piece)
	}
	d.box.Refresh()
	if d.typing && d.value != nil {
		d.edit()
	}
	d.typing = false
}

// edit puts the keyboard into the value.
func (d *issueDetail) edit() {
	if d.value != nil {
		d.step.page.window.Canvas().Focus(d.value)
	}
}

// title says what it is and where.
func (d *issueDetail) title() fyne.CanvasObject {
	w, r := d.step.page.window, d.row
	word := severityWord(w.Lang, r)
	if where := cellName(w.Lang, r); where != "" {
		word = w.Text("import.detail.place", assets.Values{"Severity": word, "Cell": where})
	}
	return container.NewBorder(nil, nil, ui.Beside(ui.GapSmall, ui.Badge(severityTone(r), word), ui.GapOf(0)), nil,
		ui.Middle(ui.Subheading(problem(w.Lang, r)).Shortened()))
}

func (d *issueDetail) message() fyne.CanvasObject {
	w, r := d.step.page.window, d.row
	parts := ui.Stack(ui.GapSmall, d.title(), ui.Paragraph(wholeMessage(w.Lang, r)).Selectable())
	switch {
	case r.fix != nil:
		parts.Add(d.corrected())
	case r.decided != nil:
		d.addDecisions(parts)
	case r.Code == issue.ValueReplaced:
		parts.Add(d.replaced())
	case r.correctable():
		parts.Add(d.editor())
	case d.step.mapping != nil && (r.Code == issue.MissingColumn || r.Code == issue.MappedColumnMissing):
		parts.Add(container.NewHBox(ui.Secondary(w.Text("import.change_columns"), "columns", func() { d.step.page.goTo(columnsAt) })))
	case r.Code == issue.OutdatedTemplate || r.Code == issue.MissingColumn || r.Code == issue.MissingSheet:
		parts.Add(container.NewHBox(ui.Secondary(w.Text("import.template.save"), "export", func() {
			d.step.page.template.ask(d.step.view.report.Template)
		})))
	}
	return parts
}

// editor corrects the value here or everywhere in its column.
func (d *issueDetail) editor() fyne.CanvasObject {
	w, r := d.step.page.window, d.row
	d.value = ui.NewEntry()
	d.value.PlaceHolder = w.Text("import.new_value")
	text := r.Value
	if r.Suggestion != "" && r.Severity != issue.Repair {
		text = r.Corrected()
	}
	d.value.SetText(ui.OneLine(text))
	d.always = nil
	one := func() { d.apply(false) }
	d.value.OnSubmitted = func(string) { d.apply(false) }
	beside := ui.Beside(ui.GapSmall, ui.GapOf(0))
	if choices := d.choices(); len(choices) > 0 {
		var pick *ui.Button
		pick = ui.Secondary(w.Text("import.choose_value"), "list", func() { d.offer(choices, pick) })
		beside.Add(pick)
	}
	beside.Add(ui.Secondary(w.Text("import.fix"), "check", one))
	editor := ui.Stack(ui.GapSmall, container.NewBorder(nil, nil, nil, ui.Middle(beside), d.value))
	if n := d.step.view.equal[r.at()]; n > 1 {
		d.always = widget.NewCheck(w.Text("import.fix_always"), nil)
		editor.Add(ui.Flow(ui.GapSmall, ui.Secondary(w.Plural("import.fix_all", n), "", func() { d.apply(true) }), d.always))
	}
	return editor
}

func (d *issueDetail) apply(all bool) {
	d.typing = d.step.page.window.Canvas().Focused() == fyne.Focusable(d.value)
	if all && d.always != nil && d.always.Checked {
		d.step.replaceAlways(d.row, d.value.Text)
		return
	}
	d.step.correct(d.row, d.value.Text, all)
}

// replaced offers to take back what was put in place of a value by itself: here, or for good.
func (d *issueDetail) replaced() fyne.CanvasObject {
	w, s, r := d.step.page.window, d.step, d.row
	return ui.Flow(ui.GapSmall, ui.Secondary(w.Text("import.replaced.here"), "undo", func() { s.keep(r) }),
		ui.Secondary(w.Text("import.replaced.never"), "", func() { s.replaceAlways(r, "") }))
}

// choices are the values the cell may take, where they are few.
func (d *issueDetail) choices() []string {
	p, r := d.step.view.parser, d.row
	_, f := d.step.view.report.ColumnAt(r.Sheet, r.Col)
	if f == nil {
		return nil
	}
	var choices []string
	switch f.Type {
	case data.Choice:
		for _, key := range f.Choices {
			choices = append(choices, p.Print(f, key))
		}
	case data.List:
		choices = p.Lists[f.List]
	case data.Account:
		for _, u := range p.Users {
			choices = append(choices, u.Name)
		}
	case data.Bool:
		choices = []string{p.Print(f, true), p.Print(f, false)}
	}
	return choices
}

func (d *issueDetail) offer(choices []string, below fyne.CanvasObject) {
	menu := fyne.NewMenu("")
	for _, choice := range choices {
		menu.Items = append(menu.Items, fyne.NewMenuItem(choice, func() { d.value.SetText(choice) }))
	}
	widget.ShowPopUpMenuAtRelativePosition(menu, d.step.page.window.Canvas(), fyne.NewPos(0, below.Size().Height), below)
}

// corrected offers to take a correction back.
func (d *issueDetail) corrected() fyne.CanvasObject {
	w, s := d.step.page.window, d.step
	fix := *d.row.fix
	buttons := container.NewHBox(ui.Secondary(w.Text("import.take_back"), "undo", func() { s.takeBack(fix) }))
	if len(s.fixes) > 1 {
		buttons.Add(ui.Secondary(w.Plural("import.take_all_back", len(s.fixes)), "", s.takeAllBack))
	}
	return ui.Stack(ui.GapSmall, buttons, container.NewHBox(ui.Quiet(w.Text("import.save.corrected"), "export", s.saveCorrected)))
}
