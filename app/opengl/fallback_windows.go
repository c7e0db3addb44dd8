package opengl

import (
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// mark is set in the environment of the second start.
const mark = "KARTOTEKA_SOFTGL"

// Software reports whether this process draws in software because it was started so by Fallback.
func Software() bool { return os.Getenv(mark) != "" }

// Fallback starts the program again so that it draws in software, and reports whether it did.
func Fallback() bool {
	if Software() {
		return false
	}
	program, err := os.Executable()
	if err != nil {
		return false
	}
	folder := filepath.Join(filepath.Dir(program), "softgl")
	if _, err := os.Stat(filepath.Join(folder, "opengl32.dll")); err != nil {
		return false
	}
	other := filepath.Join(folder, filepath.Base(program))
	if !same(program, other) {
		_ = os.Remove(other)
		if os.Link(program, other) != nil && duplicate(program, other) != nil {
			return false
		}
	}
	command := exec.Command(other, os.Args[1:]...)
	command.Env = append(os.Environ(), mark+"=1")
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command.Start() == nil
}

func same(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

func duplicate(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o755)
}

// Tell says a sentence where a person sees it without a window.
func Tell(sentence string) {
	text, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString("Kartotéka")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, text, title, windows.MB_OK|windows.MB_ICONERROR)
}
