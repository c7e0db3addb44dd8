package app

import (
	"kartoteka/app/help"
	"kartoteka/app/window"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// mainMenu is the main menu. Shortcuts of its items work wherever the keyboard is, also in a field.
func (a *App) mainMenu() *fyne.MainMenu {
	quit := a.item("menu.quit", fyne.KeyQ, func() { a.Leave(a.quit) })
	quit.IsQuit = true
	file := fyne.NewMenu(a.Text("menu.file"))
	if a.User.ID != 0 {
		if a.MayOpen("import") {
			file.Items = append(file.Items,
				a.item("menu.open", fyne.KeyO, a.ChooseTable),
				a.item("menu.template", fyne.KeyT, func() { a.onImport(func(p window.Page) { window.Call(p, window.SavePage.SaveTemplate) }) }),
				fyne.NewMenuItemSeparator(),
				a.item("menu.check", "", func() { a.OnPage(func(p window.Page) { window.Call(p, window.CheckPage.CheckAgain) }) }),
				a.item("menu.start", fyne.KeyReturn, func() { a.OnPage(func(p window.Page) { window.Call(p, window.StartPage.StartImport) }) }),
				fyne.NewMenuItemSeparator())
			file.Items[3].Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF5}
		}
		file.Items = append(file.Items,
			a.item("menu.new", fyne.KeyN, func() { a.OnPage(func(p window.Page) { window.Call(p, window.NewPage.Add) }) }),
			a.item("menu.search", fyne.KeyF, func() { a.OnPage(func(p window.Page) { window.Call(p, window.SearchPage.Search) }) }),
			a.item("menu.palette", fyne.KeyK, a.openPalette),
			fyne.NewMenuItemSeparator())
	}
	file.Items = append(file.Items, quit)
	menus := []*fyne.Menu{file}
	if a.User.ID != 0 {
		menus = append(menus, a.pageMenu(), a.helpMenu())
	}
	return fyne.NewMainMenu(menus...)
}

// pageMenu lists the pages, the first nine with Ctrl+1 to Ctrl+9.
func (a *App) pageMenu() *fyne.Menu {
	menu := fyne.NewMenu(a.Text("menu.pages"))
	at := noSection
	for i, e := range a.Visible() {
		if e.Section != at {
			at = e.Section
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		key := fyne.KeyName("")
		if i < 9 {
			key = fyne.KeyName(strconv.Itoa(i + 1))
		}
		menu.Items = append(menu.Items, a.item("page."+e.Key, key, func() {
			a.CloseDialog()
			a.Show(e.Key)
		}))
	}
	part := a.item("menu.part", "", func() { a.MovePart(1) })
	part.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF6}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), part, a.item("sidebar.narrow", fyne.KeyB, func() { a.side.fold() }))
	return menu
}

// helpMenu opens the help about the page that is shown, or one of its topics.
func (a *App) helpMenu() *fyne.Menu {
	here := a.item("menu.help", "", a.OpenHelp)
	here.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyF1}
	menu := fyne.NewMenu(a.Text("page.help"), here, fyne.NewMenuItemSeparator())
	for _, t := range help.Topics() {
		menu.Items = append(menu.Items, a.item("help.topic."+t.Key, "", func() {
			a.CloseDialog()
			help.OpenTopic(a.Window, t.Key)
		}))
	}
	return menu
}

// item is a line of the menu, with Ctrl (Cmd on macOS) and a key as its shortcut where key is not "".
func (a *App) item(text string, key fyne.KeyName, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(a.Text(text), do)
	if key != "" {
		item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	}
	return item
}

// onImport goes to the import page and does something there.
func (a *App) onImport(do func(window.Page)) {
	a.CloseDialog()
	a.Show("import")
	if a.Current == "import" {
		do(a.Made("import"))
	}
}
