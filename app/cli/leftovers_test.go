package cli_test

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"kartoteka/app/cli"
)

// killTimes is the environment that says how often each command is killed, as in the tests of package data.
const killTimes = "KARTOTEKA_TEST_KILLS"

// A program run as a process of its own, with folders for temporary files that are looked into.
type process struct {
	*bench
	temp, cache string
}

// start starts a command and returns when it has begun.
func (p *process) start(args ...string) *exec.Cmd {
	p.Helper()
	c := exec.Command(os.Args[0], append([]string{"--db", p.db, "--lang", "cs"}, args...)...)
	c.Env = append(os.Environ(), childRun+"=1", "TMPDIR="+p.temp, "TMP="+p.temp, "TEMP="+p.temp, "XDG_CACHE_HOME="+p.cache)
	begun, err := c.StderrPipe()
	if err != nil {
		p.Fatal(err)
	}
	if err := c.Start(); err != nil {
		p.Fatal(err)
	}
	lines := bufio.NewScanner(begun)
	if !lines.Scan() || lines.Text() != "begins" {
		p.Fatal(lines.Text())
	}
	go func() {
		for lines.Scan() {
		}
	}()
	return c
}

// left lists the files that should be gone: drafts, temporary files, those kept for a run.
func (p *process) left() (names []string) {
	p.Helper()
	for _, folder := range []string{p.dir, p.temp, p.cache} {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && !e.IsDir() && (folder != p.dir || strings.Contains(path, ".draft") || strings.HasSuffix(path, ".new")) {
				names = append(names, path)
			}
			return err
		})
		if err != nil {
			p.Error(err)
		}
	}
	return names
}

// No command leaves a draft or a temporary file: not when it is done, not when it fails, not when it is asked to stop, and of
// one that was killed at any moment nothing is left after the next.
func TestNothingIsLeft(t *testing.T) {
	times := 1
	if s := os.Getenv(killTimes); s != "" {
		times, _ = strconv.Atoi(s)
	} else if testing.Short() {
		t.Skip("kills thirty processes")
	}
	b := newBench(t)
	p := &process{b, filepath.Join(t.TempDir(), "temp"), filepath.Join(t.TempDir(), "cache")}
	if err := os.Mkdir(p.temp, 0o700); err != nil {
		t.Fatal(err)
	}
	file := b.template("leads", "leady.xlsx")
	rows := make([]row, 400*times)
	for i := range rows {
		rows[i] = row{"Předmět": fmt.Sprint("Dotaz ", i), "E-mail 1": "kdo", "Poznámka": strings.Repeat("slovo ", 200)}
	}
	fill(t, file, "Leady", rows[:min(len(rows), 4900)]...)
	b.must(cli.Done, "demo")
	label := ""
	for _, line := range decoded[[]historyLine](b, cli.Done, "imports") {
		if line.Template == "products" {
			label = line.Label
		}
	}
	backup := b.path("záloha.db")
	b.must(cli.Done, "backup", "-o", backup)
	out := b.path("out.xlsx")
	for _, args := range [][]string{
		{"template", "clients-wide", "-o", out},
		{"check", file, "--annotated", out},
		{"import", file, "--allow-errors", "--rejected", out},
		{"export", "contacts", "-o", out},
		{"export", "contacts", "-o", b.path("out.vcf")},
		{"backup"},
		{"backup", "-o", out},
		{"delete", "--type", "products", "--label", label},
		{"restore-backup", backup},
		{"demo"},
	} {
		t.Run(strings.Join(args[:min(2, len(args))], " "), func(t *testing.T) {
			prepare := func() {
				os.Remove(out)
				os.Remove(b.path("out.vcf"))
				b.must(cli.Done, "restore-backup", backup)
			}
			nothing := func(when string) {
				t.Helper()
				if left := p.left(); len(left) > 0 {
					t.Errorf("%s: left %q", when, left)
				}
			}
			prepare()
			begun := time.Now()
			c := p.start(args...)
			if err := c.Wait(); err != nil && c.ProcessState.ExitCode() != cli.FileErrors {
				t.Error(err)
			}
			took := time.Since(begun)
			nothing("done")
			if slices.Contains(args, out) {
				p.start(args...).Wait() // the file exists
				nothing("failed")
			}
			for range times {
				prepare()
				c := p.start(args...)
				if runtime.GOOS != "windows" {
					timer := time.AfterFunc(rand.N(took), func() { c.Process.Signal(syscall.SIGTERM) })
					c.Wait()
					timer.Stop()
					nothing("stopped")
				}
				prepare()
				c = p.start(args...)
				timer := time.AfterFunc(rand.N(took), func() { c.Process.Kill() })
				c.Wait()
				timer.Stop()
				p.start("imports").Wait()
				nothing("killed")
			}
		})
	}
}
