package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

type restoreOptions struct {
	*program
	label string
}

// newRestore puts a deleted import back.
func (p *program) newRestore() *cobra.Command {
	o := restoreOptions{program: p}
	cmd := &cobra.Command{Use: "restore --label LABEL", Args: p.exactly(), RunE: o.run}
	cmd.Flags().StringVar(&o.label, "label", "", "")
	require(cmd, "label")
	return cmd
}

// A restoreJSON says what came back.
type restoreJSON struct {
	Label    string      `json:"label"`
	Restored data.Counts `json:"restored"`
}

func (o *restoreOptions) run(cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	if _, err := o.importByLabel(ctx, o.label); err != nil {
		return err
	}
	progress, done := o.progress("cli.progress.restore")
	restored, err := o.Restore(ctx, o.by, o.label, progress)
	done()
	var obstacle *data.RestoreError
	switch {
	case errors.As(err, &obstacle):
		return o.obstacle(obstacle)
	case errors.Is(err, data.ErrNotFound):
		return o.refusal("cli.error.nothing_deleted", assets.Values{"Label": o.label})
	case err != nil:
		return err
	}
	return o.show(restoreJSON{o.label, restored}, func() {
		o.say("cli.restore.done", assets.Values{"Label": o.label, "Records": o.recordCounts(restored, "")})
	})
}

// importByLabel returns an import of the history; of a label that is not there it says so.
func (p *program) importByLabel(ctx context.Context, label string) (data.Import, error) {
	im, err := p.ImportByLabel(ctx, label)
	if errors.Is(err, data.ErrNotFound) {
		err = p.refusal("cli.error.no_label", assets.Values{"Label": label})
	}
	return im, err
}

// obstacle names the obstacle to putting records back: the first one, and how much more there is.
func (p *program) obstacle(e *data.RestoreError) error {
	o, kind := e.Obstacles[0], "gone"
	switch {
	case o.Value != "":
		kind = "taken"
	case o.Label != "":
		kind = "deleted"
	}
	text := p.text("cli.error.obstacle."+kind, assets.Values{
		"Name": o.Name, "ID": o.ID, "Other": o.Other.Name, "OtherID": o.Other.ID, "Value": o.Value, "Label": o.Label,
		"Record": p.text("record." + string(o.Record) + ".title"),
	})
	if more := len(e.Obstacles) - 1; more > 0 {
		text += " " + p.lang.Plural("cli.error.obstacle.more", more)
	}
	return &refusal{text, Failed}
}
