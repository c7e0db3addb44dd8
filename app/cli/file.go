package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kartoteka/assets"
	"kartoteka/data/scratch"
)

// A place is where a file is to be written.
type place struct {
	path  string
	force bool   // an existing file may be replaced
	input string // the file that is read, which is never replaced
	ext   string // how the name must end, "" for any way
}

// workbookExt is the extension of the workbooks the program writes of its own.
const workbookExt = ".xlsx"

// copyExt is the extension a copy of a workbook must have: spreadsheet programs refuse a workbook with macros that
// ends like one without, and the other way round.
func copyExt(workbook string) string {
	ext := strings.ToLower(filepath.Ext(workbook))
	if ext == workbookExt || ext == ".xlsm" {
		return ext
	}
	switch ext {
	case ".csv", ".tsv", ".txt", ".vcf":
		return workbookExt // which the copy of a text is
	}
	return "" // it was told by its content
}

// check refuses a place before the work for it is done.
func (p *program) checkPlace(at place) error {
	info, err := os.Stat(at.path)
	switch {
	case err == nil && info.IsDir():
		return p.refusal("cli.error.is_folder", assets.Values{"File": at.path})
	case at.ext != "" && !strings.EqualFold(filepath.Ext(at.path), at.ext):
		return p.refusalWith(Usage, "cli.error.extension", assets.Values{"File": at.path, "Extension": at.ext})
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(at.path)); errors.Is(err, fs.ErrNotExist) {
			return p.refusal("cli.error.no_folder", assets.Values{"Folder": filepath.Dir(at.path)})
		}
		return nil
	case err != nil:
		return err
	case at.input != "" && sameFile(at.path, at.input):
		return p.refusal("cli.error.same_file", assets.Values{"File": at.path})
	case sameFile(at.path, p.databaseFile()):
		return p.refusal("cli.error.is_database", assets.Values{"File": at.path})
	case !info.Mode().IsRegular():
		return p.refusal("cli.error.is_special", assets.Values{"File": at.path})
	case !at.force:
		return p.refusal("cli.error.file_exists", assets.Values{"File": at.path})
	}
	return nil
}

// A draft is a file that is complete but not yet in its place.
type draft struct {
	name string
	at   place
}

// writeDraft writes a file under another name in the folder of its place, so that there is never half a file there.
func (p *program) writeDraft(at place, write func(io.Writer) error) (*draft, error) {
	if err := p.checkPlace(at); err != nil {
		return nil, err
	}
	f, err := scratch.Draft(at.path, 0o666)
	if err != nil {
		return nil, scratch.Named(err, at.path)
	}
	d := &draft{f.Name(), at}
	whole := false
	defer func() {
		if !whole {
			_ = f.Close() // it is closed unless write panicked
			d.discard()
		}
	}()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("write %s: %w", at.path, scratch.Named(err, at.path))
	}
	whole = true
	return d, nil
}

// discard removes a draft that is not to take its place. A nil draft has nothing to remove.
func (d *draft) discard() {
	if d != nil {
		_ = scratch.Remove(d.name) // else it is swept later
	}
}

// keep moves a draft to its place.
func (p *program) keep(d *draft) error {
	err := p.checkPlace(d.at) // another program may have been quicker
	if err == nil {
		err = os.Rename(d.name, d.at.path)
	}
	if err != nil {
		d.discard()
	}
	return err
}

// writeFile writes a file in one step: others see the old one or the new one.
func (p *program) writeFile(at place, write func(io.Writer) error) error {
	d, err := p.writeDraft(at, write)
	if err != nil {
		return err
	}
	return p.keep(d)
}
