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
	"kartoteka/importer/issue"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// CheckOptions say how a workbook is to be understood. The zero value checks with the settings of the database.
//
// Found is for showing something while the check still runs: it comes before duplicates are known, and may come twice
// for a sheet that has to be read again. The Report has the last word.
type CheckOptions struct {
	Lang         assets.Lang       // of suggestions that are titles
	By           data.User         // who would import: the owner of records that name none
	AddListItems bool              // unknown list items are added by the import instead of being errors
	Choices      Choices           // what happens to duplicates
	Corrections  Corrections       // values put in place of cells of the file
	Now          time.Time         // the zero value is the present
	Map          *mapping.Mapping  // of a foreign table; nil: the file is one of a template
	First        int               // so many rows of each sheet are read and no more, for a preview that can't be imported; 0: all
	Found        func(issue.Issue) // called with each issue as soon as it is met, in the goroutine of the check; may be nil
}

// cancelEvery is how many rows are read between looks at the context.
const cancelEvery = 256

// Check reads a workbook and says everything there is to say about it. It writes nothing. The errors
// are those of package xlsx, an UnknownTemplateError, ctx.Err(), or unexpected.
func (im *Importer) Check(ctx context.Context, file string, o CheckOptions, progress data.Progress) (*Report, error) {
	book, err := source.Open(file, o.reading())
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

func (im *Importer) checkBook(ctx context.Context, file string, book *source.Book, o CheckOptions, progress data.Progress) (*Report, error) {
	c, err := im.newCheck(ctx, file, book, o, progress)
	if err != nil {
		return nil, err
	}
	defer c.refs.close()
	for i, l := range c.Layouts {
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
	*template.Recognition
	ctx      context.Context // of the run; kept because references ask the database in the middle of a row
	failure  error           // of the database in the middle of a row
	options  CheckOptions
	store    *data.Store
	book     *source.Book
	foreign  *foreign // nil for a file of a template
	report   *Report
	parser   *value.Parser
	progress data.Progress
	refs     references
	unique   map[uniqueKey]*Entry

	replacements map[string]map[string]string // by field, see data.Store.Replacements
	defaults     map[*data.Field]any
	rows         int
}

type uniqueKey struct {
	field *data.Field
	value string
}

func (im *Importer) newCheck(ctx context.Context, file string, book *source.Book, o CheckOptions, progress data.Progress) (*check, error) {
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
	fields, err := newFields(schema, o.Map)
	if err != nil {
		return nil, err
	}
	schema = schema.With(fields)
	parser, err := value.ParserFor(ctx, im.Store, o.Lang, o.Now)
	if err != nil {
		return nil, err
	}
	replacements, err := im.Store.Replacements(ctx)
	if err != nil {
		return nil, err
	}
	parser.AddListItems = o.AddListItems
	parser.Date1904 = book.Date1904
	parser.LongTexts = o.Map != nil
	found, laid, err := recognise(ctx, book, schema, parser, o)
	if err != nil {
		return nil, err
	}
	c := &check{
		Recognition: found, ctx: ctx, options: o, store: im.Store, book: book, parser: parser, progress: progress,
		replacements: replacements, unique: map[uniqueKey]*Entry{}, defaults: map[*data.Field]any{},
		report: &Report{
			File: file, SHA256: book.SHA256(), Template: found.Template, Language: found.Language,
			Checked: o.Now, choices: o.Choices, newItems: map[string][]string{}, revision: revision, schema: schema, fields: fields,
			options: o.reading(), kind: book.Format.Kind,
		},
	}
	if laid != nil {
		c.foreign = newForeign(laid)
		c.report.Mapping = o.Map
	}
	if book.Renamed {
		c.add(issue.Issue{Code: issue.ReadAsText})
	}
	c.refs = newReferences(im.Store, schema, found.Layouts)
	return c, nil
}

// checkHeader reports the columns that the header of a sheet lacks, and those that are none of the template.
func (c *check) checkHeader(sheet int, l *template.Layout) {
	c.report.Sheets = append(c.report.Sheets, SheetRead{Name: l.Name, Index: l.Index, Header: l.Row, layout: l})
	if c.foreign != nil {
		c.checkMapping(l)
		return
	}
	for _, again := range l.Twice {
		first := issue.Place{Sheet: l.Name, Row: l.Row, Cell: xlsx.CellName(again.First, l.Row), Title: l.Title(again.First)}
		c.add(issue.Issue{
			Code: issue.DuplicateColumn, Sheet: l.Name, Row: l.Row, Col: again.Col, Column: l.Title(again.Col), Value: l.Title(again.Col),
			Want: l.Title(again.First), Others: []issue.Place{first},
		})
	}
	for _, col := range l.Extra {
		code := issue.UnknownColumn
		switch {
		case slices.Contains(l.Beyond, col):
			code = issue.SeventhPerson
		case l.Sheet.HasRetired(c.report.schema, l.Title(col)):
			code = issue.RetiredColumn
		}
		c.add(issue.Issue{Code: code, Sheet: l.Name, Row: l.Row, Col: col, Column: l.Title(col), Value: l.Title(col)})
	}
	present := map[*template.Section]bool{}
	for i, column := range l.Columns {
		present[column.Section] = present[column.Section] || l.Col[i] != 0
	}
	outdated := map[*data.Field]bool{}
	for i, column := range l.Columns {
		f := column.Field
		if l.Col[i] != 0 || column.Section.Number > 0 && !present[column.Section] {
			continue
		}
		missing := issue.Issue{Sheet: l.Name, Column: column.Title(c.Language), Record: column.Section.Record, Field: issue.FieldName(f)}
		switch {
		case column.Required():
			missing.Code = issue.MissingColumn
			c.add(missing)
		case f.Custom() && !outdated[f]:
			outdated[f] = true
			missing.Code = issue.OutdatedTemplate
			c.add(missing)
		}
	}
}

// readSheet reads the rows below the header of one sheet.
func (c *check) readSheet(sheet int, l *template.Layout) error {
	rows, err := c.book.Rows(l.Index)
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
			c.reportProgress(rows.Fraction())
		}
		if rows.Number() <= l.Row {
			continue
		}
		if r.read(rows.Number(), rows.Cells()) {
			c.report.Sheets[sheet].Rows++
			c.rows++
		}
		if c.options.First > 0 && c.report.Sheets[sheet].Rows == c.options.First {
			c.report.blocked = true
			break
		}
	}
	if err := cmp.Or(rows.Err(), c.failure); err != nil {
		return err
	}
	if c.foreign != nil {
		r.finishCompanies()
	}
	r.leaveOut()
	return c.checkMerged(l, r)
}

// reportProgress reports the rows read; the total is estimated from how much of the sheet has been read.
func (c *check) reportProgress(fraction float64) {
	total := c.rows
	if fraction > 0 {
		total = int(float64(c.rows) / fraction)
	}
	c.progress.Report(c.rows, total)
}

// checkMerged warns of merged cells that reach below the header: only the first cell of each has the value.
func (c *check) checkMerged(l *template.Layout, r *rowReader) error {
	var merged []xlsx.Range
	for _, m := range c.book.Merged(l.Index) {
		if m.LastRow <= l.Row || m.Row > r.last || m.Row == m.LastRow && m.Col == m.LastCol {
			continue
		}
		merged = append(merged, m)
	}
	if len(merged) == 0 {
		return nil
	}
	// Only behind its rows a sheet says which of its cells are merged, so their values are read again.
	rows, err := c.book.Rows(l.Index)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, of, last := map[xlsx.Range]string{}, map[int][]xlsx.Range{}, 0
	for _, m := range merged {
		of[m.Row] = append(of[m.Row], m)
		last = max(last, m.Row)
	}
	for rows.Next() && rows.Number() <= last {
		for _, m := range of[rows.Number()] {
			if cell := cellAt(rows.Cells(), m.Col); cell != nil {
				values[m] = c.parser.Shown(*cell)
			}
		}
	}
	for _, m := range merged {
		c.add(issue.Issue{
			Code: issue.MergedCells, Sheet: l.Name, Row: m.Row, Col: m.Col, Column: l.Title(m.Col), Value: values[m],
			Want: xlsx.CellName(m.Col, m.Row) + ":" + xlsx.CellName(m.LastCol, m.LastRow),
		})
	}
	return rows.Err()
}

// checkFile reports what concerns the file as a whole.
func (c *check) checkFile() {
	for _, s := range c.Missing {
		c.add(issue.Issue{Code: issue.MissingSheet, Value: c.Language.Text("sheet." + s.Key)})
	}
	for _, i := range c.Unread {
		c.add(issue.Issue{Code: issue.UnknownSheet, Sheet: c.book.Sheets[i].Name, Value: c.book.Sheets[i].Name})
	}
	main := c.report.Template.Record
	limit := main.Kind().Limit
	found := c.report.Found()
	switch {
	case len(c.report.Entries) == 0:
		c.add(issue.Issue{Code: issue.NoData})
	case limit > 0 && found[main] > limit:
		c.add(issue.Issue{
			Code: issue.TooManyRecords, Record: main,
			Value: c.options.Lang.Int(found[main]), Want: c.options.Lang.Int(limit),
		})
	}
}

// add keeps an issue that no decision about duplicates changes.
func (c *check) add(i issue.Issue) {
	i.Severity = cmp.Or(i.Severity, i.Code.Severity())
	c.report.fixed = append(c.report.fixed, i)
	c.report.blocked = c.report.blocked || i.Code.OfFile()
	if c.options.Found != nil {
		c.options.Found(i)
	}
}
