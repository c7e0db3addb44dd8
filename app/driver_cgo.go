//go:build cgo

package app

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"kartoteka/app/instance"
	"kartoteka/app/opengl"
	"kartoteka/assets"
)

// started is called when the window opens. Only a build with the tag e2e does something then.
var started = func(fyne.App) {}

// Run opens the window and returns the program's exit code when it is closed. It must be called in the main goroutine. Where there is
// a window of this database already, that one comes to the front, and gets the file.
func Run(ctx context.Context, o Options) int {
	o = o.absolute()
	kept, lang, loading := o.load()
	only, err := instance.Acquire(o.DB, o.File)
	switch {
	case errors.Is(err, instance.ErrBusy):
		opengl.Tell(lang.Text("start.busy"))
		return 1
	case err == nil && only == nil:
		return 0
	}
	l := openLog(filepath.Dir(o.DB))
	defer l.close()
	l.note("settings", loading)
	l.note("window lock", err)
	release := sync.OnceFunc(func() {
		if only != nil {
			l.note("window lock", only.Close())
		}
	})
	defer release()
	if !opengl.Software() {
		if err := opengl.Probe(); err != nil {
			l.note("start", err)
			release() // the second start wants the lock
			if opengl.Fallback() {
				return 0
			}
			opengl.Tell(lang.Text("start.no_opengl"))
			return 1
		}
	}
	shortenFyneCache()
	f := app.NewWithID("cz.kartoteka.app")
	f.SetIcon(fyne.NewStaticResource("kartoteka.svg", assets.Icon()))
	s := newStarter(f, o.DB, options{settings: kept, lang: lang, log: l.Logger, logFile: l.file, file: o.File, crashed: l.crashed, unread: loading != nil})
	s.open()
	defer s.close()
	started(f)
	if only != nil {
		go only.Listen(func(file string) { fyne.Do(func() { s.activate(file) }) })
	}
	stop := context.AfterFunc(ctx, func() { fyne.Do(s.quit) })
	defer stop()
	f.Run()
	return 0
}
