package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/xlsx"
)

// A refusal is an error that is said already: a sentence in the person's language and its exit code.
type refusal struct {
	text string
	code int
}

func (e *refusal) Error() string { return e.text }

func (p *program) refusal(key string, values ...assets.Values) error {
	return &refusal{p.text(key, values...), Failed}
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
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return p.text("cli.error.cancelled"), Failed
	case errors.Is(err, ErrNoWindow):
		return p.text("cli.error.no_window"), Failed
	}
	for _, say := range []func(error) (string, int){p.accountSentence, p.workbookSentence, p.storeSentence, p.fileSentence} {
		if text, code := say(err); text != "" {
			return text, code
		}
	}
	return p.text("cli.error.unexpected", assets.Values{"Details": err.Error()}), Failed
}

// accountSentence is about who may do what.
func (p *program) accountSentence(err error) (string, int) {
	var wait *data.WaitError
	switch {
	case errors.Is(err, errSignIn):
		return p.text("cli.error.sign_in"), NotAllowed
	case errors.Is(err, errNoPassword):
		return p.text("cli.error.no_password", assets.Values{"Variable": passwordVariable}), NotAllowed
	case errors.As(err, &wait):
		return p.text("cli.error.wait", assets.Values{"Until": p.lang.DateTime(wait.Until.Add(59e9))}), NotAllowed
	case errors.Is(err, data.ErrWrongPassword):
		return p.text("cli.error.wrong_password"), NotAllowed
	case errors.Is(err, data.ErrNotAllowed):
		return p.text("cli.error.not_allowed"), NotAllowed
	case errors.Is(err, data.ErrLastAdmin):
		return p.text("cli.error.last_admin"), NotAllowed
	}
	return "", 0
}

// workbookSentence is about a file that is no workbook one could check.
func (p *program) workbookSentence(err error) (string, int) {
	var unknown *importer.UnknownTemplateError
	var limit *xlsx.LimitError
	var encoding *xlsx.EncodingError
	switch {
	case errors.As(err, &unknown):
		return p.unknownTemplate(unknown), Failed
	case errors.As(err, &limit) && p.lang.Has("cli.error.limit."+limit.Limit):
		return p.text("cli.error.limit."+limit.Limit, assets.Values{"Max": p.amount(limit)}), Failed
	case errors.As(err, &encoding):
		return p.text("cli.error.encoding", assets.Values{"Encoding": encoding.Encoding}), Failed
	case errors.Is(err, importer.ErrChanged):
		return p.text("cli.error.changed"), Failed
	case errors.Is(err, importer.ErrGone):
		return p.text("cli.error.gone"), Failed
	case errors.Is(err, importer.ErrNotCopied):
		return p.text("cli.error.not_copied"), Failed
	}
	for _, known := range []struct {
		err error
		key string
	}{
		{xlsx.ErrOldExcel, "old_excel"}, {xlsx.ErrEncrypted, "encrypted"}, {xlsx.ErrCSV, "csv"}, {xlsx.ErrHTML, "html"},
		{xlsx.ErrOpenDocument, "open_document"}, {xlsx.ErrBinaryWorkbook, "binary_workbook"}, {xlsx.ErrDamaged, "damaged_workbook"},
		{xlsx.ErrTooLarge, "too_large"}, {xlsx.ErrNotWorkbook, "not_workbook"},
	} {
		if errors.Is(err, known.err) {
			return p.text("cli.error." + known.key), Failed
		}
	}
	return "", 0
}

// amount is a limit as people read it: bytes as the size of a file, everything else as a number.
func (p *program) amount(e *xlsx.LimitError) string {
	if strings.HasSuffix(e.Limit, "bytes") {
		return p.lang.FileSize(e.Max)
	}
	return p.lang.Int(int(e.Max))
}

// unknownTemplate names the sheets and headers that were found and what the nearest template has that they lack.
func (p *program) unknownTemplate(e *importer.UnknownTemplateError) string {
	if len(e.Sheets) == 0 {
		return p.text("cli.error.unknown_template.empty")
	}
	var found []string
	for _, s := range e.Sheets[:min(len(e.Sheets), 5)] {
		titles := append([]string(nil), s.Titles[:min(len(s.Titles), 8)]...)
		if len(s.Titles) > len(titles) {
			titles = append(titles, "…")
		}
		found = append(found, p.text("cli.error.unknown_template.sheet", assets.Values{"Sheet": s.Name, "Titles": strings.Join(titles, ", ")}))
	}
	text := p.text("cli.error.unknown_template", assets.Values{"Found": strings.Join(found, "; ")})
	if e.Nearest == nil || len(e.Missing) == 0 {
		return text + " " + p.text("cli.error.unknown_template.save")
	}
	var missing []string
	for _, c := range e.Missing {
		missing = append(missing, c.Title(p.lang))
	}
	return text + " " + p.text("cli.error.unknown_template.nearest", assets.Values{
		"Template": e.Nearest.Key, "Missing": p.lang.And(missing),
	})
}

// storeSentence is about the database and what it refuses to keep.
func (p *program) storeSentence(err error) (string, int) {
	var exists *data.ExistsError
	if errors.As(err, &exists) {
		return p.text("cli.error.value_taken", assets.Values{"Value": exists.Value, "Title": exists.Title, "ID": exists.ID}), Failed
	}
	var held *data.LinkError
	if errors.As(err, &held) {
		k := held.Kept[0]
		return p.text("cli.error.held", assets.Values{"Name": k.Name, "ID": k.ID, "Because": p.links(k.Because[:min(len(k.Because), 5)])}), Failed
	}
	if errors.Is(err, data.ErrDamaged) {
		return p.damaged(), Failed
	}
	database := assets.Values{"File": p.databaseFile()}
	for _, known := range []struct {
		err error
		key string
	}{
		{data.ErrLocked, "locked"}, {data.ErrDiskFull, "disk_full"}, {data.ErrNewer, "newer"},
		{data.ErrNotDatabase, "not_database"}, {data.ErrReadOnly, "read_only"}, {data.ErrStale, "stale"},
		{data.ErrLinked, "linked"}, {data.ErrNotFound, "not_found"}, {data.ErrExists, "exists"}, {data.ErrInvalid, "invalid"},
	} {
		if errors.Is(err, known.err) {
			return p.text("cli.error."+known.key, database, assets.Values{"Details": err.Error()}), Failed
		}
	}
	return "", 0
}

// damaged offers the newest backup in place of a database that can't be read.
func (p *program) damaged() string {
	backup, err := data.NewestBackup(context.Background(), p.databaseFile())
	if err != nil {
		return p.text("cli.error.damaged.no_backup", assets.Values{"File": p.databaseFile()})
	}
	return p.text("cli.error.damaged", assets.Values{"File": p.databaseFile(), "Backup": backup.Path})
}

// fileSentence is about files the person named.
func (p *program) fileSentence(err error) (string, int) {
	var at *fs.PathError
	var moving *os.LinkError
	file := assets.Values{"Details": err.Error()}
	switch {
	case errors.As(err, &at):
		file["File"] = at.Path
	case errors.As(err, &moving):
		file["File"] = moving.New
	default:
		return "", 0
	}
	key := "cli.error.file"
	switch {
	case errors.Is(err, fs.ErrExist):
		key = "cli.error.part_exists"
	case errors.Is(err, fs.ErrNotExist):
		key = "cli.error.no_file"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		key = "cli.error.no_permission"
	case errors.Is(err, syscall.ENOSPC):
		key = "cli.error.disk_full"
	}
	return p.text(key, file), Failed
}
