package window

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"kartoteka/data/scratch"
)

// SaveFile writes a file as a whole: until the new content is complete and on the disk, what was there before stays. What the system
// refuses is an fs.PathError that names the file asked for.
func SaveFile(path string, write func(io.Writer) error) (err error) {
	f, err := scratch.Draft(path, 0o600)
	if err != nil {
		return naming(path, err)
	}
	whole := false
	defer func() {
		if whole {
			return
		}
		_ = f.Close()           // it is closed unless write panicked
		_ = os.Remove(f.Name()) // err says more
		if err != nil {
			err = naming(path, err)
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), modeOf(path)); err != nil {
		return err
	}
	err = os.Rename(f.Name(), path)
	whole = err == nil
	return err
}

// naming makes an error about the file that is written for the time being one about the file that was asked for.
func naming(path string, err error) error {
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		return &fs.PathError{Op: at.Op, Path: path, Err: at.Err}
	case errors.As(err, &link):
		return &fs.PathError{Op: link.Op, Path: path, Err: link.Err}
	}
	return fmt.Errorf("save %s: %w", path, err)
}

// modeOf are the permissions of the file that is replaced, else those of documents.
func modeOf(path string) os.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
