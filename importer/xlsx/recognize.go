package xlsx

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// recognize finds out by its content the kind of a file that is not a ZIP file; nil for one that is.
func recognize(data []byte) error {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return recognizeOLE(data)
	case len(data) > 4 && data[0] == 9 && data[1]&^6 == 0 && data[2] >= 4 && data[2] <= 16 && data[3] == 0:
		return ErrOldExcel // BIFF 2 to 4: the bare stream of a sheet
	case len(data) == 0:
		return ErrNotWorkbook
	case looksLikeText(data):
		start := strings.ToLower(string(bytes.TrimLeft(asciiStart(data), " \t\r\n")))
		switch {
		case strings.HasPrefix(start, "<"):
			return ErrHTML
		case strings.HasPrefix(start, "{\\rtf"), strings.HasPrefix(start, "%pdf"):
			return ErrNotWorkbook
		}
		return ErrCSV
	}
	return ErrNotWorkbook
}

// recognizeOLE distinguishes compound files (MS-CFB) by the names of their streams, which stand in
// the directory in UTF-16.
func recognizeOLE(data []byte) error {
	has := func(name string) bool {
		wide := make([]byte, 0, 2*len(name)+2)
		for i := range len(name) {
			wide = append(wide, name[i], 0)
		}
		return bytes.Contains(data, append(wide, 0, 0))
	}
	switch {
	case has("EncryptedPackage"):
		return ErrEncrypted
	case has("WordDocument"), has("PowerPoint Document"):
		return ErrNotWorkbook
	case has("Workbook"), has("Book"):
		return ErrOldExcel
	}
	return ErrNotWorkbook
}

// looksLikeText reports whether the file begins with text in UTF-8, UTF-16 with a byte order mark,
// or an 8-bit encoding.
func looksLikeText(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return true
	}
	for _, c := range data[:min(len(data), 4096)] {
		if c < 0x20 && !strings.ContainsRune("\t\r\n\f\x1a\x1b", rune(c)) || c == 0x7F {
			return false
		}
	}
	return true
}

// asciiStart returns the ASCII characters the file begins with, whatever its encoding.
func asciiStart(data []byte) []byte {
	start := make([]byte, 0, 256)
	for _, c := range data[:min(len(data), 256)] {
		if c != 0 && c < utf8.RuneSelf {
			start = append(start, c)
		}
	}
	return start
}

// recognize reports by the main part whether the package is a workbook.
func (p *pack) recognize(main string) error {
	if main == "" {
		if p.find("content.xml") != nil && p.find("META-INF/manifest.xml") != nil {
			return ErrOpenDocument
		}
		return ErrNotWorkbook
	}
	if strings.HasSuffix(strings.ToLower(main), ".bin") {
		return ErrBinaryWorkbook
	}
	f := p.find(main)
	if f == nil {
		return damaged(main, "the part is missing")
	}
	err := p.each(f, "workbook", func(s *scanner) error { return errStop })
	var damage *DamageError
	if errors.As(err, &damage) && strings.HasPrefix(damage.Detail, "root element") {
		return ErrNotWorkbook
	}
	if err == errStop {
		return nil
	}
	return err
}

var errStop = errors.New("stop")
