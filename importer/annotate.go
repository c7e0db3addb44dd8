package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// ErrNotCopied says that a workbook could not be copied without losing something; the original is as it was.
var ErrNotCopied = errors.New("the workbook can't be copied faithfully")

// mostNotes is how many cells get a note: beyond that a workbook becomes too slow to work with. Colours and the
// sheet of errors are never cut.
const mostNotes = 10_000

// Annotate writes a copy of the checked workbook with its issues marked: bad cells are coloured by severity and
// carry the messages as a note, and a new sheet, the first that is seen, lists all issues with links to their cells.
// Values, formats and notes of the original stay. The copy is read again and compared with the original before it
// is written: ErrNotCopied if anything is lost.
//
// The other errors are ErrChanged, ErrGone, ctx.Err(), or unexpected.
func (im *Importer) Annotate(ctx context.Context, r *Report, l assets.Lang, w io.Writer) error {
	if err := annotate(ctx, r, l, w); err != nil {
		return fmt.Errorf("annotate %s: %w", r.File, err)
	}
	return nil
}

func annotate(ctx context.Context, r *Report, l assets.Lang, w io.Writer) error {
	content, err := r.content()
	if err != nil {
		return err
	}
	c, err := openCopy(content)
	if err != nil {
		return err
	}
	defer c.close()
	a := &annotation{workbookCopy: c, lang: l, marked: map[markKey]int{}, notes: map[string]map[string]excelize.Comment{}}
	for _, cell := range r.cells() {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.mark(cell)
	}
	a.listIssues(r)
	return c.write(ctx, nil, w)
}

// content is the file of the report, byte for byte as it was checked.
func (r *Report) content() ([]byte, error) {
	content, err := os.ReadFile(r.File)
	if err != nil {
		return nil, errors.Join(ErrGone, err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != r.SHA256 {
		return nil, ErrChanged
	}
	return content, nil
}

// A badCell is a cell with its issues, the gravest of which colours it.
type badCell struct {
	sheet, name string
	row, col    int
	severity    issue.Severity
	issues      []*issue.Issue
}

// cells are the cells that have issues, in file order. An issue of a whole row stands at its first column.
func (r *Report) cells() []*badCell {
	var cells []*badCell
	index := map[[2]string]*badCell{}
	for i := range r.Issues {
		issue := &r.Issues[i]
		if issue.Sheet == "" || issue.Row == 0 {
			continue
		}
		name := xlsx.CellName(max(1, issue.Col), issue.Row)
		cell := index[[2]string{issue.Sheet, name}]
		if cell == nil {
			cell = &badCell{sheet: issue.Sheet, name: name, row: issue.Row, col: max(1, issue.Col), severity: issue.Severity}
			index[[2]string{issue.Sheet, name}] = cell
			cells = append(cells, cell)
		}
		if rank(issue.Severity) < rank(cell.severity) {
			cell.severity = issue.Severity
		}
		cell.issues = append(cell.issues, issue)
	}
	return cells
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

// An annotation is the marking of the cells of a copy.
type annotation struct {
	*workbookCopy
	lang   assets.Lang
	marked map[markKey]int // styles of marked cells
	notes  map[string]map[string]excelize.Comment
	noted  int
}

// A markKey names the style a cell of a style gets by a severity.
type markKey struct {
	style    int
	severity issue.Severity
}

func (a *annotation) mark(cell *badCell) {
	a.patch(cell.sheet, cell.row, cellPatch{col: cell.col, restyle: func(style int) int { return a.markedStyle(style, cell.severity) }})
	if a.noted < mostNotes {
		a.noted++
		a.note(cell)
	}
}

// markedStyle is a style with the fill of a severity and everything else as it was. It is made from the entry of the
// style sheet, because a style that goes through excelize.Style loses what that does not know.
func (a *annotation) markedStyle(base int, s issue.Severity) int {
	key := markKey{base, s}
	if id, ok := a.marked[key]; ok {
		return id
	}
	id, err := a.file.NewStyle(&excelize.Style{Fill: style.Fill(style.SeverityFills[s])})
	a.do(err)
	if xfs := a.file.Styles.CellXfs; a.err == nil && base > 0 && base < len(xfs.Xf) {
		xf := xfs.Xf[base]
		xf.FillID, xf.ApplyFill = xfs.Xf[id].FillID, new(true)
		xfs.Xf = append(xfs.Xf, xf)
		xfs.Count = len(xfs.Xf)
		id = len(xfs.Xf) - 1
	}
	a.marked[key] = id
	return id
}

// note adds the messages to the cell, below what its own note says.
func (a *annotation) note(cell *badCell) {
	var text strings.Builder
	paragraphs := a.ownNote(cell)
	for _, issue := range cell.issues {
		text.WriteString(issue.Message(a.lang) + "\n")
	}
	paragraphs = append(paragraphs,
		excelize.RichTextRun{Text: a.lang.Text("severity."+string(cell.severity)) + "\n", Font: style.Font(9, true, style.Bad)},
		excelize.RichTextRun{Text: strings.TrimSpace(text.String()), Font: style.Font(9, false, style.Ink)})
	length := 0
	for _, p := range paragraphs {
		length += utf8.RuneCountInString(p.Text)
	}
	a.do(a.file.AddComment(cell.sheet, excelize.Comment{
		Author: style.ProgramName, Cell: cell.name, Paragraph: paragraphs,
		Width: style.NoteWidth, Height: uint(18*(length/38+2+len(cell.issues)) + 16),
	}))
}

// ownNote takes the note of the original off the cell and returns what it said, without what an earlier annotation of
// the workbook added: that is said anew, or mended.
func (a *annotation) ownNote(cell *badCell) []excelize.RichTextRun {
	if a.notes[cell.sheet] == nil {
		a.notes[cell.sheet] = map[string]excelize.Comment{}
		comments, err := a.file.GetComments(cell.sheet)
		a.do(err)
		for _, c := range comments {
			a.notes[cell.sheet][c.Cell] = c
		}
	}
	own, ok := a.notes[cell.sheet][cell.name]
	if !ok {
		return nil
	}
	a.do(a.file.DeleteComment(cell.sheet, cell.name))
	var runs []excelize.RichTextRun
	if own.Text != "" {
		runs = append(runs, excelize.RichTextRun{Text: own.Text, Font: style.Font(9, false, style.Ink)})
	}
	runs = append(runs, own.Paragraph...)
	if own.Author == style.ProgramName {
		runs = beforeMessages(runs)
	}
	if len(runs) > 0 {
		runs = append(runs, excelize.RichTextRun{Text: "\n\n", Font: style.Font(9, false, style.Ink)})
	}
	return runs
}

// beforeMessages are the runs of a note before the one that heads the messages, as note writes it in any language.
func beforeMessages(runs []excelize.RichTextRun) []excelize.RichTextRun {
	heads := func(run excelize.RichTextRun) bool {
		return slices.ContainsFunc(assets.Languages(), func(l assets.Lang) bool {
			return slices.ContainsFunc(issue.Severities(), func(s issue.Severity) bool { return strings.TrimSpace(run.Text) == l.Text("severity."+string(s)) })
		})
	}
	if i := slices.IndexFunc(runs, heads); i >= 0 {
		runs = runs[:i]
	}
	for len(runs) > 0 && strings.TrimSpace(runs[len(runs)-1].Text) == "" {
		runs = runs[:len(runs)-1]
	}
	return runs
}

// listIssues adds the sheet of all issues and opens the workbook at it.
func (a *annotation) listIssues(r *Report) {
	name := a.freeName(a.lang.Text("sheet.issues"))
	index, err := a.file.NewSheet(name)
	if a.do(err); a.err != nil {
		return
	}
	a.file.SetActiveSheet(index) // before the sheet is long, because excelize reads all sheets for it
	a.do(writeIssueSheet(a.file, name, r, a.lang, true))
}

// freeName is the name itself or, when the workbook has such a sheet, the name with a number.
func (a *annotation) freeName(name string) string {
	for n := 1; ; n++ {
		free := name
		if n > 1 {
			free = fmt.Sprintf("%s %d", name, n)
		}
		taken := false
		for _, sheet := range a.file.GetSheetList() {
			taken = taken || strings.EqualFold(sheet, free)
		}
		if !taken {
			return free
		}
	}
}
