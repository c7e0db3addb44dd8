package scratch_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kartoteka/data/scratch"
)

// Environment of a child that makes files and waits to be killed: the folder of runs, and where the draft is for.
const (
	childRuns  = "KARTOTEKA_TEST_RUNS"
	childPlace = "KARTOTEKA_TEST_PLACE"
)

func TestMain(m *testing.M) {
	if runs := os.Getenv(childRuns); runs != "" {
		scratch.Begin(runs)
		if err := leave(os.Getenv(childPlace)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("ready")
		os.Stdin.Read(make([]byte, 1))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// leave makes a draft with what SQLite keeps beside it and a temporary file, and one draft that gets its name.
func leave(place string) error {
	for _, name := range []string{place, place + ".done"} {
		f, err := scratch.Draft(name, 0o600)
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		if name == place {
			err = os.WriteFile(f.Name()+"-journal", nil, 0o600)
		} else {
			err = os.Rename(f.Name(), name)
		}
		if err != nil {
			return err
		}
	}
	if scratch.Folder() == "" {
		return nil
	}
	return os.WriteFile(filepath.Join(scratch.Folder(), "temporary"), []byte("x"), 0o600)
}

// child starts a process that leaves files, and returns what kills it.
func child(t *testing.T, runs, place string) (kill func()) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childRuns+"="+runs, childPlace+"="+place)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		t.Fatal(lines.Text())
	}
	kill = func() {
		c.Process.Kill()
		c.Wait()
		in.Close()
	}
	t.Cleanup(kill)
	return kill
}

// files lists all below a folder but the folder itself.
func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if path != folder {
			names = append(names, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What a killed run has left goes at the next start, however young it is; what one that still runs needs stays.
func TestSweep(t *testing.T) {
	runs, out := t.TempDir(), filepath.Join(t.TempDir(), "složka\nse zalomením")
	if err := os.Mkdir(out, 0o700); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(out, ".kartoteka-cizí.draft")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kill := child(t, runs, filepath.Join(out, "a.xlsx"))
	child(t, runs, filepath.Join(out, "b.xlsx"))
	if n := len(files(t, out)); n != 7 {
		t.Fatalf("%d files: %q", n, files(t, out))
	}
	kill()
	scratch.Begin(runs)()
	left := files(t, out)
	if len(left) != 5 || !slices.Contains(left, "a.xlsx.done") || !slices.Contains(left, filepath.Base(foreign)) {
		t.Errorf("left %q", left)
	}
	if left := files(t, runs); len(left) != 4 {
		t.Errorf("left of the run that still runs: %q", left)
	}
}

// A run that ends leaves nothing, also when several parts of the program began it.
func TestEnd(t *testing.T) {
	runs, out := t.TempDir(), t.TempDir()
	first, second := scratch.Begin(runs), scratch.Begin(runs)
	if err := leave(filepath.Join(out, "a")); err != nil {
		t.Fatal(err)
	}
	first()
	first()
	if folder := scratch.Folder(); !strings.HasPrefix(folder, runs) || len(files(t, folder)) != 2 {
		t.Errorf("the folder %q is gone", folder)
	}
	second()
	if left := files(t, runs); len(left) > 0 {
		t.Errorf("left %q", left)
	}
	if folder := scratch.Folder(); folder != "" {
		t.Errorf("%q after the end", folder)
	}
}

// Without a folder for runs, and where none can be made, drafts work as well.
func TestWithoutFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, runs := range []string{"", filepath.Join(file, "runs")} {
		end := scratch.Begin(runs)
		out := t.TempDir()
		if err := leave(filepath.Join(out, "a")); err != nil || scratch.Folder() != "" {
			t.Errorf("%q: folder %q, %v", runs, scratch.Folder(), err)
		}
		if n := len(files(t, out)); n != 3 {
			t.Errorf("%q: %d files", runs, n)
		}
		end()
	}
}

// A file is written as a whole or not at all, keeps its permissions when it is replaced, and is named by what the system refuses. One
// that must be new is never replaced, also not one that came into being meanwhile.
func TestWriteAndCreate(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.txt")
	says := func(text string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
	}
	has := func(want string) {
		t.Helper()
		content, err := os.ReadFile(path)
		if entries, _ := os.ReadDir(folder); err != nil || string(content) != want || len(entries) != 1 {
			t.Errorf("%q, %v, beside %v; want %q", content, err, entries, want)
		}
	}
	if err := scratch.Create(path, 0o600, says("first")); err != nil {
		t.Fatal(err)
	}
	has("first")
	if err := scratch.Create(path, 0o600, says("second")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	has("first")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := scratch.Write(path, 0o600, says("third")); err != nil {
		t.Fatal(err)
	}
	has("third")
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	failed := errors.New("failed")
	for _, write := range []func(string, fs.FileMode, func(io.Writer) error) error{scratch.Write, scratch.Create} {
		if err := write(filepath.Join(folder, "a.txt"), 0o600, func(io.Writer) error { return failed }); !errors.Is(err, failed) && !errors.Is(err, fs.ErrExist) {
			t.Error(err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = write(filepath.Join(folder, "b.txt"), 0o600, func(io.Writer) error { panic("in the middle") })
		}()
		has("third")
		var at *fs.PathError
		if err := write(filepath.Join(folder, "none", "b.txt"), 0o600, says("")); !errors.As(err, &at) || filepath.Base(at.Path) != "b.txt" {
			t.Error(err)
		}
	}
	late := filepath.Join(t.TempDir(), "late.txt")
	err := scratch.Create(late, 0o600, func(io.Writer) error { return os.WriteFile(late, []byte("quicker"), 0o600) })
	if content, _ := os.ReadFile(late); !errors.Is(err, fs.ErrExist) || string(content) != "quicker" {
		t.Errorf("%q, %v", content, err)
	}
}
