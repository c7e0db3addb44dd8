package xlsx

import (
	"bytes"
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

// escape decodes the escape p begins with and tells its length, 0 when it is none.
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
