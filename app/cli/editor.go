package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer"
	"kartoteka/importer/issue"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// An editor fills a record with values written as key=value, by the rules of the import.
type editor struct {
	*program
	ctx    context.Context
	schema *data.Schema
	parser *value.Parser
	before data.Record // as it is stored
	record data.Record
	typed  map[string]string // what the arguments give the fields, by key; references are in the record already
	lines  []data.Record     // of a deal, as they will be
	issues []issue.Issue     // about references
}

func (p *program) newEditor(ctx context.Context, record data.Record) (*editor, error) {
	schema, err := p.Schema(ctx)
	if err != nil {
		return nil, err
	}
	parser, err := value.ParserFor(ctx, p.Store, p.lang, time.Now())
	if err != nil {
		return nil, err
	}
	before := record
	before.Values = slices.Clone(record.Values)
	e := &editor{program: p, ctx: ctx, schema: schema, parser: parser, before: before, record: record, typed: map[string]string{}}
	if record.Type == data.Deal && record.ID != 0 {
		e.lines, err = p.Records(ctx, data.DealItem, data.Query{Filter: map[string]any{"deal": record.ID}})
	}
	return e, err
}

// An assignment is one key=value, understood.
type assignment struct {
	field *data.Field
	text  string
}

// productKey is the key of a deal that is none of its fields: each one adds a line, and one without a value
// takes away those before it.
const productKey = "product"

// assign gives the record the values that the arguments name.
func (e *editor) assign(cmd *cobra.Command, args []string) error {
	seen := map[*data.Field]bool{}
	for _, arg := range args {
		name, text, ok := strings.Cut(arg, "=")
		if !ok {
			return e.wrongUsage(cmd, "cli.usage.assignment", assets.Values{"Argument": arg})
		}
		if e.record.Type == data.Deal && strings.EqualFold(name, productKey) {
			if err := e.addLine(text); err != nil {
				return err
			}
			continue
		}
		a, err := e.assignment(cmd, arg)
		if err != nil {
			return err
		}
		if seen[a.field] {
			return e.wrongUsage(cmd, "cli.usage.twice", assets.Values{"Key": name})
		}
		seen[a.field] = true
		if a.field.Type != data.Reference {
			e.typed[a.field.Key] = a.text
		} else if err := e.refer(a.field, a.text); err != nil {
			return err
		}
	}
	return nil
}

// assignment finds out which field an argument means. A title may itself hold a "=".
func (e *editor) assignment(cmd *cobra.Command, arg string) (assignment, error) {
	for i := range len(arg) {
		if arg[i] != '=' {
			continue
		}
		switch found := e.fields(arg[:i]); len(found) {
		case 0:
		case 1:
			return assignment{found[0], arg[i+1:]}, nil
		default:
			return assignment{}, e.wrongUsage(cmd, "cli.usage.ambiguous_key", assets.Values{"Key": arg[:i]})
		}
	}
	name, _, _ := strings.Cut(arg, "=")
	var keys []string
	for _, f := range e.schema.Active(e.record.Type) {
		if !f.Unstored {
			keys = append(keys, issue.FieldName(f))
		}
	}
	return assignment{}, e.wrongUsage(cmd, "cli.usage.unknown_key", assets.Values{"Key": name, "Keys": strings.Join(keys, ", ")})
}

// fields returns those a name can mean: the one of that key, else those of that title in any language.
func (e *editor) fields(name string) []*data.Field {
	title, custom := strings.CutPrefix(name, "custom:")
	var titled []*data.Field
	for _, f := range e.schema.Active(e.record.Type) {
		if f.Unstored {
			continue
		}
		if !f.Custom() && f.Key == name {
			return []*data.Field{f}
		}
		if (f.Custom() || !custom) && e.isTitle(f, title) {
			titled = append(titled, f)
		}
	}
	return titled
}

func (e *editor) isTitle(f *data.Field, name string) bool {
	for _, l := range assets.Languages() {
		if fold.Text(template.FieldTitle(l, e.record.Type, f)) == fold.Text(name) {
			return true
		}
	}
	return false
}

// refer makes a field refer to the record that a text names, or to none.
func (e *editor) refer(f *data.Field, text string) error {
	id, err := e.resolve(f, text)
	if err != nil {
		return err
	}
	e.record.Set(f.Key, nil)
	if id != 0 {
		e.record.Set(f.Key, id)
	}
	return nil
}

// found keeps an issue about a reference.
func (e *editor) found(f *data.Field, value string, code issue.Code, others ...issue.Place) {
	issue := importer.Problem{Field: f, Finding: issue.Finding{Code: code}}.Issue(e.lang, e.record.Type, value)
	issue.Others = others
	e.issues = append(e.issues, issue)
}

// setDefaults fills in what an empty cell of an import stands for.
func (e *editor) setDefaults() {
	for _, f := range e.schema.Active(e.record.Type) {
		if strings.TrimSpace(e.typed[f.Key]) != "" {
			continue
		}
		delete(e.typed, f.Key)
		switch {
		case f.Default != "":
			e.record.Set(f.Key, e.parser.Default(f))
		case f.Key == "owner":
			e.record.Set(f.Key, e.by.ID)
		}
	}
}

// save reads the typed texts and stores the record, with the lines of a deal. It refuses a record with errors and
// notes the rest.
func (e *editor) save() error {
	parent, err := importer.ParentOf(e.ctx, e.Store, &e.record)
	if err != nil {
		return err
	}
	record, problems := importer.ReadTyped(e.parser, e.schema, e.record, e.typed, parent)
	for _, p := range problems {
		if !slices.ContainsFunc(e.issues, func(i issue.Issue) bool { return i.Field == issue.FieldName(p.Field) }) {
			e.issues = append(e.issues, p.Issue(e.lang, record.Type, cmp.Or(e.typed[p.Field.Key], record.Text(p.Field.Key))))
		}
	}
	var errors, remarks []string
	for i := range e.issues {
		if text := e.issues[i].TypedMessage(e.lang); e.issues[i].Severity == issue.Error {
			errors = append(errors, text)
		} else {
			remarks = append(remarks, text)
		}
	}
	if len(errors) == 0 && !importer.BelongsToOne(&e.before, &record) {
		errors = append(errors, e.text("cli.error.activity_of_one"))
	}
	if len(errors) > 0 {
		return &refusal{strings.Join(errors, " "), Failed}
	}
	apart, err := importer.OtherClients(e.ctx, e.Store, e.schema, &record)
	if err != nil {
		return err
	}
	for _, other := range apart {
		remarks = append(remarks, e.text("cli.note.other_client", assets.Values{"Column": template.FieldTitle(e.lang, record.Type, other.Field), "Name": other.Title}))
	}
	if err := e.Save(e.ctx, e.by, &record, e.lines...); err != nil {
		return err
	}
	for _, r := range remarks {
		e.note(oneLine(r))
	}
	return e.show(idJSON{record.ID}, func() { fmt.Fprintln(e.out, record.ID) })
}
