package importer

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/scratch"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// Split writes the rows of a checked workbook as several workbooks of the same template into a folder, each with at
// most data.MaxRecords clients, leads or products. A client and its contact persons stay together; persons
// whose client is not in the file go into the first part. Every cell keeps its value and kind of format, columns the
// template does not know come along behind the others.
//
// It returns the paths of the parts. Nothing that exists is overwritten, and of parts that could not be finished none
// stays. The errors are fs.ErrExist, ErrChanged, ErrGone, ctx.Err(), or unexpected.
func (im *Importer) Split(ctx context.Context, r *Report, dir string, progress data.Progress) ([]string, error) {
	var paths []string
	whole := false
	defer func() {
		for _, path := range paths {
			if !whole { // a panic too
				_ = os.Remove(path)
			}
		}
	}()
	if err := im.split(ctx, r, dir, progress, &paths); err != nil {
		return nil, fmt.Errorf("split %s: %w", r.File, err)
	}
	whole = true
	return paths, nil
}

// split appends the paths of the parts it has finished to paths.
func (im *Importer) split(ctx context.Context, r *Report, dir string, progress data.Progress, paths *[]string) error {
	if r.Mapping != nil {
		return im.splitForeign(ctx, r, dir, progress, paths)
	}
	src, err := im.reopen(ctx, r, nil)
	if err != nil {
		return err
	}
	defer src.book.Close()
	parts, count := r.parts()
	b, err := template.NewBook(ctx, im.Store, r.Template, r.schema, r.Language, template.NewAbout(r.Language, "split", assets.Values{
		"File": filepath.Base(r.File), "Parts": r.Language.Plural("split.parts", count), "Most": r.Language.Plural("record."+string(r.Template.Record), data.MaxRecords),
	}))
	if err != nil {
		return err
	}
	b.Open(0)
	for _, s := range r.Sheets {
		b.Rows = max(b.Rows, s.Rows)
	}
	form, err := template.NewForm(b, func(s *template.Sheet) (before, after []template.ExtraColumn) {
		return nil, extraColumns(s, src, r.Language)
	})
	if err != nil {
		return err
	}
	books := make([]*template.Filling, count)
	for i := range books {
		if books[i], err = form.Fill(src.book.Date1904); err != nil {
			return err
		}
		defer books[i].Close()
	}
	done, total := 0, 0
	for _, s := range r.Sheets {
		total += s.Rows
	}
	for i := range r.Template.Sheets {
		err := splitSheet(ctx, &r.Template.Sheets[i], src, form, books, func(at place) int {
			if done++; done%cancelEvery == 0 {
				progress.Report(done, total)
			}
			part, filled := parts[at]
			if !filled {
				return -1 // an example
			}
			return part
		})
		if err != nil {
			return err
		}
	}
	for i, b := range books {
		path := filepath.Join(dir, partName(r.File, r.Language, i+1, count))
		if err := scratch.Create(path, newFile, func(w io.Writer) error { return b.Write(ctx, w) }); err != nil {
			return err
		}
		*paths = append(*paths, path)
	}
	progress.Report(total, total)
	return nil
}

// parts says which part each row goes into, and how many parts there are. Rows that share a key, or that a person's
// reference may mean, stay together: apart, the mistake would be hidden and the person be given a client by chance.
func (r *Report) parts() (parts map[place]int, count int) {
	first, candidate := r.entangled()
	groups := map[place][]place{}
	for _, e := range r.Entries {
		if at := (place{e.Sheet, e.Row}); e.Record.Type == r.Template.Record {
			groups[first(at)] = append(groups[first(at)], at)
		}
	}
	parts = map[place]int{}
	part, n := 0, 0
	for _, e := range r.Entries {
		at := place{e.Sheet, e.Row}
		if _, known := parts[at]; known || e.Record.Type != r.Template.Record {
			continue
		}
		group := groups[first(at)]
		if len(group) > data.MaxRecords {
			group = []place{at}
		}
		if n+len(group) > data.MaxRecords {
			part, n = part+1, 0
		}
		for _, at := range group {
			parts[at] = part
		}
		n += len(group)
	}
	for _, e := range r.Entries {
		at := place{e.Sheet, e.Row}
		if _, known := parts[at]; known {
			continue
		}
		parts[at] = 0
		if e.Client != nil {
			parts[at] = parts[place{e.Client.Sheet, e.Client.Row}]
		} else if client, named := candidate[at]; named {
			parts[at] = parts[client]
		}
	}
	return parts, part + 1
}

// entangled finds the rows that share a key or that one reference may mean: first is the row that stands for all
// that belong together with a row, candidate a client that an ambiguous person may belong to.
func (r *Report) entangled() (first func(place) place, candidate map[place]place) {
	sheets := map[string]int{}
	for i, s := range r.Sheets {
		sheets[s.Name] = i
	}
	with := map[place]place{}
	first = func(at place) place {
		for next, more := with[at]; more; next, more = with[at] {
			at = next
		}
		return at
	}
	candidate = map[place]place{}
	for _, i := range r.Issues {
		if i.Code != issue.DuplicateKey && i.Code != issue.AmbiguousClient {
			continue
		}
		at := place{sheets[i.Sheet], i.Row}
		var rows []place
		for _, other := range i.Others {
			if other.Row > 0 { // else in the database
				rows = append(rows, place{sheets[other.Sheet], other.Row})
			}
		}
		switch {
		case len(rows) == 0:
			continue
		case i.Code == issue.AmbiguousClient:
			candidate[at] = rows[0]
		default:
			rows = append(rows, at)
		}
		for _, row := range rows[1:] {
			if from, to := first(row), first(rows[0]); from != to {
				with[from] = to
			}
		}
	}
	return first, candidate
}

// splitSheet writes a sheet of all parts while it reads that sheet of the source once.
func splitSheet(ctx context.Context, s *template.Sheet, src *reopened, form *template.Form, books []*template.Filling, part func(place) int) error {
	sheet := src.layoutOf(s)
	if sheet < 0 {
		return nil
	}
	writers := make([]*patch.Rows, len(books))
	for i, b := range books {
		writers[i] = b.Rows(ctx, s)
		defer writers[i].Close()
	}
	l, w, carrier := src.layouts[sheet], form.Sheet(s), newCarrier(src.book)
	var out []patch.Cell
	return src.rows(ctx, sheet, func(row int, cells []xlsx.Cell) {
		i := part(place{sheet, row})
		if i < 0 {
			return
		}
		out = out[:0]
		for n := range w.Columns {
			if cell := cellAt(cells, l.Col[n]); cell != nil {
				out = append(out, carrier.cell(w.At(n), cell))
			}
		}
		for n, col := range l.Extra {
			if cell := cellAt(cells, col); cell != nil {
				out = append(out, carrier.cell(len(w.Columns)+n+1, cell))
			}
		}
		writers[i].Write(0, out...)
	})
}

// extraColumns are the columns of a sheet of the source that the template does not know.
func extraColumns(s *template.Sheet, src *reopened, lang assets.Lang) (extra []template.ExtraColumn) {
	if sheet := src.layoutOf(s); sheet >= 0 {
		l := src.layouts[sheet]
		for _, col := range l.Extra {
			extra = append(extra, template.ExtraColumn{Group: lang.Text("split.extra"), Title: l.Title(col), Width: 20, Look: style.General})
		}
	}
	return extra
}

// newFile are the permissions of a part, less the umask.
const newFile = 0o644

// partName is the name of a part: that of the file, and which of how many it is.
func partName(file string, l assets.Lang, n, of int) string {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return l.Text("split.name", assets.Values{"Name": name, "N": n, "Of": of}) + ".xlsx"
}
