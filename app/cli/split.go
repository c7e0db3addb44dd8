package cli

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/importer"
)

type splitOptions struct {
	*program
	output string
	mapFlag
}

// newSplit cuts a workbook with too many records into parts.
func (p *program) newSplit() *cobra.Command {
	o := splitOptions{program: p}
	cmd := &cobra.Command{Use: "split FILE -o DIR", Args: p.exactly("FILE"), RunE: o.run}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "")
	o.mapFlag.add(cmd)
	require(cmd, "output")
	return cmd
}

// A splitJSON names the parts of a workbook.
type splitJSON struct {
	Parts []fileJSON `json:"parts"`
}

func (o *splitOptions) run(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	if err := o.open(ctx); err != nil {
		return err
	}
	m, err := o.mapping(ctx, o.mapFlag, args[0])
	if err != nil {
		return err
	}
	report, err := o.check(ctx, args[0], importer.CheckOptions{Map: m})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.output, 0o777); err != nil {
		var failed *fs.PathError
		if errors.As(err, &failed) {
			if info, e := os.Stat(failed.Path); e == nil && !info.IsDir() {
				return o.refusal("cli.error.not_folder", assets.Values{"File": failed.Path})
			}
		}
		return err
	}
	progress, done := o.progress("cli.progress.split")
	paths, err := o.importer().Split(ctx, report, o.output, progress)
	done()
	if err != nil {
		return err
	}
	var result splitJSON
	for _, path := range paths {
		result.Parts = append(result.Parts, fileJSON{path})
	}
	return o.show(result, func() {
		t := newTable(o.out, o.lang.Plural("cli.split.done", len(paths)))
		for _, path := range paths {
			t.row(path)
		}
		_ = t.end() // o.out keeps its first error, see Run
	})
}
