package scratch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file through a draft: others see the old one or the new one, and of a failure, a panic of write too, nothing
// stays. What the system refuses is an [fs.PathError] that names path. A file that is replaced keeps its permissions, a new one gets mode less the umask.
func Write(path string, mode fs.FileMode, write func(io.Writer) error) error {
	return through(path, mode, write, func(draft string) error {
		if info, err := os.Stat(path); err == nil {
			if err := os.Chmod(draft, info.Mode().Perm()); err != nil {
				return err
			}
		}
		return os.Rename(draft, path)
	})
}

// Create is Write for a file that must not exist yet: else its error is [fs.ErrExist].
func Create(path string, mode fs.FileMode, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil { // before the work for it is done
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	return through(path, mode, write, func(draft string) error {
		// Its name is taken first, for another program may have been quicker.
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Close(), os.Rename(draft, path)); err != nil {
			return errors.Join(err, os.Remove(path))
		}
		return nil
	})
}

// through writes a draft and moves it to its place.
func through(path string, mode fs.FileMode, write func(io.Writer) error, move func(draft string) error) (err error) {
	f, err := Draft(path, mode)
	if err != nil {
		return Named(err, path)
	}
	whole := false
	defer func() {
		if !whole {
			_ = f.Close()        // it is closed unless write panicked
			_ = Remove(f.Name()) // else it is swept later
			err = Named(err, path)
		}
	}()
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err == nil {
		err = move(f.Name())
	}
	whole = err == nil
	return err
}

// Named makes an error of the system about a draft one about the file it is for.
func Named(err error, path string) error {
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at) && IsDraft(filepath.Base(at.Path)):
		return &fs.PathError{Op: at.Op, Path: path, Err: at.Err}
	case errors.As(err, &link) && IsDraft(filepath.Base(link.Old)):
		return &fs.PathError{Op: link.Op, Path: path, Err: link.Err}
	}
	return err
}
