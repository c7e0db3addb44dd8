package dbfile

import (
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// OnNetwork reports whether a file lies on a drive of another computer. What can't be asked counts as a drive of this one.
func OnNetwork(path string) bool {
	var drive unix.Statfs_t
	if unix.Statfs(filepath.Dir(path), &drive) != nil {
		return false
	}
	return slices.Contains([]uint32{unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.AFS_SUPER_MAGIC,
		unix.CODA_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.V9FS_MAGIC}, uint32(drive.Type))
}
