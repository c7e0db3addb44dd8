package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/importer/template"
)

type templateOptions struct {
	*program
	output   string
	examples bool
	force    bool
}

// newTemplate writes a template to fill.
func (p *program) newTemplate() *cobra.Command {
	o := templateOptions{program: p}
	cmd := &cobra.Command{Use: "template KEY -o FILE", Args: p.exactly("KEY"), RunE: o.run}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "")
	cmd.Flags().BoolVar(&o.examples, "examples", false, "")
	cmd.Flags().BoolVar(&o.force, "force", false, "")
	require(cmd, "output")
	p.complete(cmd, "", templateKeys()...)
	return cmd
}

func (o *templateOptions) run(cmd *cobra.Command, args []string) error {
	t := template.ByKey(strings.ToLower(args[0]))
	if t == nil {
		return o.wrongUsage(cmd, "cli.usage.template", assets.Values{"Key": args[0], "Allowed": strings.Join(templateKeys(), ", ")})
	}
	at := place{path: o.output, force: o.force, ext: workbookExt}
	if err := o.checkPlace(at); err != nil {
		return err
	}
	if err := o.open(cmd.Context()); err != nil {
		return err
	}
	err := o.writeFile(at, func(w io.Writer) error {
		return template.Write(cmd.Context(), o.Store, t, template.Options{Lang: o.lang, Examples: o.examples}, w)
	})
	if err != nil {
		return err
	}
	return o.show(fileJSON{o.output}, func() {
		o.say("cli.template.done", assets.Values{"File": o.output, "Template": o.text("template." + t.Key)})
	})
}

// A fileJSON is the result of a command that writes a file.
type fileJSON struct {
	File string `json:"file"`
}

func templateKeys() []string {
	var keys []string
	for _, t := range template.All() {
		keys = append(keys, t.Key)
	}
	return keys
}
