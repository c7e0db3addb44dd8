package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"kartoteka/importer"
)

type checkOptions struct {
	*program
	annotated    string
	addListItems bool
	mapFlag
}

// newCheck returns the command that reports the issues of a workbook.
func (p *program) newCheck() *cobra.Command {
	o := checkOptions{program: p}
	cmd := &cobra.Command{Use: "check FILE", Args: p.exactly("FILE"), RunE: o.run}
	cmd.Flags().StringVar(&o.annotated, "annotated", "", "")
	cmd.Flags().BoolVar(&o.addListItems, "add-list-items", false, "")
	o.mapFlag.add(cmd)
	return cmd
}

func (o *checkOptions) run(cmd *cobra.Command, args []string) error {
	annotated := place{path: o.annotated, force: true, input: args[0], ext: copyExt(args[0])}
	if o.annotated != "" {
		if err := o.checkPlace(annotated); err != nil {
			return err
		}
	}
	if err := o.open(cmd.Context()); err != nil {
		return err
	}
	m, err := o.mapping(cmd.Context(), o.mapFlag, args[0])
	if err != nil {
		return err
	}
	report, err := o.check(cmd.Context(), args[0], importer.CheckOptions{AddListItems: o.addListItems, Map: m})
	if err != nil {
		return err
	}
	if o.annotated != "" {
		err := o.writeFile(annotated, func(w io.Writer) error { return o.importer().Annotate(cmd.Context(), report, o.lang, w) })
		if err != nil {
			return err
		}
	}
	if err := o.showReport(report, reportJSON{}); err != nil {
		return err
	}
	if report.Blocked() {
		return o.refusalWith(FileErrors, "cli.check.blocked")
	}
	if report.HasErrors() {
		return o.refusalWith(FileErrors, "cli.check.errors")
	}
	return nil
}

// check checks a workbook with a bar of progress.
func (p *program) check(ctx context.Context, file string, options importer.CheckOptions) (*importer.Report, error) {
	options.Lang, options.By = p.lang, p.by
	progress, done := p.progress("cli.progress.check")
	defer done()
	return p.importer().Check(ctx, file, options, progress)
}
