package data_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kartoteka/data"
)

// deletedDatabase is the environment of TestKillDelete's child: the database in which it deletes an import and
// puts it back until it is killed.
const deletedDatabase = "KARTOTEKA_TEST_KILLED_DELETE"

func deleteUntilKilled(path string) error {
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		return err
	}
	backup := ""
	for {
		im, err := s.ImportByLabel(ctx, killedLabel(s))
		if err != nil {
			return err
		}
		fmt.Println("begins")
		if im.Status == data.Deleted {
			_, err = s.Restore(ctx, admin, im.Label, nil)
		} else {
			var d *data.Deletion
			if d, err = s.PlanDeletion(ctx, admin, data.Clients, im.Label); err == nil {
				var result data.DeletionResult
				result, err = s.Delete(ctx, admin, d, nil)
				backup = result.Backup.Path
			}
		}
		if err != nil {
			return err
		}
		if backup != "" && rand.IntN(4) == 0 {
			if _, err := s.RestoreBackup(ctx, admin, backup, nil); err != nil {
				return err
			}
		}
	}
}

func killedLabel(s *data.Store) string {
	imports, err := s.Imports(ctx)
	if err != nil || len(imports) == 0 {
		return ""
	}
	return imports[0].Label
}

// A program killed at any moment of a deletion, a restoration or the restoration of a backup leaves all of the import
// or nothing, a sound database, and only sound backups.
func TestKillDelete(t *testing.T) {
	if path := os.Getenv(deletedDatabase); path != "" {
		fmt.Println("error", deleteUntilKilled(path))
		os.Exit(1)
	}
	times := 5
	if s := os.Getenv(killTimes); s != "" {
		times, _ = strconv.Atoi(s)
	} else if testing.Short() {
		t.Skip("kills processes")
	}
	path := filepath.Join(t.TempDir(), "x.db")
	s := open(t, path)
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		t.Fatal(err)
	}
	im := importT1(t, s, admin, newGenerator(6), killClients)
	makeBackup(t, s, admin) // for a kill before the first delete has its own
	s.Close()
	outcomes := map[data.ImportStatus]int{}
	for range times {
		child := exec.Command(os.Args[0], "-test.run=^TestKillDelete$")
		child.Env = append(os.Environ(), deletedDatabase+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "begins" {
			t.Fatal(lines.Text())
		}
		timer := time.AfterFunc(time.Duration(rand.IntN(500))*time.Millisecond, func() { child.Process.Kill() })
		for lines.Scan() {
			if lines.Text() != "begins" {
				t.Error(lines.Text())
			}
		}
		timer.Stop()
		child.Wait()

		s := open(t, path)
		check(t, s)
		got, err := s.ImportByLabel(ctx, im.Label)
		if err != nil {
			t.Fatal(err)
		}
		outcomes[got.Status]++
		want := im.Imported
		if got.Status == data.Deleted {
			want = data.Counts{}
		}
		for _, rt := range data.Clients.Types() {
			found, err := s.Count(ctx, rt, data.Query{Search: "c"})
			if err != nil || got.Remaining[rt] != want[rt] || (found > 0) != (want[rt] > 0) {
				t.Errorf("%s: %d %ss left, %d found; %v", got.Status, got.Remaining[rt], rt, found, err)
			}
		}
		if newest, err := data.NewestBackup(ctx, path); err != nil {
			t.Error(err)
		} else if list, _ := data.Backups(path); list[0] != newest {
			t.Errorf("%s is damaged", list[0].Path)
		}
		s.Close()
	}
	t.Log(outcomes)
}
