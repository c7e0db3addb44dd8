package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"kartoteka/importer/xlsx"
)

// An alphabet is an encoding that text may be in.
type alphabet struct {
	name     string
	encoding encoding.Encoding // nil: UTF-8
}

// The table of encodings, by the names that the web's standard gives them.
var alphabets = []alphabet{
	{"utf-8", nil},
	{"windows-1250", charmap.Windows1250},
	{"iso-8859-2", charmap.ISO8859_2},
	{"windows-1252", charmap.Windows1252},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"cp852", charmap.CodePage852},
}

// Encodings lists the encodings a text can be read in.
func Encodings() []string {
	var names []string
	for _, a := range alphabets {
		names = append(names, a.name)
	}
	return names
}

func alphabetNamed(name string) (alphabet, bool) {
	i := slices.IndexFunc(alphabets, func(a alphabet) bool { return strings.EqualFold(a.name, name) })
	if i < 0 {
		return alphabet{}, false
	}
	return alphabets[i], true
}

// decode returns the text of a file and the encoding it was in: the one asked for, else the one of its byte order mark,
// else UTF-8 when it is valid, else what its letters speak for. ErrBinary when it is no text.
func decode(content []byte, asked string) (text, name string, err error) {
	a, rest := guess(content)
	if asked != "" {
		var ok bool
		if a, ok = alphabetNamed(asked); !ok {
			return "", "", &xlsx.EncodingError{Encoding: asked}
		}
		rest = withoutMark(content, a.name)
	}
	if a.encoding == nil {
		text = string(rest)
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
	} else {
		decoded, err := a.encoding.NewDecoder().Bytes(rest)
		if err != nil {
			return "", "", fmt.Errorf("decode %s: %w", a.name, err)
		}
		text = string(decoded)
	}
	if isBinary(text) {
		return "", "", ErrBinary
	}
	return text, a.name, nil
}

var marks = []struct{ name, mark string }{
	{"utf-8", "\xEF\xBB\xBF"}, {"utf-16le", "\xFF\xFE"}, {"utf-16be", "\xFE\xFF"},
}

func withoutMark(content []byte, name string) []byte {
	for _, m := range marks {
		if m.name == name {
			return bytes.TrimPrefix(content, []byte(m.mark))
		}
	}
	return content
}

// sampleBytes is how much of a file is looked at for a guess.
const sampleBytes = 1 << 20

func guess(content []byte) (alphabet, []byte) {
	for _, m := range marks {
		if bytes.HasPrefix(content, []byte(m.mark)) {
			a, _ := alphabetNamed(m.name)
			return a, content[len(m.mark):]
		}
	}
	if name := wide(content); name != "" {
		a, _ := alphabetNamed(name)
		return a, content
	}
	if utf8.Valid(content) {
		return alphabets[0], content
	}
	best, most := alphabets[0], 0
	for _, name := range []string{"windows-1250", "iso-8859-2", "windows-1252"} {
		a, _ := alphabetNamed(name)
		if n := plausible(content, a.encoding.(*charmap.Charmap)); best.encoding == nil || n > most {
			best, most = a, n
		}
	}
	return best, content
}

// wide names UTF-16 without a byte order mark by the zero bytes that every other byte then is, or is "".
func wide(content []byte) string {
	sample := content[:min(len(content), 4096)&^1]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(sample) / 2
	switch {
	case half >= 2 && zeros[1] > half*2/3 && zeros[0] == 0:
		return "utf-16le"
	case half >= 2 && zeros[0] > half*2/3 && zeros[1] == 0:
		return "utf-16be"
	}
	return ""
}

func looksLikeWide(content []byte) bool { return wide(content) != "" }

// Letters by what they speak for. Letters that all encodings in question share are worth nothing.
const (
	centralLetters = "ěščřžůďťňľŠČŘŽĚŮĎŤŇĽ"
	rareCentral    = "ĺŕĹŔąęłśćńźżőűĄĘŁŚĆŃŹŻŐŰăţ"
	westernLetters = "àèêùûìòïøåæœñãõÀÈÊÙÛÌÒÏØÅÆŒÑÃÕ"
	sharedLetters  = "áéíóúýäöüôßçëîâÁÉÍÓÚÝÄÖÜÔÇËÎÂ€§°–—„“”’‘…\u00A0´×÷"
)

// plausible tells how well the bytes above ASCII read in an encoding.
func plausible(content []byte, m *charmap.Charmap) int {
	var worth [256]int
	for b := 0x80; b < 0x100; b++ {
		r := m.DecodeByte(byte(b))
		switch {
		case r == utf8.RuneError || r < 0xA0:
			worth[b] = -12
		case strings.ContainsRune(centralLetters, r):
			worth[b] = 10
		case strings.ContainsRune(westernLetters, r):
			worth[b] = 9
		case strings.ContainsRune(rareCentral, r):
			worth[b] = 3
		case strings.ContainsRune(sharedLetters, r):
			worth[b] = 8
		default:
			worth[b] = -6
		}
	}
	n := 0
	for _, c := range content[:min(len(content), sampleBytes)] {
		n += worth[c]
	}
	return n
}

// isBinary reports a NUL character, or more control characters than a text has.
func isBinary(text string) bool {
	if strings.IndexByte(text, 0) >= 0 {
		return true
	}
	controls := 0
	sample := text[:min(len(text), sampleBytes)]
	for i := 0; i < len(sample); i++ {
		if c := sample[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7F {
			controls++
		}
	}
	return controls > 8 && controls > len(sample)/200
}

// Encode returns a writer of text in an encoding, with its byte order mark where files of the kind have one. It is to be
// closed. A character that the encoding lacks becomes a question mark.
func Encode(w io.Writer, name string) (io.WriteCloser, error) {
	a, ok := alphabetNamed(name)
	if !ok {
		return nil, &xlsx.EncodingError{Encoding: name}
	}
	for _, m := range marks {
		if m.name == a.name {
			if _, err := io.WriteString(w, m.mark); err != nil {
				return nil, err
			}
		}
	}
	if a.encoding == nil {
		return transform.NewWriter(w, transform.Nop), nil
	}
	return transform.NewWriter(w, encoding.ReplaceUnsupported(a.encoding.NewEncoder()).Transformer), nil
}
