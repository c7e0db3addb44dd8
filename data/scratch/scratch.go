// Package scratch keeps files that must not outlive a run of the program: drafts of files that are being written, which
// stand beside the place they are meant for, and temporary ones in a folder of the run.
//
//	Begin ──> a lock and a folder for the run in the folder of all runs; those of runs that were killed are swept
//	Draft ──> a file beside its place, named in the list of the run before it is made
//	Write, Create ──> a file written through a draft: as a whole or not at all
//	end   ──> lock and folder go
//
// A run that was killed no longer holds its lock, on any system and however young it is. So the next run knows that
// it is gone, and finds in its list what it has left. Without Begin, as in tests, drafts and temporary files work the same but
// are not swept.
package scratch

import (
	"bufio"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/gofrs/flock"
)

// The names of what a run keeps: "run-X.lock", and the folder "run-X" with the list "drafts" and temporary files.
const (
	prefix   = "run-"
	lockExt  = ".lock"
	listName = "drafts"
)

// The names of drafts.
const (
	draftPrefix = ".kartoteka-"
	draftExt    = ".draft"
)

// sidecars are the suffixes of the files that SQLite keeps beside a draft that is a database.
var sidecars = []string{"", "-wal", "-shm", "-journal"}

// The run of this process. Its folder is made when it is needed first.
var (
	mu     sync.Mutex
	users  int
	runs   string // the folder of all runs, "" without one
	folder string // of this run, "" before it is made
	lock   *flock.Flock
)

// Begin says where runs keep their files, sweeps what killed ones have left, and returns what ends this run. It may be called
// again before that: the last to end removes the folder. Where nothing can be written, the run goes without.
func Begin(folderOfRuns string) (end func()) {
	mu.Lock()
	defer mu.Unlock()
	if users++; users == 1 {
		runs = folderOfRuns
		sweep(runs)
	}
	return sync.OnceFunc(func() {
		mu.Lock()
		defer mu.Unlock()
		if users--; users == 0 {
			finish()
		}
	})
}

// Folder returns the folder for temporary files of this run, or "", which stands for that of the system.
func Folder() string {
	mu.Lock()
	defer mu.Unlock()
	if folder == "" && runs != "" {
		start()
	}
	return folder
}

// Draft makes an empty file in the folder of path, to be renamed to path when it is complete or else to be removed.
func Draft(path string, mode fs.FileMode) (*os.File, error) {
	draft, err := filepath.Abs(filepath.Join(filepath.Dir(path), draftPrefix+rand.Text()+draftExt))
	if err != nil {
		return nil, err
	}
	if folder := Folder(); folder != "" {
		_ = note(filepath.Join(folder, listName), draft) // it concerns nothing but the sweep after a kill
	}
	return os.OpenFile(draft, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
}

// IsDraft reports whether a file name is that of a draft.
func IsDraft(name string) bool {
	return strings.HasPrefix(name, draftPrefix) && strings.HasSuffix(name, draftExt)
}

// Remove removes a draft, if it is still there, and what SQLite has left beside it.
func Remove(draft string) error {
	var errs []error
	for _, suffix := range sidecars {
		if err := os.Remove(draft + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// note adds a draft to the list.
func note(list, draft string) error {
	f, err := os.OpenFile(list, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(strconv.Quote(draft) + "\n")
	return errors.Join(err, f.Close())
}

// start makes the folder of this run. The lock comes first, for a sweep removes folders whose lock is free.
func start() {
	if os.MkdirAll(runs, 0o700) != nil {
		return
	}
	for range 10 {
		name := filepath.Join(runs, prefix+rand.Text())
		l := flock.New(name + lockExt)
		if ok, err := l.TryLock(); err != nil || !ok {
			_ = l.Close()
			continue
		}
		// A sweep may have taken the file between its making and its locking.
		if _, err := os.Stat(l.Path()); err != nil || os.Mkdir(name, 0o700) != nil {
			release(l)
			continue
		}
		folder, lock = name, l
		return
	}
}

// finish ends this run.
func finish() {
	if folder != "" {
		_ = os.RemoveAll(folder)
		release(lock)
	}
	runs, folder, lock = "", "", nil
}

// release removes a lock that is held. An open file can't be removed on Windows, and a free one may be taken elsewhere.
func release(l *flock.Flock) {
	_ = os.Remove(l.Path())
	_ = l.Close()
	_ = os.Remove(l.Path())
}

// sweep removes what runs have left that no longer hold their lock.
func sweep(runs string) {
	locks, _ := filepath.Glob(filepath.Join(runs, prefix+"*"+lockExt))
	for _, path := range locks {
		l := flock.New(path)
		if ok, err := l.TryLock(); err != nil || !ok {
			_ = l.Close()
			continue
		}
		name := strings.TrimSuffix(path, lockExt)
		if sweepDrafts(filepath.Join(name, listName)) == nil && os.RemoveAll(name) == nil {
			release(l)
		} else {
			_ = l.Close() // what can't be removed now is for the next run
		}
	}
}

// sweepDrafts removes the drafts of a list. Those that got their names are not there any more.
func sweepDrafts(list string) error {
	f, err := os.Open(list)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	var errs []error
	for lines := bufio.NewScanner(f); lines.Scan(); {
		draft, err := strconv.Unquote(lines.Text())
		if err == nil && filepath.IsAbs(draft) && IsDraft(filepath.Base(draft)) { // a line may be cut off
			errs = append(errs, Remove(draft))
		}
	}
	return errors.Join(errs...)
}
