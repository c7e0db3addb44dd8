package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// welcomePage is where a new database begins: three ways to go on.
type welcomePage struct{ app *App }

func newWelcomePage(a *App) page { return &welcomePage{a} }

// samplePage is what the import page does for the welcome.
type samplePage interface{ trySamples() }

func (w *welcomePage) build() fyne.CanvasObject {
	a := w.app
	choices := columns(gap,
		w.choice("sample", "samples", func() { a.onImport(func(p page) { call(p, samplePage.trySamples) }) }),
		w.choice("sheet", "template", func() { a.onImport(func(p page) { call(p, savePage.saveTemplate) }) }),
		w.choice("import", "open", a.chooseWorkbook))
	content := stack(gapLarge,
		stack(gap, container.NewCenter(mark(72)), stack(gapSmall, heading(a.text("welcome.title")).center(), muted(a.text("welcome.hint")).center())),
		atLeast(860, choices), caption(a.text("welcome.drop")).center())
	return padded(gapLarge, container.NewCenter(content))
}

func (w *welcomePage) choice(drawing, key string, do func()) fyne.CanvasObject {
	a := w.app
	sign := container.NewHBox(container.NewStack(newSurface(colorAccentSoft, "", 12), padded(12, picture(iconIn(drawing, colorOnAccent), 28))))
	return newPressable(stack(gap, sign, stack(gapTiny, subheading(a.text("welcome."+key)), muted(a.text("welcome."+key+".hint")))), do)
}
