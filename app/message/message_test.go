package message_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"kartoteka/app/message"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// TestEveryRefusalHasASentence: each refusal of the core says something of its own, in both languages, and how to go on.
func TestEveryRefusalHasASentence(t *testing.T) {
	refusals := []error{
		data.ErrNotAllowed, data.ErrNotFound, data.ErrInvalid, data.ErrExists, data.ErrLinked, data.ErrLastAdmin, data.ErrWrongPassword,
		data.ErrStale, data.ErrLocked, data.ErrReadOnly, data.ErrDiskFull, data.ErrNewer, data.ErrDamaged, data.ErrNoAdministrator, data.ErrNotDatabase, data.ErrBackupPlace,
		data.ErrUnverifiable, &data.UntrustedError{Reason: "trigger", Name: "t"}, &data.UntrustedError{Reason: "view", Name: "v"},
		&data.UntrustedError{Reason: "index", Name: "i"}, &data.UntrustedError{Reason: "table", Name: "s"}, &data.UntrustedError{Reason: "column", Name: "clients.c"},
		&data.UntrustedError{Reason: "definition", Name: "clients"}, &data.UntrustedError{Reason: data.NoAdministrator},
		&data.UntrustedError{Reason: data.CostlyPassword, Name: "eva"},
		&data.WaitError{Until: time.Now().Add(30 * time.Second)}, &data.ExistsError{Value: "27082440", Title: "Alfa s.r.o."},
		importer.ErrChanged, importer.ErrGone, importer.ErrBlocked,
		&template.UnknownError{}, &template.UnknownError{
			Sheets: []template.SheetHeader{{Name: "Faktury", Titles: []string{"Číslo"}}}, Nearest: template.All()[0], Missing: []template.Column{column()},
		},
		xlsx.ErrNotWorkbook, xlsx.ErrOldExcel, xlsx.ErrEncrypted, xlsx.ErrCSV, xlsx.ErrHTML, xlsx.ErrDamaged, xlsx.ErrTooLarge,
		xlsx.ErrEncoding, xlsx.ErrOpenDocument, xlsx.ErrBinaryWorkbook, &xlsx.EncodingError{Encoding: "windows-1250"},
		&xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: 64 << 20}, &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: 2000},
		&xlsx.LimitError{Limit: xlsx.LimitRatio, Max: 200}, &xlsx.LimitError{Limit: source.LimitFieldBytes, Max: 1 << 20},
		&xlsx.LimitError{Limit: source.LimitRows, Max: 1 << 20}, source.ErrEmpty, source.ErrBinary, &source.QuoteError{Row: 2, Col: 3},
		&source.CardError{Number: 7},
		&fs.PathError{Op: "open", Path: "/x/klienti.xlsx", Err: syscall.ENOENT}, &fs.PathError{Op: "open", Path: "/x/y", Err: syscall.EACCES},
		context.Canceled,
	}
	for _, l := range assets.Languages() {
		said := map[string]error{}
		for _, err := range refusals {
			text := message.Of(fmt.Errorf("doing something: %w", err), l)
			if text == l.Text("error.unexpected") || strings.Contains(text, "{{") || strings.HasPrefix(text, "error.") {
				t.Errorf("%s: %v is said as %q", l, err, text)
			}
			if other := said[text]; other != nil {
				t.Errorf("%s: %v and %v are both said as %q", l, err, other, text)
			}
			said[text] = err
		}
	}
}

// TestTextHasColumnsNotSheets: of a table in a text file the titles are not called its sheets.
func TestTextHasColumnsNotSheets(t *testing.T) {
	err := &template.UnknownError{Sheets: []template.SheetHeader{{Titles: []string{"Firma", "Tel."}}}}
	for l, wrong := range map[assets.Lang][]string{assets.Czech: {"list", "sešit"}, assets.English: {"sheet", "workbook"}} {
		text := strings.ToLower(message.Of(err, l))
		for _, w := range wrong {
			if strings.Contains(text, w) || !strings.Contains(text, "firma, tel.") {
				t.Errorf("%s: %q", l, text)
			}
		}
	}
}

func column() template.Column {
	return template.All()[0].Sheets[0].Columns(data.NewSchema(nil))[0]
}

func TestUnexpected(t *testing.T) {
	err := errors.New("bus error")
	if message.Known(err) || message.Of(err, assets.Czech) != assets.Czech.Text("error.unexpected") {
		t.Errorf("said as %q", message.Of(err, assets.Czech))
	}
}

func TestValuesAreNamed(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: 64 << 20}, "64\u00a0MB"},
		{&xlsx.LimitError{Limit: xlsx.LimitColumns, Max: 2000}, "2\u00a0000"},
		{&fs.PathError{Path: "/a/b/klienti.xlsx", Err: syscall.ENOENT}, "„klienti.xlsx“"},
		{&data.ExistsError{Value: "27082440", Title: "Alfa s.r.o."}, "Alfa s.r.o."},
	} {
		if got := message.Of(c.err, assets.Czech); !strings.Contains(got, c.want) {
			t.Errorf("%q does not name %q", got, c.want)
		}
	}
}

func TestLeft(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for until, want := range map[time.Duration]time.Duration{
		-time.Minute: time.Second, 0: time.Second, 300 * time.Millisecond: time.Second, 29500 * time.Millisecond: 30 * time.Second,
	} {
		if got := message.Left(&data.WaitError{Until: now.Add(until)}, now); got != want {
			t.Errorf("until %v: %v left, want %v", until, got, want)
		}
	}
}
