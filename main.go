// Kartotéka brings clients, contact persons, leads and products from XLSX workbooks into an address
// book, offline.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"kartoteka/app"
	"kartoteka/app/cli"
	"kartoteka/app/native"
)

func main() {
	native.JoinConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, openWindow)
	stop()
	os.Exit(code)
}

func openWindow(ctx context.Context, s cli.Start) int {
	native.LeaveConsole()
	return app.Run(ctx, app.Options{DB: s.Database, File: s.File, Lang: s.Lang})
}
