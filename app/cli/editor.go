package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// An editor fills a record with values written as key=value, by the rules of the import.
type editor struct {
	*program
	ctx    context.Context
	schema *data.Schema
	parser *importer.Parser
	record data.Record
	items  []data.Record // lines to add to a deal
	issues []importer.Issue
	wrong  map[*data.Field]bool // fields that have an error already
}

func (p *program) newEditor(ctx context.Context, record data.Record) (*editor, error) {
	schema, err := p.Schema(ctx)
	if err != nil {
		return nil, err
	}
	parser, err := p.importer().Parser(ctx, p.lang, time.Now())
	return &editor{program: p, ctx: ctx, schema: schema, parser: parser, record: record, wrong: map[*data.Field]bool{}}, err
}

// An assignment is one key=value, understood.
type assignment struct {
	field *data.Field
	text  string
}

// productKey is the key of a deal that is none of its fields: each one adds a line.
const productKey = "product"

// assign gives the record the values that the arguments name.
func (e *editor) assign(cmd *cobra.Command, args []string) error {
	var assignments []assignment
	var products []string
	seen := map[*data.Field]bool{}
	for _, arg := range args {
		name, text, ok := strings.Cut(arg, "=")
		if !ok {
			return e.wrongUsage(cmd, "cli.usage.assignment", assets.Values{"Argument": arg})
		}
		if e.record.Type == data.Deal && strings.EqualFold(name, productKey) {
			products = append(products, text)
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
		assignments = append(assignments, a)
	}
	// The country decides how a phone is read and the currency what an amount is, wherever they stand.
	for _, first := range []bool{true, false} {
		for _, a := range assignments {
			if isContext(a.field) != first {
				continue
			}
			if err := e.set(a); err != nil {
				return err
			}
		}
		if err := e.setContext(); err != nil {
			return err
		}
	}
	for _, text := range products {
		if err := e.addProduct(text); err != nil {
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
			keys = append(keys, importer.FieldName(f))
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
		if data.Fold(importer.FieldTitle(l, e.record.Type, f)) == data.Fold(name) {
			return true
		}
	}
	return false
}

// isContext reports whether other values are read in the light of the field's.
func isContext(f *data.Field) bool {
	return f.Type == data.Country || f.List == "currency" || f.Type == data.Reference && f.To == data.Client
}

// setContext tells the parser the country and the currency of the record.
func (e *editor) setContext() error {
	e.parser.Country, e.parser.Currency = e.record.Text("country"), e.record.Text("currency")
	client := e.record.Ref("client")
	if e.parser.Country != "" || client == 0 {
		return nil
	}
	r, err := e.Record(e.ctx, data.Client, client)
	e.parser.Country = r.Text("country")
	return err
}

// set gives a field its value; an empty text takes it away.
func (e *editor) set(a assignment) error {
	if a.field.Type == data.Reference {
		id, err := e.resolve(a.field, a.text)
		if err != nil {
			return err
		}
		if id == 0 {
			e.record.Set(a.field.Key, nil)
		} else {
			e.record.Set(a.field.Key, id)
		}
		return nil
	}
	v, findings := e.parser.Parse(a.field, importer.Typed(a.text))
	for _, found := range findings {
		e.found(a.field, a.text, found)
	}
	e.record.Set(a.field.Key, v)
	return nil
}

// found keeps what is to be said about a value.
func (e *editor) found(f *data.Field, value string, found importer.Finding, others ...importer.Place) {
	e.issues = append(e.issues, importer.Issue{
		Severity: found.Code.Severity(), Code: found.Code, Column: importer.FieldTitle(e.lang, e.record.Type, f),
		Record: e.record.Type, Field: importer.FieldName(f), Value: value, Want: found.Want, Suggestion: found.Suggestion, Others: others,
	})
	if found.Code.Severity() == importer.Error {
		e.wrong[f] = true
	}
}

// setDefaults fills in what an empty cell of an import stands for.
func (e *editor) setDefaults() {
	for _, f := range e.schema.Active(e.record.Type) {
		switch {
		case e.record.Value(f.Key) != nil || e.wrong[f]:
		case f.Default != "":
			e.record.Set(f.Key, e.parser.Default(f))
		case f.Key == "owner":
			e.record.Set(f.Key, e.by.ID)
		}
	}
}

// finish applies the rules about the whole record. It refuses a record with errors and notes the rest.
func (e *editor) finish() error {
	importer.Complete(&e.record)
	for _, problem := range importer.CheckRecord(e.schema, &e.record) {
		if !e.wrong[problem.Field] {
			e.found(problem.Field, "", problem.Finding)
		}
	}
	var errors, remarks []string
	for i := range e.issues {
		if message := e.issues[i].Message(e.lang); e.issues[i].Severity == importer.Error {
			errors = append(errors, message)
		} else {
			remarks = append(remarks, message)
		}
	}
	if e.record.Type == data.Activity && !e.belongs() && len(errors) == 0 {
		errors = append(errors, e.text("cli.error.activity_of_nothing"))
	}
	if len(errors) > 0 {
		return &refusal{strings.Join(errors, " "), Failed}
	}
	for _, r := range remarks {
		e.note(oneLine(r))
	}
	return nil
}

// belongs reports whether an activity belongs to some record.
func (e *editor) belongs() bool {
	for _, key := range []string{"client", "contact", "lead", "deal"} {
		if e.record.Ref(key) != 0 {
			return true
		}
	}
	return false
}
