package cli

import (
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"kartoteka/importer"
)

// progress returns a bar on standard error, and what takes it away again. Where standard error is no
// terminal there is none.
func (p *program) progress(key string) (importer.Progress, func()) {
	f, ok := p.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(f),
		progressbar.OptionSetDescription(p.text(key)),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(65e6), // nanoseconds: 15 pictures a second
	)
	last := -1
	show := func(done, total int) {
		if total != last && total > 0 {
			bar.ChangeMax(total)
			last = total
		}
		_ = bar.Set(min(done, total)) // a bar that can't be drawn is no reason to stop
	}
	return show, func() { _ = bar.Clear() }
}
