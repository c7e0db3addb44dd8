package cli

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
)

// staleTries is how often a file is checked again because another program changed the database meanwhile.
const staleTries = 10

type importOptions struct {
	*program
	duplicates   string
	addListItems bool
	rejected     string
	allowErrors  bool
}

// newImport brings the records of a workbook into the database.
func (p *program) newImport() *cobra.Command {
	o := importOptions{program: p}
	cmd := &cobra.Command{Use: "import FILE", Args: p.exactly("FILE"), RunE: o.run}
	cmd.Flags().StringVar(&o.duplicates, "duplicates", string(importer.SkipDuplicate), "")
	cmd.Flags().BoolVar(&o.addListItems, "add-list-items", false, "")
	cmd.Flags().StringVar(&o.rejected, "rejected", "", "")
	cmd.Flags().BoolVar(&o.allowErrors, "allow-errors", false, "")
	p.complete(cmd, "duplicates", importer.Decisions()...)
	return cmd
}

func (o *importOptions) run(cmd *cobra.Command, args []string) error {
	err := o.oneOf(cmd, "duplicates", o.duplicates, importer.Decisions()...)
	if err != nil {
		return err
	}
	rejected := place{path: o.rejected, force: true, input: args[0], ext: workbookExt}
	if o.rejected != "" {
		if err := o.checkPlace(rejected); err != nil {
			return err
		}
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	report, done, err := o.importFile(ctx, args[0], rejected)
	if report == nil {
		return err
	}
	if e := o.showImport(report, done); e != nil {
		return e
	}
	return err
}

// importFile checks and imports. It returns a report whenever the file could be checked; with an
// error as well, nothing was written into the database. An import of nothing, because every record was left
// out, has no label.
func (o *importOptions) importFile(ctx context.Context, file string, rejected place) (*importer.Report, *data.Import, error) {
	options := importer.CheckOptions{AddListItems: o.addListItems}
	options.Choices.All = importer.Decision(o.duplicates)
	for try := 1; ; try++ {
		report, err := o.check(ctx, file, options)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case report.Blocked():
			return report, nil, o.refusalWith(FileErrors, "cli.import.blocked")
		case report.HasErrors() && !o.allowErrors:
			return report, nil, o.refusalWith(FileErrors, "cli.import.errors")
		}
		done, err := o.importChecked(ctx, report, rejected)
		switch {
		case errors.Is(err, data.ErrStale) && try < staleTries:
		case err == nil && done == nil && report.HasErrors():
			return report, &data.Import{}, o.refusalWith(FileErrors, "cli.import.nothing")
		case err == nil && done == nil:
			return report, &data.Import{}, nil
		case err != nil:
			return nil, nil, err
		default:
			return report, done, nil
		}
	}
}

// importChecked imports what a report lets in and writes the records left out; nil is an import of nothing. The
// workbook of the latter is complete before the import begins, so that a full disk can't part the two.
func (o *importOptions) importChecked(ctx context.Context, report *importer.Report, rejected place) (done *data.Import, err error) {
	var left *draft
	if rejected.path != "" {
		left, err = o.writeDraft(rejected, func(w io.Writer) error {
			return o.importer().WriteRejected(ctx, report, nil, o.lang, w)
		})
		if err != nil {
			return nil, err
		}
	}
	if importable(report) > 0 {
		im, err := o.write(ctx, report)
		if err != nil {
			left.discard()
			return nil, err
		}
		done = &im
	}
	if left != nil {
		err = o.keep(left)
	}
	return done, err
}

func (o *importOptions) write(ctx context.Context, report *importer.Report) (data.Import, error) {
	if _, err := o.DailyBackup(ctx); err != nil {
		return data.Import{}, err
	}
	progress, done := o.progress("cli.progress.import")
	defer done()
	return o.importer().Import(ctx, report, o.by, progress)
}

func importable(r *importer.Report) int {
	total := 0
	for _, n := range r.Outcomes(importer.Imported) {
		total += n
	}
	return total
}

func (o *importOptions) showImport(report *importer.Report, done *data.Import) error {
	var result reportJSON
	if done != nil {
		found := report.Found()
		result.Label = done.Label
		result.Imported = counts(done.Imported, found)
		result.Attached = report.Attached()
		result.Rejected = report.Outcomes(importer.Rejected)
		result.Duplicates = report.Outcomes(importer.Skipped)
	}
	if err := o.showReport(report, result); err != nil {
		return err
	}
	switch {
	case done == nil || o.json:
	case done.Label == "" && !report.HasErrors(): // else it is the refusal
		o.say("cli.import.nothing")
	case done.Label != "":
		o.say("cli.import.done", assets.Values{"Label": done.Label, "Records": o.recordCounts(done.Imported, "")})
	}
	return nil
}
