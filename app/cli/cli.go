// Package cli is Kartotéka without a window: the commands for scripts, scheduled jobs and acceptance
// checks. It drives packages importer and data and decides nothing they decide.
//
//	main ──> Run ──> command tree ──> one file per command ──> importer, data
//	                  │                 │
//	                  │ texts.go        ├─ session.go   the database, and who is signed in
//	                  │ usage.go        ├─ output.go    JSON or tables on standard output
//	                  └ args.go         └─ errors.go    every error becomes one sentence and an exit code
//
// A command is a struct of its options, a function that makes the cobra command with its flags, and a
// run method. Its texts are not there: after the tree is built, describe finds them by the command's
// path ("cli.fields.add.short", "cli.check.flag.annotated") in the language of the person.
//
// With --json standard output carries the result and nothing else. A command that fails
// leaves it empty and says why in one line on standard error; check and import print their result also
// when the file has errors.
package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data/scratch"
)

// Exit codes of the program.
const (
	Done       = 0
	Failed     = 1 // one line on standard error says why and what to do
	Usage      = 2 // wrong usage
	FileErrors = 3 // the file has errors
	NotAllowed = 4 // the account may not, or a sign-in is missing
)

// Streams are where a run reads and writes. A bar of progress and the question for a password
// appear only where they are the terminal itself.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// A Start is what the window is opened with when no command is given.
type Start struct {
	File     string      // a workbook to check, "" for none
	Database string      // path of the database
	Lang     assets.Lang // that of --lang, "" when it was not given
}

// A Window shows the window, and returns the exit code when it is closed. It is called in the goroutine of Run.
type Window func(ctx context.Context, s Start) int

// DatabaseFile is where the database is kept unless --db says otherwise: in the folder the operating
// system has for the data of programs.
func DatabaseFile() string { return filepath.Join(xdg.DataHome, "kartoteka", "kartoteka.db") }

// Run carries out the command the arguments name (without that of the program itself), or opens the
// window when they name none, and returns the exit code. It ends early when ctx does.
func Run(ctx context.Context, args []string, s Streams, w Window) int {
	defer scratch.Begin(filepath.Join(xdg.CacheHome, "kartoteka"))()
	out := bufio.NewWriter(resultWriter{s.Out})
	p := &program{in: s.In, out: out, err: s.Err, window: w, lang: language(args)}
	root := p.tree()
	root.SetArgs(args)
	err := safely(func() error { return root.ExecuteContext(ctx) })
	if ctx.Err() != nil && err != nil && !isResult(err) {
		err = ctx.Err() // whatever else went wrong, it is because a stop was asked for
	}
	if e := p.close(); err == nil {
		err = e
	}
	if e := out.Flush(); err == nil {
		err = e
	}
	if err != nil {
		return p.fail(err)
	}
	return p.closed
}

// safely turns a panic into an error, so that a fault of the program ends in a sentence and with everything closed.
func safely(run func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return run()
}

// A program is one run: its global flags, its streams, its open database.
type program struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	window Window
	lang   assets.Lang
	closed int // exit code of the window

	database string
	language string
	user     string
	json     bool

	session
}

// tree builds the commands. Their order here is that of the help.
func (p *program) tree() *cobra.Command {
	root := p.newRoot()
	for _, group := range []struct {
		id       string
		commands []*cobra.Command
	}{
		{"import", []*cobra.Command{
			p.newTemplate(), p.newMap(), p.newMappings(), p.newCheck(), p.newImport(), p.newImports(), p.newDelete(), p.newRestore(), p.newSplit(), p.newDemo(),
		}},
		{"records", []*cobra.Command{p.newRecords(), p.newAdd(), p.newEdit(), p.newRemove(), p.newExport()}},
		{"settings", []*cobra.Command{p.newFields(), p.newUsers(), p.newBackup(), p.newRestoreBackup()}},
		{"other", []*cobra.Command{p.newCompletion()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.id, Title: p.text("cli.group." + group.id)})
		for _, c := range group.commands {
			c.GroupID = group.id
			root.AddCommand(c)
		}
	}
	help := p.newHelp()
	root.AddCommand(help)
	root.SetHelpCommand(help)
	p.describe(root)
	return root
}

func (p *program) text(key string, values ...assets.Values) string {
	return p.lang.Text(key, values...)
}
