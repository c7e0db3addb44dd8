package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/template"
)

// newFields shows the custom fields; the commands below it change them.
func (p *program) newFields() *cobra.Command {
	cmd := &cobra.Command{Use: "fields", Args: p.exactly(), RunE: p.showFields}
	cmd.AddCommand(p.newFieldsAdd(), p.newFieldsRename(), p.newFieldsRetire())
	return cmd
}

// A fieldJSON is a custom field.
type fieldJSON struct {
	Record   data.RecordType `json:"record"`
	Title    string          `json:"title"`
	Type     data.FieldType  `json:"type"`
	Panel    string          `json:"panel,omitempty"`
	Hint     string          `json:"hint,omitempty"`
	Required bool            `json:"required"`
	Retired  bool            `json:"retired"`
	Items    []string        `json:"items,omitempty"` // of a list
}

func (p *program) showFields(cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if err := p.openAdmin(ctx); err != nil {
		return err
	}
	schema, err := p.Schema(ctx)
	if err != nil {
		return err
	}
	lists, err := p.Lists(ctx)
	if err != nil {
		return err
	}
	list := []fieldJSON{}
	for _, t := range data.Importable() {
		for _, f := range schema.Fields(t) {
			if f.Custom() {
				list = append(list, fieldJSON{t, f.Title, f.Type, f.Panel, f.Hint, f.Required, f.Retired, lists[f.List]})
			}
		}
	}
	return p.show(list, func() { p.writeFields(list) })
}

func (p *program) writeFields(list []fieldJSON) {
	if len(list) == 0 {
		p.say("cli.fields.none")
		return
	}
	t := newTable(p.out, p.text("cli.column.record"), p.text("cli.column.title"), p.text("cli.fields.type"), p.text("cli.fields.state"), p.text("cli.fields.items"))
	for _, f := range list {
		var state []string
		if f.Required {
			state = append(state, p.text("cli.fields.required"))
		}
		if f.Retired {
			state = append(state, p.text("cli.fields.retired"))
		}
		t.row(p.text("record."+string(f.Record)+".title"), f.Title, p.text("type."+string(f.Type)), strings.Join(state, ", "), strings.Join(f.Items, ", "))
	}
	_ = t.end() // p.out keeps its first error, see Run
}

type fieldsAddOptions struct {
	*program
	title    string
	kind     string
	panel    string
	hint     string
	required bool
	items    []string
}

func (p *program) newFieldsAdd() *cobra.Command {
	o := fieldsAddOptions{program: p}
	cmd := &cobra.Command{Use: "add TYPE --title TITLE --type KIND", Args: p.exactly("TYPE"), RunE: o.run}
	cmd.Flags().StringVar(&o.title, "title", "", "")
	cmd.Flags().StringVar(&o.kind, "type", "", "")
	cmd.Flags().StringVar(&o.panel, "panel", "", "")
	cmd.Flags().StringVar(&o.hint, "hint", "", "")
	cmd.Flags().BoolVar(&o.required, "required", false, "")
	cmd.Flags().StringSliceVar(&o.items, "items", nil, "")
	require(cmd, "title", "type")
	p.complete(cmd, "type", customTypes()...)
	p.complete(cmd, "", typeNames(data.Importable()...)...)
	return cmd
}

func customTypes() []string {
	var keys []string
	for _, t := range data.CustomTypes() {
		keys = append(keys, string(t))
	}
	return keys
}

func (o *fieldsAddOptions) run(cmd *cobra.Command, args []string) error {
	t, err := o.recordType(cmd, args[0], data.Importable()...)
	if err != nil {
		return err
	}
	if err := o.oneOf(cmd, "type", o.kind, customTypes()...); err != nil {
		return err
	}
	kind := data.FieldType(o.kind)
	if kind != data.List && len(o.items) > 0 {
		return o.wrongUsage(cmd, "cli.usage.items")
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	if err := o.checkTitle(t, o.title); err != nil {
		return err
	}
	f, err := o.AddField(ctx, o.by, t, data.Field{Title: o.title, Type: kind, Panel: o.panel, Hint: o.hint, Required: o.required}, o.items...)
	if err != nil {
		return o.fieldRefusal(err, o.title)
	}
	return o.showField(t, &f, o.items, "cli.fields.added")
}

// checkTitle refuses a title that the header of a template already means something else by.
func (p *program) checkTitle(t data.RecordType, title string) error {
	if _, reserved := template.ReservedTitle(t, title); reserved {
		return p.refusal("cli.error.field_reserved", assets.Values{"Title": title})
	}
	return nil
}

// fieldRefusal is the sentence for a title that a field can't have.
func (p *program) fieldRefusal(err error, title string) error {
	switch {
	case errors.Is(err, data.ErrExists):
		return p.refusal("cli.error.field_exists", assets.Values{"Title": title})
	case errors.Is(err, data.ErrInvalid):
		return p.refusal("cli.error.field_title", assets.Values{"Title": title, "Min": data.MinTitle, "Max": data.MaxTitle})
	}
	return err
}

func (p *program) showField(t data.RecordType, f *data.Field, items []string, key string) error {
	return p.show(fieldJSON{t, f.Title, f.Type, f.Panel, f.Hint, f.Required, f.Retired, items}, func() {
		p.say(key, assets.Values{"Title": f.Title, "Record": p.text("record." + string(t) + ".title")})
	})
}

func (p *program) newFieldsRename() *cobra.Command {
	cmd := &cobra.Command{Use: "rename TYPE TITLE NEW-TITLE", Args: p.exactly("TYPE", "TITLE", "NEW-TITLE")}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.changeField(cmd, args, "cli.fields.renamed", func(ctx context.Context, t data.RecordType, f *data.Field) error {
			if err := p.checkTitle(t, args[2]); err != nil {
				return err
			}
			f.Title = args[2]
			return p.fieldRefusal(p.RenameField(ctx, p.by, f.ID, args[2]), args[2])
		})
	}
	return cmd
}

func (p *program) newFieldsRetire() *cobra.Command {
	back := false
	cmd := &cobra.Command{Use: "retire TYPE TITLE", Args: p.exactly("TYPE", "TITLE")}
	cmd.Flags().BoolVar(&back, "undo", false, "")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		key := "cli.fields.was_retired"
		if back {
			key = "cli.fields.is_back"
		}
		return p.changeField(cmd, args, key, func(ctx context.Context, _ data.RecordType, f *data.Field) error {
			f.Retired = !back
			return p.RetireField(ctx, p.by, f.ID, !back)
		})
	}
	return cmd
}

// changeField changes the custom field that the arguments TYPE and TITLE name.
func (p *program) changeField(cmd *cobra.Command, args []string, key string, change func(context.Context, data.RecordType, *data.Field) error) error {
	t, err := p.recordType(cmd, args[0], data.Importable()...)
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	if err := p.openAdmin(ctx); err != nil {
		return err
	}
	schema, err := p.Schema(ctx)
	if err != nil {
		return err
	}
	fields := schema.Fields(t)
	i := slices.IndexFunc(fields, func(f *data.Field) bool { return f.Custom() && fold.Text(f.Title) == fold.Text(args[1]) })
	if i < 0 {
		return p.refusal("cli.error.no_field", assets.Values{"Title": args[1], "Record": p.text("record." + string(t) + ".title")})
	}
	lists, err := p.Lists(ctx)
	if err != nil {
		return err
	}
	f := *fields[i]
	if err := change(ctx, t, &f); err != nil {
		return err
	}
	return p.showField(t, &f, lists[f.List], key)
}
