package cli_test

import (
	"go/build"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "kartoteka"

// TestLayers: one straight line, and no window behind it. It follows the imports of the code itself, so it needs
// neither a compiler nor a network.
func TestLayers(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, c := range []struct{ from, never string }{
		{"assets", module}, {"data", module},
		{"assets", "fyne.io"}, {"data", "fyne.io"}, {"importer", "fyne.io"}, {"app/cli", "fyne.io"},
		{"data", "github.com/xuri/excelize"}, {"assets", "github.com/xuri/excelize"},
		{"importer", module + "/app"}, {"importer", "github.com/spf13"},
		{"app/ui", module + "/data"}, {"app/ui", module + "/importer"},
	} {
		if path := reach(t, root, module+"/"+c.from, c.never, map[string]bool{}); path != nil {
			t.Errorf("%s reaches %s: %s", c.from, c.never, strings.Join(path, " → "))
		}
	}
}

// reach returns the way from a package of the module to one whose path begins so, or nil.
func reach(t *testing.T, root, from, prefix string, seen map[string]bool) []string {
	t.Helper()
	seen[from] = true
	pkg, err := build.ImportDir(filepath.Join(root, strings.TrimPrefix(from, module)), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range pkg.Imports {
		if to == prefix || strings.HasPrefix(to, prefix+"/") {
			return []string{from, to}
		}
		if !strings.HasPrefix(to, module+"/") || seen[to] {
			continue
		}
		if path := reach(t, root, to, prefix, seen); path != nil {
			return slices.Insert(path, 0, from)
		}
	}
	return nil
}
