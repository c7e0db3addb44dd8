package app

import (
	"slices"

	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// A page is what stands beside the sidebar. It is made once for a person and keeps its state; build draws it from that state, each time
// it comes to the front and when the language or the look has changed.
type page interface {
	build() fyne.CanvasObject
}

// What a page may offer besides. The commands of the main menu ask for it.
type (
	searchPage interface{ search() }       // Ctrl+F: put the cursor into the search field
	startPage  interface{ startImport() }  // Ctrl+Enter
	checkPage  interface{ checkAgain() }   // F5
	newPage    interface{ add() }          // Ctrl+N: add a record
	leavePage  interface{ leave(func()) }  // another page is wanted: go there with the function, at once or after a question
	escapePage interface{ escape() bool }  // Esc: close what can be closed, report whether there was anything
	filePage   interface{ open(string) }   // a workbook was dropped or chosen; absolute path
	tellPage   interface{ tell(string) }   // a sentence about what was dropped and can't be opened
	savePage   interface{ saveTemplate() } // Ctrl+T
)

// A section is a group of pages in the sidebar; its name is the text "section.<key>".
type section string

// The sections. The welcome stands above them and the help below, without a heading.
const (
	noSection       section = ""
	addressBook     section = "address_book"
	trade           section = "trade"
	settingsSection section = "settings"
)

// A pageEntry says where a page is found and who may open it. Its name is the text "page.<key>".
type pageEntry struct {
	key     string
	section section
	icon    string          // name of a drawing
	admin   bool            // for administrators only
	records data.RecordType // type whose count stands behind the name, "" for none
	make    func(*App) page
}

// pageTable lists the pages in the order of the sidebar. Ctrl+1 opens the first a person may see.
func pageTable() []pageEntry {
	return []pageEntry{
		{key: "welcome", icon: "home", admin: true, make: newWelcomePage},
		{key: "clients", section: addressBook, icon: "client", records: data.Client, make: recordsPageOf("clients", data.Client)},
		{key: "contacts", section: addressBook, icon: "contact", records: data.Contact, make: recordsPageOf("contacts", data.Contact)},
		{key: "leads", section: addressBook, icon: "lead", records: data.Lead, make: recordsPageOf("leads", data.Lead)},
		{key: "products", section: addressBook, icon: "product", records: data.Product, make: recordsPageOf("products", data.Product)},
		{key: "deals", section: trade, icon: "deal", records: data.Deal, make: recordsPageOf("deals", data.Deal)},
		{key: "activities", section: trade, icon: "activity", records: data.Activity, make: recordsPageOf("activities", data.Activity)},
		{key: "import", section: settingsSection, icon: "import", admin: true, make: newImportPage},
		{key: "deletion", section: settingsSection, icon: "delete", admin: true, make: newDeletionPage},
		{key: "history", section: settingsSection, icon: "history", admin: true, make: newHistoryPage},
		{key: "fields", section: settingsSection, icon: "fields", admin: true, make: newFieldsPage},
		{key: "lists", section: settingsSection, icon: "list", admin: true, make: newListsPage},
		{key: "users", section: settingsSection, icon: "users", admin: true, make: newUsersPage},
		{key: "backups", section: settingsSection, icon: "backup", admin: true, make: newBackupsPage},
		{key: "preferences", section: settingsSection, icon: "preferences", make: newPreferencesPage},
		{key: "help", icon: "help", make: newHelpPage},
	}
}

// entryOf returns the entry of a page, or nil.
func entryOf(key string) *pageEntry {
	table := pageTable()
	if i := slices.IndexFunc(table, func(e pageEntry) bool { return e.key == key }); i >= 0 {
		return &table[i]
	}
	return nil
}

func (a *App) mayOpen(e *pageEntry) bool { return !e.admin || a.user.Role == data.Admin }

// visiblePages are those the person may open.
func (a *App) visiblePages() []pageEntry {
	return slices.DeleteFunc(pageTable(), func(e pageEntry) bool { return !a.mayOpen(&e) })
}
