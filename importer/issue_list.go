package importer

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer/export"
	"kartoteka/importer/issue"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// mostLinks is how many issues of a sheet link to their cell; Excel allows some 65,000 links, and excelize gets slow
// long before. The others name their cell all the same.
const mostLinks = 20_000

// The columns of a list of issues; their titles are the texts "issues.<key>".
var issueColumns = []struct {
	key   string
	width float64
	value func(i *issue.Issue, l assets.Lang) string
}{
	{"severity", 14, func(i *issue.Issue, l assets.Lang) string { return l.Text("severity." + string(i.Severity)) }},
	{"cell", 10, func(i *issue.Issue, l assets.Lang) string { return addressOf(i, l) }},
	{"sheet", 18, func(i *issue.Issue, l assets.Lang) string { return i.Sheet }},
	{"column", 24, func(i *issue.Issue, l assets.Lang) string { return i.Column }},
	{"value", 32, func(i *issue.Issue, l assets.Lang) string { return i.Value }},
	{"problem", 32, func(i *issue.Issue, l assets.Lang) string { return i.Code.Title(l) }},
	{"message", 80, func(i *issue.Issue, l assets.Lang) string { return i.Message(l) }},
	{"suggestion", 28, func(i *issue.Issue, l assets.Lang) string { return i.Suggestion }},
}

// addressOf is the cell, or the row when the issue is about all of it.
func addressOf(i *issue.Issue, l assets.Lang) string {
	if i.Row > 0 && i.Col == 0 {
		return l.Text("issues.row", assets.Values{"Row": i.Row})
	}
	return i.Cell()
}

// WriteIssueWorkbook writes all issues of a report as an XLSX workbook.
func WriteIssueWorkbook(r *Report, l assets.Lang, w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	name := l.Text("sheet.issues")
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	if err := writeIssueSheet(f, name, r, l, false); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	return nil
}

// WriteIssueCSV writes all issues of a report as CSV the way spreadsheets in the language open it: UTF-8 with a mark
// and the separator they expect. What looks like a formula gets an apostrophe, so that it is shown and not calculated.
func WriteIssueCSV(r *Report, l assets.Lang, w io.Writer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Comma = l.ListSeparator()
	row := make([]string, len(issueColumns))
	for i, c := range issueColumns {
		row[i] = l.Text("issues." + c.key)
	}
	err := out.Write(row)
	for n := range r.Issues {
		for i, c := range issueColumns {
			row[i] = export.Harmless(c.value(&r.Issues[n], l))
		}
		if err == nil {
			err = out.Write(row)
		}
	}
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	if err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	return nil
}

// The rows of a sheet of issues.
const (
	issueTitleRow  = 1
	issueHeaderRow = 2
	issueFirstRow  = 3
)

// An issueSheet is a list of issues while it is drawn.
type issueSheet struct {
	*style.Drawing
	lang assets.Lang
}

// writeIssueSheet fills an empty sheet with the issues, in file order.
func writeIssueSheet(f *excelize.File, name string, r *Report, l assets.Lang, links bool) error {
	b := &issueSheet{style.New(f), l}
	last := xlsx.ColumnName(len(issueColumns))
	end := issueHeaderRow + max(1, len(r.Issues))
	b.Do(f.AutoFilter(name, fmt.Sprintf("A%d:%s%d", issueHeaderRow, last, end), nil))
	b.Do(f.SetSheetDimension(name, ""))
	b.Do(f.SetSheetProps(name, &excelize.SheetPropsOptions{TabColorRGB: new("FF" + style.Bad), FitToPage: new(true)}))
	b.Do(f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}))
	if links {
		b.linkIssues(name, r)
	}
	if b.Err != nil {
		return b.Err
	}
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i := len(issueColumns) - 1; i >= 0; i-- { // see writeColumns
		b.Do(w.SetColWidth(i+1, i+1, issueColumns[i].width))
		b.Do(w.SetColStyle(i+1, i+1, b.Style(style.Issue)))
	}
	corner := xlsx.CellName(1, issueFirstRow)
	b.Do(w.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: issueHeaderRow, TopLeftCell: corner, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomLeft"}},
	}))
	b.Do(w.SetRow(xlsx.CellName(1, issueTitleRow), b.issueTitle(r), excelize.RowOpts{Height: 30}))
	b.Do(w.MergeCell(xlsx.CellName(1, issueTitleRow), xlsx.CellName(len(issueColumns), issueTitleRow)))
	head := make([]any, len(issueColumns))
	for i, c := range issueColumns {
		head[i] = excelize.Cell{StyleID: b.Style(style.TableHead), Value: l.Text("issues." + c.key)}
	}
	b.Do(w.SetRow(xlsx.CellName(1, issueHeaderRow), head, excelize.RowOpts{Height: 22}))
	row := make([]any, len(issueColumns))
	for n := range r.Issues {
		lines := 1
		for i, c := range issueColumns {
			text := c.value(&r.Issues[n], l)
			lines = max(lines, style.LinesOf(text, 1.1*c.width))
			row[i] = excelize.Cell{StyleID: b.Style(issueLook(i, n, links, &r.Issues[n])), Value: text}
		}
		b.Do(w.SetRow(xlsx.CellName(1, issueFirstRow+n), row, style.RowHeight(lines)))
	}
	b.Do(w.Flush())
	return b.Err
}

func (b *issueSheet) issueTitle(r *Report) []any {
	title := b.lang.Text("issues.title", assets.Values{"File": filepath.Base(r.File), "Count": b.lang.Int(len(r.Issues))})
	cells := make([]any, len(issueColumns))
	for i := range cells {
		cells[i] = excelize.Cell{StyleID: b.Style(style.IssueTitle)}
	}
	cells[0] = excelize.Cell{StyleID: b.Style(style.IssueTitle), Value: title}
	return cells
}

// issueLook is the look of a cell of the list: the severity in its colour, a linked address as a link.
func issueLook(column, n int, links bool, i *issue.Issue) style.Look {
	switch issueColumns[column].key {
	case "severity":
		return style.IssueError + style.Look(rank(i.Severity))
	case "cell":
		if links && n < mostLinks && i.Row > 0 {
			return style.IssueLink
		}
	}
	return style.Issue
}

// linkIssues makes the addresses of issues lead to their cells.
func (b *issueSheet) linkIssues(sheet string, r *Report) {
	for n := range r.Issues[:min(len(r.Issues), mostLinks)] {
		i := &r.Issues[n]
		if i.Sheet == "" || i.Row == 0 {
			continue
		}
		target := "'" + strings.ReplaceAll(i.Sheet, "'", "''") + "'!" + xlsx.CellName(max(1, i.Col), i.Row)
		b.Do(b.File.SetCellHyperLink(sheet, xlsx.CellName(2, issueFirstRow+n), target, "Location"))
	}
}
