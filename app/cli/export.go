package cli

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/export"
)

type exportOptions struct {
	*program
	output string
	table  bool
	force  bool
}

// newExport writes records into a file whose name says what kind.
func (p *program) newExport() *cobra.Command {
	o := exportOptions{program: p}
	cmd := &cobra.Command{Use: "export TYPE -o FILE", Args: p.exactly("TYPE"), RunE: o.run}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "")
	cmd.Flags().BoolVar(&o.table, "table", false, "")
	cmd.Flags().BoolVar(&o.force, "force", false, "")
	require(cmd, "output")
	p.complete(cmd, "", typeNames(data.Importable()...)...)
	return cmd
}

// An exportJSON says which records a file holds.
type exportJSON struct {
	File    string      `json:"file"`
	Records data.Counts `json:"records"`
}

func (o *exportOptions) run(cmd *cobra.Command, args []string) error {
	t, err := o.recordType(cmd, args[0], data.Importable()...)
	if err != nil {
		return err
	}
	kind := strings.ToLower(filepath.Ext(o.output))
	switch {
	case kind == ".vcf" && t != data.Contact:
		return o.wrongUsage(cmd, "cli.usage.vcard")
	case kind != ".xlsx" && kind != ".csv" && kind != ".vcf":
		return o.wrongUsage(cmd, "cli.usage.export_file", assets.Values{"File": o.output})
	case o.table && kind != ".xlsx":
		return o.wrongUsage(cmd, "cli.usage.export_table")
	}
	at := place{path: o.output, force: o.force}
	if err := o.checkPlace(at); err != nil {
		return err
	}
	if err := o.open(cmd.Context()); err != nil {
		return err
	}
	var written data.Counts
	err = o.writeFile(at, func(w io.Writer) (err error) {
		written, err = o.export(cmd.Context(), t, kind, w)
		return err
	})
	if err != nil {
		return err
	}
	return o.show(exportJSON{o.output, written}, func() {
		o.say("cli.export.done", assets.Values{"File": o.output, "Records": o.recordCounts(written, "")})
	})
}

func (o *exportOptions) export(ctx context.Context, t data.RecordType, kind string, w io.Writer) (data.Counts, error) {
	if kind == ".xlsx" {
		progress, done := o.progress("cli.progress.export")
		defer done()
		if o.table {
			n, err := export.Table(ctx, o.Store, t, data.Query{}, o.lang, w, progress)
			return data.Counts{t: n}, err
		}
		return export.Workbook(ctx, o.Store, t, data.Query{}, o.lang, w, progress)
	}
	write := func() (int, error) { return export.CSV(ctx, o.Store, t, data.Query{}, o.lang, w) }
	if kind == ".vcf" {
		write = func() (int, error) { return export.VCards(ctx, o.Store, data.Query{}, o.lang, w) }
	}
	n, err := write()
	return data.Counts{t: n}, err
}
