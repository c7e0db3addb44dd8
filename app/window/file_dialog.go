package window

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/assets"
)

// A fileDialog chooses a file where the system has no dialog for that. It only names files: Fyne's own opens the one that is to be
// replaced, and so empties it, before the program can see that it is the very workbook it has checked.
type fileDialog struct {
	window    *Window
	request   FileRequest
	folder    string
	reading   Fetch[[]*fileEntry]
	replacing string // the file that is replaced when the person agrees once more, "" for none

	place, name *ui.Entry
	grid        *ui.Grid[*fileEntry]
	said        *ui.Words
	verb        *ui.Button
}

// A fileEntry is a folder, or a file of a kind that is asked for.
type fileEntry struct {
	name    string
	folder  bool
	size    int64
	changed time.Time
}

// openFileDialog asks for a file in the window.
func (w *Window) openFileDialog(r FileRequest) {
	d := &fileDialog{window: w, request: r, place: ui.NewEntry(), name: ui.NewEntry(), said: ui.SmallPrint("").Paint(widget.WarningImportance)}
	d.grid = NewGrid(w, "files", d.columns())
	d.verb = ui.Primary("", "", d.accept)
	d.name.SetText(r.Name)
	d.settle()
	d.place.OnSubmitted = d.goTo
	d.name.OnChanged = func(string) { d.settle() }
	d.name.OnSubmitted = func(string) { d.accept() }
	d.grid.OnSelect = func(e *fileEntry) {
		if !e.folder {
			d.name.SetText(e.name)
		}
	}
	d.grid.OnOpen = d.open
	ways := ui.Beside(ui.GapSmall, ui.Secondary(w.Text("file.up"), "arrow-up", func() { d.goTo(filepath.Dir(d.folder)) }),
		ui.Secondary(w.Text("file.home"), "home", func() { d.goTo(home()) }), ui.GapOf(0))
	size := w.Canvas().Size()
	content := ui.Stack(1.5*ui.GapSmall, container.NewBorder(nil, nil, ways, nil, d.place),
		container.New(ui.MinHeight(min(380, max(120, size.Height-400))), ui.Frame(d.grid)),
		ui.Labelled(w.Text("file.name"), d.name), container.New(ui.FixedRoom(2), d.said))
	w.OpenDialog(&Dialog{Title: r.Title, Width: min(760, max(440, size.Width-96)), Content: content, First: d.name,
		Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), d.verb}})
	d.name.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces what is proposed
	d.goTo(w.folderOf(r))
}

// columns are the columns of the list of files. Folders come first in either order of their names.
func (d *fileDialog) columns() []ui.Column[*fileEntry] {
	l := d.window.Lang
	return []ui.Column[*fileEntry]{
		{Key: "name", Title: l.Text("file.column.name"), Width: 380, Grow: true, Text: func(e *fileEntry) string { return e.name },
			Sign: func(e *fileEntry) ui.Tone {
				if e.folder {
					return ui.FolderTone
				}
				return ui.FileTone
			}},
		{Key: "changed", Title: l.Text("file.column.changed"), Width: 160, Text: func(e *fileEntry) string { return l.DateTime(e.changed) },
			Compare: func(x, y *fileEntry) int { return x.changed.Compare(y.changed) }},
		{Key: "size", Title: l.Text("file.column.size"), Width: 96, Numbers: true, Compare: func(x, y *fileEntry) int { return cmp.Compare(x.size, y.size) },
			Text: func(e *fileEntry) string {
				if e.folder {
					return ""
				}
				return l.FileSize(e.size)
			}},
	}
}

// goTo shows another folder, or says why it can't be shown.
func (d *fileDialog) goTo(folder string) {
	w := d.window
	folder = d.absolute(folder)
	d.reading.Start(w, func(context.Context) ([]*fileEntry, error) { return readFolder(folder, d.request.Exts) },
		func(entries []*fileEntry, err error) {
			if err != nil {
				d.said.SetText(w.Text("file.no_folder", assets.Values{"Folder": folder}))
				return
			}
			d.folder = folder
			d.place.SetText(folder)
			slices.SortFunc(entries, func(x, y *fileEntry) int {
				if x.folder != y.folder {
					return map[bool]int{true: -1, false: 1}[x.folder]
				}
				return w.Lang.Compare(x.name, y.name)
			})
			d.grid.SetRows(entries)
			d.settle()
		})
}

// readFolder lists the folders and the files of some kinds in a folder; what is hidden is left out.
func readFolder(folder string, exts []string) ([]*fileEntry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var entries []*fileEntry
	for _, f := range found {
		if strings.HasPrefix(f.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, f.Name())) // of what a link leads to
		if err == nil && (info.IsDir() || hasExt(f.Name(), exts)) {
			entries = append(entries, &fileEntry{f.Name(), info.IsDir(), info.Size(), info.ModTime()})
		}
	}
	return entries, nil
}

func hasExt(name string, exts []string) bool {
	return slices.ContainsFunc(exts, func(e string) bool { return strings.EqualFold(filepath.Ext(name), "."+e) })
}

// absolute is where a path leads that was typed.
func (d *fileDialog) absolute(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		path = home() + rest
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(d.folder, path)
	}
	return filepath.Clean(path)
}

// open opens a folder of the grid, or takes a file of it.
func (d *fileDialog) open(e *fileEntry) {
	if e.folder {
		d.goTo(e.name)
		return
	}
	d.name.SetText(e.name)
	d.accept()
}

// settle forgets what was asked about: the name or the folder is another one by now.
func (d *fileDialog) settle() {
	d.replacing = ""
	d.said.SetText("")
	d.verb.Rank = ui.PrimaryRank
	d.verb.SetText(d.window.Text(map[bool]string{true: "file.save", false: "file.open"}[d.request.Save]))
}

// accept takes the file that is named. A folder is opened; a file that is there already is replaced only when the person agrees.
func (d *fileDialog) accept() {
	w := d.window
	name := strings.TrimSpace(d.name.Text)
	if name == "" {
		d.said.SetText(w.Text("file.no_name"))
		return
	}
	path := d.absolute(name)
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		d.name.SetText("")
		d.goTo(path)
		return
	}
	if d.request.Save {
		path = d.request.withExt(path)
		_, err = os.Stat(path)
	}
	switch _, parent := os.Stat(filepath.Dir(path)); {
	case parent != nil:
		d.said.SetText(w.Text("file.no_folder", assets.Values{"Folder": filepath.Dir(path)}))
	case !d.request.Save && err != nil:
		d.said.SetText(w.Text("file.not_there", assets.Values{"File": filepath.Base(path)}))
	case d.request.Save && err == nil && d.replacing != path:
		d.settle()
		d.replacing = path
		d.said.SetText(w.Text("file.exists", assets.Values{"File": filepath.Base(path)}))
		d.verb.Rank = ui.DangerRank
		d.verb.SetText(w.Text("file.replace"))
	default:
		w.CloseDialog()
		w.chosen(d.request, path)
	}
}
