package imports

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// A view is a report as the window shows it. It is made beside the window and never changed, so that the window can draw from it
// while Report.Decide works on the report.
type view struct {
	report   *importer.Report
	store    *data.Store
	lang     assets.Lang
	schema   *data.Schema
	parser   *value.Parser     // only the window's goroutine uses it
	types    []data.RecordType // those the template can hold, in its order
	found    data.Counts
	imported data.Counts
	rejected data.Counts
	skipped  data.Counts
	counts   map[issue.Severity]int
	rows     []*issueRow // issues in file order, then corrections: what is left to do comes first
	kinds    []issueKind // most frequent first
	equal    map[cellValue]int
	names    data.Names // of records of the database that duplicates refer to
	newItems int        // values that are in no list and could be added to it
}

// An issueRow is a line of the issue grid: an issue, or a correction made in the program.
type issueRow struct {
	*issue.Issue                      // of a correction: its place, the old value and the new one as Suggestion
	fix          *importer.Correction // nil for an issue
	entry        *importer.Entry      // the record it is about, or nil
	decided      *importer.Entry      // of a duplicate: the record the decision is about, that is itself or its client
	same         *importer.Same       // of a duplicate: the other record
	rejected     bool                 // of a duplicate: it has errors as well
}

// An issueKind is a code with the number of its issues.
type issueKind struct {
	code  issue.Code
	count int
}

// A cellValue is a value of a column.
type cellValue struct {
	sheet string
	col   int
	value string
}

func (r *issueRow) at() cellValue { return cellValue{r.Sheet, r.Col, r.Value} }

// same reports whether two rows of different checks are about the same thing.
func (r *issueRow) isSame(other *issueRow) bool {
	return r.Code == other.Code && r.Sheet == other.Sheet && r.Row == other.Row && r.Col == other.Col && (r.fix == nil) == (other.fix == nil)
}

// wholeColumn are the codes that are about a column, a range or a record rather than the value of one cell.
var wholeColumn = []issue.Code{issue.UnknownColumn, issue.RetiredColumn, issue.DuplicateColumn, issue.MergedCells, issue.ClientLeftOut, issue.ClientSkipped}

// correctable reports whether putting another value into the cell can mend the issue.
func (r *issueRow) correctable() bool {
	return r.fix == nil && r.Row > 0 && r.Col > 0 && r.Severity != issue.Duplicate && !slices.Contains(wholeColumn, r.Code)
}

// newView looks a report over, for a window in a language.
func newView(ctx context.Context, im *importer.Importer, l assets.Lang, r *importer.Report) (*view, error) {
	schema, err := im.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	parser, err := value.ParserFor(ctx, im.Store, l, time.Now())
	if err != nil {
		return nil, err
	}
	s := &view{report: r, store: im.Store, lang: l, schema: schema, parser: parser, types: recordTypes(r.Template), found: r.Found(), imported: r.Outcomes(importer.Imported),
		rejected: r.Outcomes(importer.Rejected), skipped: r.Outcomes(importer.Skipped), counts: r.Counts(), equal: map[cellValue]int{}}
	s.addIssues()
	s.addCorrections()
	return s, s.addNames(ctx, im.Store)
}

// addNames fetches what the records are called that duplicates refer to.
func (v *view) addNames(ctx context.Context, store *data.Store) error {
	v.names = data.Names{}
	ids := map[data.RecordType][]int64{}
	for _, row := range v.rows {
		if row.same == nil {
			continue
		}
		for _, f := range v.schema.Active(row.Record) {
			if f.Type == data.Reference {
				ids[f.To] = append(ids[f.To], row.entry.Record.Ref(f.Key), row.same.Record.Ref(f.Key))
			}
		}
	}
	for t, all := range ids {
		titles, err := store.Titles(ctx, t, all)
		if err != nil {
			return err
		}
		v.names[t] = titles
	}
	return nil
}

// recordTypes are the types of records a template holds, the main one first.
func recordTypes(t *template.Template) []data.RecordType {
	var types []data.RecordType
	for _, sheet := range t.Sheets {
		for _, section := range sheet.Sections {
			if !slices.Contains(types, section.Record) {
				types = append(types, section.Record)
			}
		}
	}
	return types
}

func (v *view) addCorrections() {
	for i := range v.report.Corrected {
		fix := &v.report.Corrected[i]
		title, field := v.report.ColumnAt(fix.Sheet, fix.Col)
		row := &issueRow{fix: fix, entry: v.report.EntryAt(fix.Sheet, fix.Row, fix.Col), Issue: &issue.Issue{
			Sheet: fix.Sheet, Row: fix.Row, Col: fix.Col, Column: title, Value: fix.Was, Suggestion: fix.Now}}
		if field != nil {
			row.Field = issue.FieldName(field)
		}
		if row.entry != nil {
			row.Record = row.entry.Record.Type
		}
		v.rows = append(v.rows, row)
	}
}

func (v *view) addIssues() {
	counts := map[issue.Code]int{}
	last := map[cellValue]int{} // a cell may have several issues and is one value
	for i := range v.report.Issues {
		row := &issueRow{Issue: &v.report.Issues[i]}
		row.entry = v.report.EntryAt(row.Sheet, row.Row, row.Col)
		if row.Severity == issue.Duplicate && row.entry != nil {
			row.decided, row.same, row.rejected = row.entry, row.entry.Same, row.entry.Outcome == importer.Rejected
		}
		if row.Code == issue.ClientSkipped && row.entry != nil {
			row.decided, row.same = row.entry.Client, nil
		}
		counts[row.Code]++
		if row.correctable() && last[row.at()] != row.Row {
			last[row.at()] = row.Row
			v.equal[row.at()]++
		}
		if row.Code == issue.NotInList {
			if _, field := v.report.ColumnAt(row.Sheet, row.Col); field != nil && field.Type == data.List {
				v.newItems++
			}
		}
		v.rows = append(v.rows, row)
	}
	order := issue.Codes()
	for _, code := range slices.SortedFunc(maps.Keys(counts), func(a, b issue.Code) int {
		return cmp.Or(counts[b]-counts[a], slices.Index(order, a)-slices.Index(order, b))
	}) {
		v.kinds = append(v.kinds, issueKind{code, counts[code]})
	}
}

// has reports whether there is an issue of a code.
func (v *view) has(code issue.Code) bool {
	return slices.ContainsFunc(v.kinds, func(k issueKind) bool { return k.code == code })
}
