package app

import (
	"context"
	"errors"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/data"
)

// backUpDaily makes the backup of the day, beside the window. Where that fails, it says so above the page.
func (a *App) backUpDaily() {
	window.Start(a.Window, window.Task[data.Backup]{
		Work: func(ctx context.Context, _ data.Progress) (data.Backup, error) { return a.Store.DailyBackup(ctx) },
		Done: func(b data.Backup, err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				a.LogError(err)
				a.notices = append(a.notices, notice{tone: ui.WarningTone, key: dailyRefusal(err)})
				a.Show(a.Current)
			case b.Path != "":
				a.Redraw("backups")
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
