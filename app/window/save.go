package window

import (
	"fmt"
	"io"

	"kartoteka/data/scratch"
)

// SaveFile writes a file as a whole: until the new content is complete and on the disk, what was there before stays. What the system
// refuses is an fs.PathError that names the file asked for.
func SaveFile(path string, write func(io.Writer) error) error {
	if err := scratch.Write(path, 0o644, write); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	return nil
}
