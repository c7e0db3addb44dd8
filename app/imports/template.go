package imports

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/template"
)

// templateStep offers the templates.
type templateStep struct{ page *Page }

func (s *templateStep) build() fyne.CanvasObject {
	w := s.page.window
	cards := ui.Cards(400)
	for _, t := range template.All() {
		cards.Add(s.card(t))
	}
	next := ui.Secondary(w.Text("import.template.have_file"), "chevron-right", func() { s.page.goTo(fileAt) })
	return overhang(ui.AtMost(1400, ui.Stack(ui.Gap, ui.Muted(w.Text("import.template.hint")), cards, container.NewHBox(next))))
}

// card shows a template: a drawing of its tables, when to use it, and the button to save it.
func (s *templateStep) card(t *template.Template) fyne.CanvasObject {
	w := s.page.window
	save := ui.Secondary(w.Text("import.template.save"), "export", func() { s.ask(t) })
	words := ui.Stack(ui.GapTiny, wrappedTitle(w.Text("template."+t.Key)), ui.Muted(w.Text("template."+t.Key+".purpose")), ui.GapOf(ui.GapSmall))
	return ui.Card(container.NewBorder(nil, nil, container.NewVBox(newThumbnail(t)), nil,
		container.New(sideInset{}, container.NewBorder(nil, container.NewHBox(save), nil, nil, words))))
}

// sideInset keeps the words of a card away from its drawing and its button.
type sideInset struct{}

func (sideInset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(ui.Gap, 0))
	objects[0].Resize(size.SubtractWidthHeight(ui.Gap, ui.Gap))
}

func (sideInset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(ui.Gap, ui.Gap)
}

// ask asks how the template is to be written; where to, the system's dialog asks next.
func (s *templateStep) ask(t *template.Template) {
	w := s.page.window
	options := template.Options{Lang: w.Lang, Examples: true}
	language := container.NewStack()
	var draw func()
	draw = func() {
		var titles []string
		chosen := 0
		for i, l := range assets.Offered(w.Lang) {
			titles = append(titles, l.Title())
			if l == options.Lang {
				chosen = i
			}
		}
		language.Objects = []fyne.CanvasObject{ui.NewSegments(titles, chosen, func(i int) {
			options.Lang = assets.Offered(w.Lang)[i]
			draw()
		})}
		language.Refresh()
	}
	draw()
	examples := widget.NewCheck(w.Text("import.template.examples"), func(on bool) { options.Examples = on })
	examples.SetChecked(true)
	w.OpenDialog(&window.Dialog{Title: w.Text("template." + t.Key), Width: 480,
		Content: ui.Stack(ui.Gap,
			ui.Setting(w.Text("import.template.language"), language),
			ui.Stack(ui.GapTiny, examples, ui.Caption(w.Text("import.template.examples.hint")).Wrapped()),
			s.carried(t)),
		Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), ui.Primary(w.Text("import.template.save"), "", func() { s.choose(t, options) })}})
}

// carried says which custom fields the template will have.
func (s *templateStep) carried(t *template.Template) fyne.CanvasObject {
	w := s.page.window
	schema, err := w.Store.Schema(w.Context)
	if err != nil {
		return w.ErrorNote(err)
	}
	titles := customTitles(t, schema)
	if len(titles) == 0 {
		return ui.Caption(w.Text("import.template.no_custom")).Wrapped()
	}
	return ui.Caption(w.Plural("import.template.custom", len(titles), assets.Values{"Fields": w.Lang.And(titles)})).Wrapped()
}

// customTitles are the titles of the custom fields a template has columns for.
func customTitles(t *template.Template, schema *data.Schema) []string {
	var titles []string
	seen := map[*data.Field]bool{}
	for i := range t.Sheets {
		for _, c := range t.Sheets[i].Columns(schema) {
			if c.Field.Custom() && !seen[c.Field] {
				seen[c.Field] = true
				titles = append(titles, c.Field.Title)
			}
		}
	}
	return titles
}

// choose asks where to save the template and saves it.
func (s *templateStep) choose(t *template.Template, o template.Options) {
	p, win := s.page, s.page.window
	win.ChooseFile(window.FileRequest{Save: true, Title: win.Text("import.template.where"), Kind: win.Text("file.workbook"), Exts: []string{"xlsx"},
		Name: o.Lang.Text("import.template.name." + t.Key),
		Do: func(path string) {
			window.Start(win, window.Task[struct{}]{
				Work: func(ctx context.Context, _ data.Progress) (struct{}, error) {
					return struct{}{}, window.SaveFile(path, func(w io.Writer) error { return template.Write(ctx, win.Store, t, o, w) })
				},
				Done: func(_ struct{}, err error) {
					if err != nil {
						p.sayError(err)
						return
					}
					p.sayFile("import.template.saved", path)
				},
			})
		}})
}

// wrappedTitle is the title of a card that goes on in a next line where it must.
func wrappedTitle(s string) *ui.Words {
	w := ui.Subheading(s)
	w.Label.Wrapping = fyne.TextWrapWord
	return w
}
