package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/scratch"
	"kartoteka/importer"
)

// newDemo fills a database with the samples that ship.
func (p *program) newDemo() *cobra.Command {
	return &cobra.Command{Use: "demo", Args: p.exactly(), RunE: p.demo}
}

// demo imports the samples as import would, mistakes and all: what is wrong or there already is left out.
func (p *program) demo(cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if err := p.openAdmin(ctx); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(scratch.Folder(), "kartoteka-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	var done []demoJSON
	for _, s := range append(assets.Samples(), assets.ForeignSample()) {
		file := filepath.Join(folder, s.Name)
		if err := os.WriteFile(file, s.Content, 0o600); err != nil {
			return err
		}
		d, err := p.importSample(ctx, file)
		if err != nil {
			return err
		}
		done = append(done, d)
	}
	return p.show(done, func() {
		for _, d := range done {
			key := "cli.demo.done"
			if d.Label == "" {
				key = "cli.demo.skipped"
			}
			p.say(key, assets.Values{"File": d.File, "Label": d.Label, "Records": p.recordCounts(d.Imported, "")})
		}
	})
}

// A demoJSON says what became of one sample; one of which nothing was imported has no label.
type demoJSON struct {
	File       string      `json:"file"`
	Label      string      `json:"label,omitempty"`
	Imported   data.Counts `json:"imported"`
	Rejected   data.Counts `json:"rejected"`
	Duplicates data.Counts `json:"duplicates"`
}

func (p *program) importSample(ctx context.Context, file string) (demoJSON, error) {
	o := importOptions{program: p, duplicates: string(importer.SkipDuplicate), addListItems: true, allowErrors: true}
	m, err := p.proposed(ctx, file)
	if err != nil {
		return demoJSON{}, err
	}
	report, done, err := o.importFile(ctx, file, place{}, m)
	var left *refusal
	if err != nil && !(report != nil && errors.As(err, &left)) { // a refusal with a report: nothing in it is new
		return demoJSON{}, err
	}
	d := demoJSON{
		File: filepath.Base(file), Imported: counts(nil, report.Found()),
		Rejected: report.Outcomes(importer.Rejected), Duplicates: report.Outcomes(importer.Skipped),
	}
	if done != nil {
		d.Label, d.Imported = done.Label, counts(done.Imported, d.Imported)
	}
	return d, nil
}
