package xlsx

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape undoes, in place, the escapes _xHHHH_ in p[from:] that OOXML uses for characters XML
// cannot hold (ECMA-376 part 1, 22.9.2.19 ST_Xstring); _x005F_ stands for an underscore. Two
// escapes of a surrogate pair are one character, half a pair stays as it is written.
func unescape(p []byte, from int) []byte {
	at := bytes.Index(p[from:], []byte("_x"))
	if at < 0 {
		return p
	}
	out := from + at
	for i := out; i < len(p); {
		r, n := escape(p[i:])
		if n > 0 && utf16.IsSurrogate(r) {
			low, m := escape(p[i+n:])
			r = utf16.DecodeRune(r, low)
			n += m
			if m == 0 || r == utf8.RuneError {
				n = 0
			}
		}
		if n == 0 {
			p[out] = p[i]
			out++
			i++
			continue
		}
		out += utf8.EncodeRune(p[out:], r)
		i += n
	}
	return p[:out]
}

// Unescape undoes the escapes of OOXML in a text.
func Unescape(text string) string { return string(unescape([]byte(text), 0)) }

// AppendText appends a text as XML that a reader of OOXML takes for the same text again, in an element or an attribute:
// the reverse of what Rows does. Characters XML cannot hold become escapes, and what only looks like an escape is
// protected. Bytes that are not UTF-8 become U+FFFD.
func AppendText(dst []byte, text string) []byte {
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && !special[c] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		as := ""
		switch {
		case c == '_':
			if _, escaped := escape([]byte(text[i:min(len(text), i+len("_xHHHH_"))])); escaped > 0 {
				as = "_x005F_"
			}
		case r == utf8.RuneError && n == 1:
			as = "\uFFFD"
		case !legalChar(r) || c == '\r':
			as = fmt.Sprintf("_x%04X_", r)
		default:
			as = entities[c]
		}
		if as != "" {
			dst = append(append(dst, text[from:i]...), as...)
			from = i + n
		}
		i += n
	}
	return append(dst, text[from:]...)
}

// entities are the characters that are written as references, in attributes too.
var entities = map[byte]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '"': "&quot;", '\n': "&#10;", '\t': "&#9;"}

// special are the ASCII characters AppendText has to look at.
var special = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = c < ' ' || c == '_' || entities[byte(c)] != ""
	}
	return t
}()

// escape decodes the escape p begins with and returns its length, 0 when it is none.
func escape(p []byte) (rune, int) {
	const length = len("_xHHHH_")
	if len(p) < length || p[0] != '_' || p[1] != 'x' || p[length-1] != '_' {
		return 0, 0
	}
	var r rune
	for _, c := range p[2 : length-1] {
		d := hexDigit(c)
		if d < 0 {
			return 0, 0
		}
		r = r<<4 | d
	}
	return r, length
}
