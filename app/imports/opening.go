package imports

import (
	"kartoteka/app/imports/columns"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
)

// Open checks a workbook. Corrections made for another one are given up only when the person agrees.
func (p *Page) Open(path string) {
	if c := p.check; c != nil {
		switch {
		case c.importing != nil:
			p.window.Tell(p.window.Text("import.busy.title"), p.window.Text("import.busy"))
			return
		case c.file == path && c.view != nil:
			p.goTo(checkAt)
			c.checkAgain()
			return
		case len(c.fixes) > 0:
			p.window.Ask(window.Question{Title: p.window.Text("import.give_up.title"), Text: p.window.Plural("import.give_up", len(c.fixes)),
				Verb: p.window.Text("import.give_up.verb"), Risky: true, Do: func() { p.begin(path) }})
			return
		}
	}
	p.begin(path)
}

// begin finds out whether a file is one of a template, which is checked at once, or a table whose columns are to be understood.
func (p *Page) begin(path string) {
	p.Leave()
	p.sweepKept(path)
	p.file.trouble, p.file.said = nil, ""
	p.said = nil
	step := columns.New(p.window, path, p.verbsFor(path))
	p.reading, p.step = step, columnsAt
	step.Begin()
	if p.reading == step {
		p.draw()
	}
}

// verbsFor are what the step of the columns asks of the page.
func (p *Page) verbsFor(path string) columns.Verbs {
	return columns.Verbs{
		Known: func() {
			p.columns, p.reading, p.step = p.reading, nil, columnsAt
			p.used(path)
			p.draw()
		},
		Follow: func() {
			p.reading = nil
			p.checkBy(path, nil, false)
		},
		Refuse: func(err error) {
			p.window.LogError(err)
			p.refuse(path, err)
		},
		Back:  p.backToFile,
		Check: func(m *mapping.Mapping, addItems bool) { p.checkBy(path, m, addItems) },
		Draw: func() {
			if p.step == columnsAt {
				p.draw()
			}
		},
		Say: func(text string) { p.say(ui.SuccessTone, func() string { return text }) },
	}
}

// backToFile leaves the columns as they are; a file that is still read is given up.
func (p *Page) backToFile() {
	if p.reading != nil {
		p.reading.Close()
		p.reading = nil
	}
	p.step, p.said = fileAt, nil
	p.draw()
}

// checkBy checks a file: one of a template, or a table by its mapping. What was corrected in a check by another mapping is kept.
func (p *Page) checkBy(path string, m *mapping.Mapping, addItems bool) {
	before := p.check
	p.said, p.result = nil, nil
	p.check = newCheckStep(p, path)
	p.check.mapping = m
	if m != nil && m.Row == data.Contact {
		p.check.choices.All = importer.AttachPersons // persons of a company that is there already
	}
	if before != nil {
		before.close()
		p.check.fixes, p.check.choices = before.fixes, before.choices
	}
	p.check.addItems = addItems
	p.step = checkAt
	p.check.begin()
}

// Leave gives up the check there is.
func (p *Page) Leave() {
	for _, step := range []*columns.Step{p.reading, p.columns} {
		if step != nil {
			step.Close()
		}
	}
	p.reading, p.columns = nil, nil
	if p.check != nil {
		p.check.close()
		p.check = nil
	}
	p.result = nil
}

// refuse goes back to the file step, which says why the file can't be checked.
func (p *Page) refuse(path string, err error) {
	p.Leave()
	p.file.path, p.file.trouble, p.file.said = path, err, ""
	p.step = fileAt
	p.draw()
}
