package cli

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

// newAdd adds a record by hand.
func (p *program) newAdd() *cobra.Command {
	cmd := &cobra.Command{Use: "add TYPE key=value ...", Args: p.atLeast("TYPE", "key=value"), RunE: p.add}
	p.complete(cmd, "", typeNames(data.Listed()...)...)
	return cmd
}

// An idJSON is the result of a command about one record.
type idJSON struct {
	ID int64 `json:"id"`
}

func (p *program) add(cmd *cobra.Command, args []string) error {
	t, err := p.recordType(cmd, args[0], data.Listed()...)
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	if err := p.open(ctx); err != nil {
		return err
	}
	e, err := p.newEditor(ctx, data.Record{Type: t})
	if err != nil {
		return err
	}
	if err := e.assign(cmd, args[1:]); err != nil {
		return err
	}
	e.setDefaults()
	return e.save()
}

// newEdit changes a record by hand.
func (p *program) newEdit() *cobra.Command {
	cmd := &cobra.Command{Use: "edit TYPE ID key=value ...", Args: p.atLeast("TYPE", "ID", "key=value"), RunE: p.edit}
	p.complete(cmd, "", typeNames(data.Listed()...)...)
	return cmd
}

func (p *program) edit(cmd *cobra.Command, args []string) error {
	record, err := p.recordOf(cmd, args)
	if err != nil {
		return err
	}
	e, err := p.newEditor(cmd.Context(), record)
	if err != nil {
		return err
	}
	if err := e.assign(cmd, args[2:]); err != nil {
		return err
	}
	return e.save()
}

// newRemove removes a record that nothing is linked to.
func (p *program) newRemove() *cobra.Command {
	cmd := &cobra.Command{Use: "remove TYPE ID", Args: p.exactly("TYPE", "ID"), RunE: p.remove}
	p.complete(cmd, "", typeNames(data.Listed()...)...)
	return cmd
}

func (p *program) remove(cmd *cobra.Command, args []string) error {
	record, err := p.recordOf(cmd, args)
	if err != nil {
		return err
	}
	if _, err := p.Remove(cmd.Context(), p.by, record.Type, record.ID); err != nil {
		return err
	}
	return p.show(idJSON{record.ID}, func() {
		p.say("cli.remove.done", assets.Values{"Record": p.text("record." + string(record.Type) + ".title"), "ID": record.ID, "Name": record.Title()})
	})
}

// recordOf opens the database and reads the record that the arguments TYPE and ID name.
func (p *program) recordOf(cmd *cobra.Command, args []string) (data.Record, error) {
	t, err := p.recordType(cmd, args[0], data.Listed()...)
	if err != nil {
		return data.Record{}, err
	}
	id, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil || id < 1 {
		return data.Record{}, p.wrongUsage(cmd, "cli.usage.id", assets.Values{"ID": args[1]})
	}
	if err := p.open(cmd.Context()); err != nil {
		return data.Record{}, err
	}
	record, err := p.Record(cmd.Context(), t, id)
	if errors.Is(err, data.ErrNotFound) {
		err = p.refusal("cli.error.no_record", assets.Values{"Record": p.text("record." + string(t) + ".title"), "ID": id})
	}
	return record, err
}
