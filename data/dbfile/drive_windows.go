package dbfile

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// OnNetwork reports whether a file lies on a drive of another computer, by a letter or as \\computer\folder.
func OnNetwork(path string) bool {
	volume := filepath.VolumeName(path)
	if strings.HasPrefix(volume, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
