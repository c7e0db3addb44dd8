package importer

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// mostNotes is how many cells get a note: beyond that a workbook becomes too slow to work with. Half of them are for the
// names of rows. Colours and the sheet of errors are never cut.
const mostNotes = 10_000

// Annotate writes a copy of the checked workbook with its issues marked: bad cells are coloured by severity and
// carry the messages as a note; the cell that names a row, which mostly stays in view, has a border of that colour, a note
// with the bad cells of the row and a link to the list. A new sheet, at which the copy opens, lists all issues, the gravest
// first, with links to their cells. Everything else of the original stays as it is, see package patch. The copy is proven
// before it is written: ErrNotCopied if anything is lost.
//
// The other errors are ErrChanged, ErrGone, ctx.Err(), or unexpected.
func (im *Importer) Annotate(ctx context.Context, r *Report, l assets.Lang, w io.Writer) error {
	if err := annotate(ctx, r, l, w); err != nil {
		return fmt.Errorf("annotate %s: %w", r.File, err)
	}
	return nil
}

func annotate(ctx context.Context, r *Report, l assets.Lang, w io.Writer) error {
	r = r.named()
	original, c, err := r.openCopy()
	if err != nil {
		return err
	}
	defer original.Close()
	list := newIssueList(c, r, l, true)
	m := &marker{copy: c, report: r, lang: l, list: c.Name(list.sheet), listed: list.rows(), messages: map[int32]string{}}
	m.names, m.back = min(len(m.listed), mostNotes/2), l.Text("annotate.back", assets.Values{"Sheet": m.list})
	m.mark(original)
	list.write(ctx, m.messages)
	return c.Write(ctx, w)
}

// A marker marks the cells and rows that have issues.
type marker struct {
	copy     *patch.Copy
	report   *Report
	lang     assets.Lang
	list     string           // name of the sheet of issues
	listed   map[sheetRow]int // the row of it that a row of the workbook is first named in
	messages map[int32]string // that are made already, by the index of their issue

	back  string // that a link leads to the list
	names int    // how many of the notes are for names

	changes []patch.Change // of the sheet at hand
	noted   int            // cells
	named   int            // rows
	links   int            // of the sheet at hand
}

// mark colours the cells that have issues, each by its gravest. An issue of a whole row stands at its first column.
func (m *marker) mark(w *xlsx.Workbook) {
	issues := m.report.Issues
	sheets := map[string]int{}
	for i, s := range w.Sheets {
		sheets[s.Name] = i
	}
	order := make([]int32, 0, len(issues))
	for i := range issues {
		if one := &issues[i]; one.Row > 0 {
			if _, known := sheets[one.Sheet]; known {
				order = append(order, int32(i))
			}
		}
	}
	inOrder := func(a, b int32) int {
		x, y := &issues[a], &issues[b]
		if x.Sheet != y.Sheet {
			return sheets[x.Sheet] - sheets[y.Sheet]
		}
		return cmp.Or(x.Row-y.Row, max(1, x.Col)-max(1, y.Col))
	}
	if !slices.IsSortedFunc(order, inOrder) { // as reports mostly have them
		slices.SortStableFunc(order, inOrder)
	}
	for len(order) > 0 {
		first := &issues[order[0]]
		if m.changes == nil {
			m.changes = make([]patch.Change, 0, len(order)+len(order)/8)
		}
		to := 1
		for to < len(order) && issues[order[to]].Row == first.Row && issues[order[to]].Sheet == first.Sheet {
			to++
		}
		m.row(order[:to])
		if order = order[to:]; len(order) == 0 || issues[order[0]].Sheet != first.Sheet {
			m.copy.Change(sheets[first.Sheet], m.changes...)
			m.changes, m.links = nil, 0
		}
	}
}

// row marks a row by its issues, which stand in the order of their columns.
func (m *marker) row(order []int32) {
	issues, from := m.report.Issues, len(m.changes)
	first, worst := &issues[order[0]], issue.Consequence
	for len(order) > 0 {
		col, to := max(1, issues[order[0]].Col), 1
		for to < len(order) && max(1, issues[order[to]].Col) == col {
			to++
		}
		severity := m.cell(col, order[:to])
		if gravity(severity) < gravity(worst) {
			worst = severity
		}
		order = order[to:]
	}
	if sheet := slices.IndexFunc(m.report.Sheets, func(s SheetRead) bool { return s.Name == first.Sheet }); sheet >= 0 && worst != issue.Consequence {
		m.name(&m.report.Sheets[sheet], first.Row, from, worst)
	}
}

// cell marks a cell by its issues and returns the gravest severity.
func (m *marker) cell(col int, order []int32) issue.Severity {
	issues := m.report.Issues
	worst := issues[order[0]].Severity
	for _, i := range order[1:] {
		if s := issues[i].Severity; gravity(s) < gravity(worst) {
			worst = s
		}
	}
	change := patch.Change{Row: issues[order[0]].Row, Col: col, Look: patch.Look{Fill: style.SeverityFills[worst]}}
	if m.noted++; m.noted <= mostNotes-m.names {
		var lines []string
		for _, i := range order {
			message := issues[i].Message(m.lang)
			m.messages[i] = message
			lines = append(lines, message)
		}
		change.Note = m.note(m.lang.Text("severity."+string(worst)), strings.Join(lines, "\n"), worst)
	}
	m.changes = append(m.changes, change)
	return worst
}

func (m *marker) note(title, text string, s issue.Severity) *patch.Note {
	return &patch.Note{Title: title, Text: text, Color: style.SeverityInks[s]}
}

// mostNamed is how many cells of its row a note names.
const mostNamed = 12

// name marks the cell that names the row at hand, whose changes begin at from. A cell that is to be mended itself gets no
// link, which would be in the way.
func (m *marker) name(sheet *SheetRead, row, from int, worst issue.Severity) {
	if row <= sheet.Header {
		return
	}
	col := sheet.layout.NameColumn()
	own := from
	for own < len(m.changes) && m.changes[own].Col != col {
		own++
	}
	if own == len(m.changes) {
		m.changes = append(m.changes, patch.Change{Row: row, Col: col})
		if m.links++; m.links <= mostLinks {
			m.changes[own].Link = &patch.Link{To: patch.Place(m.list, 2, m.listed[sheetRow{sheet.Name, row}]), Tip: m.back}
		}
	}
	change, others := &m.changes[own], len(m.changes)-from-1
	change.Look.Border = style.SeverityInks[worst]
	if m.named++; m.named > m.names || others == 0 {
		return
	}
	var lines []string
	for i := from; i < len(m.changes); i++ {
		switch {
		case i == own:
		case len(lines) < mostNamed:
			lines = append(lines, strings.TrimSpace(xlsx.CellName(m.changes[i].Col, row)+"  "+sheet.layout.Title(m.changes[i].Col)))
		default:
			lines = append(lines, m.lang.Text("annotate.more", assets.Values{"Count": m.lang.Int(others - mostNamed)}))
			i = len(m.changes)
		}
	}
	title, text := m.lang.Text("annotate.row"), strings.Join(lines, "\n")
	if note := change.Note; note != nil {
		note.Text += "\n\n" + title + "\n" + text
		return
	}
	change.Note = m.note(title, text, worst)
}

// gravity is 0 for the gravest severity; what follows from another issue is the least grave.
func gravity(s issue.Severity) int { return slices.Index(severityOrder, s) }

var severityOrder = listedSeverities()
