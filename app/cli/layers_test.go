package cli_test

import (
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "kartoteka"

// TestLayers: one straight line, and no window behind it. It follows the imports of the code itself, so it needs
// neither a compiler nor a network.
func TestLayers(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, c := range []struct{ from, never string }{
		{"assets", module}, {"data", module + "/app"}, {"data", module + "/importer"}, {"data", module + "/assets"},
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

// TestPagesKnowNoOther: the packages of pages know the window they are given, but neither one another nor the program around them;
// the window knows no page.
func TestPagesKnowNoOther(t *testing.T) {
	root := filepath.Join("..", "..")
	pages := []string{"records", "imports", "history", "setup", "help"}
	for _, from := range append(pages, "undo", "window", "windowtest", "watch", "ui") {
		for _, to := range pages {
			if from == to {
				continue
			}
			if path := reach(t, root, module+"/app/"+from, module+"/app/"+to, map[string]bool{}); path != nil {
				t.Errorf("%s reaches %s: %s", from, to, strings.Join(path, " → "))
			}
		}
		pkg, err := build.ImportDir(filepath.Join(root, "app", from), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range pkg.Imports {
			if to == module+"/app" || to == module+"/app/windowtest" {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

// TestOnlyAssetsNamesALanguage: the code of the other packages follows the table of languages. The order of a database is that of a Czech
// dictionary whatever its users speak, see data/fold/order.go.
func TestOnlyAssetsNamesALanguage(t *testing.T) {
	root := filepath.Join("..", "..")
	named := regexp.MustCompile(`\bassets\.(Czech|English|Slovak)\b|\blanguage\.(Czech|English|Slovak|Make|MustParse|Parse)\b|[^\w]"(cs|en|sk)"`)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "assets/") ||
			strings.HasPrefix(name, "app/windowtest/") || name == "data/fold/order.go" {
			return err
		}
		content, err := os.ReadFile(path)
		for n, line := range strings.Split(string(content), "\n") {
			if code, _, _ := strings.Cut(line, "//"); named.MatchString(code) {
				t.Errorf("%s:%d names a language: %s", name, n+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOneFileKnowsTheDriver: all of the program builds and is tested without a display, because Fyne's desktop driver is reached
// from one small file alone, whatever the build tags.
func TestOneFileKnowsTheDriver(t *testing.T) {
	root := filepath.Join("..", "..")
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			if to, _ := strconv.Unquote(i.Path.Value); to == "fyne.io/fyne/v2/app" || strings.HasPrefix(to, "fyne.io/fyne/v2/internal/driver") {
				found = append(found, filepath.ToSlash(strings.TrimPrefix(path, root)))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"/app/driver_cgo.go"}; !slices.Equal(found, want) {
		t.Errorf("the desktop driver is imported by %q, want %q", found, want)
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
