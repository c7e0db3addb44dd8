package app

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"fyne.io/fyne/v2/test"

	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// newDiskApp is a window whose database lies on a small disk of its own.
func newDiskApp(t *testing.T) (a testApp, disk string) {
	t.Helper()
	t.Setenv("LANG", "C.UTF-8")
	disk = t.TempDir()
	if err := syscall.Mount("kartoteka", disk, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("needs the right to mount: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	store, err := data.Open(filepath.Join(disk, "x.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	if err != nil {
		t.Fatal(err)
	}
	a = testApp{newApp(test.NewTempApp(t), store, options{lang: assets.Czech, spawn: windowtest.AtOnce})}
	t.Cleanup(func() {
		a.quit()
		_ = store.Close()
	})
	return a, disk
}

// TestFullDisk: a deletion, a backup and the backup of the day say that the disk is full, and nothing has changed.
func TestFullDisk(t *testing.T) {
	a, disk := newDiskApp(t)
	a.look().ImportClients(t, "klienti.xlsx", 3)
	full := filepath.Join(disk, "full")
	f, err := os.Create(full)
	if err != nil {
		t.Fatal(err)
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	a.Show("deletion")
	a.look().Press(t, "Smazat 3 klienty a 3 kontaktní osoby")
	a.look().Press(t, "Smazat 3 klienty a 3 kontaktní osoby")
	a.look().Says(t, a.Text("error.disk_full"), "Podrobnosti")
	if a.look().Count(t, data.Client) != 3 {
		t.Error("something went")
	}
	a.Show("backups")
	a.look().Press(t, "Zálohovat teď")
	a.look().Says(t, a.Text("error.disk_full"))
	a.backUpDaily()
	a.look().Says(t, a.Text("backups.daily.disk_full"))
	if err := os.Remove(full); err != nil {
		t.Fatal(err)
	}
	a.look().Press(t, "Zálohovat teď")
	a.look().Says(t, "je uložená a ověřená")
}

// TestReadOnlyFolder: what can't be written to is said so, with what to do about it.
func TestReadOnlyFolder(t *testing.T) {
	a := newTestApp(t)
	other := filepath.Join(filepath.Dir(a.Store.Path()), "backups")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("kartoteka", other, "tmpfs", syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(other, syscall.MNT_DETACH) })
	a.look().ImportClients(t, "klienti.xlsx", 3)
	a.Show("deletion")
	a.look().Press(t, "Smazat 3 klienty a 3 kontaktní osoby")
	a.look().Press(t, "Smazat 3 klienty a 3 kontaktní osoby")
	a.look().Says(t, a.Text("error.backup_place"))
	if a.look().Count(t, data.Client) != 3 {
		t.Error("something went without a backup")
	}
	a.backUpDaily()
	a.look().Says(t, a.Text("backups.daily.read_only"))
	a.Show("backups")
	a.look().Press(t, "Zálohovat teď")
	a.look().Says(t, a.Text("error.backup_place"))
}
