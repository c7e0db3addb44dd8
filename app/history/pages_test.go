package history

import "kartoteka/app/window"

// pages are the pages of this package.
func pages() []window.Entry {
	return []window.Entry{{Key: "deletion", Admin: true, Make: NewDeletion}, {Key: "history", Admin: true, Make: New}}
}
