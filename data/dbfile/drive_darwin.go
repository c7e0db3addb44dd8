package dbfile

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// OnNetwork reports whether a file lies on a drive of another computer. What can't be asked counts as a drive of this one.
func OnNetwork(path string) bool {
	var drive unix.Statfs_t
	return unix.Statfs(filepath.Dir(path), &drive) == nil && drive.Flags&unix.MNT_LOCAL == 0
}
