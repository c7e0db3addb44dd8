package app

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/settings"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// textSizes are those one can choose from, by the name "preferences.size.<name>".
var textSizes = []struct {
	name string
	size int
}{{"small", 12}, {"normal", settings.NormalText}, {"large", 16}, {"largest", 19}}

// preferencesPage is what a person sets up for himself; administrators also what holds for everybody.
type preferencesPage struct {
	app  *App
	said fyne.CanvasObject // what became of the password, nil for nothing
}

func newPreferencesPage(a *App) page { return &preferencesPage{app: a} }

func (p *preferencesPage) build() fyne.CanvasObject {
	a := p.app
	cards := stack(gap, p.lookCard())
	if a.user.Role == data.Admin {
		cards.Add(p.countryCard())
	}
	cards.Add(p.passwordCard())
	cards.Add(p.dataCard())
	cards.Add(caption(a.text("preferences.version", assets.Values{"Version": assets.Version})))
	p.said = nil
	return pageFrame(a.text("page.preferences"), a.text("preferences.hint"), []fyne.CanvasObject{a.helpButton()}, scrolled(cards))
}

func (p *preferencesPage) lookCard() fyne.CanvasObject {
	a := p.app
	var languages []string
	for _, l := range assets.Languages() {
		languages = append(languages, l.Title())
	}
	language := newSegments(languages, slices.Index(assets.Languages(), a.lang), func(i int) { a.setLanguage(assets.Languages()[i]) })

	themes := []settings.Theme{settings.System, settings.Light, settings.Dark}
	look := newSegments([]string{a.text("preferences.theme.system"), a.text("preferences.theme.light"), a.text("preferences.theme.dark")},
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
	size := newSegments(sizes, current, func(i int) {
		a.settings.TextSize = textSizes[i].size
		a.saveSettings()
		a.rebuild()
	})
	return titledCard(a.text("preferences.look"), setting(a.text("preferences.language"), language),
		setting(a.text("preferences.theme"), look), setting(a.text("preferences.size"), size))
}

func (p *preferencesPage) countryCard() fyne.CanvasObject {
	a := p.app
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
	country := newChoice(names, slices.Index(codes, now), func(i int) {
		if err := a.store.SetSetting(a.ctx, a.user, data.DefaultCountry, codes[i]); err != nil {
			a.fail(err)
		}
	})
	return titledCard(a.text("preferences.country"), muted(a.text("preferences.country.hint")),
		setting(a.text("preferences.default_country"), atLeast(280, country.box)))
}

func (p *preferencesPage) passwordCard() fyne.CanvasObject {
	a := p.app
	old, first, again := newPasswordEntry(), newPasswordEntry(), newPasswordEntry()
	content := stack(gap)
	if a.user.HasPassword {
		content.Add(setting(a.text("preferences.password.old"), atLeast(280, old)))
	} else {
		content.Add(muted(a.text("preferences.password.none")))
	}
	content.Add(setting(a.text("preferences.password.new"), atLeast(280, first)))
	content.Add(setting(a.text("preferences.password.again"), atLeast(280, again)))
	change := secondary(a.text("preferences.password.change"), "key", func() {
		if first.Text != again.Text {
			p.say(note(errorTone, a.text("preferences.password.differ")))
			return
		}
		p.setPassword(old.Text, first.Text)
	})
	again.OnSubmitted = func(string) { change.Tapped(nil) }
	if p.said != nil {
		content.Add(p.said)
	}
	content.Add(container.NewHBox(change))
	return titledCard(a.text("preferences.password"), content)
}

func (p *preferencesPage) say(what fyne.CanvasObject) {
	p.said = what
	p.app.show("preferences")
}

func (p *preferencesPage) setPassword(old, password string) {
	a := p.app
	start(a, task[data.User]{
		work: func(ctx context.Context, _ importer.Progress) (data.User, error) {
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
			p.say(note(successTone, a.text(key)))
		},
	})
}

func (p *preferencesPage) dataCard() fyne.CanvasObject {
	a := p.app
	path := a.store.Path()
	place := container.NewBorder(nil, nil, nil, secondary(a.text("preferences.data.open"), "folder", func() { a.launch(filepath.Dir(path)) }),
		middle(paragraph(path).selectable()))
	return titledCard(a.text("preferences.data"), muted(a.text("preferences.data.hint")), place)
}
