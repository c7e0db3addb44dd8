package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A helpTopic is one page of the help, about one journey through the program. Its text is assets.Help(lang, key), its title the text
// "help.topic.<key>".
type helpTopic struct {
	key   string
	icon  string
	pages []string // from which F1 opens it
}

// helpTopics lists the topics in the order in which people meet them.
func helpTopics() []helpTopic {
	return []helpTopic{
		{"template", "sheet", []string{"welcome"}},
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
func topicOf(a *Window, key string) string {
	if p, ok := a.made(key).(topicPage); ok {
		return p.topic()
	}
	topics := helpTopics()
	if i := slices.IndexFunc(topics, func(t helpTopic) bool { return slices.Contains(t.pages, key) }); i >= 0 {
		return topics[i].key
	}
	return ""
}

// openHelp opens the help where it is about the page that is shown.
func openHelp(a *Window) {
	if a.room == nil || a.dialog != nil || a.current == "help" {
		return
	}
	h := a.page("help").(*helpPage)
	topic, from := topicOf(a, a.current), a.current
	a.leave(func() {
		h.from = from
		if topic != "" {
			h.topic = topic
		}
		a.bring("help")
	})
}

// openTopic opens the help at a topic.
func openTopic(a *Window, topic string) {
	a.leave(func() {
		a.page("help").(*helpPage).topic = topic
		a.bring("help")
	})
}

// helpPage shows the help: the topics on the left, the one that is open beside them.
type helpPage struct {
	window *Window
	topic  string
	from   string // key of the page that help was wanted for, "" for none

	article *container.Scroll
}

func newHelpPage(a *Window) page { return &helpPage{window: a, topic: helpTopics()[0].key} }

func (h *helpPage) build() fyne.CanvasObject {
	a := h.window
	names, topics := ui.Stack(2), helpTopics()
	at := slices.IndexFunc(topics, func(t helpTopic) bool { return t.key == h.topic })
	for i, t := range topics {
		item := ui.NewNavItem(t.icon, a.text("help.topic."+t.key), func() { h.open(t.key) })
		item.Chosen = i == at
		item.Step = func(by int) { a.canvas().Focus(names.Objects[(i+by+len(topics))%len(topics)].(*ui.NavItem)) }
		names.Add(item)
	}
	article := ui.Stack(1.5*ui.GapSmall, helpArticle(a, h.topic)...)
	if at+1 < len(topics) {
		next := topics[at+1].key
		article.Add(ui.GapOf(ui.GapSmall))
		article.Add(container.NewHBox(ui.Secondary(a.text("help.next", assets.Values{"Title": a.text("help.topic." + next)}), "chevron-right", func() { h.open(next) })))
	}
	article.Add(ui.GapOf(ui.Gap))
	h.article = container.NewVScroll(container.NewBorder(nil, nil, nil, ui.GapOf(ui.Gap), ui.AtMost(760, article)))
	left := container.New(fixedWidth(216+(theme.TextSize()-14)*8), container.NewVScroll(names))
	var actions []fyne.CanvasObject
	if a.mayOpen(h.from) {
		actions = append(actions, ui.Secondary(a.text("help.back", assets.Values{"Page": a.text("page." + h.from)}), "chevron-left", func() { h.escape() }))
	}
	return ui.PageFrame(a.text("page.help"), a.text("help.hint"), actions, container.NewBorder(nil, nil, ui.Beside(ui.GapLarge, left, ui.GapOf(0)), nil, h.article))
}

// open shows another topic.
func (h *helpPage) open(topic string) {
	h.topic = topic
	h.window.redraw("help")
}

// escape goes back to the page that help was wanted for.
func (h *helpPage) escape() bool {
	from := h.from
	h.from = ""
	if from == "" {
		return false
	}
	h.window.show(from)
	return true
}
