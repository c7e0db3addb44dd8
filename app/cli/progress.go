package cli

import (
	"os"

	"kartoteka/data"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress returns a bar on standard error, and what takes it away again. Where standard error is no
// terminal there is none.
func (p *program) progress(key string) (data.Progress, func()) {
	f, ok := p.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(1, // a bar of unknown length would go on drawing itself in the background
		progressbar.OptionSetWriter(f),
		progressbar.OptionSetDescription(p.text(key)),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(65e6), // nanoseconds: 15 pictures a second
	)
	length := 1
	show := func(done, total int) {
		if total != length && total > 0 {
			bar.ChangeMax(total)
			length = total
		}
		// A full bar is finished for good, but a total is often only an estimate. A bar that can't be drawn is no
		// reason to stop.
		_ = bar.Set(min(done, length-1))
	}
	return show, func() { _ = bar.Clear() }
}
