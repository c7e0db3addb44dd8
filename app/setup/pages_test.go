package setup

import "kartoteka/app/window"

// pages are the pages of this package.
func pages() []window.Entry {
	return []window.Entry{{Key: "fields", Admin: true, Make: NewFields}, {Key: "lists", Admin: true, Make: NewLists},
		{Key: "users", Admin: true, Make: NewUsers}, {Key: "backups", Admin: true, Make: NewBackups}, {Key: "preferences", Make: NewPreferences}}
}
