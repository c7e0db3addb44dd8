//go:build !windows && !darwin

package native

import (
	"fmt"
	"os/exec"
	"path/filepath"
)

// open does not wait: xdg-open may run as long as the program it starts.
func open(path string) error {
	command := exec.Command("xdg-open", path)
	if err := command.Start(); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	go func() { _ = command.Wait() }() // so that it does not stay behind as a zombie
	return nil
}

// reveal opens the folder: there is no way to mark a file that all desktops know.
func reveal(path string) error { return open(filepath.Dir(path)) }
