package xlsx

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// prologBytes is how far an XML declaration may reach.
const prologBytes = 512

// declarationForm is the XML declaration (XML 1.0, section 2.8).
var declarationForm = regexp.MustCompile(`^<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*(?:"([\w.-]+)"|'([\w.-]+)'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>`)

// encodings are those besides UTF-8 and UTF-16 that are understood, by their lower-case name.
var encodings = func() map[string]encoding.Encoding {
	m := map[string]encoding.Encoding{"latin1": charmap.ISO8859_1, "latin2": charmap.ISO8859_2}
	for _, e := range charmap.All {
		if c, ok := e.(*charmap.Charmap); ok {
			name := strings.ToLower(strings.ReplaceAll(c.String(), " ", "-"))
			m[name] = c
		}
	}
	return m
}()

// decode returns r as UTF-8 without a byte order mark, and whether it had to be decoded.
func decode(part string, r io.Reader) (io.Reader, bool, error) {
	start := make([]byte, prologBytes)
	n, err := io.ReadFull(r, start)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, false, unreadable(part, 0, err)
	}
	start = start[:n]
	all := io.MultiReader(bytes.NewReader(start), r)
	if order, wide := utf16Order(start); wide {
		e := unicode.UTF16(order, unicode.UseBOM)
		return e.NewDecoder().Reader(all), true, nil
	}
	if rest, marked := bytes.CutPrefix(start, []byte("\xEF\xBB\xBF")); marked {
		start = rest
		all = io.MultiReader(bytes.NewReader(start), r)
	}
	if !bytes.HasPrefix(start, []byte("<?xml")) || len(start) > 5 && class[start[5]]&isName != 0 {
		return all, false, nil
	}
	form := declarationForm.FindSubmatch(start)
	if form == nil {
		return nil, false, &DamageError{Part: part, Detail: "XML declaration that is not one"}
	}
	name := string(form[1]) + string(form[2])
	switch lower := strings.ToLower(name); lower {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return all, false, nil
	default:
		e, known := encodings[lower]
		if !known {
			return nil, false, &EncodingError{Part: part, Encoding: name}
		}
		return e.NewDecoder().Reader(all), true, nil
	}
}

// utf16Order recognizes UTF-16 by its byte order mark or by the zero bytes around the first "<".
func utf16Order(start []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(start, []byte("\xFF\xFE")), bytes.HasPrefix(start, []byte("<\x00")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(start, []byte("\xFE\xFF")), bytes.HasPrefix(start, []byte("\x00<")):
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}
