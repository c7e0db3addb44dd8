package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"kartoteka/data"
)

type recordsOptions struct {
	*program
	label  string
	search string
	limit  int
	offset int
}

// newRecords lists records.
func (p *program) newRecords() *cobra.Command {
	o := recordsOptions{program: p}
	cmd := &cobra.Command{Use: "records TYPE", Args: p.exactly("TYPE"), RunE: o.run}
	cmd.Flags().StringVar(&o.label, "label", "", "")
	cmd.Flags().StringVar(&o.search, "search", "", "")
	cmd.Flags().IntVar(&o.limit, "limit", 0, "")
	cmd.Flags().IntVar(&o.offset, "offset", 0, "")
	p.complete(cmd, "", typeNames(data.Listed()...)...)
	return cmd
}

func (o *recordsOptions) run(cmd *cobra.Command, args []string) error {
	t, err := o.recordType(cmd, args[0], data.Listed()...)
	if err != nil {
		return err
	}
	if o.limit < 0 || cmd.Flags().Changed("limit") && o.limit == 0 {
		return o.wrongUsage(cmd, "cli.usage.limit")
	}
	if o.offset < 0 {
		return o.wrongUsage(cmd, "cli.usage.offset")
	}
	ctx := cmd.Context()
	if err := o.open(ctx); err != nil {
		return err
	}
	if o.label != "" {
		if _, err := o.importByLabel(ctx, o.label); err != nil {
			return err
		}
	}
	lister, err := o.newLister(ctx, t)
	if err != nil {
		return err
	}
	query := data.Query{Label: o.label, Search: o.search, Limit: o.limit, Offset: o.offset}
	if err := o.Store.EachNamed(ctx, lister.schema, t, query, lister.add); err != nil {
		return err
	}
	return lister.end()
}

// A lister writes records as they come, however many there are.
type lister struct {
	*program
	ctx     context.Context
	schema  *data.Schema
	t       data.RecordType
	users   map[int64]string
	array   arrayWriter // with --json
	table   *table      // without
	columns []*data.Field
}

func (p *program) newLister(ctx context.Context, t data.RecordType) (*lister, error) {
	schema, err := p.Schema(ctx)
	if err != nil {
		return nil, err
	}
	users, err := p.userNames(ctx)
	if err != nil {
		return nil, err
	}
	l := &lister{program: p, ctx: ctx, schema: schema, t: t, users: users, array: arrayWriter{w: p.out}}
	if !p.json {
		l.startTable()
	}
	return l, nil
}

func (l *lister) add(r *data.Record, names data.Names) error {
	if !l.json {
		l.writeRow(r, names)
		return nil
	}
	item, err := l.recordJSON(r, names)
	if err != nil {
		return err
	}
	return l.array.write(item)
}

func (l *lister) end() error {
	if !l.json {
		return l.table.end()
	}
	if err := l.array.end(); err != nil {
		return err
	}
	_, err := io.WriteString(l.out, "\n")
	return err
}
