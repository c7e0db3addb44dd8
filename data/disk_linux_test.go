package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kartoteka/data"
)

// smallDisk returns a folder on a disk of that many bytes of its own.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("kartoteka", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("needs the right to mount: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill takes up what is free on the disk of a folder but that many bytes, until the returned function is called.
func fill(t *testing.T, dir string, but int64) func() {
	t.Helper()
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "fill")
	if err := os.WriteFile(path, make([]byte, max(int64(stat.Bavail)*stat.Bsize-but, 0)), 0o600); err != nil {
		t.Fatal(err)
	}
	return func() { os.Remove(path) }
}

// A full disk ends a backup, a deletion or a restoration with its own reason; nothing is lost, nothing is left over,
// and when there is room again all of it works.
func TestDiskFull(t *testing.T) {
	dir := smallDisk(t, "64m")
	s := open(t, filepath.Join(dir, "x.db"))
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		t.Fatal(err)
	}
	im := importT1(t, s, admin, newGenerator(8), 300)
	d := plan(t, s, admin, data.Clients, im.Label)
	before := dump(t, s.Path())
	good := makeBackup(t, s, admin)

	free := fill(t, dir, good.Size/2)
	if _, err := s.Backup(ctx, admin, "", false); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("backup: %v", err)
	}
	if _, err := s.Delete(ctx, admin, d, nil); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("deletion without room for its backup: %v", err)
	}
	if _, err := s.RestoreBackup(ctx, admin, good.Path, nil); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("restoration: %v", err)
	}
	free()
	free = fill(t, dir, good.Size+good.Size/3) // room for the backup, not for the deletion
	if _, err := s.Delete(ctx, admin, d, nil); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("deletion: %v", err)
	}
	free()
	compare(t, before, dump(t, s.Path()))
	check(t, s)
	for _, b := range backups(t, s) {
		compare(t, before, dump(t, b.Path))
	}
	if _, err := s.Delete(ctx, admin, d, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(ctx, admin, im.Label, nil); err != nil {
		t.Fatal(err)
	}
	compare(t, before, dump(t, s.Path()))
}

// A database on a disk without a byte left can't be opened, and says so.
func TestOpenOnFullDisk(t *testing.T) {
	dir := smallDisk(t, "8m")
	path := filepath.Join(dir, "x.db")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	free := fill(t, dir, 0)
	if s, err := data.Open(path, data.Options{}); !errors.Is(err, data.ErrDiskFull) {
		t.Errorf("%v", err)
		if err == nil {
			s.Close()
		}
	}
	free()
	if err := open(t, path).Close(); err != nil {
		t.Error(err)
	}
}
