package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
	"kartoteka/importer/source"
)

type mapOptions struct {
	*program
	as, sheet, encoding, delimiter, output string
	header                                 int
	force                                  bool
}

// newMap proposes what the columns of a foreign table are.
func (p *program) newMap() *cobra.Command {
	o := mapOptions{program: p}
	cmd := &cobra.Command{Use: "map FILE", Args: p.exactly("FILE"), RunE: o.run}
	flags := cmd.Flags()
	flags.StringVar(&o.as, "as", "", "")
	flags.StringVar(&o.sheet, "sheet", "", "")
	flags.IntVar(&o.header, "header", -1, "")
	flags.StringVar(&o.encoding, "encoding", "", "")
	flags.StringVar(&o.delimiter, "delimiter", "", "")
	flags.StringVarP(&o.output, "output", "o", "", "")
	flags.BoolVar(&o.force, "force", false, "")
	p.complete(cmd, "as", typeWords(mapping.Rows())...)
	p.complete(cmd, "encoding", source.Encodings()...)
	return cmd
}

// typeWords are the names of record types in commands.
func typeWords(types []data.RecordType) []string {
	var words []string
	for _, t := range types {
		words = append(words, string(t))
	}
	return words
}

func (o *mapOptions) run(cmd *cobra.Command, args []string) error {
	options, err := o.options(cmd)
	if err != nil {
		return err
	}
	out := place{path: o.output, force: o.force, input: args[0]}
	if o.output != "" {
		if err := o.checkPlace(out); err != nil {
			return err
		}
	}
	if err := o.open(cmd.Context()); err != nil {
		return err
	}
	m, err := o.importer().Map(cmd.Context(), args[0], options)
	if err != nil {
		return err
	}
	if o.output != "" {
		if err := o.writeFile(out, m.Write); err != nil {
			return err
		}
	}
	return o.show(m, func() { o.print(m) })
}

// options reads the flags.
func (o *mapOptions) options(cmd *cobra.Command) (importer.MapOptions, error) {
	options := importer.MapOptions{Lang: o.lang, Table: mapping.Options{Sheet: o.sheet}}
	if o.as != "" {
		t, err := o.recordType(cmd, o.as, mapping.Rows()...)
		if err != nil {
			return options, err
		}
		options.Table.Row = t
	}
	switch {
	case o.header > 0:
		options.Table.Header = o.header
	case o.header == 0:
		options.Table.Header = mapping.NoHeader
	}
	if o.encoding != "" {
		if err := o.oneOf(cmd, "encoding", strings.ToLower(o.encoding), source.Encodings()...); err != nil {
			return options, err
		}
	}
	delimiter := o.delimiter
	if delimiter == "\t" || delimiter == `\t` {
		delimiter = "tab"
	}
	if delimiter != "" {
		if err := o.oneOf(cmd, "delimiter", delimiter, ";", ",", "|", "tab"); err != nil {
			return options, err
		}
	}
	if delimiter == "tab" {
		delimiter = "\t"
	}
	options.Source = source.Options{Encoding: strings.ToLower(o.encoding), Delimiter: delimiter}
	return options, nil
}

func (o *mapOptions) print(m *mapping.Mapping) {
	if m.Template != "" {
		t := newTable(o.out, o.text("cli.map.template", assets.Values{"File": m.File, "Template": o.text("template." + m.Template)}))
		_ = t.end() // o.out keeps its first error, see Run
		return
	}
	t := newTable(o.out, o.text("cli.map.file", assets.Values{
		"File": m.File, "Format": strings.TrimSpace(string(m.Format.Kind) + " " + m.Format.Encoding), "Header": m.HeaderRow, "Rows": m.Rows,
		"Row": o.text("record." + string(m.Row) + ".title"),
	}))
	_ = t.end()
	t = newTable(o.out, o.text("cli.map.column"), o.text("cli.map.title"), o.text("cli.map.field"), o.text("cli.map.sure"), o.text("cli.map.reason"))
	for _, c := range m.Columns {
		var fields []string
		for _, f := range c.To {
			fields = append(fields, mapping.FieldTitle(o.lang, f))
		}
		t.row(c.Column, shorten(c.Title, 30), strings.Join(fields, " + "), o.text("mapping.certainty."+string(c.Certainty)), c.Reason)
	}
	_ = t.end()
	if len(m.Missing) > 0 {
		var fields []string
		for _, f := range m.Missing {
			fields = append(fields, mapping.FieldTitle(o.lang, f))
		}
		_ = newTable(o.out, o.text("cli.map.missing", assets.Values{"Fields": strings.Join(fields, ", ")})).end()
	}
	if len(m.Doubtful) > 0 {
		_ = newTable(o.out, o.text("cli.map.doubtful", assets.Values{"Columns": strings.Join(m.Doubtful, ", ")})).end()
	}
	if o.output != "" {
		_ = newTable(o.out, o.text("cli.map.written", assets.Values{"File": o.output})).end()
	}
}
