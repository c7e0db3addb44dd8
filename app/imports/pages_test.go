package imports

import "kartoteka/app/window"

// pages are the pages of this package.
func pages() []window.Entry {
	return []window.Entry{{Key: "welcome", Admin: true, Make: NewWelcome}, {Key: "import", Admin: true, Make: New}}
}
