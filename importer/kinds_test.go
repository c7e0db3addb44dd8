package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/export"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// A walk takes one template through all that can happen to the records it brings, whatever their type.
type walk struct {
	*testing.T
	im     *importer.Importer
	tpl    *template.Template
	lang   assets.Lang
	schema *data.Schema
	lists  map[string][]string
	named  map[data.RecordType]string // what the records are called that others refer to
}

// walkedLanguages are those the long walks go through: the complete ones, with -short, as under the race detector, the first alone.
func walkedLanguages() []assets.Lang {
	if testing.Short() {
		return assets.Languages()[:1]
	}
	return assets.Offered(assets.Languages()[0])
}

// TestEveryKindThroughEveryTemplate: each record type that a template brings is written, filled in with a value in every
// column, checked, imported, found to be there already, named by a cell, exported, deleted by its label, put back as it
// was, and imported again from its export. A record type or a template is covered by its entry in the tables.
func TestEveryKindThroughEveryTemplate(t *testing.T) {
	for _, tpl := range template.All() {
		for _, l := range walkedLanguages() {
			t.Run(tpl.Key+"/"+string(l), func(t *testing.T) {
				newWalk(t, tpl, l).journey()
			})
		}
	}
}

// newWalk returns the walk of a template in a database that has custom fields of every type and no empty list.
func newWalk(t *testing.T, tpl *template.Template, l assets.Lang) *walk {
	t.Helper()
	im := open(t)
	addFields(t, im)
	w := &walk{T: t, im: im, tpl: tpl, lang: l, named: map[data.RecordType]string{}}
	var err error
	w.schema, err = im.Store.Schema(context.Background())
	check(t, err)
	w.fillLists()
	return w
}

// fillLists sees to it that every list has an item.
func (w *walk) fillLists() {
	ctx := context.Background()
	lists, err := w.im.Store.Lists(ctx)
	check(w.T, err)
	for _, key := range data.ListKeys() {
		if len(lists[key]) == 0 {
			check(w.T, w.im.Store.AddListItems(ctx, admin(w.T, w.im), key, "Nová položka"))
		}
	}
	w.lists, err = w.im.Store.Lists(ctx)
	check(w.T, err)
}

func (w *walk) journey() {
	file := w.fill()
	r, in := importFile(w.T, w.im, file, importer.CheckOptions{Lang: w.lang})
	for _, i := range r.Issues {
		if i.Code != issue.ExampleLeft { // the cells are filled in as the examples are
			w.Fatalf("issues %v: %s", found(r), i.Message(w.lang))
		}
	}
	if !reflect.DeepEqual(in.Imported, r.Found()) || in.Imported[w.tpl.Record] == 0 {
		w.Fatalf("imported %v of %v", in.Imported, r.Found())
	}
	before := w.brought(in)
	for kind, n := range checkFile(w.T, w.im, file, importer.CheckOptions{}).Outcomes(importer.Imported) {
		if n > 0 {
			w.Errorf("imported again, %d %s would come in twice", n, kind)
		}
	}
	exports := map[data.RecordType]string{}
	for kind := range in.Imported {
		w.isNamed(kind, before[kind])
		exports[kind] = w.export(kind)
	}
	w.deleteAndRestore(in, before)
	for kind, file := range exports {
		w.delete(in)
		_, in = importFile(w.T, w.im, file, importer.CheckOptions{})
		w.same("exported "+string(kind), before, w.brought(in))
	}
}

// fill writes the template and fills in rows: one, or one for each of those that a record can belong to.
func (w *walk) fill() string {
	var b bytes.Buffer
	check(w.T, template.Write(context.Background(), w.im.Store, w.tpl, template.Options{Lang: w.lang}, &b))
	f, err := excelize.OpenReader(&b)
	check(w.T, err)
	defer f.Close()
	for _, c := range w.cells() {
		check(w.T, f.SetCellStr(c.sheet, c.name, c.text))
	}
	out, err := f.WriteToBuffer()
	check(w.T, err)
	return saved(w.T, "vyplněno.xlsx", out.Bytes())
}

// A filledCell is a cell that a person fills in: the text typed, and the value it means as a spreadsheet keeps it.
type filledCell struct {
	sheet, name, text string
	value             any
}

// cells are those of rows that fill every column: one, or one for each of those that a record can belong to.
func (w *walk) cells() []filledCell {
	var cells []filledCell
	p, err := value.ParserFor(context.Background(), w.im.Store, w.lang, now)
	check(w.T, err)
	fill := w.tpl.ToFill()
	for i := range fill.Sheets {
		columns := fill.Sheets[i].Columns(w.schema)
		wholes := slices.DeleteFunc(slices.Clone(columns), func(c template.Column) bool {
			return !slices.Contains(c.Section.Record.Kind().OneOf, c.Field.Key)
		})
		for row := range max(1, len(wholes)) {
			for n, c := range columns {
				if slices.Contains(wholes, c) && wholes[row] != c {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(n+1, 3+row)
				check(w.T, err)
				text := w.text(c)
				v, findings := p.Parse(c.Field, value.Typed(text))
				if v == nil || len(findings) > 0 {
					w.Fatalf("%q in %s is %v, %v", text, c.Title(w.lang), v, findings)
				}
				cells = append(cells, filledCell{w.lang.Text("sheet." + fill.Sheets[i].Key), cell, text, typedValue(w.lang, c.Field, v, text)})
			}
		}
	}
	return cells
}

// typedValue is what a spreadsheet keeps of a text typed into a column of the field.
func typedValue(l assets.Lang, f *data.Field, v any, text string) any {
	switch f.Type {
	case data.Bool, data.Number, data.Percent:
		return v
	case data.Date, data.DateTime, data.Time:
		return value.CellOf(l, f, v, nil)
	}
	return text
}

// text is what to write into a column.
func (w *walk) text(c template.Column) string {
	f := c.Field
	example := w.lang.FieldExample(string(c.Section.Record), f.Key)
	switch {
	case f.Custom() && f.Type != data.List:
		return customCells[f.Type].cell
	case f.Type == data.List:
		return w.lists[f.List][0]
	case f.Type == data.Account:
		return admin(w.T, w.im).FullName
	case f.Type == data.Reference && w.tpl.Sheet(f.To) == nil:
		return w.refer(f.To)
	case f.Required && f.Type == data.Text && c.Section.Number > 0: // or the persons of a row were the same
		return fmt.Sprint(example, " ", c.Section.Number)
	}
	return example
}

// refer makes a record to be referred to, once, and returns what it is called.
func (w *walk) refer(to data.RecordType) string {
	if w.named[to] == "" {
		w.make(to)
	}
	return w.named[to]
}

func (w *walk) make(kind data.RecordType) data.Record {
	r := data.Record{Type: kind}
	for _, f := range w.schema.Active(kind) {
		switch {
		case f.Type == data.Reference && f.To == data.Client && kind != data.Lead: // of the same client
			w.refer(f.To)
			clients := records(w.T, w.im, f.To)
			r.Set(f.Key, clients[0].ID)
		case f.Required && f.Type == data.Text || slices.Contains(kind.Kind().Title, f.Key):
			r.Set(f.Key, w.lang.FieldExample(string(kind), f.Key))
		}
	}
	check(w.T, w.im.Store.Insert(context.Background(), admin(w.T, w.im), &r))
	w.named[kind] = r.Title()
	return r
}

// brought returns what an import brought, by type. Every column of the template has its value.
func (w *walk) brought(in data.Import) map[data.RecordType][]data.Record {
	all := map[data.RecordType][]data.Record{}
	for kind := range in.Imported {
		var err error
		all[kind], err = w.im.Store.Records(context.Background(), kind, data.Query{Import: in.Number, Sort: "id"})
		check(w.T, err)
	}
	fill := w.tpl.ToFill()
	for i := range fill.Sheets {
		for _, c := range fill.Sheets[i].Columns(w.schema) {
			has := func(r data.Record) bool { return r.Value(c.Field.Key) != nil }
			if !c.Field.Unstored && !slices.ContainsFunc(all[c.Section.Record], has) {
				w.Errorf("no %s has a value of %s", c.Section.Record, c.Field.Key)
			}
		}
	}
	return all
}

// isNamed demands that each record is found by whatever a cell may name it by.
func (w *walk) isNamed(kind data.RecordType, all []data.Record) {
	finder, err := w.im.Store.Finder(context.Background(), kind)
	check(w.T, err)
	defer finder.Close()
	for _, r := range all {
		for _, naming := range w.schema.Namings(kind) {
			for _, name := range naming.Values(&r) {
				named, err := finder.Named(context.Background(), name)
				if check(w.T, err); !slices.ContainsFunc(named, func(found data.Record) bool { return found.ID == r.ID }) {
					w.Errorf("%q does not name %s %s", name, kind, r.Title())
				}
			}
		}
	}
}

func (w *walk) export(kind data.RecordType) string {
	var b bytes.Buffer
	label := records(w.T, w.im, kind)
	var ids []int64
	for _, r := range label {
		if r.Import != 0 {
			ids = append(ids, r.ID)
		}
	}
	_, err := export.Workbook(context.Background(), w.im.Store, kind, data.Query{IDs: ids}, w.lang, &b, nil)
	check(w.T, err)
	return saved(w.T, "export "+string(kind)+".xlsx", b.Bytes())
}

func (w *walk) delete(in data.Import) data.DeletionResult {
	ctx, by := context.Background(), admin(w.T, w.im)
	plan, err := w.im.Store.PlanDeletion(ctx, by, w.tpl.Record.Deletable(), in.Label)
	check(w.T, err)
	result, err := w.im.Store.Delete(ctx, by, plan, nil)
	check(w.T, err)
	if len(result.Kept) > 0 || !reflect.DeepEqual(result.Deleted, in.Imported) {
		w.Fatalf("deleted %v of %v, kept %v", result.Deleted, in.Imported, result.Kept)
	}
	return result
}

func (w *walk) deleteAndRestore(in data.Import, before map[data.RecordType][]data.Record) {
	ctx := context.Background()
	if labels, err := w.im.Store.Labels(ctx, w.tpl.Record); err != nil || len(labels) != 1 || labels[0].Label != in.Label {
		w.Errorf("labels %v, %v", labels, err)
	}
	w.delete(in)
	if gone, err := w.im.Store.ImportByLabel(ctx, in.Label); err != nil || gone.Status != data.Deleted || gone.Remaining[w.tpl.Record] != 0 {
		w.Errorf("after the deletion the history has %+v, %v", gone, err)
	}
	back, err := w.im.Store.Restore(ctx, admin(w.T, w.im), in.Label, nil)
	if check(w.T, err); !reflect.DeepEqual(back, in.Imported) {
		w.Errorf("put back %v of %v", back, in.Imported)
	}
	if after := w.brought(in); !reflect.DeepEqual(after, before) {
		w.Errorf("put back as %v, were %v", after, before)
	}
}

// same compares the values of records of two imports; references to records of the same import have other ids.
func (w *walk) same(what string, want, got map[data.RecordType][]data.Record) {
	for kind := range want {
		if len(got[kind]) != len(want[kind]) {
			w.Fatalf("%s: %d records of type %s, want %d", what, len(got[kind]), kind, len(want[kind]))
		}
		for i := range want[kind] {
			for _, f := range w.schema.Active(kind) {
				a, b := want[kind][i].Value(f.Key), got[kind][i].Value(f.Key)
				if a != b && (f.Type != data.Reference || w.tpl.Sheet(f.To) == nil && w.tpl.Record != f.To) {
					w.Errorf("%s: %s %d has %s %v, want %v", what, kind, i+1, f.Key, b, a)
				}
			}
		}
	}
}
