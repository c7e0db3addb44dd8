package xlsx

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// bufferBytes is the size of a window at first. Tests make it tiny.
var bufferBytes = 64 << 10

// buffer is a window over a part. Every byte in buf[:end] has been found to be valid UTF-8 made of
// characters XML allows; buf[end] is a zero byte, which XML forbids, so that loops over the text need
// no check for the end of the window.
type buffer struct {
	part    string
	r       io.Reader
	limits  *Limits
	buf     []byte
	pos     int    // next byte to look at
	end     int    // end of the valid bytes
	tail    []byte // first bytes of a character cut by the end of the window
	base    int64  // offset of buf[0] in the part
	err     error  // why there is no more: io.EOF, or what is wrong behind end
	decoded bool   // from another encoding: a U+FFFD shows that this failed
	slide   func() // called before the bytes up to pos leave the window; may be nil
	store   [utf8.UTFMax]byte
}

func (b *buffer) reset(part string, r io.Reader, limits *Limits) {
	buf := b.buf
	if buf == nil {
		buf = make([]byte, bufferBytes+1)
	}
	*b = buffer{part: part, r: r, limits: limits, buf: buf}
	b.buf[0] = 0
}

// more slides the window so that it begins at pos and fills it up, making it larger when a single
// tag fills it. At the end of the part it returns io.EOF.
func (b *buffer) more() error {
	if b.err != nil {
		return b.err
	}
	room := len(b.buf) - 1
	if b.pos == 0 && b.end+len(b.tail) == room {
		if int64(room) >= b.limits.TagBytes {
			return &LimitError{Limit: LimitTagBytes, Max: b.limits.TagBytes, Part: b.part}
		}
		grown := make([]byte, 2*room+1)
		copy(grown, b.buf[:b.end])
		b.buf, room = grown, 2*room
	}
	if b.slide != nil {
		b.slide()
	}
	copy(b.buf, b.buf[b.pos:b.end])
	b.base += int64(b.pos)
	b.end -= b.pos
	b.pos = 0
	fresh := b.end
	n := b.end + copy(b.buf[b.end:], b.tail)
	b.tail = nil
	for n < room {
		m, err := b.r.Read(b.buf[n:room])
		n += m
		if err == nil {
			continue
		}
		b.err = err
		if err != io.EOF {
			b.err = unreadable(b.part, b.base+int64(n), err)
		}
		break
	}
	if b.err == nil {
		cut := wholeRunes(b.buf[:n])
		b.tail = append(b.store[:0], b.buf[cut:n]...)
		n = cut
	}
	if at := firstIllegal(b.buf[fresh:n], b.decoded); at >= 0 {
		n = fresh + at
		b.err = unreadable(b.part, b.base+int64(n), errIllegal)
	}
	b.end = n
	b.buf[n] = 0
	if n == fresh {
		return b.err
	}
	return nil
}

var errIllegal = errors.New("character that XML does not allow, or invalid UTF-8")

// unreadable makes damage of what a reader reported, unless it is a refusal already.
func unreadable(part string, offset int64, err error) error {
	var limit *LimitError
	if errors.Is(err, ErrDamaged) || errors.As(err, &limit) {
		return err
	}
	return &DamageError{Part: part, Offset: offset, Detail: "unreadable", Err: err}
}

func (b *buffer) damage(detail string) error {
	const longest = 120
	if len(detail) > longest {
		detail = strings.ToValidUTF8(detail[:longest], "") + "…"
	}
	return &DamageError{Part: b.part, Offset: b.base + int64(b.pos), Detail: detail}
}

// wholeRunes returns the length of p without a character cut off at its end.
func wholeRunes(p []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(p); i++ {
		c := p[len(p)-i]
		if c < utf8.RuneSelf {
			break
		}
		if utf8.RuneStart(c) {
			if !utf8.FullRune(p[len(p)-i:]) {
				return len(p) - i
			}
			break
		}
	}
	return len(p)
}

// firstIllegal returns the index of the first byte in p that is not UTF-8 or not a character of
// XML 1.0 (https://www.w3.org/TR/xml/#charsets), or -1. Plain ASCII goes eight bytes at a time.
func firstIllegal(p []byte, decoded bool) int {
	const high, ones = 0x8080808080808080, 0x0101010101010101
	for i := 0; i < len(p); {
		for i+8 <= len(p) {
			x := binary.LittleEndian.Uint64(p[i:])
			// Some byte is below 0x20, or has its high bit set.
			if (x|(x-0x20*ones))&high != 0 {
				break
			}
			i += 8
		}
		stop := min(i+8, len(p))
		for i < stop {
			c := p[i]
			if c < utf8.RuneSelf {
				if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
					return i
				}
				i++
				continue
			}
			r, n := utf8.DecodeRune(p[i:])
			if n == 1 || !legalChar(r) || decoded && r == utf8.RuneError {
				return i
			}
			i += n
		}
	}
	return -1
}

func legalChar(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
