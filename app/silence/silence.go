// Package silence keeps Fyne silent while the program initialises. Fyne complains on standard error about a locale such as "C" before
// main begins, and the command line promises that nothing but its own words stands there.
//
// Go initialises packages in the order of their paths, each after what it imports. This package imports so little that its turn
// comes before Fyne's.
package silence

import (
	"io"
	"log"
	"os"
)

func init() { log.SetOutput(io.Discard) }

// End lets messages through again.
func End() { log.SetOutput(os.Stderr) }
