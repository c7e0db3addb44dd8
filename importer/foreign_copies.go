package importer

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/scratch"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/source"
	"kartoteka/importer/style"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// Copies of a foreign table are laid out as the user's own: his titles, his columns in their places. They come in again by
// the same mapping.

// sheetNameOf is what a sheet without a name is called in a workbook.
func (r *Report) sheetNameOf() string {
	name := strings.TrimSuffix(filepath.Base(r.File), filepath.Ext(r.File))
	name = strings.Trim(strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, c) || c < ' ' {
			return ' '
		}
		return c
	}, name), " ")
	if runes := []rune(name); len(runes) > 31 {
		name = strings.TrimSpace(string(runes[:31]))
	}
	return cmp.Or(name, "List1")
}

// texts are what the cells of a row show, and the numbers among them.
func cellTexts(cells []xlsx.Cell, shown func(xlsx.Cell) string) (map[int]string, map[int]float64) {
	texts, numbers := map[int]string{}, map[int]float64{}
	for _, c := range cells {
		texts[c.Col] = shown(c)
		if c.Kind == xlsx.Number && !c.Format.IsDate() {
			numbers[c.Col] = c.Number
		}
	}
	return texts, numbers
}

// titles are the titles of a sheet by column, and the first free column behind them.
func titlesOf(l *template.Layout) (texts map[int]string, free int) {
	texts = map[int]string{}
	free = len(l.At)
	for _, c := range l.Header {
		texts[c.Col] = c.Text
		free = max(free, c.Col+1)
	}
	return texts, max(1, free)
}

// render is a file that is no workbook as one, every row and cell at its address.
func (r *Report) render(book *source.Book, shown func(xlsx.Cell) string) ([]byte, error) {
	ctx := context.Background()
	_, free := titlesOf(r.Sheets[0].layout)
	t, err := newWorkbookWriter(ctx, r.sheetNameOf(), r.Sheets[0].Header, free-1, 0, patch.Properties{Title: filepath.Base(r.File)})
	if err != nil {
		return nil, err
	}
	rows, err := book.Rows(0)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		texts, numbers := cellTexts(rows.Cells(), shown)
		if err := t.write(tableRow{number: rows.Number(), texts: texts, numbers: numbers}); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.finish(ctx, &out)
	return out.Bytes(), err
}

// named is the report with a name for the sheet of a file that has none, as its rendering has it.
func (r *Report) named() *Report {
	if len(r.Sheets) != 1 || r.Sheets[0].Name != "" {
		return r
	}
	copied := *r
	copied.Sheets = slices.Clone(r.Sheets)
	copied.Sheets[0].Name = r.sheetNameOf()
	copied.Issues = slices.Clone(r.Issues)
	for i := range copied.Issues {
		if one := &copied.Issues[i]; one.Row > 0 && one.Sheet == "" {
			one.Sheet = copied.Sheets[0].Name
		}
	}
	return &copied
}

// writeForeignRejected writes the rows of a foreign table of which records are left out, with the reason, the sheet and the
// row behind the columns of the user.
func (im *Importer) writeForeignRejected(ctx context.Context, r *Report, fixes Corrections, l assets.Lang, w io.Writer, text bool) error {
	src, err := im.reopen(ctx, r, fixes)
	if err != nil {
		return err
	}
	defer src.book.Close()
	layout := src.layouts[0]
	titles, free := titlesOf(layout)
	header := 0
	if layout.Row > 0 || r.Mapping.Format.Kind == source.VCard {
		header = 1
	}
	var t *tableWriter
	if text {
		t, err = newTextWriter(w, src.book.Format)
	} else {
		t, err = newWorkbookWriter(ctx, cmp.Or(r.Sheets[0].Name, r.sheetNameOf()), header, free+len(template.RejectedTitles)-1, free, r.rejectedProperties(l))
	}
	if err != nil {
		return err
	}
	x := &rejection{report: r, source: src, lang: l, left: r.leftOut(), issues: r.grave()}
	if header > 0 {
		for i, key := range template.RejectedTitles {
			titles[free+i] = l.Text(key)
		}
		if err := t.write(tableRow{texts: titles}); err != nil {
			return err
		}
	}
	var failed error
	err = src.rows(ctx, 0, func(row int, cells []xlsx.Cell) {
		at := place{0, row}
		if len(x.left[at]) == 0 || failed != nil {
			return
		}
		texts, numbers := cellTexts(cells, src.shown)
		texts[free], texts[free+1], texts[free+2] = x.reason(x.issues[at]), layout.Name, fmt.Sprint(row)
		numbers[free+2] = float64(row)
		bad := map[int]bool{}
		for _, one := range x.issues[at] {
			bad[one.Col] = bad[one.Col] || one.Severity == issue.Error
		}
		height := style.RowHeight(style.LinesOf(texts[free], 1.25*reasonWidth))
		failed = t.write(tableRow{texts: texts, numbers: numbers, bad: bad, reason: free, height: height})
	})
	if err := cmp.Or(err, failed); err != nil {
		return err
	}
	return t.finish(ctx, w)
}

// WriteRejectedText is WriteRejected for a foreign table as delimited text, in the encoding and with the delimiter of the file.
func (im *Importer) WriteRejectedText(ctx context.Context, r *Report, fixes Corrections, l assets.Lang, w io.Writer) error {
	if err := im.writeForeignRejected(ctx, r, fixes, l, w, true); err != nil {
		return fmt.Errorf("write records left out of %s: %w", r.File, err)
	}
	return nil
}

// splitForeign writes the rows of a foreign table into several files of its kind, rows of one company together.
func (im *Importer) splitForeign(ctx context.Context, r *Report, dir string, progress data.Progress, paths *[]string) error {
	src, err := im.reopen(ctx, r, nil)
	if err != nil {
		return err
	}
	defer src.book.Close()
	parts, count := r.parts()
	text := src.book.Format.Kind == source.CSV
	titles, free := titlesOf(src.layouts[0])
	header := 0
	if len(titles) > 0 && (r.Mapping.HeaderRow > 0 || r.Mapping.Format.Kind == source.VCard) {
		header = 1
	}
	writers, outs := make([]*tableWriter, count), make([]*bytes.Buffer, count)
	for i := range writers {
		outs[i] = &bytes.Buffer{}
		if text {
			writers[i], err = newTextWriter(outs[i], src.book.Format)
		} else {
			writers[i], err = newWorkbookWriter(ctx, cmp.Or(r.Sheets[0].Name, r.sheetNameOf()), header, free-1, 0, patch.Properties{Title: filepath.Base(partName(r.File, r.Language, i+1, count))})
		}
		if err != nil {
			return err
		}
		if header > 0 {
			if err := writers[i].write(tableRow{texts: titles}); err != nil {
				return err
			}
		}
	}
	done, total := 0, r.Sheets[0].Rows
	var failed error
	err = src.rows(ctx, 0, func(row int, cells []xlsx.Cell) {
		if done++; done%cancelEvery == 0 {
			progress.Report(done, total)
		}
		texts, numbers := cellTexts(cells, src.shown)
		if failed == nil {
			failed = writers[parts[place{0, row}]].write(tableRow{texts: texts, numbers: numbers})
		}
	})
	if err := cmp.Or(err, failed); err != nil {
		return err
	}
	for i, t := range writers {
		if err := t.finish(ctx, outs[i]); err != nil {
			return err
		}
		path := filepath.Join(dir, partName(r.File, r.Language, i+1, count))
		if text {
			path = strings.TrimSuffix(path, ".xlsx") + filepath.Ext(r.File)
		}
		if err := scratch.Create(path, newFile, func(w io.Writer) error { _, err := outs[i].WriteTo(w); return err }); err != nil {
			return err
		}
		*paths = append(*paths, path)
	}
	progress.Report(total, total)
	return nil
}
