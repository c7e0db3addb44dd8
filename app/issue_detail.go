package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// issueDetail shows the selected row of the issue grid: the whole message, the piece of the sheet it stands in, and what can be
// done about it.
type issueDetail struct {
	step   *checkStep
	row    *issueRow // nil for none
	value  *entry    // nil when there is nothing to correct
	typing bool      // the keyboard goes on to the value of the next issue
	pieces pieces

	words *fyne.Container
	piece *fyne.Container
	box   *fyne.Container // of both
}

func newIssueDetail(s *checkStep) *issueDetail {
	d := &issueDetail{step: s, words: container.NewStack(), piece: container.NewStack()}
	d.pieces.step = s
	d.box = container.New(twoUp{}, container.NewVScroll(container.NewBorder(nil, nil, nil, gapOf(gapSmall), d.words)), d.piece)
	return d
}

func (d *issueDetail) build() fyne.CanvasObject {
	return container.NewStack(newSurface(colorSurface, colorBorder, cornerRadius), padded(1.5*gapSmall, d.box))
}

// show shows a row, or what there is to see when none is selected.
func (d *issueDetail) show(r *issueRow) {
	d.row, d.value = r, nil
	a := d.step.page.app
	d.piece.Hidden = r == nil
	switch {
	case r == nil:
		hang(d.words, muted(a.text("import.detail.none")))
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
		d.step.page.app.window.Canvas().Focus(d.value)
	}
}

// title says what it is and where.
func (d *issueDetail) title() fyne.CanvasObject {
	a, r := d.step.page.app, d.row
	word := severityWord(a.lang, r)
	if where := cellName(a.lang, r); where != "" {
		word = a.text("import.detail.place", assets.Values{"Severity": word, "Cell": where})
	}
	return container.NewBorder(nil, nil, beside(gapSmall, badge(severityTone(r), word), gapOf(0)), nil,
		middle(shortened(subheading(problem(a.lang, r)))))
}

func (d *issueDetail) message() fyne.CanvasObject {
	a, r := d.step.page.app, d.row
	parts := stack(gapSmall, d.title(), paragraph(wholeMessage(a.lang, r)).selectable())
	switch {
	case r.fix != nil:
		parts.Add(d.corrected())
	case r.correctable():
		parts.Add(d.editor())
	case r.Code == importer.OutdatedTemplate || r.Code == importer.MissingColumn || r.Code == importer.MissingSheet:
		parts.Add(container.NewHBox(secondary(a.text("import.template.save"), "export", func() {
			d.step.page.template.ask(d.step.survey.report.Template)
		})))
	}
	return parts
}

// editor corrects the value here or everywhere in its column.
func (d *issueDetail) editor() fyne.CanvasObject {
	a, r := d.step.page.app, d.row
	d.value = newEntry()
	d.value.PlaceHolder = a.text("import.new_value")
	text := r.Value
	if r.Suggestion != "" && r.Severity != importer.Repair {
		text = r.Suggestion
	}
	d.value.SetText(oneLine(text))
	one := func() { d.apply(false) }
	d.value.OnSubmitted = func(string) { d.apply(false) }
	beside := beside(gapSmall, gapOf(0))
	if choices := d.choices(); len(choices) > 0 {
		var pick *button
		pick = secondary(a.text("import.choose_value"), "list", func() { d.offer(choices, pick) })
		beside.Add(pick)
	}
	beside.Add(secondary(a.text("import.fix"), "check", one))
	editor := stack(gapSmall, container.NewBorder(nil, nil, nil, middle(beside), d.value))
	if n := d.step.survey.equal[r.at()]; n > 1 {
		editor.Add(container.NewHBox(secondary(a.plural("import.fix_all", n), "", func() { d.apply(true) })))
	}
	return editor
}

func (d *issueDetail) apply(all bool) {
	d.typing = d.step.page.app.window.Canvas().Focused() == fyne.Focusable(d.value)
	d.step.correct(d.row, d.value.Text, all)
}

// choices are the values the cell may take, where they are few.
func (d *issueDetail) choices() []string {
	p, r := d.step.survey.parser, d.row
	_, f := d.step.survey.report.ColumnAt(r.Sheet, r.Col)
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
	widget.ShowPopUpMenuAtRelativePosition(menu, d.step.page.app.window.Canvas(), fyne.NewPos(0, below.Size().Height), below)
}

// corrected offers to take a correction back.
func (d *issueDetail) corrected() fyne.CanvasObject {
	a, s := d.step.page.app, d.step
	fix := *d.row.fix
	buttons := container.NewHBox(secondary(a.text("import.take_back"), "undo", func() { s.takeBack(fix) }))
	if len(s.fixes) > 1 {
		buttons.Add(secondary(a.plural("import.take_all_back", len(s.fixes)), "", s.takeAllBack))
	}
	return stack(gapSmall, buttons, container.NewHBox(quiet(a.text("import.save.corrected"), "export", s.saveCorrected)))
}
