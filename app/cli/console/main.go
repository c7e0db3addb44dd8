// Command console is the program without its window, for the Windows console: a program of Windows either has a window or writes to the
// console it was started from. It is installed as kartoteka.com beside kartoteka.exe, and a console that is asked for "kartoteka" takes
// this one first. What wants the window is handed over to kartoteka.exe.
package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"

	"kartoteka/app/cli"
	"kartoteka/assets"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, openWindow)
	stop()
	os.Exit(code)
}

// openWindow starts the program that has the window, with the same arguments, and does not wait for it.
func openWindow(_ context.Context, s cli.Start) int {
	self, err := os.Executable()
	if err == nil {
		err = exec.Command(filepath.Join(filepath.Dir(self), "kartoteka.exe"), os.Args[1:]...).Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, cmp.Or(s.Lang, assets.SystemLang()).Text("start.no_window"))
		return cli.Failed
	}
	return cli.Done
}
