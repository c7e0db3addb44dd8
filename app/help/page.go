// Package help shows the help: a topic for each journey through the program, opened where it is about the page that is shown.
package help

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
)

// A Topic is one page of the help, about one journey through the program. Its text is assets.Help(lang, key), its title the text
// "help.topic.<key>".
type Topic struct {
	Key   string
	icon  string
	pages []string // from which F1 opens it
}

// Topics lists the topics in the order in which people meet them.
func Topics() []Topic {
	return []Topic{
		{"template", "sheet", []string{"welcome"}},
		{"any-table", "columns", nil},
		{"check", "check", nil},
		{"result", "import", nil},
		{"deletion", "undo", []string{"deletion", "history"}},
		{"records", "client", []string{"clients", "contacts", "leads", "products", "deals", "activities"}},
		{"fields", "fields", []string{"fields", "lists"}},
		{"users", "key", []string{"users"}},
		{"backups", "backup", []string{"backups", "preferences"}},
		{"keys", "keyboard", nil},
	}
}

// topicOf is the topic that helps with a page, "" for none.
func topicOf(w *window.Window, key string) string {
	if p, ok := w.Made(key).(window.TopicPage); ok {
		return p.Topic()
	}
	topics := Topics()
	if i := slices.IndexFunc(topics, func(t Topic) bool { return slices.Contains(t.pages, key) }); i >= 0 {
		return topics[i].Key
	}
	return ""
}

// Open opens the help where it is about the page that is shown.
func Open(w *window.Window) {
	if w.User.ID == 0 || w.DialogOpen() || w.Current == "help" {
		return
	}
	h := w.Page("help").(*Page)
	topic, from := topicOf(w, w.Current), w.Current
	w.Leave(func() {
		h.from = from
		if topic != "" {
			h.Topic = topic
		}
		w.Bring("help")
	})
}

// OpenTopic opens the help at a topic.
func OpenTopic(w *window.Window, topic string) {
	w.Leave(func() {
		w.Page("help").(*Page).Topic = topic
		w.Bring("help")
	})
}

// Page shows the help: the topics on the left, the one that is open beside them.
type Page struct {
	window *window.Window
	Topic  string
	from   string // key of the page that help was wanted for, "" for none

	article *container.Scroll
}

// New makes the help.
func New(w *window.Window) window.Page { return &Page{window: w, Topic: Topics()[0].Key} }

// Build draws the page.
func (h *Page) Build() fyne.CanvasObject {
	w := h.window
	names, topics := ui.Stack(2), Topics()
	at := slices.IndexFunc(topics, func(t Topic) bool { return t.Key == h.Topic })
	for i, t := range topics {
		item := ui.NewNavItem(t.icon, w.Text("help.topic."+t.Key), func() { h.Open(t.Key) })
		item.Chosen = i == at
		item.Step = func(by int) { w.Canvas().Focus(names.Objects[(i+by+len(topics))%len(topics)].(*ui.NavItem)) }
		names.Add(item)
	}
	article := ui.Stack(1.5*ui.GapSmall, helpArticle(w, h.Topic)...)
	if at+1 < len(topics) {
		next := topics[at+1].Key
		article.Add(ui.GapOf(ui.GapSmall))
		article.Add(ui.Leading(ui.Secondary(w.Text("help.next", assets.Values{"Title": w.Text("help.topic." + next)}), "chevron-right", func() { h.Open(next) })))
	}
	article.Add(ui.GapOf(ui.Gap))
	h.article = container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), ui.AtMost(760, article)))
	left := container.New(ui.FixedWidth(216+(theme.TextSize()-14)*8), container.NewVScroll(names))
	var actions []fyne.CanvasObject
	if w.MayOpen(h.from) {
		actions = append(actions, ui.Secondary(w.Text("help.back", assets.Values{"Page": w.Text("page." + h.from)}), "chevron-left", func() { h.Escape() }))
	}
	return ui.PageFrame(w.Text("page.help"), w.Text("help.hint"), actions, container.NewBorder(nil, nil, ui.Beside(ui.GapLarge, left, ui.GapOf(0)), nil, h.article))
}

// Open shows another topic.
func (h *Page) Open(topic string) {
	h.Topic = topic
	h.window.Redraw("help")
}

// Escape goes back to the page that help was wanted for.
func (h *Page) Escape() bool {
	from := h.from
	h.from = ""
	if from == "" {
		return false
	}
	h.window.Show(from)
	return true
}
