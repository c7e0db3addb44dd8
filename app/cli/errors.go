package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"kartoteka/app/message"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/template"
)

// A refusal is an error that is said already: a sentence in the person's language and its exit code.
type refusal struct {
	text string
	code int
}

func (e *refusal) Error() string { return e.text }

// isResult reports whether an error is what a command found out, which it has printed in full.
func isResult(err error) bool {
	var said *refusal
	return errors.As(err, &said) && said.code == FileErrors
}

// errOutput says that the result, not the work, came to grief.
var errOutput = errors.New("standard output")

// A resultWriter is standard output, whose failures are told from those of other files.
type resultWriter struct{ io.Writer }

func (w resultWriter) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if err != nil {
		err = fmt.Errorf("%w: %w", errOutput, err)
	}
	return n, err
}

func (p *program) refusal(key string, values ...assets.Values) error {
	return p.refusalWith(Failed, key, values...)
}

func (p *program) refusalWith(code int, key string, values ...assets.Values) error {
	return &refusal{p.text(key, values...), code}
}

// fail says on standard error what went wrong, in one line, and returns the exit code.
func (p *program) fail(err error) int {
	if err == nil {
		return Done
	}
	text, code := p.sentence(err)
	fmt.Fprintln(p.err, oneLine(text))
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(p.err, p.text("cli.usage.hint", assets.Values{"Command": usage.command}))
	}
	return code
}

// sentence turns an error into what the person can do about it, and into an exit code.
func (p *program) sentence(err error) (string, int) {
	var usage *usageError
	var said *refusal
	switch {
	case errors.As(err, &usage):
		return usage.text, Usage
	case errors.As(err, &said):
		return said.text, said.code
	case errors.Is(err, errOutput):
		return p.text("cli.error.output", assets.Values{"Details": err.Error()}), Failed
	case errors.Is(err, errSignIn):
		return p.text("cli.error.sign_in"), NotAllowed
	case errors.Is(err, errNoPassword):
		return p.text("cli.error.no_password", assets.Values{"Variable": passwordVariable}), NotAllowed
	case errors.Is(err, data.ErrNotAllowed):
		return p.text("cli.error.not_allowed"), NotAllowed
	case errors.Is(err, data.ErrWrongPassword), errors.Is(err, data.ErrUnverifiable):
		return message.Of(err, p.lang), NotAllowed
	}
	if text := p.ownSentence(err); text != "" {
		return text, Failed
	}
	if message.Known(err) {
		return message.Of(err, p.lang), Failed
	}
	if text := p.fileSentence(err); text != "" {
		return text, Failed
	}
	return p.text("cli.error.unexpected", assets.Values{"Details": err.Error()}), Failed
}

// ownSentence says what concerns the window in no other way, but has a command as its next step here.
func (p *program) ownSentence(err error) string {
	var held *data.LinkError
	var foreign *template.UnknownError
	database := assets.Values{"File": p.databaseFile()}
	switch {
	case errors.As(err, &held):
		k := held.Kept[0]
		return p.text("cli.error.held", assets.Values{"Name": k.Name, "ID": k.ID, "Because": p.links(k.Because[:min(len(k.Because), 5)])})
	case errors.As(err, &foreign) && len(foreign.Sheets) > 0:
		return message.Of(err, p.lang) + " " + p.text("cli.error.foreign")
	case errors.Is(err, importer.ErrNotCopied):
		return p.text("cli.error.not_copied")
	case errors.Is(err, data.ErrStale):
		return p.text("cli.error.stale")
	case errors.Is(err, data.ErrReadOnly):
		return p.text("cli.error.read_only", database)
	case errors.Is(err, data.ErrNotDatabase):
		return p.text("cli.error.not_database", database)
	case errors.Is(err, data.ErrDamaged):
		return p.offerBackup("cli.error.damaged")
	case errors.Is(err, data.ErrNoAdministrator):
		return p.offerBackup("cli.error.no_administrator")
	}
	return ""
}

// offerBackup says why a database can't be opened and offers the newest backup in its place. The text key.no_backup is for where there
// is none.
func (p *program) offerBackup(key string) string {
	backup, err := data.NewestBackup(context.Background(), p.databaseFile())
	if err != nil {
		return p.text(key+".no_backup", assets.Values{"File": p.databaseFile()})
	}
	return p.text(key, assets.Values{"File": p.databaseFile(), "Backup": backup.Path})
}

// fileSentence is about a file the person named and what the operating system says of it in its own words.
func (p *program) fileSentence(err error) string {
	var at *fs.PathError
	var moving *os.LinkError
	values := assets.Values{"Details": err.Error()}
	switch {
	case errors.As(err, &at):
		values["File"] = at.Path
	case errors.As(err, &moving):
		values["File"] = moving.New
	default:
		return ""
	}
	if errors.Is(err, fs.ErrExist) {
		return p.text("cli.error.part_exists", values)
	}
	return p.text("cli.error.file", values)
}
