// Package message turns errors into instructions: one or two sentences in the language of the person that end with the next
// step. The window and the command line say the same.
package message

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/structure"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// sentences are the texts "error.<key>" of refusals. The first that an error wraps is the one said,
// so what is more precise stands before what it wraps.
var sentences = []struct {
	err error
	key string
}{
	{context.Canceled, "cancelled"},
	{importer.ErrChanged, "changed"},
	{importer.ErrGone, "gone"},
	{importer.ErrBlocked, "blocked"},
	{mapping.ErrNotMapping, "mapping.not_mapping"},
	{mapping.ErrFields, "mapping.fields"},
	{mapping.ErrNoTable, "mapping.no_table"},
	{mapping.ErrNoSheet, "mapping.no_sheet"},
	{source.ErrEmpty, "source.empty"},
	{source.ErrBinary, "source.binary"},
	{source.ErrNotCard, "source.not_card"},
	{xlsx.ErrOldExcel, "old_excel"},
	{xlsx.ErrEncrypted, "encrypted"},
	{xlsx.ErrCSV, "csv"},
	{xlsx.ErrHTML, "html"},
	{xlsx.ErrOpenDocument, "open_document"},
	{xlsx.ErrBinaryWorkbook, "binary_workbook"},
	{xlsx.ErrEncoding, "encoding"},
	{xlsx.ErrDamaged, "damaged_workbook"},
	{xlsx.ErrTooLarge, "too_large"},
	{xlsx.ErrNotWorkbook, "not_workbook"},
	{data.ErrWrongPassword, "wrong_password"},
	{data.ErrUnverifiable, "unverifiable"},
	{data.ErrNotAllowed, "not_allowed"},
	{data.ErrLastAdmin, "last_admin"},
	{data.ErrStale, "stale"},
	{data.ErrLocked, "locked"},
	{data.ErrDiskFull, "disk_full"},
	{data.ErrBackupPlace, "backup_place"},
	{data.ErrUnreadable, "unreadable"},
	{data.ErrReadOnly, "read_only"},
	{data.ErrNewer, "newer"},
	{data.ErrDamaged, "damaged"},
	{data.ErrNoAdministrator, "no_administrator"},
	{data.ErrNotDatabase, "not_database"},
	{data.ErrLinked, "linked"},
	{data.ErrNotFound, "not_found"},
	{data.ErrExists, "exists"},
	{data.ErrInvalid, "invalid"},
}

// Of says an error in the language. An unexpected error becomes "error.unexpected"; what exactly
// happened is then for the log.
func Of(err error, l assets.Lang) string {
	if text := known(err, l); text != "" {
		return text
	}
	return l.Text("error.unexpected")
}

// Known reports whether Of has more to say about an error than that it was unexpected.
func Known(err error) bool { return known(err, "") != "" }

// known says an error in the language, "" for an unexpected one.
func known(err error, l assets.Lang) string {
	if text := detailed(err, l); text != "" {
		return text
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return l.Text("error." + s.key)
		}
	}
	return ofFile(err, l)
}

// detailed says errors that carry more than their kind.
func detailed(err error, l assets.Lang) string {
	var wait *data.WaitError
	var unknown *template.UnknownError
	var limit *xlsx.LimitError
	var encoding *xlsx.EncodingError
	var exists *data.ExistsError
	var quote *source.QuoteError
	var card *source.CardError
	var untrusted *data.UntrustedError
	switch {
	case errors.As(err, &untrusted):
		return l.Text("error.untrusted."+untrusted.Reason, assets.Values{"Name": untrusted.Name})
	case errors.As(err, &wait):
		return l.Text("error.wait", assets.Values{"Left": l.Duration(Left(wait, time.Now()))})
	case errors.As(err, &unknown):
		return unknownTemplate(unknown, l)
	case errors.As(err, &limit) && l.Has("error.limit."+limit.Limit):
		return l.Text("error.limit."+limit.Limit, assets.Values{"Max": amount(limit, l)})
	case errors.As(err, &encoding):
		return l.Text("error.encoding_named", assets.Values{"Encoding": encoding.Encoding})
	case errors.As(err, &quote):
		return l.Text("error.source.quote", assets.Values{"Cell": xlsx.CellName(quote.Col, quote.Row)})
	case errors.As(err, &card):
		return l.Text("error.source.card", assets.Values{"N": card.Number})
	case errors.As(err, &exists):
		return l.Text("error.value_taken", assets.Values{"Value": exists.Value, "Title": exists.Title})
	}
	return ""
}

// Removed returns the values of the text "foreign.removed", which says what was removed from a database when it was opened.
func Removed(r data.Removal, l assets.Lang) assets.Values {
	return assets.Values{"Parts": foreign(r.Foreign, l), "File": filepath.Base(r.Backup.Path)}
}

// LeftAlone returns the values of the text "foreign.left", which says what is foreign in a database and stays there.
func LeftAlone(parts []structure.Foreign, l assets.Lang) assets.Values {
	return assets.Values{"Parts": foreign(parts, l)}
}

// foreign names what is foreign in a database.
func foreign(all []structure.Foreign, l assets.Lang) string {
	const most = 10
	var parts []string
	for _, f := range all[:min(len(all), most)] {
		parts = append(parts, l.Text("foreign."+string(f.Kind), assets.Values{"Name": f.Name}))
	}
	if len(all) > most {
		parts = append(parts, "…")
	}
	return l.And(parts)
}

// Left is how long one still has to wait before the next try to sign in, in whole seconds and at least one.
func Left(wait *data.WaitError, now time.Time) time.Duration {
	return max(time.Second, wait.Until.Sub(now).Truncate(time.Second)+time.Second)
}

// amount is a limit as people read it: bytes as the size of a file, all else as a number.
func amount(e *xlsx.LimitError, l assets.Lang) string {
	if strings.HasSuffix(e.Limit, "-bytes") {
		return l.FileSize(e.Max)
	}
	return l.Int(int(e.Max))
}

// unknownTemplate names the sheets and headers that were found, and what they lack of the nearest template.
func unknownTemplate(e *template.UnknownError, l assets.Lang) string {
	if len(e.Sheets) == 0 {
		return l.Text("error.unknown_template.empty")
	}
	const mostSheets, mostTitles = 5, 8
	key := "error.unknown_template"
	var found []string
	for _, s := range e.Sheets[:min(len(e.Sheets), mostSheets)] {
		titles := slices.Clone(s.Titles[:min(len(s.Titles), mostTitles)])
		if len(s.Titles) > len(titles) {
			titles = append(titles, "…")
		}
		if s.Name == "" { // a text has no sheets
			found, key = append(found, strings.Join(titles, ", ")), "error.unknown_template.table"
			continue
		}
		found = append(found, l.Text("error.unknown_template.sheet", assets.Values{"Sheet": s.Name, "Titles": strings.Join(titles, ", ")}))
	}
	text := l.Text(key, assets.Values{"Found": strings.Join(found, "; ")})
	if e.Nearest == nil || len(e.Missing) == 0 {
		return text + " " + l.Text("error.unknown_template.save")
	}
	var missing []string
	for _, c := range e.Missing {
		missing = append(missing, c.Title(l))
	}
	return text + " " + l.Text("error.unknown_template.nearest", assets.Values{
		"Template": l.Text("template." + e.Nearest.Key), "Missing": l.And(missing),
	})
}

// ofFile is the sentence for a refusal of the operating system.
func ofFile(err error, l assets.Lang) string {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return ""
	}
	file := assets.Values{"File": filepath.Base(path.Path)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l.Text("error.no_file", file)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return l.Text("error.no_permission", file)
	case errors.Is(err, syscall.ENOSPC):
		return l.Text("error.disk_full")
	}
	return ""
}
