package imports

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/importer/source"
)

// OpenAll opens the first of several files; the others wait until that one is done. Address cards of several files are one table.
func (p *Page) OpenAll(paths []string) {
	w := p.window
	if len(paths) > 1 && !slices.ContainsFunc(paths, func(path string) bool { return !strings.EqualFold(filepath.Ext(path), ".vcf") }) {
		path, err := source.Cards(p.keptFolder(), p.keptName("import.cards"), paths)
		if err != nil {
			w.LogError(err)
			p.refuse(paths[0], err)
			return
		}
		paths = []string{path}
	}
	if c := p.check; c != nil && c.importing != nil {
		p.waiting = append(p.waiting, paths...)
		p.draw()
		return
	}
	p.waiting = append(slices.Clone(paths[1:]), p.waiting...)
	p.Open(paths[0])
}

// next opens the file that waits longest.
func (p *Page) next() {
	path := p.waiting[0]
	p.waiting = p.waiting[1:]
	p.Open(path)
}

// queueNote says which files wait, nil for none.
func (p *Page) queueNote() fyne.CanvasObject {
	w := p.window
	if len(p.waiting) == 0 {
		return nil
	}
	const most = 3
	var names []string
	for _, path := range p.waiting[:min(most, len(p.waiting))] {
		names = append(names, filepath.Base(path))
	}
	list := strings.Join(names, ", ")
	if len(p.waiting) > most {
		list += " …"
	}
	return ui.Note(ui.InfoTone, w.Plural("import.queue", len(p.waiting), assets.Values{"Files": list}),
		ui.Quiet(w.Text("import.queue.next"), "", p.next), ui.Quiet(w.Text("import.queue.drop"), "", func() { p.waiting = nil; p.draw() }))
}

// Paste takes the table in the clipboard.
func (p *Page) Paste() {
	w := p.window
	path, err := source.Pasted(p.keptFolder(), p.keptName("import.clipboard"), w.FyneApp.Clipboard().Content())
	switch {
	case errors.Is(err, source.ErrEmpty):
		p.say(ui.WarningTone, func() string { return w.Text("import.clipboard.empty") })
	case err != nil:
		p.sayError(err)
	default:
		p.Open(path)
	}
}

// keptFolder is where tables are kept that come in no file of their own, until another is opened.
func (p *Page) keptFolder() string {
	return filepath.Join(filepath.Dir(p.window.Store.Path()), "pasted")
}

// keptName is a name for such a table that none has yet: "Schránka 22. 11. 2026 14:05".
func (p *Page) keptName(key string) string {
	name := p.window.Text(key, assets.Values{"Time": strings.ReplaceAll(p.window.Lang.DateTime(time.Now()), "\u00a0", " ")})
	for n := 1; ; n++ {
		numbered := name
		if n > 1 {
			numbered += " (" + p.window.Lang.Int(n) + ")"
		}
		taken, _ := filepath.Glob(filepath.Join(p.keptFolder(), strings.NewReplacer("[", "?", "]", "?").Replace(numbered)+".*"))
		if len(taken) == 0 {
			return numbered
		}
	}
}

func (p *Page) isKept(path string) bool { return filepath.Dir(path) == p.keptFolder() }

// sweepKept removes tables that came in no file of their own, but for the one that is opened and those that wait.
func (p *Page) sweepKept(but string) {
	entries, err := os.ReadDir(p.keptFolder())
	if err != nil {
		return // there are none
	}
	for _, e := range entries {
		if path := filepath.Join(p.keptFolder(), e.Name()); path != but && !slices.Contains(p.waiting, path) {
			os.Remove(path)
		}
	}
}
