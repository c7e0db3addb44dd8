package importer

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/template"
	"kartoteka/importer/xlsx"
)

// mostLinks is how many links a sheet gets; Excel allows some 65,000, and programs get slow long before. Further issues name
// their cell all the same.
const mostLinks = 20_000

// sheetFooter are the name of the sheet and the page of how many.
const sheetFooter = "&L&8&A&R&8&P / &N"

// An issueColumn is a column of a list of issues; its title is the text "issues.<key>".
type issueColumn struct {
	key   string
	width float64
}

// The columns of a list of issues. Together they are as wide as the screen of a laptop shows at once.
var issueColumns = []issueColumn{
	{"severity", 13}, {"cell", 10}, {"record", 24}, {"column", 21}, {"value", 23}, {"message", 48}, {"suggestion", 17},
}

// The same of issues in several sheets.
var issueColumnsOfSheets = []issueColumn{
	{"severity", 13}, {"cell", 10}, {"sheet", 13}, {"record", 21}, {"column", 18}, {"value", 19}, {"message", 46}, {"suggestion", 16},
}

// issueValue is the text of an issue in a column, but for its record.
func issueValue(key string, i *issue.Issue, l assets.Lang) string {
	switch key {
	case "cell":
		return addressOf(i, l)
	case "sheet":
		return i.Sheet
	case "column":
		return i.Column
	case "value":
		return i.Value
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
	list := newIssueList(c, r, l, false)
	c.Describe(patch.Properties{Title: list.title(), Author: style.ProgramName, Language: l.Tag().String()})
	list.write(context.Background(), nil)
	if err := c.Write(context.Background(), w); err != nil {
		return fmt.Errorf("write issues: %w", err)
	}
	return nil
}

// The rows of a sheet of issues before those of the severities, each of which has one. The header and the issues follow.
const (
	issueTitleRow = 1
	issueHintRow  = 2
)

// An issueList is a sheet of a copy that lists issues: how many there are of each severity and kind, then each, the gravest
// first.
type issueList struct {
	copy    *patch.Copy
	report  *Report
	lang    assets.Lang
	sheet   int
	links   bool // to the cells, which are in the same workbook
	columns []issueColumn
	sums    []severitySum
	order   []int32 // indexes of the issues, as they are listed
	header  int     // row
}

// A severitySum is how many issues there are of a severity.
type severitySum struct {
	severity issue.Severity
	count    int
	first    int // row in the list
	kinds    map[issue.Code]int
}

// listedSeverities is the order in which a list has the severities: what follows from another issue comes last.
func listedSeverities() []issue.Severity {
	all := slices.DeleteFunc(issue.Severities(), func(s issue.Severity) bool { return s == issue.Consequence })
	return append(all, issue.Consequence)
}

func newIssueList(c *patch.Copy, r *Report, l assets.Lang, links bool) *issueList {
	b := &issueList{copy: c, report: r, lang: l, links: links, columns: issueColumns}
	b.sort()
	if b.severalSheets() {
		b.columns = issueColumnsOfSheets
	}
	columns := make([]patch.Column, len(b.columns))
	for i, column := range b.columns {
		columns[i] = patch.Column{Width: column.width, Style: c.Style(style.Patch(style.Issue))}
	}
	merge := []patch.Span{{Row: issueTitleRow, From: 1, To: len(columns)}, {Row: issueHintRow, From: 1, To: len(columns)}}
	for i := range b.sums {
		merge = append(merge, patch.Span{Row: issueHintRow + 1 + i, From: 3, To: len(columns)})
	}
	b.sheet = c.Add(patch.Sheet{
		Name: l.Text("sheet.issues"), Columns: columns, Header: b.header, Filter: true, Merge: merge, Color: style.Bad,
		Short: true, Footer: sheetFooter,
	})
	return b
}

// sort puts the issues into the order in which they are listed, and counts them.
func (b *issueList) sort() {
	issues := b.report.Issues
	for _, s := range listedSeverities() {
		sum := severitySum{severity: s, first: len(b.order), kinds: map[issue.Code]int{}}
		for i := range issues {
			if one := &issues[i]; one.Severity == s {
				b.order = append(b.order, int32(i))
				sum.kinds[one.Code]++
			}
		}
		if sum.count = len(b.order) - sum.first; sum.count > 0 {
			b.sums = append(b.sums, sum)
		}
	}
	b.header = issueHintRow + len(b.sums) + 1
	for i := range b.sums {
		b.sums[i].first += b.header + 1
	}
	b.order = b.order[:min(len(b.order), xlsx.MaxRow-b.header)]
}

// severalSheets reports whether the issues are about more than one sheet.
func (b *issueList) severalSheets() bool {
	one := ""
	for i := range b.report.Issues {
		switch sheet := b.report.Issues[i].Sheet; {
		case sheet == "" || sheet == one:
		case one != "":
			return true
		default:
			one = sheet
		}
	}
	return false
}

// rows are the rows at which the list has the first issue of each row of the workbook, by the sheet's name and the row.
func (b *issueList) rows() map[sheetRow]int {
	rows := map[sheetRow]int{}
	for n, i := range b.order {
		one := &b.report.Issues[i]
		at := sheetRow{one.Sheet, one.Row}
		if _, known := rows[at]; !known {
			rows[at] = b.header + 1 + n
		}
	}
	return rows
}

type sheetRow struct {
	sheet string
	row   int
}

func (b *issueList) title() string {
	return b.lang.Text("issues.title", assets.Values{"File": filepath.Base(b.report.File), "Count": b.lang.Int(len(b.report.Issues))})
}

// write writes the sheet. messages are those that are made already, by the index of their issue.
func (b *issueList) write(ctx context.Context, messages map[int32]string) {
	rows := b.copy.Append(ctx, b.sheet)
	defer rows.Close()
	b.writeTop(rows)
	severities, words := map[issue.Severity]patch.StyleID{}, map[issue.Severity]string{}
	for _, s := range issue.Severities() {
		severities[s], words[s] = b.severity(s), b.lang.Text("severity."+string(s))
	}
	link := b.copy.Style(style.Patch(style.IssueLink))
	records := recordCursor{report: b.report}
	row := make([]patch.Cell, 0, len(b.columns))
	for n, i := range b.order {
		one := &b.report.Issues[i]
		row = row[:0]
		lines := 1
		for at, c := range b.columns {
			var text string
			switch c.key {
			case "severity":
				text = words[one.Severity]
			case "record":
				text = records.title(one)
			case "message":
				if text = b.report.briefly(one, records.entry, b.lang); text == "" {
					text = messages[i]
				}
			}
			if text == "" && c.key != "record" {
				text = issueValue(c.key, one, b.lang)
			}
			if text == "" {
				continue
			}
			lines = max(lines, style.LinesOf(text, 1.3*c.width))
			cell := patch.Text(at+1, text)
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

// severity is the style of the cell that names a severity.
func (b *issueList) severity(s issue.Severity) patch.StyleID {
	return b.copy.Style(style.Patch(style.IssueError + style.Look(slices.Index(issue.Severities(), s))))
}

// writeTop writes the title, the sums and the header.
func (b *issueList) writeTop(rows *patch.Rows) {
	whole := func(text string, look style.Look) []patch.Cell {
		cells := make([]patch.Cell, len(b.columns))
		for i := range cells {
			cells[i] = patch.Cell{Col: i + 1, Style: b.copy.Style(style.Patch(look))}
		}
		cells[0].Kind, cells[0].Text = xlsx.Text, text
		return cells
	}
	rows.Write(28, whole(b.title(), style.IssueTitle)...)
	hint := "issues.hint"
	if b.links {
		hint = "issues.hint.links"
	}
	rows.Write(20, whole(b.lang.Text(hint), style.IssueHint)...)
	width := 0.0
	for _, c := range b.columns[2:] {
		width += c.width
	}
	link := b.copy.Style(style.Patch(style.IssueLink))
	for _, sum := range b.sums {
		kinds := b.kinds(sum)
		severity, count, text := patch.Text(1, b.lang.Text("severity."+string(sum.severity))), patch.Text(2, b.lang.Int(sum.count)), patch.Text(3, kinds)
		severity.Style = b.severity(sum.severity)
		if sum.first <= xlsx.MaxRow {
			count.Style, count.Link = link, patch.Place(b.copy.Name(b.sheet), 1, sum.first)
		}
		rows.Write(max(16, style.RowHeight(style.LinesOf(kinds, width))), severity, count, text)
	}
	head := make([]patch.Cell, len(b.columns))
	for i, c := range b.columns {
		head[i] = patch.Text(i+1, b.lang.Text("issues."+c.key))
		head[i].Style = b.copy.Style(style.Patch(style.TableHead))
	}
	rows.Write(22, head...)
}

// kinds says how many issues of each kind there are of a severity, the most frequent first.
func (b *issueList) kinds(sum severitySum) string {
	codes := slices.DeleteFunc(issue.Codes(), func(c issue.Code) bool { return sum.kinds[c] == 0 })
	slices.SortStableFunc(codes, func(x, y issue.Code) int { return cmp.Compare(sum.kinds[y], sum.kinds[x]) })
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = c.Title(b.lang) + ": " + b.lang.Int(sum.kinds[c])
	}
	return strings.Join(texts, " · ")
}

// A recordCursor names the records of issues; it is quick when they come in file order.
type recordCursor struct {
	report *Report
	at     sheetRow
	row    []*Entry // of the row
	layout *template.Layout
	entry  *Entry
	text   string // of its title
}

// title names the record that an issue is about, or the first of its row; "" where the row has none.
func (c *recordCursor) title(i *issue.Issue) string {
	if at := (sheetRow{i.Sheet, i.Row}); at != c.at {
		c.at, c.row = at, nil
		if s := slices.IndexFunc(c.report.Sheets, func(s SheetRead) bool { return s.Name == i.Sheet }); s >= 0 {
			c.row, c.layout = c.report.entriesOf(s, i.Row), c.report.Sheets[s].layout
		}
	}
	if len(c.row) == 0 {
		c.entry = nil
		return ""
	}
	if e := entryOf(c.row, c.layout.Section(i.Col)); e != c.entry {
		c.entry, c.text = e, e.Record.Title()
	}
	return c.text
}

// briefly says of a record that it is left out with its client, "" where it is left out for a reason of its own.
func (r *Report) briefly(i *issue.Issue, e *Entry, l assets.Lang) string {
	switch {
	case i.Code != issue.ClientLeftOut && i.Code != issue.ClientSkipped || e == nil || e.Client == nil:
		return ""
	case i.Code == issue.ClientLeftOut:
		return l.Text("rejected.with_client", assets.Values{"Row": e.Client.Row})
	}
	return l.Text("rejected.with_duplicate", assets.Values{"Row": e.Client.Row})
}
