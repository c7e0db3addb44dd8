package app

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/settings"
	"kartoteka/app/ui"
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
	window *Window
	said   fyne.CanvasObject // what became of the password, nil for nothing
}

func newPreferencesPage(a *Window) page { return &preferencesPage{window: a} }

func (p *preferencesPage) build() fyne.CanvasObject {
	a := p.window
	cards := ui.Stack(ui.Gap, p.lookCard())
	if a.user.Role == data.Admin {
		cards.Add(p.countryCard())
	}
	cards.Add(p.passwordCard())
	cards.Add(p.dataCard())
	cards.Add(ui.Caption(a.text("preferences.version", assets.Values{"Version": assets.Version})))
	p.said = nil
	return ui.PageFrame(a.text("page.preferences"), a.text("preferences.hint"), []fyne.CanvasObject{a.helpButton()}, ui.Scrolled(cards))
}

func (p *preferencesPage) lookCard() fyne.CanvasObject {
	a := p.window
	offered := assets.Offered(a.lang)
	var languages []string
	for _, l := range offered {
		languages = append(languages, l.Title())
	}
	language := ui.NewSegments(languages, slices.Index(offered, a.lang), func(i int) { a.setLanguage(offered[i]) })

	themes := []settings.Theme{settings.System, settings.Light, settings.Dark}
	look := ui.NewSegments([]string{a.text("preferences.theme.system"), a.text("preferences.theme.light"), a.text("preferences.theme.dark")},
		slices.Index(themes, a.settings.Theme), func(i int) {
			a.settings.Theme = themes[i]
			a.saveSettings()
			a.rebuild()
		})

	var sizes []string
	current := -1
	for i, s := range textSizes {
		sizes = append(sizes, a.text("preferences.size."+s.name))
		if s.size == a.settings.TextSize {
			current = i
		}
	}
	size := ui.NewSegments(sizes, current, func(i int) {
		a.settings.TextSize = textSizes[i].size
		a.saveSettings()
		a.rebuild()
	})
	return ui.TitledCard(a.text("preferences.look"), ui.Setting(a.text("preferences.language"), language),
		ui.Setting(a.text("preferences.theme"), look), ui.Setting(a.text("preferences.size"), size))
}

func (p *preferencesPage) countryCard() fyne.CanvasObject {
	a := p.window
	codes := assets.Countries()
	slices.SortFunc(codes, func(x, y string) int { return a.lang.Compare(a.lang.Country(x), a.lang.Country(y)) })
	var names []string
	for _, code := range codes {
		names = append(names, a.lang.Country(code))
	}
	now, err := a.store.Setting(a.ctx, data.DefaultCountry)
	if err != nil {
		return a.errorNote(err)
	}
	country := ui.NewChoice(names, slices.Index(codes, now), func(i int) {
		if err := a.store.SetSetting(a.ctx, a.user, data.DefaultCountry, codes[i]); err != nil {
			a.fail(err)
		}
	})
	return ui.TitledCard(a.text("preferences.country"), ui.Muted(a.text("preferences.country.hint")),
		ui.Setting(a.text("preferences.default_country"), ui.AtLeast(280, country.Box)))
}

func (p *preferencesPage) passwordCard() fyne.CanvasObject {
	a := p.window
	old, first, again := ui.NewPasswordEntry(), ui.NewPasswordEntry(), ui.NewPasswordEntry()
	content := ui.Stack(ui.Gap)
	if a.user.HasPassword {
		content.Add(ui.Setting(a.text("preferences.password.old"), ui.AtLeast(280, old)))
	} else {
		content.Add(ui.Muted(a.text("preferences.password.none")))
	}
	content.Add(ui.Setting(a.text("preferences.password.new"), ui.AtLeast(280, first)))
	content.Add(ui.Setting(a.text("preferences.password.again"), ui.AtLeast(280, again)))
	change := ui.Secondary(a.text("preferences.password.change"), "key", func() {
		if first.Text != again.Text {
			p.say(ui.Note(ui.ErrorTone, a.text("preferences.password.differ")))
			return
		}
		p.setPassword(old.Text, first.Text)
	})
	again.OnSubmitted = func(string) { change.Tapped(nil) }
	if p.said != nil {
		content.Add(p.said)
	}
	content.Add(container.NewHBox(change))
	return ui.TitledCard(a.text("preferences.password"), content)
}

func (p *preferencesPage) say(what fyne.CanvasObject) {
	p.said = what
	p.window.show("preferences")
}

func (p *preferencesPage) setPassword(old, password string) {
	a := p.window
	start(a, task[data.User]{
		work: func(ctx context.Context, _ data.Progress) (data.User, error) {
			if err := a.store.SetPassword(ctx, a.user, a.user.ID, old, password); err != nil {
				return data.User{}, err
			}
			return a.store.User(ctx, a.user.ID)
		},
		done: func(u data.User, err error) {
			if err != nil {
				p.say(a.errorNote(err))
				return
			}
			a.user = u
			key := "preferences.password.changed"
			if !u.HasPassword {
				key = "preferences.password.removed"
			}
			p.say(ui.Note(ui.SuccessTone, a.text(key)))
		},
	})
}

func (p *preferencesPage) dataCard() fyne.CanvasObject {
	a := p.window
	path := a.store.Path()
	place := container.NewBorder(nil, nil, nil, ui.Secondary(a.text("preferences.data.open"), "folder", func() { a.launch(filepath.Dir(path)) }),
		ui.Middle(ui.Paragraph(path).Selectable()))
	return ui.TitledCard(a.text("preferences.data"), ui.Muted(a.text("preferences.data.hint")), place)
}
