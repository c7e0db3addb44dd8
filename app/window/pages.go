package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// A Page is what stands beside the sidebar. It is made once for a person and keeps its state; build draws it from that state, each time
// it comes to the front and when the language or the look has changed.
type Page interface {
	Build() fyne.CanvasObject
}

// What a page may offer besides. The commands of the main menu and other pages ask for it.
type (
	SearchPage interface{ Search() }      // Ctrl+F: put the cursor into the search field
	StartPage  interface{ StartImport() } // Ctrl+Enter
	CheckPage  interface{ CheckAgain() }  // F5
	NewPage    interface{ Add() }         // Ctrl+N: add a record
	leavePage  interface{ Leave(func()) } // another page is wanted: go there with the function, at once or after a question
	escapePage interface{ Escape() bool } // Esc: close what can be closed, report whether there was anything
	keyPage    interface {                // keys and shortcuts that nothing else has a use for
		Key(fyne.KeyName) bool
		Shortcut(fyne.Shortcut)
	}
	FilePage    interface{ Open(string) }      // a workbook was dropped or chosen; absolute path
	FilesPage   interface{ OpenAll([]string) } // several files were dropped; absolute paths
	TellPage    interface{ Tell(string) }      // a sentence about what was dropped and can't be opened
	SavePage    interface{ SaveTemplate() }    // Ctrl+T
	TopicPage   interface{ Topic() string }    // the topic of the help about what it shows now
	recordsPage interface {
		Choose(id int64)   // open a record
		List(label string) // list those that came with a label
	}
)

// A Section is a group of pages in the sidebar; its name is the text "section.<key>", "" has none.
type Section string

// A Entry says where a page is found and who may open it. Its name is the text "page.<key>".
type Entry struct {
	Key     string
	Section Section
	Icon    string          // name of a drawing
	Admin   bool            // for administrators only
	Records data.RecordType // type whose count stands behind the name, "" for none
	Make    func(*Window) Page
}

// Entry returns the entry of a page, or nil.
func (w *Window) Entry(key string) *Entry {
	return w.entryThat(func(e Entry) bool { return e.Key == key })
}

// EntryOf returns the entry of the page that lists records of a type, or nil.
func (w *Window) EntryOf(t data.RecordType) *Entry {
	return w.entryThat(func(e Entry) bool { return e.Records == t })
}

func (w *Window) entryThat(fits func(Entry) bool) *Entry {
	if i := slices.IndexFunc(w.Entries, fits); i >= 0 {
		return &w.Entries[i]
	}
	return nil
}

// MayOpen reports whether the person may see the page of that key.
func (w *Window) MayOpen(key string) bool {
	e := w.Entry(key)
	return e != nil && w.sees(*e)
}

func (w *Window) sees(e Entry) bool { return !e.Admin || w.User.Role == data.Admin }

// Visible are the pages the person may open.
func (w *Window) Visible() []Entry {
	return slices.DeleteFunc(slices.Clone(w.Entries), func(e Entry) bool { return !w.sees(e) })
}

// Page returns the page of that key, made when it is wanted first.
func (w *Window) Page(key string) Page {
	p := w.pages[key]
	if p == nil {
		p = w.Entry(key).Make(w)
		w.pages[key] = p
	}
	return p
}

// Made returns the page of that key if it was made already, or nil.
func (w *Window) Made(key string) Page { return w.pages[key] }

// Show brings a page to the front. A page the person may not see leaves everything as it is.
func (w *Window) Show(key string) {
	switch {
	case !w.MayOpen(key) || w.room == nil:
	case key == w.Current:
		w.Bring(key)
	default:
		w.Leave(func() { w.Bring(key) })
	}
}

// Leave does something that takes the person away from the page, after the page had its say.
func (w *Window) Leave(do func()) {
	if p, ok := w.pages[w.Current].(leavePage); ok {
		p.Leave(do)
		return
	}
	do()
}

// Bring draws a page in front, without asking the one that is there.
func (w *Window) Bring(key string) {
	p := w.Page(key)
	w.Current = key
	content := p.Build()
	if w.Frame != nil {
		content = w.Frame(key, content)
	}
	w.room.Objects = []fyne.CanvasObject{content}
	w.room.Refresh()
	w.FyneWindow.SetTitle(w.Text("page."+key) + " – Kartotéka")
	if w.Settings.Page != key {
		w.Settings.Page = key
		w.SaveSettings()
	}
}

// Redraw draws a page again if it is the one that is shown.
func (w *Window) Redraw(key string) {
	if w.Current == key {
		w.Show(key)
	}
}

// OpenRecord shows one record on the page of its type.
func (w *Window) OpenRecord(t data.RecordType, id int64) {
	w.onRecords(t, func(p recordsPage) { p.Choose(id) })
}

// ShowRecords lists the records of a type that came with a label.
func (w *Window) ShowRecords(t data.RecordType, label string) {
	w.onRecords(t, func(p recordsPage) { p.List(label) })
}

func (w *Window) onRecords(t data.RecordType, do func(recordsPage)) {
	e := w.EntryOf(t)
	if e == nil {
		return
	}
	if p, ok := w.Page(e.Key).(recordsPage); ok {
		w.Leave(func() {
			do(p)
			w.Bring(e.Key)
		})
	}
}
