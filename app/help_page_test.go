package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/help"
	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// read is what the article of the help says, and how many pictures it shows.
func (a testApp) read() (text string, pictures int) {
	var all strings.Builder
	for _, o := range a.look().Objects() {
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
	a.FyneWindow.Resize(fyne.NewSize(1280, 720))
	seen := map[string]string{}
	for _, l := range assets.Offered("") {
		a.SetLanguage(l)
		a.Show("help")
		for _, topic := range help.Topics() {
			a.Made("help").(*help.Page).Open(topic.Key)
			text, pictures := a.read()
			if len(text) < 400 || strings.ContainsAny(text, "*[]#") && !strings.Contains(text, "2026 #3") || rawKey.MatchString(text) {
				t.Errorf("%s in %s reads:\n%s", topic.Key, l, text)
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s in %s reads as %s", topic.Key, l, other)
			}
			seen[text] = topic.Key
			if (pictures == 0) != (topic.Key == "keys") {
				t.Errorf("%s in %s shows %d pictures", topic.Key, l, pictures)
			}
			if !strings.Contains(a.look().Words(), a.Text("help.topic."+topic.Key)) {
				t.Errorf("%s in %s has no title", topic.Key, l)
			}
		}
	}
	a.look().Says(t, "Ctrl+O", "Open workbook", "F1", "F5")
}

// TestHelpWhereItHelps: F1 opens the help about the page that is shown, the question mark does, and Escape goes back; all of it for
// people who are no administrators, too.
func TestHelpWhereItHelps(t *testing.T) {
	a := newTestApp(t)
	h := a.Page("help").(*help.Page)
	f1, escape := &fyne.KeyEvent{Name: fyne.KeyF1}, &fyne.KeyEvent{Name: fyne.KeyEscape}
	topics := map[string]string{"welcome": "template", "clients": "records", "activities": "records", "import": "any-table",
		"deletion": "deletion", "history": "deletion", "fields": "fields", "lists": "fields", "users": "users", "backups": "backups", "preferences": "backups"}
	for page, topic := range topics {
		a.Show(page)
		a.Canvas().OnTypedKey()(f1)
		if a.Current != "help" || h.Topic != topic {
			t.Errorf("F1 on %s opens %s of %s, want %s", page, h.Topic, a.Current, topic)
		}
		a.Canvas().OnTypedKey()(escape)
		if a.Current != page {
			t.Errorf("Escape goes to %s, not back to %s", a.Current, page)
		}
	}
	for _, page := range []string{"import", "deletion", "history", "fields", "lists", "users", "backups", "preferences"} {
		a.Show(page)
		var mark *ui.Button
		for _, o := range a.look().Objects() {
			if b, ok := o.(*ui.Button); ok && b.Icon == "help" {
				mark = b
			}
		}
		if mark == nil {
			t.Errorf("%s has no question mark", page)
			continue
		}
		mark.Tapped(nil)
		if a.Current != "help" || h.Topic != topics[page] {
			t.Errorf("the question mark of %s opens %s of %s", page, h.Topic, a.Current)
		}
	}
	a.SignIn(data.User{ID: a.User.ID, Name: "eva", FullName: "Eva Malá", Role: data.Regular})
	a.Show("clients")
	a.Canvas().OnTypedKey()(f1)
	if a.Current != "help" {
		t.Error("a user has no help")
	}
}
