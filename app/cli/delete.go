package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

type deleteOptions struct {
	*program
	kind   string
	label  string
	last   bool // instead of a label
	dryRun bool
}

// newDelete takes an import back.
func (p *program) newDelete() *cobra.Command {
	o := deleteOptions{program: p}
	cmd := &cobra.Command{Use: "delete --type clients|leads|products|deals|activities --label LABEL|--last", Args: p.exactly(), RunE: o.run}
	cmd.Flags().StringVar(&o.kind, "type", "", "")
	cmd.Flags().StringVar(&o.label, "label", "", "")
	cmd.Flags().BoolVar(&o.last, "last", false, "")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "")
	require(cmd, "type")
	p.complete(cmd, "type", deletables()...)
	return cmd
}

func (o *deleteOptions) run(cmd *cobra.Command, _ []string) error {
	kind, err := o.deletable(cmd)
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("label") == o.last {
		return o.wrongUsage(cmd, "cli.usage.label_or_last")
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	if o.last {
		if o.label, err = o.lastLabel(ctx, kind); err != nil {
			return err
		}
	}
	plan, err := o.PlanDeletion(ctx, o.by, kind, o.label)
	if errors.Is(err, data.ErrNotFound) {
		return o.noneLeft(cmd, kind)
	}
	if err != nil {
		return err
	}
	if o.dryRun {
		return o.show(plan, func() { o.writeDeletion(plan, "cli.delete.would") })
	}
	progress, done := o.progress("cli.progress.delete")
	result, err := o.Delete(ctx, o.by, plan, progress)
	done()
	if err != nil {
		return err
	}
	return o.show(result.Deletion, func() {
		o.writeDeletion(&result.Deletion, "cli.delete.done")
		if result.ID != 0 {
			o.say("cli.delete.undo", assets.Values{"Label": o.label, "Backup": result.Backup.Path})
		}
	})
}

func (o *deleteOptions) deletable(cmd *cobra.Command) (data.Deletable, error) {
	word := strings.ToLower(o.kind)
	for _, d := range data.Deletables() {
		if word == string(d) || word == string(d.Types()[0]) {
			return d, nil
		}
	}
	return "", o.oneOf(cmd, "type", o.kind, deletables()...)
}

func deletables() []string {
	var names []string
	for _, d := range data.Deletables() {
		names = append(names, string(d))
	}
	return names
}

// lastLabel returns the label of the newest import that still has records of the kind.
func (o *deleteOptions) lastLabel(ctx context.Context, kind data.Deletable) (string, error) {
	history, err := o.Imports(ctx)
	if err != nil {
		return "", err
	}
	for _, im := range history { // newest first
		for _, t := range kind.Types() {
			if im.Remaining[t] > 0 {
				return im.Label, nil
			}
		}
	}
	return "", o.refusal("cli.error.none_imported", assets.Values{"Type": o.titles(kind)})
}

// titles is the plural of the record type that a kind of deletion is named after.
func (o *deleteOptions) titles(kind data.Deletable) string {
	return o.text("record." + string(kind.Types()[0]) + ".titles")
}

// noneLeft distinguishes an unknown label from one whose records are gone.
func (o *deleteOptions) noneLeft(cmd *cobra.Command, kind data.Deletable) error {
	if _, err := o.importByLabel(cmd.Context(), o.label); err != nil {
		return err
	}
	return o.refusal("cli.error.none_left", assets.Values{"Label": o.label, "Type": o.titles(kind)})
}

func (p *program) writeDeletion(d *data.Deletion, key string) {
	p.say(key, assets.Values{"Label": d.Label, "Records": p.recordCounts(d.Deleted, "")})
	if len(d.Kept) == 0 {
		return
	}
	fmt.Fprintln(p.out, p.lang.Plural("cli.delete.kept", len(d.Kept)))
	t := newTable(p.out, p.text("cli.column.record"), ">"+p.text("cli.column.id"), p.text("cli.column.name"), p.text("cli.delete.because"))
	for _, k := range d.Kept {
		t.row(p.text("record."+string(k.Record)+".title"), fmt.Sprint(k.ID), shorten(k.Name, 40), p.links(k.Because))
	}
	_ = t.end() // p.out keeps its first error, see Run
}

// links names the records that hold another one.
func (p *program) links(links []data.Link) string {
	var names []string
	for _, l := range links {
		names = append(names, p.text("cli.link", assets.Values{"Record": p.text("record." + string(l.Record) + ".title"), "ID": l.ID, "Name": l.Name}))
	}
	return strings.Join(names, ", ")
}
