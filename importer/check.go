package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// CheckOptions say how a workbook is to be understood. The zero value checks with the settings of the database.
//
// Found is for showing something while the check still runs: it comes before duplicates are known, and may come twice
// for a sheet that has to be read anew. What holds is in the Report.
type CheckOptions struct {
	Lang         assets.Lang // of suggestions that are titles
	By           data.User   // who would import: the owner of records that name none
	AddListItems bool        // unknown list items are added by the import instead of being errors
	Choices      Choices     // what happens to duplicates
	Corrections  Corrections // values put in place of cells of the file
	Now          time.Time   // the zero value is the present
	Found        func(Issue) // hears each issue as soon as it is met, in the goroutine of the check; nil: nobody
}

// cancelEvery is how many rows are read between looks at the context.
const cancelEvery = 256

// Check reads a workbook and says everything there is to say about it. It writes nothing. The errors
// are those of package xlsx, an UnknownTemplateError, ctx.Err(), or unexpected.
func (im *Importer) Check(ctx context.Context, file string, o CheckOptions, progress data.Progress) (*Report, error) {
	book, err := xlsx.Open(file, xlsx.DefaultLimits)
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", file, err)
	}
	defer book.Close()
	r, err := im.checkBook(ctx, file, book, o, progress)
	for range book.Sheets {
		// The rows of a sheet turned out to be out of order; from now on the workbook sorts them.
		if !errors.Is(err, xlsx.ErrUnordered) {
			break
		}
		r, err = im.checkBook(ctx, file, book, o, progress)
	}
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", file, err)
	}
	return r, nil
}

func (im *Importer) checkBook(ctx context.Context, file string, book *xlsx.Workbook, o CheckOptions, progress data.Progress) (*Report, error) {
	c, err := im.newCheck(ctx, file, book, o, progress)
	if err != nil {
		return nil, err
	}
	defer c.refs.close()
	for i, l := range c.layouts {
		c.checkHeader(i, l)
		if err := c.readSheet(i, l); err != nil {
			return nil, err
		}
	}
	c.checkFile()
	if err := c.compareWithDatabase(ctx); err != nil {
		return nil, err
	}
	c.report.Decide(o.Choices)
	return c.report, nil
}

// A check is one run over one workbook.
type check struct {
	*recognition
	ctx      context.Context // of the run; kept because references ask the database in the middle of a row
	failure  error           // of the database in the middle of a row
	options  CheckOptions
	store    *data.Store
	book     *xlsx.Workbook
	report   *Report
	parser   *Parser
	progress data.Progress
	refs     references
	unique   map[uniqueKey]*Entry
	defaults map[*data.Field]any
	rows     int
}

type uniqueKey struct {
	field *data.Field
	value string
}

func (im *Importer) newCheck(ctx context.Context, file string, book *xlsx.Workbook, o CheckOptions, progress data.Progress) (*check, error) {
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Lang == "" {
		o.Lang = assets.Languages()[0]
	}
	revision, err := im.Store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	schema, err := im.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	parser, err := ParserFor(ctx, im.Store, o.Lang, o.Now)
	if err != nil {
		return nil, err
	}
	found, err := recognise(book, schema)
	if err != nil {
		return nil, err
	}
	parser.AddListItems = o.AddListItems
	parser.Date1904 = book.Date1904
	c := &check{
		recognition: found, ctx: ctx, options: o, store: im.Store, book: book, parser: parser, progress: progress,
		unique: map[uniqueKey]*Entry{}, defaults: map[*data.Field]any{},
		report: &Report{
			File: file, SHA256: book.SHA256(), Template: found.template, Language: found.language,
			Checked: o.Now, choices: o.Choices, newItems: map[string][]string{}, revision: revision, schema: schema,
		},
	}
	c.refs = newReferences(im.Store)
	return c, nil
}

// checkHeader reports what the header of a sheet has too much and too little of.
func (c *check) checkHeader(sheet int, l *layout) {
	c.report.Sheets = append(c.report.Sheets, SheetRead{Name: l.name, Index: l.index, Header: l.row, layout: l})
	for _, col := range l.twice {
		c.add(Issue{Code: DuplicateColumn, Sheet: l.name, Row: l.row, Col: col, Column: l.title(col), Value: l.title(col)})
	}
	for _, col := range l.extra {
		code := UnknownColumn
		if l.sheet.hasRetired(c.report.schema, l.title(col)) {
			code = RetiredColumn
		}
		c.add(Issue{Code: code, Sheet: l.name, Row: l.row, Col: col, Column: l.title(col), Value: l.title(col)})
	}
	present := map[*Section]bool{}
	for i, column := range l.columns {
		present[column.Section] = present[column.Section] || l.col[i] != 0
	}
	outdated := map[*data.Field]bool{}
	for i, column := range l.columns {
		f := column.Field
		if l.col[i] != 0 || column.Section.Number > 0 && !present[column.Section] {
			continue
		}
		issue := Issue{Sheet: l.name, Column: column.Title(c.language), Record: column.Section.Record, Field: FieldName(f)}
		switch {
		case column.Required():
			issue.Code = MissingColumn
			c.add(issue)
		case f.Custom() && !outdated[f]:
			outdated[f] = true
			issue.Code = OutdatedTemplate
			c.add(issue)
		}
	}
}

// readSheet reads the rows below the header of one sheet.
func (c *check) readSheet(sheet int, l *layout) error {
	rows, err := c.book.Rows(l.index)
	if err != nil {
		return err
	}
	defer rows.Close()
	r := newRowReader(c, sheet, l)
	for n := 0; rows.Next(); n++ {
		if n%cancelEvery == 0 {
			if err := cmp.Or(c.ctx.Err(), c.failure); err != nil {
				return err
			}
			c.tell(rows.Fraction())
		}
		if rows.Number() <= l.row {
			continue
		}
		if r.read(rows.Number(), rows.Cells()) {
			c.report.Sheets[sheet].Rows++
			c.rows++
		}
	}
	if err := cmp.Or(rows.Err(), c.failure); err != nil {
		return err
	}
	c.checkMerged(l, r)
	return nil
}

// tell reports progress in rows; the total is estimated from how much of the sheet has been read.
func (c *check) tell(fraction float64) {
	total := c.rows
	if fraction > 0 {
		total = int(float64(c.rows) / fraction)
	}
	c.progress.Report(c.rows, total)
}

// checkMerged warns of merged cells that reach below the header: only the first cell of each has the value.
func (c *check) checkMerged(l *layout, r *rowReader) {
	for _, m := range c.book.Merged(l.index) {
		if m.LastRow <= l.row || m.Row > r.last || m.Row == m.LastRow && m.Col == m.LastCol {
			continue
		}
		c.add(Issue{
			Code: MergedCells, Sheet: l.name, Row: m.Row, Col: m.Col, Column: l.title(m.Col),
			Value: xlsx.CellName(m.Col, m.Row) + ":" + xlsx.CellName(m.LastCol, m.LastRow),
		})
	}
}

// checkFile reports what concerns the file as a whole.
func (c *check) checkFile() {
	for _, s := range c.missing {
		c.add(Issue{Code: MissingSheet, Value: c.language.Text("sheet." + s.Key)})
	}
	for _, i := range c.unread {
		c.add(Issue{Code: UnknownSheet, Sheet: c.book.Sheets[i].Name, Value: c.book.Sheets[i].Name})
	}
	main := c.report.Template.Record
	found := c.report.Found()
	switch {
	case len(c.report.Entries) == 0:
		c.add(Issue{Code: NoData})
	case found[main] > data.MaxRecords:
		c.add(Issue{
			Code: TooManyRecords, Record: main,
			Value: c.options.Lang.Int(found[main]), Want: c.options.Lang.Int(data.MaxRecords),
		})
	}
}

// add keeps an issue that no decision about duplicates changes.
func (c *check) add(i Issue) {
	i.Severity = i.Code.Severity()
	c.report.fixed = append(c.report.fixed, i)
	c.report.blocked = c.report.blocked || i.Code.OfFile()
	if c.options.Found != nil {
		c.options.Found(i)
	}
}

// sheetOrder is the order of issues: those of the file, then sheet by sheet, row by row, column by column.
func (r *Report) sheetOrder() func(a, b Issue) int {
	order := map[string]int{}
	for i, s := range r.Sheets {
		order[s.Name] = i + 1
	}
	at := func(i *Issue) int {
		if n, ok := order[i.Sheet]; ok || i.Sheet == "" {
			return n
		}
		return len(r.Sheets) + 1
	}
	return func(a, b Issue) int {
		return cmp.Or(cmp.Compare(at(&a), at(&b)), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	}
}

// Decide says what an import does with duplicates, and what follows from it for contact persons. It
// sets the outcome of every entry and the issues anew; the file is not read again.
func (r *Report) Decide(choices Choices) {
	r.choices = choices
	d := newDecider(r)
	for _, e := range r.Entries {
		if e.Record.Type != data.Contact {
			d.decide(e)
		}
	}
	d.flagErroneous()
	for _, e := range r.Entries {
		if e.Record.Type == data.Contact {
			d.decideContact(e)
		}
	}
	d.flagErroneous()
	if r.blocked {
		for _, e := range r.Entries {
			e.Outcome = Rejected
		}
	}
	r.Issues = d.issues
	slices.SortStableFunc(r.Issues, r.sheetOrder())
}
