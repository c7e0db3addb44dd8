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

// mostNotes is how many cells get a note: beyond that a workbook becomes too slow to work with. Colours and the
// sheet of errors are never cut.
const mostNotes = 10_000

// Annotate writes a copy of the checked workbook with its issues marked: bad cells are coloured by severity and
// carry the messages as a note, and a new sheet, at which the copy opens, lists all issues with links to their cells.
// Everything else of the original stays as it is, see package patch. The copy is proven before it is written:
// ErrNotCopied if anything is lost.
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
	messages := map[int]string{}
	mark(c, original, r, l, messages)
	newIssueList(c, l, true).write(ctx, r, messages)
	return c.Write(ctx, w)
}

// mark colours the cells that have issues, each by its gravest. An issue of a whole row stands at its first column. The
// messages it makes go into messages, by the index of their issue.
func mark(c *patch.Copy, w *xlsx.Workbook, r *Report, l assets.Lang, messages map[int]string) {
	sheets := map[string]int{}
	for i, s := range w.Sheets {
		sheets[s.Name] = i
	}
	order := make([]int32, 0, len(r.Issues))
	for i := range r.Issues {
		if one := &r.Issues[i]; one.Row > 0 {
			if _, known := sheets[one.Sheet]; known {
				order = append(order, int32(i))
			}
		}
	}
	at := func(i int32) (sheet, row, col int) {
		one := &r.Issues[i]
		return sheets[one.Sheet], one.Row, max(1, one.Col)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		sheetA, rowA, colA := at(a)
		sheetB, rowB, colB := at(b)
		return cmp.Or(sheetA-sheetB, rowA-rowB, colA-colB)
	})
	changes := make([]patch.Change, 0, len(order)) // of a sheet
	noted := 0
	for from := 0; from < len(order); {
		sheet, row, col := at(order[from])
		gravest, to := r.Issues[order[from]].Severity, from
		for ; to < len(order); to++ {
			if s, y, x := at(order[to]); s != sheet || y != row || x != col {
				break
			}
			if other := r.Issues[order[to]].Severity; rank(other) < rank(gravest) {
				gravest = other
			}
		}
		change := patch.Change{Row: row, Col: col, Look: patch.Look{Fill: style.SeverityFills[gravest]}}
		if noted++; noted <= mostNotes {
			var lines []string
			for _, i := range order[from:to] {
				message := r.Issues[i].Message(l)
				messages[int(i)] = message
				lines = append(lines, message)
			}
			change.Note = &patch.Note{Title: l.Text("severity." + string(gravest)), Text: strings.Join(lines, "\n"), Color: style.Bad}
		}
		changes = append(changes, change)
		if from = to; from == len(order) || r.Issues[order[from]].Sheet != w.Sheets[sheet].Name {
			c.Change(sheet, changes...)
			changes = changes[:0]
		}
	}
}

// rank is 0 for the gravest severity.
func rank(s issue.Severity) int {
	for i, other := range issue.Severities() {
		if other == s {
			return i
		}
	}
	return len(issue.Severities())
}
