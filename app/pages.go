package app

import "kartoteka/data"

// The sections. The welcome stands above them and the help below, without a heading.
const (
	noSection       section = ""
	addressBook     section = "address_book"
	trade           section = "trade"
	settingsSection section = "settings"
)

// pageTable lists the pages in the order of the sidebar. Ctrl+1 opens the first a person may see.
func pageTable() []pageEntry {
	return []pageEntry{
		{key: "welcome", icon: "home", admin: true, make: newWelcomePage},
		{key: "clients", section: addressBook, icon: "client", records: data.Client, make: listPageOf("clients", data.Client)},
		{key: "contacts", section: addressBook, icon: "contact", records: data.Contact, make: listPageOf("contacts", data.Contact)},
		{key: "leads", section: addressBook, icon: "lead", records: data.Lead, make: listPageOf("leads", data.Lead)},
		{key: "products", section: addressBook, icon: "product", records: data.Product, make: listPageOf("products", data.Product)},
		{key: "deals", section: trade, icon: "deal", records: data.Deal, make: listPageOf("deals", data.Deal)},
		{key: "activities", section: trade, icon: "activity", records: data.Activity, make: listPageOf("activities", data.Activity)},
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
