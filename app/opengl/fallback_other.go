//go:build !windows

package opengl

import (
	"fmt"
	"os"
)

// Software reports whether this process draws in software because it was started so by Fallback.
func Software() bool { return false }

// Fallback starts the program again so that it draws in software, and reports whether it did.
func Fallback() bool { return false }

// Tell says a sentence where a person sees it without a window.
func Tell(sentence string) { fmt.Fprintln(os.Stderr, sentence) }
