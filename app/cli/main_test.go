package cli_test

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/adrg/xdg"

	"kartoteka/app/cli"
)

// childRun is the environment that makes a test binary the program itself.
const childRun = "KARTOTEKA_TEST_CLI"

// TestMain keeps what runs need for the time being out of the person's own folders, and the person's passwords out of the runs.
func TestMain(m *testing.M) {
	if os.Getenv(childRun) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		fmt.Fprintln(os.Stderr, "begins")
		code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, nil)
		stop()
		os.Exit(code)
	}
	folder, err := os.MkdirTemp("", "kartoteka-cli-")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", filepath.Join(folder, "cache"))
	xdg.Reload()
	for _, variable := range []string{"KARTOTEKA_PASSWORD", "KARTOTEKA_NEW_PASSWORD"} {
		os.Unsetenv(variable)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}
