package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"kartoteka/importer/xlsx"
)

// Some tables come in no file of their own: what was copied, and address cards that lie in a file each. They are kept as one
// in a folder of the program until their import ends, so that they can be checked again, corrected and copied.

// MaxClipboardBytes is how much text may be taken from the clipboard.
const MaxClipboardBytes = 16 << 20

// Pasted keeps a text from the clipboard in a folder, as delimited text of that name without an ending: its cells stand as if
// it were pasted into A1 of a sheet. It returns the path. ErrEmpty for nothing but blanks.
func Pasted(folder, name, text string) (string, error) {
	switch {
	case len(text) > MaxClipboardBytes:
		return "", &xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: MaxClipboardBytes}
	case strings.TrimSpace(text) == "":
		return "", ErrEmpty
	}
	return keep(folder, name+".tsv", []byte(text))
}

// Cards keeps the address cards of several files in a folder as one file of that name without an ending, and returns its path.
// Cards are numbered through, in the order of the files. A file that holds anything else is ErrNotCard.
func Cards(folder, name string, files []string) (string, error) {
	var all bytes.Buffer
	for _, file := range files {
		content, err := readFile(file)
		if err != nil {
			return "", err
		}
		text, _, err := decode(content, "")
		if err == nil && !isCard(text) {
			err = ErrNotCard
		}
		if err == nil {
			_, err = readCards(text, "")
		}
		if err != nil {
			return "", fmt.Errorf("read %s: %w", filepath.Base(file), err)
		}
		all.WriteString(strings.TrimRight(text, "\r\n"))
		all.WriteString("\r\n")
		if all.Len() > MaxFileBytes {
			return "", &xlsx.LimitError{Limit: xlsx.LimitFileBytes, Max: MaxFileBytes}
		}
	}
	return keep(folder, name+".vcf", all.Bytes())
}

// keep writes a file that only its owner can read. Of its name the characters are left out that a system takes for its own.
func keep(folder, name string, content []byte) (string, error) {
	reserved := `/\`
	if runtime.GOOS != "linux" {
		reserved += `:*?"<>|`
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(reserved, r) || r < ' ' {
			return '.'
		}
		return r
	}, name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(folder, name)
	return path, os.WriteFile(path, content, 0o600)
}
