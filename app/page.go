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

// What a page may offer besides. The commands of the main menu and other pages ask for it.
type (
	searchPage  interface{ search() }       // Ctrl+F: put the cursor into the search field
	startPage   interface{ startImport() }  // Ctrl+Enter
	checkPage   interface{ checkAgain() }   // F5
	newPage     interface{ add() }          // Ctrl+N: add a record
	leavePage   interface{ leave(func()) }  // another page is wanted: go there with the function, at once or after a question
	escapePage  interface{ escape() bool }  // Esc: close what can be closed, report whether there was anything
	filePage    interface{ open(string) }   // a workbook was dropped or chosen; absolute path
	tellPage    interface{ tell(string) }   // a sentence about what was dropped and can't be opened
	savePage    interface{ saveTemplate() } // Ctrl+T
	topicPage   interface{ topic() string } // the topic of the help about what it shows now
	recordsPage interface {
		choose(id int64)   // open a record
		list(label string) // list those that came with a label
	}
)

// A section is a group of pages in the sidebar; its name is the text "section.<key>", "" has none.
type section string

// A pageEntry says where a page is found and who may open it. Its name is the text "page.<key>".
type pageEntry struct {
	key     string
	section section
	icon    string          // name of a drawing
	admin   bool            // for administrators only
	records data.RecordType // type whose count stands behind the name, "" for none
	make    func(*Window) page
}

// entry returns the entry of a page, or nil.
func (w *Window) entry(key string) *pageEntry {
	return w.entryThat(func(e pageEntry) bool { return e.key == key })
}

// entryOf returns the entry of the page that lists records of a type, or nil.
func (w *Window) entryOf(t data.RecordType) *pageEntry {
	return w.entryThat(func(e pageEntry) bool { return e.records == t })
}

func (w *Window) entryThat(fits func(pageEntry) bool) *pageEntry {
	if i := slices.IndexFunc(w.entries, fits); i >= 0 {
		return &w.entries[i]
	}
	return nil
}

// mayOpen reports whether the person may see the page of that key.
func (w *Window) mayOpen(key string) bool {
	e := w.entry(key)
	return e != nil && w.sees(*e)
}

func (w *Window) sees(e pageEntry) bool { return !e.admin || w.user.Role == data.Admin }

// visible are the pages the person may open.
func (w *Window) visible() []pageEntry {
	return slices.DeleteFunc(slices.Clone(w.entries), func(e pageEntry) bool { return !w.sees(e) })
}

// page returns the page of that key, made when it is wanted first.
func (w *Window) page(key string) page {
	p := w.pages[key]
	if p == nil {
		p = w.entry(key).make(w)
		w.pages[key] = p
	}
	return p
}

// made returns the page of that key if it was made already, or nil.
func (w *Window) made(key string) page { return w.pages[key] }

// show brings a page to the front. A page the person may not see leaves everything as it is.
func (w *Window) show(key string) {
	switch {
	case !w.mayOpen(key) || w.room == nil:
	case key == w.current:
		w.bring(key)
	default:
		w.leave(func() { w.bring(key) })
	}
}

// leave does something that takes the person away from the page, after the page had its say.
func (w *Window) leave(do func()) {
	if p, ok := w.pages[w.current].(leavePage); ok {
		p.leave(do)
		return
	}
	do()
}

// bring draws a page in front, without asking the one that is there.
func (w *Window) bring(key string) {
	p := w.page(key)
	w.current = key
	content := p.build()
	if w.frame != nil {
		content = w.frame(key, content)
	}
	w.room.Objects = []fyne.CanvasObject{content}
	w.room.Refresh()
	w.window.SetTitle(w.text("page."+key) + " – Kartotéka")
	if w.settings.Page != key {
		w.settings.Page = key
		w.saveSettings()
	}
}

// redraw draws a page again if it is the one that is shown.
func (w *Window) redraw(key string) {
	if w.current == key {
		w.show(key)
	}
}

// openRecord shows one record on the page of its type.
func (w *Window) openRecord(t data.RecordType, id int64) {
	w.onRecords(t, func(p recordsPage) { p.choose(id) })
}

// showRecords lists the records of a type that came with a label.
func (w *Window) showRecords(t data.RecordType, label string) {
	w.onRecords(t, func(p recordsPage) { p.list(label) })
}

func (w *Window) onRecords(t data.RecordType, do func(recordsPage)) {
	e := w.entryOf(t)
	if e == nil {
		return
	}
	if p, ok := w.page(e.key).(recordsPage); ok {
		w.leave(func() {
			do(p)
			w.bring(e.key)
		})
	}
}
