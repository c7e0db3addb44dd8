package setup

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// textSizes are those one can choose from, by the name "preferences.size.<name>".
var textSizes = []struct {
	name string
	size int
}{{"small", 12}, {"normal", settings.NormalText}, {"large", 16}, {"largest", 19}}

// preferencesPage is what a person sets up for himself; administrators also what holds for everybody.
type preferencesPage struct {
	window *window.Window
	said   fyne.CanvasObject // what became of the password, nil for nothing
}

// NewPreferences makes the page of what a person prefers.
func NewPreferences(w *window.Window) window.Page { return &preferencesPage{window: w} }

// Build draws the page.
func (p *preferencesPage) Build() fyne.CanvasObject {
	w := p.window
	cards := ui.Stack(ui.Gap, p.lookCard())
	if w.User.Role == data.Admin {
		cards.Add(p.countryCard())
	}
	cards.Add(p.passwordCard())
	cards.Add(p.dataCard())
	cards.Add(ui.Caption(w.Text("preferences.version", assets.Values{"Version": assets.Version})))
	p.said = nil
	return ui.PageFrame(w.Text("page.preferences"), w.Text("preferences.hint"), []fyne.CanvasObject{w.HelpButton()}, ui.Scrolled(cards))
}

func (p *preferencesPage) lookCard() fyne.CanvasObject {
	w := p.window
	offered := assets.Offered(w.Lang)
	var languages []string
	for _, l := range offered {
		languages = append(languages, l.Title())
	}
	language := ui.NewSegments(languages, slices.Index(offered, w.Lang), func(i int) { w.SetLanguage(offered[i]) })

	themes := []settings.Theme{settings.System, settings.Light, settings.Dark}
	look := ui.NewSegments([]string{w.Text("preferences.theme.system"), w.Text("preferences.theme.light"), w.Text("preferences.theme.dark")},
		slices.Index(themes, w.Settings.Theme), func(i int) {
			w.Settings.Theme = themes[i]
			w.SaveSettings()
			w.Rebuild()
		})

	var sizes []string
	current := -1
	for i, s := range textSizes {
		sizes = append(sizes, w.Text("preferences.size."+s.name))
		if s.size == w.Settings.TextSize {
			current = i
		}
	}
	size := ui.NewSegments(sizes, current, func(i int) {
		w.Settings.TextSize = textSizes[i].size
		w.SaveSettings()
		w.Rebuild()
	})
	return ui.TitledCard(w.Text("preferences.look"), ui.Setting(w.Text("preferences.language"), language),
		ui.Setting(w.Text("preferences.theme"), look), ui.Setting(w.Text("preferences.size"), size))
}

func (p *preferencesPage) countryCard() fyne.CanvasObject {
	w := p.window
	codes := assets.Countries()
	slices.SortFunc(codes, func(x, y string) int { return w.Lang.Compare(w.Lang.Country(x), w.Lang.Country(y)) })
	var names []string
	for _, code := range codes {
		names = append(names, w.Lang.Country(code))
	}
	now, err := w.Store.Setting(w.Context, data.DefaultCountry)
	if err != nil {
		return w.ErrorNote(err)
	}
	country := ui.NewChoice(names, slices.Index(codes, now), func(i int) {
		if err := w.Store.SetSetting(w.Context, w.User, data.DefaultCountry, codes[i]); err != nil {
			w.Fail(err)
		}
	})
	return ui.TitledCard(w.Text("preferences.country"), ui.Muted(w.Text("preferences.country.hint")),
		ui.Setting(w.Text("preferences.default_country"), ui.AtLeast(280, country.Box)))
}

func (p *preferencesPage) passwordCard() fyne.CanvasObject {
	w := p.window
	old, first, again := ui.NewPasswordEntry(), ui.NewPasswordEntry(), ui.NewPasswordEntry()
	content := ui.Stack(ui.Gap)
	if w.User.HasPassword {
		content.Add(ui.Setting(w.Text("preferences.password.old"), ui.AtLeast(280, old)))
	} else {
		content.Add(ui.Muted(w.Text("preferences.password.none")))
	}
	content.Add(ui.Setting(w.Text("preferences.password.new"), ui.AtLeast(280, first)))
	content.Add(ui.Setting(w.Text("preferences.password.again"), ui.AtLeast(280, again)))
	change := ui.Secondary(w.Text("preferences.password.change"), "key", func() {
		if first.Text != again.Text {
			p.say(ui.Note(ui.ErrorTone, w.Text("preferences.password.differ")))
			return
		}
		p.setPassword(old.Text, first.Text)
	})
	again.OnSubmitted = func(string) { change.Tapped(nil) }
	if p.said != nil {
		content.Add(p.said)
	}
	content.Add(ui.Leading(change))
	return ui.TitledCard(w.Text("preferences.password"), content)
}

func (p *preferencesPage) say(what fyne.CanvasObject) {
	p.said = what
	p.window.Show("preferences")
}

func (p *preferencesPage) setPassword(old, password string) {
	w := p.window
	window.Start(w, window.Task[data.User]{
		Work: func(ctx context.Context, _ data.Progress) (data.User, error) {
			if err := w.Store.SetPassword(ctx, w.User, w.User.ID, old, password); err != nil {
				return data.User{}, err
			}
			return w.Store.User(ctx, w.User.ID)
		},
		Done: func(u data.User, err error) {
			if err != nil {
				p.say(w.ErrorNote(err))
				return
			}
			w.User = u
			key := "preferences.password.changed"
			if !u.HasPassword {
				key = "preferences.password.removed"
			}
			p.say(ui.Note(ui.SuccessTone, w.Text(key)))
		},
	})
}

func (p *preferencesPage) dataCard() fyne.CanvasObject {
	w := p.window
	path := w.Store.Path()
	place := container.NewBorder(nil, nil, nil, ui.Secondary(w.Text("preferences.data.open"), "folder", func() { w.Launch(filepath.Dir(path)) }),
		ui.Middle(ui.Paragraph(path).Selectable()))
	return ui.TitledCard(w.Text("preferences.data"), ui.Muted(w.Text("preferences.data.hint")), place)
}
