package xlsx

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// textBytes is how much text is handed out at once where it has to be rewritten.
const textBytes = 16 << 10

// scanText reads text up to the next tag or the end of the window. Text without references and
// carriage returns is handed out as it lies in the window.
func (s *scanner) scanText() (token, error) {
	b, i := s.buf, s.pos
	for class[b[i]]&isTextStop == 0 {
		i++
	}
	if c := b[i]; (c == '<' || c == 0) && i > s.pos {
		s.text = b[s.pos:i]
		s.countBrackets(s.text)
		s.pos = i
		return tokenText, nil
	}
	return s.rewriteText()
}

// countBrackets remembers how many "]" the text so far ends with, for "]]>" is not allowed in it.
func (s *scanner) countBrackets(p []byte) {
	n := 0
	for n < len(p) && p[len(p)-1-n] == ']' {
		n++
	}
	if n == len(p) {
		n += s.brackets
	}
	s.brackets = n
}

func (s *scanner) rewriteText() (token, error) {
	s.scratch = s.scratch[:0]
	for len(s.scratch) < textBytes {
		c := s.buf[s.pos]
		switch c {
		case 0:
			if len(s.scratch) > 0 {
				s.text = s.scratch
				return tokenText, nil
			}
			if err := s.need(1); err != nil {
				return tokenText, err
			}
			continue
		case '<':
			s.text = s.scratch
			return tokenText, nil
		case '>':
			if s.brackets >= 2 {
				return tokenText, s.damage("]]> in text")
			}
		case '&':
			r, n := reference(s.buf[s.pos:s.end])
			for n == 0 && s.end-s.pos <= maxReference {
				if err := s.more(); err != nil {
					return tokenText, s.cut(err)
				}
				r, n = reference(s.buf[s.pos:s.end])
			}
			if n == 0 {
				return tokenText, s.damage("unknown entity")
			}
			s.scratch = utf8.AppendRune(s.scratch, r)
			s.pos += n
			s.brackets = 0
			continue
		case '\r':
			// A line ends with LF however it was written: XML, section 2.11.
			if err := s.need(2); err != nil {
				return tokenText, err
			}
			if s.buf[s.pos+1] != '\n' {
				s.scratch = append(s.scratch, '\n')
			}
			s.pos++
			s.brackets = 0
			continue
		}
		if c == ']' {
			s.brackets++
		} else {
			s.brackets = 0
		}
		s.scratch = append(s.scratch, c)
		s.pos++
	}
	s.text = s.scratch
	return tokenText, nil
}

// declaration reads what begins with "<!": a comment, which is passed over, or a CDATA section,
// which is text. A DOCTYPE is refused: OOXML forbids it, and entities grow out of it.
func (s *scanner) declaration() (text bool, err error) {
	if err := s.need(4); err != nil {
		return false, err
	}
	if bytes.HasPrefix(s.buf[s.pos:s.end], []byte("<!--")) {
		s.pos += 4
		if err := s.find("--"); err != nil {
			return false, err
		}
		if s.buf[s.pos] != '>' {
			return false, s.damage("-- in a comment")
		}
		s.pos++
		return false, nil
	}
	if s.depth == 0 || s.need(9) != nil || !bytes.HasPrefix(s.buf[s.pos:s.end], []byte("<![CDATA[")) {
		return false, s.damage("DOCTYPE or another declaration")
	}
	s.pos += 9
	s.scratch = s.scratch[:0]
	for {
		if at := bytes.Index(s.buf[s.pos:s.end], []byte("]]>")); at >= 0 {
			s.scratch = append(s.scratch, s.buf[s.pos:s.pos+at]...)
			s.pos += at + 3
			s.scratch = normalizeLines(s.scratch)
			s.text = s.scratch
			return true, nil
		}
		if keep := s.end - 2; keep > s.pos {
			s.scratch = append(s.scratch, s.buf[s.pos:keep]...)
			s.pos = keep
		}
		if int64(len(s.scratch)) > s.limits.ValueBytes {
			return false, &LimitError{Limit: LimitValueBytes, Max: s.limits.ValueBytes, Part: s.part}
		}
		if err := s.more(); err != nil {
			return false, s.cut(err)
		}
	}
}

// instruction passes over a processing instruction. The XML declaration was dealt with when the
// part was opened; the scanner sees only its remains, at the very beginning.
func (s *scanner) instruction() error {
	first := s.base == 0 && s.pos == 0
	s.pos += 2
	if err := s.need(3); err != nil {
		return err
	}
	if class[s.buf[s.pos]]&isNameStart == 0 {
		return s.damage("processing instruction without a name")
	}
	name := s.scratch[:0]
	for class[s.buf[s.pos]]&isName != 0 {
		if len(name) < 4 {
			name = append(name, s.buf[s.pos])
		}
		s.pos++
		if err := s.need(1); err != nil {
			return err
		}
	}
	if strings.EqualFold(string(name), "xml") && !first {
		return s.damage("XML declaration that is not at the beginning")
	}
	if c := s.buf[s.pos]; class[c]&isSpace == 0 && c != '?' {
		return s.damage("processing instruction without a name")
	}
	if err := s.find("?>"); err != nil {
		return err
	}
	return nil
}

// find moves behind the next occurrence of mark, with one more byte in the window for a comment.
func (s *scanner) find(mark string) error {
	for {
		if at := bytes.Index(s.buf[s.pos:s.end], []byte(mark)); at >= 0 {
			s.pos += at + len(mark)
			if mark == "--" {
				return s.need(1)
			}
			return nil
		}
		if keep := s.end - len(mark) + 1; keep > s.pos {
			s.pos = keep
		}
		if err := s.more(); err != nil {
			return s.cut(err)
		}
	}
}

const maxReference = 32

// reference decodes the entity or character reference p begins with and returns its length; 0 when
// it is none.
func reference(p []byte) (rune, int) {
	end := bytes.IndexByte(p[:min(len(p), maxReference)], ';')
	if end < 3 {
		return 0, 0
	}
	name := p[1:end]
	switch string(name) {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	}
	if name[0] != '#' {
		return 0, 0
	}
	base, digits := rune(10), name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 {
		return 0, 0
	}
	var r rune
	for _, c := range digits {
		d := hexDigit(c)
		if d < 0 || d >= base {
			return 0, 0
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, 0
		}
	}
	if !legalChar(r) {
		return 0, 0
	}
	return r, end + 1
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c >= 'a' && c <= 'f':
		return rune(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}

func normalizeLines(p []byte) []byte {
	if bytes.IndexByte(p, '\r') < 0 {
		return p
	}
	out := p[:0]
	for i, c := range p {
		if c == '\r' {
			if i+1 < len(p) && p[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}
