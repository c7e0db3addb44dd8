package assets_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kartoteka/assets"
)

// Every text that the program asks for by a whole key is there: a key is looked for where a string of Go's source has the look of one
// and stands where a text is asked for.
func TestTextsAskedForAreThere(t *testing.T) {
	known := map[string]bool{}
	for _, key := range assets.Keys() {
		known[key] = true
	}
	asks := map[string]bool{"Text": true, "text": true, "Plural": true, "plural": true, "refusal": true, "say": true}
	files := 0
	for _, folder := range []string{"../app", "../importer", "../data"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				method, ok := call.Fun.(*ast.SelectorExpr)
				literal, constant := call.Args[0].(*ast.BasicLit)
				if !ok || !constant || literal.Kind != token.STRING || !asks[method.Sel.Name] {
					return true
				}
				if key, err := strconv.Unquote(literal.Value); err == nil && strings.Contains(key, ".") && !known[key] {
					t.Errorf("%s: there is no text %q", set.Position(literal.Pos()), key)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("only %d files read", files)
	}
}
