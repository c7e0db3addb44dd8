package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// read is what the article of the help says, and how many pictures it shows.
func (a *App) read() (text string, pictures int) {
	var all strings.Builder
	for _, o := range a.objects() {
		switch o := o.(type) {
		case *widget.RichText:
			all.WriteString(o.String() + "\n")
		case *canvas.Image:
			if o.Resource != nil && strings.HasSuffix(o.Resource.Name(), ".png") {
				pictures++
			}
		}
	}
	return all.String(), pictures
}

// TestHelpTopics: each topic has a page in both languages, with a picture unless it is about keys, and without a trace of its markup.
func TestHelpTopics(t *testing.T) {
	a := newTestApp(t)
	a.window.Resize(fyne.NewSize(1280, 720))
	seen := map[string]string{}
	for _, l := range assets.Languages() {
		a.setLanguage(l)
		a.show("help")
		for _, topic := range helpTopics() {
			a.pages["help"].(*helpPage).open(topic.key)
			text, pictures := a.read()
			if len(text) < 400 || strings.ContainsAny(text, "*[]#") && !strings.Contains(text, "2026 #3") || rawKey.MatchString(text) {
				t.Errorf("%s in %s reads:\n%s", topic.key, l, text)
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s in %s reads as %s", topic.key, l, other)
			}
			seen[text] = topic.key
			if (pictures == 0) != (topic.key == "keys") {
				t.Errorf("%s in %s shows %d pictures", topic.key, l, pictures)
			}
			if !strings.Contains(a.words(), a.text("help.topic."+topic.key)) {
				t.Errorf("%s in %s has no title", topic.key, l)
			}
		}
	}
	a.says(t, "Ctrl+O", "Open workbook", "F1", "F5")
}

// TestHelpWhereItHelps: F1 opens the help about the page that is shown, the question mark does, and Escape goes back; all of it for
// people who are no administrators, too.
func TestHelpWhereItHelps(t *testing.T) {
	a := newTestApp(t)
	h := a.page("help").(*helpPage)
	f1, escape := &fyne.KeyEvent{Name: fyne.KeyF1}, &fyne.KeyEvent{Name: fyne.KeyEscape}
	for page, topic := range map[string]string{"welcome": "template", "clients": "records", "activities": "records", "import": "template",
		"deletion": "deletion", "history": "deletion", "fields": "fields", "lists": "fields", "users": "users", "backups": "backups", "preferences": "backups"} {
		a.show(page)
		a.typed(f1)
		if a.current != "help" || h.topic != topic {
			t.Errorf("F1 on %s opens %s of %s, want %s", page, h.topic, a.current, topic)
		}
		a.typed(escape)
		if a.current != page {
			t.Errorf("Escape goes to %s, not back to %s", a.current, page)
		}
	}
	for _, page := range []string{"import", "deletion", "history", "fields", "lists", "users", "backups", "preferences"} {
		a.show(page)
		var mark *ui.Button
		for _, o := range a.objects() {
			if b, ok := o.(*ui.Button); ok && b.Icon == "help" {
				mark = b
			}
		}
		if mark == nil {
			t.Errorf("%s has no question mark", page)
			continue
		}
		mark.Tapped(nil)
		if a.current != "help" || h.topic != topicOf(a.Window, page) {
			t.Errorf("the question mark of %s opens %s of %s", page, h.topic, a.current)
		}
	}
	a.signedIn(data.User{ID: a.user.ID, Name: "eva", FullName: "Eva Malá", Role: data.Regular})
	a.show("clients")
	a.typed(f1)
	if a.current != "help" {
		t.Error("a user has no help")
	}
}
