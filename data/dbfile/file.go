package dbfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"kartoteka/data/scratch"
)

// Sidecars are how the names of the files go on that SQLite keeps beside a database while it is in use.
var Sidecars = []string{"-wal", "-shm", "-journal"}

// logs are those of them that hold changes which are not in the database yet.
var logs = []string{"-wal", "-journal"}

// HasLog reports whether changes wait beside a database: it was not closed properly, or is in use.
func HasLog(path string) bool {
	for _, log := range logs {
		if info, err := os.Stat(path + log); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// RealPath returns the absolute path of a database file; that of a symbolic link is the file it leads to, so that all who use
// the database share its lock and its backups, and a damaged one is replaced where it is.
func RealPath(path string) (string, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		if info, err := os.Lstat(path); err == nil && info.Mode().Type() == fs.ModeSymlink {
			path = target
		}
	}
	return filepath.Abs(path)
}

// Same reports whether two names lead to one file.
func Same(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// Draft makes an empty file beside path, for its owner alone; what is written there gets its
// name path when it is complete.
func Draft(path string) (string, error) {
	f, err := scratch.Draft(path, 0o600)
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// Sweep removes drafts that are older than a day: those of a computer that lost power, and of older versions of the program.
// [scratch.Begin] sweeps those of killed programs.
func Sweep(folder string, now time.Time) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.Contains(e.Name(), ".draft") && info.Mode().IsRegular() && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// Move gives a complete file its name, in one step; a file of that name is replaced.
func Move(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return Sync(filepath.Dir(to))
}

// Sync waits until a file, or the names in a folder, are on the disk.
func Sync(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() && runtime.GOOS == "windows" { // which writes names by itself
		return err
	}
	mode := os.O_RDWR // Windows syncs only what could be written
	if info.IsDir() {
		mode = os.O_RDONLY
	}
	f, err := os.OpenFile(path, mode, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
