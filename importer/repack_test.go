package importer_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// repacked copies a workbook part by part.
func repacked(t testing.TB, file string, change func(name string, content []byte) (string, []byte)) []byte {
	t.Helper()
	in, err := zip.OpenReader(file)
	check(t, err)
	defer in.Close()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		check(t, err)
		content, err := io.ReadAll(r)
		check(t, err)
		name, content := change(f.Name, content)
		w, err := out.Create(name)
		check(t, err)
		_, err = w.Write(content)
		check(t, err)
	}
	check(t, out.Close())
	return b.Bytes()
}

// rewritePart returns a copy of a workbook with one part changed.
func rewritePart(t testing.TB, file, part string, change func(string) string) string {
	t.Helper()
	return saved(t, "změněný.xlsx", repacked(t, file, func(name string, content []byte) (string, []byte) {
		if name == part {
			content = []byte(change(string(content)))
		}
		return name, content
	}))
}
