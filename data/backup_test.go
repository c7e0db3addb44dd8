package data_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kartoteka/data"
)

// backups lists the backups beside the database, and fails when anything else lies among them.
func backups(tb testing.TB, s *data.Store) []data.Backup {
	tb.Helper()
	list, err := data.Backups(s.Path())
	if err != nil {
		tb.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), "backups", "*"))
	if len(files) != len(list) {
		tb.Errorf("%d backups among the files %v", len(list), files)
	}
	return list
}

func makeBackup(tb testing.TB, s *data.Store, by data.User) data.Backup {
	tb.Helper()
	b, err := s.Backup(ctx, by, "", false)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// A backup is one file for its owner alone that holds all the database holds.
func TestBackup(t *testing.T) {
	s, admin := fresh(t)
	firm(t, s, admin)
	b := makeBackup(t, s, admin)
	info, err := os.Stat(b.Path)
	if err != nil || info.Size() != b.Size || b.Kind != data.Manual || !b.At.Equal(now) {
		t.Errorf("%+v; %v", b, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if list := backups(t, s); len(list) != 1 || list[0] != b {
		t.Errorf("listed %+v, made %+v", list, b)
	}
	compare(t, dump(t, s.Path()), dump(t, b.Path))
	compare(t, dump(t, b.Path), dump(t, s.Path()))
}

func TestBackupNeverOverwritesUnasked(t *testing.T) {
	s, admin := fresh(t)
	file := filepath.Join(t.TempDir(), "záloha.db")
	if err := os.WriteFile(file, []byte("dopis"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(ctx, admin, file, false); !errors.Is(err, data.ErrExists) {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(file); string(text) != "dopis" {
		t.Error("overwritten")
	}
	if _, err := s.Backup(ctx, admin, s.Path(), true); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("backed up onto itself: %v", err)
	}
	b, err := s.Backup(ctx, admin, file, true)
	if err != nil || b.Path != file {
		t.Fatal(b, err)
	}
	compare(t, dump(t, s.Path()), dump(t, file))
	if _, err := s.Backup(ctx, admin, filepath.Join(file, "x.db"), false); !errors.Is(err, data.ErrBackupPlace) || errors.Is(err, data.ErrReadOnly) {
		t.Errorf("backed up into a file: %v", err)
	}
}

// While another program imports again and again, each backup holds whole imports only.
func TestBackupWhileWriting(t *testing.T) {
	s, admin := fresh(t)
	stop, stopped := make(chan bool), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			c := record(data.Client, "name", "Alfa")
			_, err := s.Import(ctx, admin, data.Import{Found: data.Counts{data.Client: 1, data.Contact: 1}}, func(insert func(*data.Record) error) error {
				if err := insert(c); err != nil {
					return err
				}
				return insert(record(data.Contact, "last_name", "Bob", "client", c.ID))
			})
			if err != nil {
				stopped <- err
				return
			}
		}
	}()
	for range 5 {
		b := makeBackup(t, s, admin)
		copied := open(t, b.Path)
		check(t, copied)
		if clients, contacts := count(t, copied, data.Client, data.Query{}), count(t, copied, data.Contact, data.Query{}); clients != contacts {
			t.Errorf("%d clients, %d contacts", clients, contacts)
		}
		copied.Close()
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
}

func TestBackupCancelled(t *testing.T) {
	s, admin := fresh(t)
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Backup(ctx, admin, "", false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if list := backups(t, s); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

// One automatic backup a day, the ten newest of which stay; as many before deletions; all that were asked for.
func TestBackupsRotate(t *testing.T) {
	path, clock := filepath.Join(t.TempDir(), "kartotéka.db"), now
	s, err := data.Open(path, data.Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for day := range 12 {
		clock = now.AddDate(0, 0, day)
		first, err := s.DailyBackup(ctx)
		if err != nil || first.Kind != data.Daily {
			t.Fatal(first, err)
		}
		clock = clock.Add(time.Hour)
		if again, err := s.DailyBackup(ctx); err != nil || again != (data.Backup{}) {
			t.Errorf("a second one that day: %v %v", again, err)
		}
		im := bring(t, s, admin, these(record(data.Lead, "topic", "Dotaz"))...)
		remove(t, s, admin, data.Leads, im.Label)
		makeBackup(t, s, admin)
	}
	kinds := map[data.BackupKind]int{}
	list := backups(t, s)
	for _, b := range list {
		kinds[b.Kind]++
	}
	if fmt.Sprint(kinds) != "map[before-delete:10 daily:10 manual:12]" {
		t.Errorf("kept %v", kinds)
	}
	oldest := list[len(list)-1]
	if want := now.Add(time.Hour); !oldest.At.Equal(want) || oldest.Kind != data.Manual {
		t.Errorf("the oldest is %v", oldest)
	}
	byName := slices.Clone(list)
	slices.SortFunc(byName, func(a, b data.Backup) int { return strings.Compare(b.Path, a.Path) })
	for i := range list {
		if !list[i].At.Equal(byName[i].At) {
			t.Fatal("names don't sort by time")
		}
	}
	foreign := filepath.Join(filepath.Dir(list[0].Path), "jiná-20261122T103000.000Z-daily.db")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if again, err := data.Backups(path); err != nil || len(again) != len(list) {
		t.Errorf("listed that of another database; %v", err)
	}
}

// A wrong clock, ahead or behind, never costs the backup just made; backups from the future go before those of the past, and the newest
// that is offered is none of them while there are others.
func TestBackupsByAWrongClock(t *testing.T) {
	right := time.Now().Truncate(time.Millisecond)
	for name, wrong := range map[string]time.Time{"ahead": right.AddDate(5, 0, 0), "behind": time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)} {
		t.Run(name, func(t *testing.T) {
			clock := right
			s, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{Now: func() time.Time { return clock }})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			daily := func(day int) data.Backup {
				t.Helper()
				b, err := s.DailyBackup(ctx)
				if err != nil || b.Kind != data.Daily {
					t.Fatal(day, b, err)
				}
				if _, err := os.Stat(b.Path); err != nil {
					t.Errorf("day %d: the backup just made is gone: %v", day, err)
				}
				return b
			}
			for day := range 10 { // that many are kept
				clock = right.AddDate(0, 0, day-14)
				daily(day)
			}
			for day := range 4 {
				clock = wrong.AddDate(0, 0, day)
				daily(day)
			}
			var last data.Backup
			for day := range 4 {
				clock = right.AddDate(0, 0, day-3)
				last = daily(day)
			}
			list := backups(t, s)
			past := 0
			for _, b := range list {
				if !b.At.After(clock) && b.At.Year() > 1980 {
					past++
				}
			}
			if len(list) != 10 || name == "ahead" && past != 10 || past < 6 {
				t.Errorf("%d of %d backups are of the right time", past, len(list))
			}
			if newest, err := data.NewestBackup(ctx, s.Path()); err != nil || newest.Path != last.Path {
				t.Errorf("the newest is %v, want %v; %v", newest, last, err)
			}
		})
	}
}

// While backups of the future are there, the newest offered is one of the past.
func TestNewestBackupIsNotOfTheFuture(t *testing.T) {
	clock := time.Now()
	s, err := data.Open(filepath.Join(t.TempDir(), "x.db"), data.Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	past, err := s.DailyBackup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	clock = clock.AddDate(2, 0, 0)
	future, err := s.DailyBackup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if newest, err := data.NewestBackup(ctx, s.Path()); err != nil || newest.Path != past.Path {
		t.Errorf("the newest is %v; %v", newest, err)
	}
	os.Remove(past.Path)
	if newest, err := data.NewestBackup(ctx, s.Path()); err != nil || newest.Path != future.Path {
		t.Errorf("the newest is %v; %v", newest, err)
	}
}

// A deletion that fails leaves no backup of its own and costs no other.
func TestFailedDeletionsLeaveNoBackup(t *testing.T) {
	s, admin := fresh(t)
	im, alfa, _, _, _, _, _ := firm(t, s, admin)
	for range 11 {
		other := bring(t, s, admin, these(record(data.Lead, "topic", "Dotaz"))...)
		remove(t, s, admin, data.Leads, other.Label)
	}
	before := backups(t, s)
	unchanged := func(what string) {
		t.Helper()
		if after := backups(t, s); !slices.Equal(before, after) {
			t.Errorf("%s: backups %v, were %v", what, after, before)
		}
	}
	d := plan(t, s, admin, data.Clients, im.Label)
	cancelled, cancel := context.WithCancel(ctx)
	if _, err := s.Delete(cancelled, admin, d, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	unchanged("cancelled")
	d = plan(t, s, admin, data.Clients, im.Label)
	d.Label = "no such label"
	if _, err := s.Delete(ctx, admin, d, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("stale: %v", err)
	}
	unchanged("stale")
	if n := count(t, s, data.Client, data.Query{}); n != 2 {
		t.Errorf("%d clients of two, the first was %d", n, alfa.ID)
	}
}
