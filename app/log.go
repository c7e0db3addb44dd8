package app

import (
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

// maxLog is how large the log grows before it is put aside and another one begins.
const maxLog = 1 << 20

// A logbook is the log of the window and the report of a crash, both in the folder of the database.
type logbook struct {
	*slog.Logger
	file    string   // "" when there is no log
	crashed string   // report of the crash the program before ended with, "" for none
	open    *os.File // nil when there is no log
}

// openLog begins to log into a folder. Where that can't be written to, the log goes nowhere.
func openLog(folder string) *logbook {
	l := &logbook{Logger: slog.New(slog.DiscardHandler)}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return l
	}
	l.crashed = keepCrash(folder)
	file := filepath.Join(folder, "kartoteka.log")
	if info, err := os.Stat(file); err == nil && info.Size() > maxLog {
		_ = os.Rename(file, file+".old")
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return l
	}
	l.file, l.open = file, f
	l.Logger = slog.New(slog.NewTextHandler(f, nil))
	log.SetOutput(f) // Fyne's own messages
	return l
}

// keepCrash puts the report of the last crash aside and has the next one written.
func keepCrash(folder string) (report string) {
	file := filepath.Join(folder, "crash.txt")
	if info, err := os.Stat(file); err == nil && info.Size() > 0 {
		report = filepath.Join(folder, "crash-"+info.ModTime().Format(time.DateOnly)+".txt")
		if os.Rename(file, report) != nil {
			report = file
		}
	}
	if f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err == nil {
		_ = debug.SetCrashOutput(f, debug.CrashOptions{}) // it keeps a handle of its own
		_ = f.Close()
	}
	return report
}

// note logs an error; nil is none.
func (l *logbook) note(what string, err error) {
	if err != nil {
		l.Error(what, "error", err)
	}
}

func (l *logbook) close() {
	if l.open != nil {
		log.SetOutput(os.Stderr)
		_ = l.open.Close()
	}
}
