package imports

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// trySamples begins a trial with the first sample. The result of each import offers the next one.
func (p *Page) trySamples() {
	if all := assets.Samples(); len(all) > 0 {
		p.openSample(all[0])
	}
}

// allSamples are the workbooks of the trial and the table of another program.
func allSamples() []assets.Sample { return append(assets.Samples(), assets.ForeignSample()) }

// tryTable begins a trial with the table of another program.
func (p *Page) tryTable() { p.openSample(assets.ForeignSample()) }

// openSample puts a sample beside the database, where it can be looked at and changed, and checks it like any other workbook. One
// that was put there before stays as it is.
func (p *Page) openSample(sample assets.Sample) {
	win := p.window
	path := p.samplePath(sample)
	window.Start(win, window.Task[struct{}]{
		Work: func(context.Context, data.Progress) (struct{}, error) {
			if _, err := os.Stat(path); err == nil {
				return struct{}{}, nil
			}
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return struct{}{}, err
			}
			return struct{}{}, window.SaveFile(path, func(w io.Writer) error {
				_, err := io.Copy(w, bytes.NewReader(sample.Content))
				return err
			})
		},
		Done: func(_ struct{}, err error) {
			if err != nil {
				p.sayError(err)
				return
			}
			win.OpenFile(path)
		},
	})
}

// sampleTitle is what a sample is called.
func (p *Page) sampleTitle(sample assets.Sample) string {
	return p.window.Text("import.sample." + strings.TrimSuffix(sample.Name, filepath.Ext(sample.Name)))
}

func (p *Page) samplePath(sample assets.Sample) string {
	return filepath.Join(filepath.Dir(p.window.Store.Path()), "samples", sample.Name)
}

// nextSample is the sample that comes after a file of the trial, and false after the last and after a file of one's own.
func (p *Page) nextSample(file string) (assets.Sample, bool) {
	all := assets.Samples()
	for i, sample := range all[:max(0, len(all)-1)] {
		if p.samplePath(sample) == file {
			return all[i+1], true
		}
	}
	return assets.Sample{}, false
}

// isSample reports whether a file is one of the trial's.
func (p *Page) isSample(file string) bool {
	return slices.ContainsFunc(allSamples(), func(s assets.Sample) bool { return p.samplePath(s) == file })
}
