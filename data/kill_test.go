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

// Environment of TestKill: the database a child imports into until it is killed; how many times.
const (
	killedDatabase = "KARTOTEKA_TEST_KILLED"
	killTimes      = "KARTOTEKA_TEST_KILLS"
)

// importUntilKilled is the child of TestKill: it says so on its output when an import begins
// and when it has ended, and imports again.
func importUntilKilled(path string) {
	s, err := data.Open(path, data.Options{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	admin, err := s.DefaultUser(ctx)
	for g := newGenerator(5); err == nil; {
		fmt.Println("begins")
		_, err = g.importT1(s, admin, killClients)
		fmt.Println("ended")
	}
	fmt.Println("error", err)
	os.Exit(1)
}

const killClients = 100

// A program killed at any moment of an import leaves all of it or nothing, and a sound database.
func TestKill(t *testing.T) {
	times := 5
	if s := os.Getenv(killTimes); s != "" {
		times, _ = strconv.Atoi(s)
	} else if testing.Short() {
		t.Skip("kills processes")
	}
	path := filepath.Join(t.TempDir(), "x.db")
	for range times {
		ended := killAtRandom(t, path)
		s := open(t, path)
		check(t, s)
		imports, err := s.Imports(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if len(imports) < ended {
			t.Errorf("%d imports ended, %d are there", ended, len(imports))
		}
		for _, im := range imports {
			if im.Remaining[data.Client] != killClients || im.Remaining[data.Contact] != 6*killClients {
				t.Errorf("%s has %v", im.Label, im.Remaining)
			}
		}
		for _, rt := range []data.RecordType{data.Client, data.Contact} {
			all, err := s.Count(ctx, rt, data.Query{})
			found, err2 := s.Count(ctx, rt, data.Query{Search: "c"})
			if err != nil || err2 != nil || len(imports) > 0 && (all%len(imports) != 0 || found == 0) {
				t.Errorf("%d %ss, %d found; %v, %v", all, rt, found, err, err2)
			}
		}
		s.Close()
	}
}

// killAtRandom starts a child that imports, kills it up to half a second after it has begun, and
// returns how many imports it has ended.
func killAtRandom(t *testing.T, path string) (ended int) {
	t.Helper()
	before := 0
	if _, err := os.Stat(path); err == nil {
		s := open(t, path)
		imports, err := s.Imports(ctx)
		if err != nil {
			t.Fatal(err)
		}
		before = len(imports)
		s.Close()
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killedDatabase+"="+path)
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
	defer timer.Stop()
	for lines.Scan() {
		if lines.Text() == "ended" {
			ended++
		}
	}
	child.Wait()
	return before + ended
}
