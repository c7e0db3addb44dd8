package app

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// mainMenu is the main menu. Shortcuts of its items work wherever the keyboard is, also in a field.
func (a *App) mainMenu() *fyne.MainMenu {
	quit := a.item("menu.quit", fyne.KeyQ, func() { a.leave(a.quit) })
	quit.IsQuit = true
	file := fyne.NewMenu(a.text("menu.file"))
	if a.user.ID != 0 {
		if a.mayOpen("import") {
			file.Items = append(file.Items,
				a.item("menu.open", fyne.KeyO, a.chooseWorkbook),
				a.item("menu.template", fyne.KeyT, func() { a.onImport(func(p page) { call(p, savePage.saveTemplate) }) }),
				fyne.NewMenuItemSeparator(),
				a.item("menu.check", "", func() { a.onPage(func(p page) { call(p, checkPage.checkAgain) }) }),
				a.item("menu.start", fyne.KeyReturn, func() { a.onPage(func(p page) { call(p, startPage.startImport) }) }),
				fyne.NewMenuItemSeparator())
			file.Items[3].Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF5}
		}
		file.Items = append(file.Items,
			a.item("menu.new", fyne.KeyN, func() { a.onPage(func(p page) { call(p, newPage.add) }) }),
			a.item("menu.search", fyne.KeyF, func() { a.onPage(func(p page) { call(p, searchPage.search) }) }),
			fyne.NewMenuItemSeparator())
	}
	file.Items = append(file.Items, quit)
	menus := []*fyne.Menu{file}
	if a.user.ID != 0 {
		menus = append(menus, a.pageMenu(), a.helpMenu())
	}
	return fyne.NewMainMenu(menus...)
}

// pageMenu lists the pages, the first nine with Ctrl+1 to Ctrl+9.
func (a *App) pageMenu() *fyne.Menu {
	menu := fyne.NewMenu(a.text("menu.pages"))
	at := noSection
	for i, e := range a.visible() {
		if e.section != at {
			at = e.section
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		key := fyne.KeyName("")
		if i < 9 {
			key = fyne.KeyName(strconv.Itoa(i + 1))
		}
		menu.Items = append(menu.Items, a.item("page."+e.key, key, func() {
			a.closeDialog()
			a.show(e.key)
		}))
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), a.item("sidebar.narrow", fyne.KeyB, func() { a.side.fold() }))
	return menu
}

// helpMenu opens the help about the page that is shown, or one of its topics.
func (a *App) helpMenu() *fyne.Menu {
	here := a.item("menu.help", "", a.openHelp)
	here.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
	menu := fyne.NewMenu(a.text("page.help"), here, fyne.NewMenuItemSeparator())
	for _, t := range helpTopics() {
		menu.Items = append(menu.Items, a.item("help.topic."+t.key, "", func() {
			a.closeDialog()
			openTopic(a.Window, t.key)
		}))
	}
	return menu
}

// item is a line of the menu, with Ctrl (Cmd on macOS) and a key as its shortcut where key is not "".
func (a *App) item(text string, key fyne.KeyName, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(a.text(text), do)
	if key != "" {
		item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	}
	return item
}

// onPage does something with the page that is shown, unless a dialog is open.
func (a *App) onPage(do func(page)) {
	if p := a.pages[a.current]; p != nil && a.dialog == nil {
		do(p)
	}
}

// onImport goes to the import page and does something there.
func (a *App) onImport(do func(page)) {
	a.closeDialog()
	a.show("import")
	if a.current == "import" {
		do(a.pages["import"])
	}
}

// typed is what keys do that nothing else has a use for: Escape closes the dialog, or else what the page has open; F1
// opens the help and F5 checks again, for Fyne gives menus only shortcuts with a modifier.
func (a *App) typed(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyF1:
		a.openHelp()
	case e.Name == fyne.KeyF5:
		a.onPage(func(p page) { call(p, checkPage.checkAgain) })
	case e.Name != fyne.KeyEscape:
	case a.dialog != nil:
		a.closeDialog()
	default:
		a.onPage(func(p page) { call(p, func(e escapePage) { e.escape() }) })
	}
}

// call calls a method of a page that has it.
func call[P any](p page, method func(P)) {
	if able, ok := p.(P); ok {
		method(able)
	}
}
