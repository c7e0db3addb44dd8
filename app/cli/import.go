package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
)

// staleTries is how often a file is checked again because another program changed the database meanwhile.
const staleTries = 10

type importOptions struct {
	*program
	duplicates   string
	addListItems bool
	rejected     string
	allowErrors  bool
	dryRun       bool
	preview      int
	noRemember   bool
	mapFlag
}

// newImport brings the records of a workbook into the database.
func (p *program) newImport() *cobra.Command {
	o := importOptions{program: p}
	cmd := &cobra.Command{Use: "import FILE", Args: p.exactly("FILE"), RunE: o.run}
	cmd.Flags().StringVar(&o.duplicates, "duplicates", "", "")
	cmd.Flags().BoolVar(&o.addListItems, "add-list-items", false, "")
	cmd.Flags().StringVar(&o.rejected, "rejected", "", "")
	cmd.Flags().BoolVar(&o.allowErrors, "allow-errors", false, "")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "")
	cmd.Flags().IntVar(&o.preview, "preview", 0, "")
	cmd.Flags().BoolVar(&o.noRemember, "no-remember", false, "")
	o.mapFlag.add(cmd)
	p.complete(cmd, "duplicates", importer.Decisions()...)
	return cmd
}

func (o *importOptions) run(cmd *cobra.Command, args []string) error {
	if o.duplicates != "" {
		if err := o.oneOf(cmd, "duplicates", o.duplicates, importer.Decisions()...); err != nil {
			return err
		}
	}
	if o.preview < 0 {
		return o.wrongUsage(cmd, "cli.usage.preview")
	}
	rejected := place{path: o.rejected, force: true, input: args[0], ext: workbookExt}
	if o.mapFlag.value != "" && isText(o.rejected) {
		rejected.ext = ""
	}
	if o.rejected != "" {
		if err := o.checkPlace(rejected); err != nil {
			return err
		}
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	m, err := o.mapping(ctx, o.mapFlag, args[0])
	if err != nil {
		return err
	}
	report, done, err := o.importFile(ctx, args[0], rejected, m)
	if report == nil {
		return err
	}
	if e := o.showImport(ctx, report, done); e != nil {
		return e
	}
	return err
}

// importFile checks and imports. It returns a report whenever the file could be checked; with an
// error as well, nothing was written into the database. An import of nothing, because every record was left
// out, has no label.
func (o *importOptions) importFile(ctx context.Context, file string, rejected place, m *mapping.Mapping) (*importer.Report, *data.Import, error) {
	options := importer.CheckOptions{AddListItems: o.addListItems, Map: m}
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
		if o.dryRun {
			return report, nil, nil
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
			if report.Mapping != nil && isText(rejected.path) {
				return o.importer().WriteRejectedText(ctx, report, nil, o.lang, w)
			}
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
		if report.Mapping != nil && !o.noRemember && report.Mapping.Signature() != "" {
			if report.Mapping.Name, err = o.importer().RememberMapping(ctx, o.by, report); err != nil {
				return nil, err
			}
		}
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

func (o *importOptions) showImport(ctx context.Context, report *importer.Report, done *data.Import) error {
	var result reportJSON
	if done != nil {
		found := report.Found()
		result.Label = done.Label
		result.Imported = counts(done.Imported, found)
		result.Attached = report.Attached()
		result.Rejected = report.Outcomes(importer.Rejected)
		result.Duplicates = report.Outcomes(importer.Skipped)
	}
	if o.dryRun {
		var err error
		if result.Preview, err = o.previewed(ctx, report); err != nil {
			return err
		}
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

// A previewJSON is a record as it would be stored.
type previewJSON struct {
	Record data.RecordType `json:"record"`
	Row    int             `json:"row"`
	Values members         `json:"values"`
	Custom members         `json:"custom,omitempty"`
}

// previewed are the first records that the import would bring in.
func (o *importOptions) previewed(ctx context.Context, report *importer.Report) ([]previewJSON, error) {
	users, err := o.userNames(ctx)
	if err != nil {
		return nil, err
	}
	l := &lister{program: o.program, ctx: ctx, schema: report.Schema(), users: users}
	all := []previewJSON{}
	for _, e := range report.Entries {
		if len(all) == o.preview {
			break
		}
		if e.Outcome != importer.Imported {
			continue
		}
		j := previewJSON{Record: e.Record.Type, Row: e.Row}
		record := e.Record
		j.Values, j.Custom = l.members(&record, data.Names{})
		all = append(all, j)
	}
	return all, nil
}

// isText reports whether a path looks like that of delimited text.
func isText(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv", ".txt":
		return true
	}
	return false
}
