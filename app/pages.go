package app

import (
	"kartoteka/app/help"
	"kartoteka/app/history"
	"kartoteka/app/imports"
	"kartoteka/app/records"
	"kartoteka/app/setup"
	"kartoteka/app/window"
	"kartoteka/data"
)

// The sections. The welcome stands above them and the help below, without a heading.
const (
	noSection       window.Section = ""
	addressBook     window.Section = "address_book"
	trade           window.Section = "trade"
	settingsSection window.Section = "settings"
)

// pageTable lists the pages in the order of the sidebar. Ctrl+1 opens the first a person may see.
func pageTable() []window.Entry {
	return []window.Entry{
		{Key: "welcome", Icon: "home", Admin: true, Make: imports.NewWelcome},
		{Key: "clients", Section: addressBook, Icon: "client", Records: data.Client, Make: records.New("clients", data.Client)},
		{Key: "contacts", Section: addressBook, Icon: "contact", Records: data.Contact, Make: records.New("contacts", data.Contact)},
		{Key: "leads", Section: addressBook, Icon: "lead", Records: data.Lead, Make: records.New("leads", data.Lead)},
		{Key: "products", Section: addressBook, Icon: "product", Records: data.Product, Make: records.New("products", data.Product)},
		{Key: "deals", Section: trade, Icon: "deal", Records: data.Deal, Make: records.New("deals", data.Deal)},
		{Key: "activities", Section: trade, Icon: "activity", Records: data.Activity, Make: records.New("activities", data.Activity)},
		{Key: "import", Section: settingsSection, Icon: "import", Admin: true, Make: imports.New},
		{Key: "deletion", Section: settingsSection, Icon: "delete", Admin: true, Make: history.NewDeletion},
		{Key: "history", Section: settingsSection, Icon: "history", Admin: true, Make: history.New},
		{Key: "fields", Section: settingsSection, Icon: "fields", Admin: true, Make: setup.NewFields},
		{Key: "lists", Section: settingsSection, Icon: "list", Admin: true, Make: setup.NewLists},
		{Key: "users", Section: settingsSection, Icon: "users", Admin: true, Make: setup.NewUsers},
		{Key: "backups", Section: settingsSection, Icon: "backup", Admin: true, Make: setup.NewBackups},
		{Key: "preferences", Section: settingsSection, Icon: "preferences", Make: setup.NewPreferences},
		{Key: "help", Icon: "help", Make: help.New},
	}
}
