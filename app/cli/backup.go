package cli

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

type backupOptions struct {
	*program
	output string
	force  bool
}

// newBackup copies the database.
func (p *program) newBackup() *cobra.Command {
	o := backupOptions{program: p}
	cmd := &cobra.Command{Use: "backup", Args: p.exactly(), RunE: o.run}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "")
	cmd.Flags().BoolVar(&o.force, "force", false, "")
	return cmd
}

func (o *backupOptions) run(cmd *cobra.Command, _ []string) error {
	if o.output != "" {
		if err := o.checkPlace(place{path: o.output, force: o.force}); err != nil {
			return err
		}
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	b, err := o.Backup(ctx, o.by, o.output, o.force)
	if err != nil {
		return err
	}
	return o.show(fileJSON{b.Path}, func() {
		o.say("cli.backup.done", assets.Values{"File": b.Path, "Size": o.lang.FileSize(b.Size)})
	})
}

// newRestoreBackup puts a backup in the place of the database.
func (p *program) newRestoreBackup() *cobra.Command {
	return &cobra.Command{Use: "restore-backup FILE", Args: p.exactly("FILE"), RunE: p.restoreBackup}
}

// A restoredJSON says what was restored, and where the state before it is kept.
type restoredJSON struct {
	File   string `json:"file"`
	Before string `json:"before,omitempty"`
}

func (p *program) restoreBackup(cmd *cobra.Command, args []string) error {
	ctx, file := cmd.Context(), args[0]
	err := p.openAdmin(ctx)
	if data.NeedsBackup(err) {
		return p.recover(ctx, file)
	}
	if err != nil {
		return err
	}
	progress, done := p.progress("cli.progress.restore")
	announce := sync.OnceFunc(func() { fmt.Fprintln(p.err, p.text("cli.backup.restoring", assets.Values{"File": file})) })
	before, err := p.RestoreBackup(ctx, p.by, file, func(done, total int) {
		announce()
		if progress != nil {
			progress(done, total)
		}
	})
	done()
	var backup *data.BackupError
	if errors.Is(err, data.ErrDamaged) && !errors.As(err, &backup) {
		return p.recover(ctx, file)
	}
	return p.restored(file, before.Path, err)
}

// recover sets a database aside that can't be read, which is why no sign-in is possible, and puts a backup in its place.
func (p *program) recover(ctx context.Context, file string) error {
	if err := p.close(); err != nil {
		return err
	}
	p.Store = nil
	aside, err := data.Recover(ctx, p.databaseFile(), file)
	return p.restored(file, aside, err)
}

// restored shows what was restored. What is wrong with the backup is not said of the database.
func (p *program) restored(file, before string, err error) error {
	var backup *data.BackupError
	if err != nil && !errors.As(err, &backup) {
		return err
	}
	for _, known := range []struct {
		err error
		key string
	}{
		{data.ErrUnreadable, "cli.error.backup_unreadable"}, {data.ErrNotFound, "cli.error.no_file"}, {data.ErrNotDatabase, "cli.error.backup_foreign"},
		{data.ErrNewer, "cli.error.backup_newer"}, {data.ErrDamaged, "cli.error.backup_damaged"}, {data.ErrInvalid, "cli.error.is_database"},
	} {
		if errors.Is(err, known.err) {
			return p.refusal(known.key, assets.Values{"File": file})
		}
	}
	if err != nil {
		return err
	}
	return p.show(restoredJSON{file, before}, func() {
		p.say("cli.backup.restored", assets.Values{"File": file, "Before": before})
	})
}
