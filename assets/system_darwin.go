package assets

import (
	"context"
	"os/exec"
	"time"
)

// systemLocales are the preferred languages of macOS. A program started from the Finder has no LANG,
// and asking the system frameworks would take cgo; the defaults tool answers the same in some milliseconds.
func systemLocales() []string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "-g", "AppleLanguages").Output()
	if err != nil {
		return nil
	}
	return appleLanguages(string(out))
}
