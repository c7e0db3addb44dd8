package importer

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// WriteRejected writes the records an import leaves out as a workbook of the same template and language, with the reason in language l and
// the original sheet and row before the columns to be mended; bad cells are coloured. The contact persons left out with
// a client come along. Where a row of the one-row template lost only contact persons, whose client is imported, that
// template could not bring them in again: the workbook is then one of the two-sheet template and names their clients.
//
// fixes are the corrections the report was checked with. The errors are ErrChanged, ErrGone, ctx.Err(), or unexpected.
func (im *Importer) WriteRejected(ctx context.Context, r *Report, fixes Corrections, l assets.Lang, w io.Writer) error {
	if err := im.writeRejected(ctx, r, fixes, l, w); err != nil {
		return fmt.Errorf("write records left out of %s: %w", r.File, err)
	}
	return nil
}

func (im *Importer) writeRejected(ctx context.Context, r *Report, fixes Corrections, l assets.Lang, w io.Writer) error {
	if r.Mapping != nil {
		return im.writeForeignRejected(ctx, r, fixes, l, w, false)
	}
	src, err := im.reopen(ctx, r, fixes)
	if err != nil {
		return err
	}
	defer src.book.Close()
	tpl := r.Template
	if r.losesPersonsOnly() {
		tpl = template.ByKey("clients-sheets")
	}
	if !src.hasExtra() {
		tpl = tpl.ToFill()
	}
	x := &rejection{report: r, source: src, lang: l, left: r.leftOut(), issues: r.grave(), carrier: newCarrier(src.book)}
	x.unfold = tpl.Key != r.Template.Key
	b, err := template.NewBook(ctx, im.Store, tpl, r.schema, r.Language, r.aboutRejected(l))
	if err != nil {
		return err
	}
	rows := make([]int, len(tpl.Sheets))
	for i := range tpl.Sheets {
		rows[i] = x.rowsOf(&tpl.Sheets[i])
		b.Rows = max(b.Rows, rows[i])
	}
	b.Open(max(0, slices.IndexFunc(rows, func(n int) bool { return n > 0 })))
	f, err := template.NewForm(b, func(*template.Sheet) (before, after []template.ExtraColumn) { return x.columns(), nil })
	if err != nil {
		return err
	}
	out, err := f.Fill(src.book.Date1904)
	if err != nil {
		return err
	}
	defer out.Close()
	for i := range tpl.Sheets {
		if err := x.write(ctx, f, out, &tpl.Sheets[i]); err != nil {
			return err
		}
	}
	return out.Write(ctx, w)
}

// rowsOf is how many rows a sheet of the workbook is going to have.
func (x *rejection) rowsOf(s *template.Sheet) (n int) {
	for at, entries := range x.left {
		switch {
		case !x.unfold && x.source.layouts[at.sheet].Sheet.Key == s.Key:
			n++
		case x.unfold:
			for _, e := range entries {
				if e.Record.Type == s.Sections[0].Record {
					n++
				}
			}
		}
	}
	return n
}

// aboutRejected explains the workbook of records left out.
func (r *Report) aboutRejected(l assets.Lang) *template.About {
	var left []string
	found, in := r.Found(), r.Outcomes(Imported)
	for _, t := range data.Importable() {
		if n := found[t] - in[t]; n > 0 {
			left = append(left, l.Plural("record."+string(t), n))
		}
	}
	return template.NewAbout(l, "rejected", assets.Values{"File": filepath.Base(r.File), "Records": l.And(left), "Reason": l.Text(template.RejectedTitles[0])})
}

// rejectedProperties say what the workbook is.
func (r *Report) rejectedProperties(l assets.Lang) patch.Properties {
	return patch.Properties{
		Title: l.Text("rejected.title", assets.Values{"File": filepath.Base(r.File)}), Author: style.ProgramName, Language: l.Tag().String(),
	}
}

// A rejection is the writing of the records left out.
type rejection struct {
	*carrier
	report *Report
	source *reopened
	lang   assets.Lang
	unfold bool // into the two-sheet template
	left   map[place][]*Entry
	issues map[place][]*issue.Issue
}

// A place is a row of a sheet of the report.
type place struct{ sheet, row int }

// hasExtra reports whether the workbook has a column that a template to fill doesn't offer.
func (s *reopened) hasExtra() bool {
	for _, l := range s.layouts {
		for i, c := range l.Columns {
			if c.Extra() && l.Col[i] > 0 {
				return true
			}
		}
	}
	return false
}

// leftOut are the entries that are not imported, by their row.
func (r *Report) leftOut() map[place][]*Entry {
	left := map[place][]*Entry{}
	for _, e := range r.Entries {
		if e.Outcome != Imported {
			at := place{e.Sheet, e.Row}
			left[at] = append(left[at], e)
		}
	}
	return left
}

// grave are the issues that keep records from being imported, by their row.
func (r *Report) grave() map[place][]*issue.Issue {
	sheets := map[string]int{}
	for i, s := range r.Sheets {
		sheets[s.Name] = i
	}
	issues := map[place][]*issue.Issue{}
	for i := range r.Issues {
		one := &r.Issues[i]
		if sheet, ok := sheets[one.Sheet]; ok && one.Row > 0 && (one.Severity != issue.Warning && one.Severity != issue.Repair) {
			at := place{sheet, one.Row}
			issues[at] = append(issues[at], one)
		}
	}
	return issues
}

// losesPersonsOnly reports whether a row loses a contact person but not its client.
func (r *Report) losesPersonsOnly() bool {
	return slices.ContainsFunc(r.Entries, func(e *Entry) bool {
		return e.Section > 0 && e.Outcome != Imported && e.Client != nil && e.Client.Outcome == Imported
	})
}

// reasonWidth is how many characters stand on a line of the reasons.
const reasonWidth = 44

func (x *rejection) columns() []template.ExtraColumn {
	group := x.lang.Text("rejected.group", assets.Values{"Sheet": x.report.Language.Text("sheet.instructions")})
	return []template.ExtraColumn{
		{Group: group, Title: x.lang.Text(template.RejectedTitles[0]), Width: reasonWidth, Look: style.Reason},
		{Group: group, Title: x.lang.Text(template.RejectedTitles[1]), Width: 12, Look: style.Text},
		{Group: group, Title: x.lang.Text(template.RejectedTitles[2]), Width: 12, Look: style.General},
	}
}

// write fills a sheet of the workbook from all sheets of the source that hold records of its kind.
func (x *rejection) write(ctx context.Context, f *template.Form, out *template.Filling, s *template.Sheet) error {
	w, rows := f.Sheet(s), out.Rows(ctx, s)
	defer rows.Close()
	for i, l := range x.source.layouts {
		if !x.unfold && l.Sheet.Key != s.Key {
			continue
		}
		err := x.source.rows(ctx, i, func(row int, cells []xlsx.Cell) {
			entries := x.left[place{i, row}]
			if !x.unfold && len(entries) > 0 {
				x.row(rows, w, l, place{i, row}, entries, nil, cells)
				return
			}
			for _, e := range entries {
				if e.Record.Type == s.Sections[0].Record {
					x.row(rows, w, l, place{i, row}, entries, e, cells)
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// row writes a row of the workbook: all of a source row, or only one of its entries.
func (x *rejection) row(rows *patch.Rows, w *template.SheetWriter, l *template.Layout, at place, entries []*Entry, only *Entry, cells []xlsx.Cell) {
	issues := x.issuesOf(l, at, only)
	reason := x.reason(issues)
	why := patch.Text(1, reason)
	if !slices.ContainsFunc(issues, func(i *issue.Issue) bool { return i.Severity != issue.Consequence && i.Code != issue.ClientSkipped }) {
		why.Style = rows.Style(style.Patch(style.ReasonQuiet))
	}
	row := []patch.Cell{why, patch.Text(2, l.Name), {Col: 3, Kind: xlsx.Number, Number: float64(at.row)}}
	for i, c := range w.Columns {
		col, number := 0, c.Section.Number
		if only != nil {
			number = only.Section
		}
		if n := l.Find(c, number); n >= 0 {
			col = l.Col[n]
		}
		if cell := x.reference(c, entries, only, cellAt(cells, col)); cell != nil {
			out := x.cell(w.At(i), cell)
			if slices.ContainsFunc(issues, func(i *issue.Issue) bool { return i.Col == col && i.Severity == issue.Error }) {
				out.Look.Fill = style.SeverityFills[issue.Error]
			}
			row = append(row, out)
		} else if col > 0 && slices.ContainsFunc(issues, func(i *issue.Issue) bool { return i.Col == col && i.Code == issue.Required }) {
			row = append(row, patch.Cell{Col: w.At(i), Look: patch.Look{Fill: style.SeverityFills[issue.Error]}})
		}
	}
	rows.Write(style.RowHeight(style.LinesOf(reason, 1.25*reasonWidth)), row...)
}

// issuesOf are the issues of a row, or only those about one of its entries.
func (x *rejection) issuesOf(l *template.Layout, at place, only *Entry) []*issue.Issue {
	if only == nil {
		return x.issues[at]
	}
	var own []*issue.Issue
	for _, issue := range x.issues[at] {
		number := only.Section
		if issue.Col > 0 && issue.Col < len(l.At) && l.At[issue.Col] >= 0 {
			number = l.Columns[l.At[issue.Col]].Section.Number
		}
		if issue.Record == only.Record.Type && number == only.Section {
			own = append(own, issue)
		}
	}
	return own
}

// reason says why a row is left out. Of what only follows from another row it says so in short, and nothing where the row
// itself is the cause.
func (x *rejection) reason(issues []*issue.Issue) string {
	own := slices.ContainsFunc(issues, func(i *issue.Issue) bool { return i.Severity != issue.Consequence && i.Code != issue.ClientSkipped })
	var lines []string
	for _, one := range issues {
		e := x.report.EntryAt(one.Sheet, one.Row, one.Col)
		text := x.report.briefly(one, e, x.lang)
		switch {
		case text != "" && own && e.Client.Row == one.Row && e.Client.Sheet == e.Sheet:
			continue
		case text != "":
		case one.Column != "":
			text = x.lang.Text("rejected.of_column", assets.Values{"Column": one.Column, "Message": one.Message(x.lang)})
		default:
			text = one.Message(x.lang)
		}
		if !slices.Contains(lines, text) {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// reference is the value that ties a row of one sheet to a row of another. Keys live in one file only: the key of a client
// who is imported is replaced by what finds him in the database, and clients of the one-row template get keys.
func (x *rejection) reference(c template.Column, entries []*Entry, only *Entry, cell *xlsx.Cell) *xlsx.Cell {
	unfold := only != nil
	if only == nil {
		only = entries[0]
	}
	switch {
	case unfold && c.Field.Unstored:
		return textCell(rowKey(only))
	case c.Field.Type != data.Reference || only.Client == nil:
		return cell
	case unfold && only.Client.Outcome != Imported:
		return textCell(rowKey(only.Client))
	case only.Client.Outcome == Imported && (unfold || cell != nil && fold.Code(cell.Text) == fold.Code(only.Client.Record.Text("row_key"))):
		if number := only.Client.Record.Text("reg_number"); fold.RegNumber(number) != "" {
			return textCell(number)
		}
		return textCell(only.Client.Record.Title())
	}
	return cell
}

// rowKey is a key for a client of the one-row template: the row it stood in.
func rowKey(e *Entry) string { return "R" + strconv.Itoa(e.Row) }

func textCell(text string) *xlsx.Cell { return &xlsx.Cell{Kind: xlsx.Text, Text: text} }
