// Package instance sees to it that a database has one window: a second start hands its file over to the first and ends.
//
// A lock on a file beside the database says that there is a window; the system lets go of it however the program ends.
// A message is a file in a folder that the first window watches. Both work the same on every system, and neither needs a network.
package instance

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/gofrs/flock"
)

// ErrBusy says that another window has the database and does not answer.
var ErrBusy = errors.New("the other window does not answer")

// timeout is how long a second start waits for the first to take its message.
var timeout = 5 * time.Second

// An Instance is the one window of a database.
type Instance struct {
	lock    *flock.Flock
	folder  string
	watcher *fsnotify.Watcher
}

// A message is the request of a second start to the first window.
type message struct {
	File string `json:"file,omitempty"` // absolute path of a workbook to check
}

// Acquire makes this process the window of a database. When there is one already it hands file (an absolute
// path, or "") over to it and returns nil, and ErrBusy when no window takes it.
func Acquire(database, file string) (*Instance, error) {
	if err := os.MkdirAll(filepath.Dir(database), 0o700); err != nil {
		return nil, fmt.Errorf("window lock: %w", err)
	}
	i := &Instance{lock: flock.New(database + ".window"), folder: database + ".messages"}
	ours, err := i.lock.TryLock()
	if err == nil && !ours {
		ours, err = i.handOver(message{file})
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("window lock: %w", err)
	case !ours:
		return nil, nil
	}
	if err = os.RemoveAll(i.folder); err == nil { // the message of a start that got no answer
		err = os.MkdirAll(i.folder, 0o700)
	}
	if err == nil {
		i.watcher, err = fsnotify.NewWatcher()
	}
	if err == nil {
		err = i.watcher.Add(i.folder)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("window messages: %w", err), i.Close())
	}
	return i, nil
}

// Listen calls activate for every later start, with the file it brought or "". It returns when the
// instance is closed, so it wants a goroutine.
func (i *Instance) Listen(activate func(file string)) {
	for event := range i.watcher.Events {
		if !event.Has(fsnotify.Create) || filepath.Ext(event.Name) != ".json" {
			continue
		}
		var m message
		content, err := os.ReadFile(event.Name)
		if err != nil || json.Unmarshal(content, &m) != nil {
			continue
		}
		_ = os.Remove(event.Name) // the sender sees by this that it was taken
		activate(m.File)
	}
}

// Close lets another window have the database.
func (i *Instance) Close() error {
	var err error
	if i.watcher != nil {
		err = i.watcher.Close()
	}
	_ = os.Remove(i.folder) // stays while a message lies in it: its sender then takes the lock
	return errors.Join(err, i.lock.Unlock())
}

// handOver gives a message to the window that has the lock and waits until it is taken. When that window ends instead,
// the lock is ours. ErrBusy says that neither happened in time.
func (i *Instance) handOver(m message) (ours bool, err error) {
	sent, cause := "", error(nil)
	for begun := time.Now(); time.Since(begun) < timeout; time.Sleep(20 * time.Millisecond) {
		if sent == "" { // a window that has just begun, or is about to end, has no folder
			sent, cause = send(i.folder, m)
		} else if _, err := os.Stat(sent); errors.Is(err, os.ErrNotExist) {
			return false, nil
		}
		if ours, err = i.lock.TryLock(); ours || err != nil {
			return ours, err
		}
	}
	if sent != "" {
		cause = os.Remove(sent)
	}
	return false, errors.Join(ErrBusy, cause)
}

// send puts a message into a folder, complete from the first moment on, and returns its file.
func send(folder string, m message) (sent string, err error) {
	content, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	name := filepath.Join(folder, fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano()))
	if err := os.WriteFile(name, content, 0o600); err != nil {
		return "", err
	}
	sent = name + ".json"
	if err := os.Rename(name, sent); err != nil {
		return "", err
	}
	return sent, nil
}
