package importer

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// mostLinks is how many issues of a sheet link to their cell; Excel allows some 65,000 links, and programs get slow long
// before. The others name their cell all the same.
const mostLinks = 20_000

// The columns of a list of issues; their titles are the texts "issues.<key>".
var issueColumns = []struct {
	key   string
	width float64
}{{"severity", 14}, {"cell", 10}, {"sheet", 18}, {"column", 24}, {"value", 32}, {"problem", 32}, {"message", 80}, {"suggestion", 28}}

// issueValue is the text of an issue in a column.
func issueValue(key string, i *issue.Issue, l assets.Lang) string {
	switch key {
	case "severity":
		return l.Text("severity." + string(i.Severity))
	case "cell":
		return addressOf(i, l)
	case "sheet":
		return i.Sheet
	case "column":
		return i.Column
	case "value":
		return i.Value
	case "problem":
		return i.Code.Title(l)
	case "message":
		return i.Message(l)
	}
	return i.Suggestion
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
	c, err := patch.New(style.ProgramName)
	if err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	list := newIssueList(c, l, false)
	list.write(context.Background(), r, nil)
	if err := c.Write(context.Background(), w); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	return nil
}

// The rows of a sheet of issues before the first issue.
const (
	issueTitleRow  = 1
	issueHeaderRow = 2
)

// An issueList is a sheet of a copy that lists issues.
type issueList struct {
	copy  *patch.Copy
	lang  assets.Lang
	sheet int
	links bool // to the cells, which are in the same workbook
}

func newIssueList(c *patch.Copy, l assets.Lang, links bool) *issueList {
	columns := make([]patch.Column, len(issueColumns))
	for i, column := range issueColumns {
		columns[i] = patch.Column{Width: column.width, Style: c.Style(style.Patch(style.Issue))}
	}
	list := &issueList{copy: c, lang: l, links: links}
	list.sheet = c.Add(patch.Sheet{
		Name: l.Text("sheet.issues"), Columns: columns, Header: issueHeaderRow, Filter: true, Merge: []int{issueTitleRow}, Color: style.Bad,
		Footer: "&L&8&A&R&8&P / &N",
	})
	return list
}

// write writes the issues, in file order. messages are those that are made already, by the index of their issue.
func (b *issueList) write(ctx context.Context, r *Report, messages map[int]string) {
	rows := b.copy.Append(ctx, b.sheet)
	defer rows.Close()
	title, head := make([]patch.Cell, len(issueColumns)), make([]patch.Cell, len(issueColumns))
	for i, c := range issueColumns {
		title[i] = patch.Cell{Col: i + 1, Style: b.copy.Style(style.Patch(style.IssueTitle))}
		head[i] = patch.Text(i+1, b.lang.Text("issues."+c.key))
		head[i].Style = b.copy.Style(style.Patch(style.TableHead))
	}
	title[0].Kind, title[0].Text = xlsx.Text, b.lang.Text("issues.title", assets.Values{"File": filepath.Base(r.File), "Count": b.lang.Int(len(r.Issues))})
	rows.Write(30, title...)
	rows.Write(22, head...)
	severities, severity, problem := map[issue.Severity]patch.StyleID{}, map[issue.Severity]string{}, map[issue.Code]string{}
	for i, s := range issue.Severities() {
		severities[s] = b.copy.Style(style.Patch(style.IssueError + style.Look(i)))
		severity[s] = b.lang.Text("severity." + string(s))
	}
	for _, c := range issue.Codes() {
		problem[c] = c.Title(b.lang)
	}
	link := b.copy.Style(style.Patch(style.IssueLink))
	row := make([]patch.Cell, 0, len(issueColumns))
	for n := range min(len(r.Issues), xlsx.MaxRow-issueHeaderRow) {
		one := &r.Issues[n]
		row = row[:0]
		lines := 1
		for i, c := range issueColumns {
			var text string
			switch c.key {
			case "severity":
				text = severity[one.Severity]
			case "problem":
				text = problem[one.Code]
			case "message":
				text = messages[n]
			}
			if text == "" {
				text = issueValue(c.key, one, b.lang)
			}
			if text == "" {
				continue
			}
			lines = max(lines, style.LinesOf(text, 1.1*c.width))
			cell := patch.Text(i+1, text)
			switch {
			case c.key == "severity":
				cell.Style = severities[one.Severity]
			case c.key == "cell" && b.links && n < mostLinks && one.Row > 0 && one.Sheet != "":
				cell.Style, cell.Link = link, patch.Place(one.Sheet, max(1, one.Col), one.Row)
			}
			row = append(row, cell)
		}
		rows.Write(style.RowHeight(lines), row...)
	}
}
