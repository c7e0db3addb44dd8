// Package native shows the operating system's own dialogs to open and save files, opens files with the program they belong to, and
// shows them in their folder. Where the system has no such dialog it says ErrUnavailable, and the window shows its own.
package native

import "errors"

// ErrUnavailable says that the system has no dialog to show.
var ErrUnavailable = errors.New("no native file dialog")

// A Filter is one kind of file the dialog offers.
type Filter struct {
	Name string   // "Sešit Excelu"
	Exts []string // "xlsx", without the dot
}

// A Request says what the dialog is for.
type Request struct {
	Save    bool
	Title   string
	Folder  string // where it starts, "" leaves it to the system
	Name    string // suggested name of a file to be saved
	Filters []Filter
	Owner   uintptr // window on Windows, ignored elsewhere
	Parent  string  // window for the portal of Linux: "x11:<hexadecimal>"
}

// OnMain is true where Show must be called in the goroutine of the window; elsewhere it must not be.
const OnMain = onMain

// Show asks for a file and waits for the answer. "" without an error means that the person cancelled.
// A file to be saved may exist: the dialog has asked whether to replace it.
func Show(r Request) (string, error) { return show(r) }

// Open opens a file or folder with the program the system has for it.
func Open(path string) error { return open(path) }

// Reveal shows a file in its folder, marked where the system can do that.
func Reveal(path string) error { return reveal(path) }
