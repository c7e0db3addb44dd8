// Package watch notices when a file changes, on disks of the network too.
package watch

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long a file must be left alone before it is looked at, how long one that is gone gets to come back (spreadsheets
// replace a file when they save it), and how often a file is looked at without an event: disks of the network send none.
const (
	quietTime = 300 * time.Millisecond
	goneTime  = 1500 * time.Millisecond
	lookTime  = 2 * time.Second
)

// A stamp is different for each version of a file. The zero value is that of a file that is not there.
type stamp struct {
	time time.Time
	size int64
}

func stampOf(file string) stamp {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}
	}
	return stamp{info.ModTime(), info.Size()}
}

// File calls changed each time a file has been written, replaced, taken away or brought back, until ctx ends. It watches the
// folder: an editor that saves puts another file in the place of the old one.
func File(ctx context.Context, file string, changed func()) error {
	return watchSince(ctx, file, stampOf(file), changed)
}

// watchSince is watchFile for who has seen a version of the file already: another one by now counts as changed.
func watchSince(ctx context.Context, file string, seen stamp, changed func()) error {
	var events chan fsnotify.Event
	var failures chan error
	if w, err := fsnotify.NewWatcher(); err == nil {
		defer w.Close()
		if w.Add(filepath.Dir(file)) == nil {
			events, failures = w.Events, w.Errors
		}
	}
	waited := false
	look := time.NewTicker(lookTime)
	defer look.Stop()
	settle := time.NewTimer(time.Hour)
	settle.Stop()
	defer settle.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events:
			if strings.EqualFold(filepath.Base(e.Name), filepath.Base(file)) {
				settle.Reset(quietTime)
			}
		case <-failures: //nolint:errcheck // what was missed, the next look finds
		case <-look.C:
			if stampOf(file) != seen {
				settle.Reset(quietTime)
			}
		case <-settle.C:
			now := stampOf(file)
			if now == (stamp{}) && !waited {
				waited = true
				settle.Reset(goneTime)
				continue
			}
			waited = false
			if now != seen {
				seen = now
				changed()
			}
		}
	}
}
