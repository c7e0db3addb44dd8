package app

import (
	"context"
	"errors"

	"kartoteka/app/ui"
	"kartoteka/data"
)

// backUpDaily makes the backup of the day, beside the window. Where that fails, it says so above the page.
func (a *App) backUpDaily() {
	start(a.Window, task[data.Backup]{
		work: func(ctx context.Context, _ data.Progress) (data.Backup, error) { return a.store.DailyBackup(ctx) },
		done: func(b data.Backup, err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				a.record(err)
				a.notices = append(a.notices, notice{tone: ui.WarningTone, key: dailyRefusal(err)})
				a.show(a.current)
			case b.Path != "":
				a.redraw("backups")
			}
		},
	})
}

// dailyRefusal is the key of the sentence why there is no backup of the day.
func dailyRefusal(err error) string {
	switch {
	case errors.Is(err, data.ErrDiskFull):
		return "backups.daily.disk_full"
	case errors.Is(err, data.ErrBackupPlace):
		return "backups.daily.read_only"
	case errors.Is(err, data.ErrDamaged):
		return "backups.daily.damaged"
	}
	return "backups.daily.failed"
}
