package xlsx

import (
	"bytes"
	"io"
)

// scanner cuts a part into tags and text and proves that it is well-formed XML to its last byte:
// tags match, one root, attributes quoted and different, only known entities, no DOCTYPE, no
// prefix without a declaration. It is as strict as the XML recommendation wherever that matters to
// the data, and stricter in one: names are ASCII, as all names of OOXML are.
//
// It exists because a reader built on encoding/xml spends two thirds of its time in the tokenizer.
// Slices it hands out are valid until the next call.
type scanner struct {
	buffer
	name     []byte // of a start tag, with its prefix
	local    []byte // the same without prefix
	space    space  // namespace of the start tag
	attrs    []attr
	text     []byte // of text
	at       int    // where in the window the tag at hand begins
	depth    int    // open elements, the one just started included
	empty    bool   // start tag of an empty element; its end follows
	started  bool   // the root has been seen
	brackets int    // literal "]" in a row at the end of the text so far
	open     []byte // names of the open elements, one after the other
	starts   []int  // where in open each begins
	scopes   scopes
	scratch  []byte
}

type attr struct {
	name  []byte // with prefix
	value []byte // references resolved
}

type token uint8

const (
	tokenEOF token = iota
	tokenStart
	tokenEnd
	tokenText
)

// Classes of bytes in names and text.
const (
	isNameStart = 1 << iota
	isName
	isSpace
	isTextStop  // < & > CR and the zero byte behind the window
	isValueStop // quotes < & and white space to be replaced, and the zero byte
)

var class = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c] |= isNameStart | isName
		t[c-'a'+'A'] |= isNameStart | isName
	}
	for c := '0'; c <= '9'; c++ {
		t[c] |= isName
	}
	t['_'] |= isNameStart | isName
	for _, c := range "-.:" {
		t[c] |= isName
	}
	for _, c := range " \t\r\n" {
		t[c] |= isSpace
	}
	for _, c := range "<&>\r\x00" {
		t[c] |= isTextStop
	}
	for _, c := range "\"'<&\t\r\n\x00" {
		t[c] |= isValueStop
	}
	return t
}()

func (s *scanner) reset(part string, r io.Reader, limits *Limits) {
	s.buffer.reset(part, r, limits)
	s.attrs, s.open, s.starts = s.attrs[:0], s.open[:0], s.starts[:0]
	s.depth, s.brackets, s.empty, s.started = 0, 0, false, false
	s.scopes.reset()
}

// next returns the next token. After an error it must not be called again.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty, s.at = false, s.pos
		s.pop()
		return tokenEnd, nil
	}
	for {
		c := s.buf[s.pos]
		if c == 0 {
			err := s.more()
			if err == io.EOF {
				return tokenEOF, s.atEOF()
			}
			if err != nil {
				return tokenEOF, err
			}
			continue
		}
		if c != '<' {
			if s.depth == 0 {
				if err := s.outside(); err != nil {
					return tokenEOF, err
				}
				continue
			}
			return s.scanText()
		}
		s.brackets = 0
		if err := s.need(2); err != nil {
			return tokenEOF, err
		}
		switch c := s.buf[s.pos+1]; {
		case c == '/':
			return tokenEnd, s.endTag()
		case class[c]&isNameStart != 0:
			return tokenStart, s.startTag()
		case c == '!':
			if text, err := s.declaration(); text || err != nil {
				return tokenText, err
			}
		case c == '?':
			if err := s.instruction(); err != nil {
				return tokenEOF, err
			}
		default:
			return tokenEOF, s.damage("< that begins no tag")
		}
	}
}

// need makes sure that n bytes from pos on are in the window.
func (s *scanner) need(n int) error {
	for s.end-s.pos < n {
		if err := s.more(); err != nil {
			return s.cut(err)
		}
	}
	return nil
}

// cut turns the end of the part into damage.
func (s *scanner) cut(err error) error {
	if err == io.EOF {
		return s.damage("the part ends in the middle")
	}
	return err
}

func (s *scanner) atEOF() error {
	if s.depth > 0 || !s.started {
		return s.cut(io.EOF)
	}
	return nil
}

// outside passes over white space before and behind the root.
func (s *scanner) outside() error {
	for class[s.buf[s.pos]]&isSpace != 0 {
		s.pos++
	}
	if c := s.buf[s.pos]; c != '<' && c != 0 {
		return s.damage("text outside the root element")
	}
	return nil
}

// startTag reads a start tag. Where the window ends inside it, it begins again with a larger one.
func (s *scanner) startTag() error {
	if s.depth == 0 && s.started {
		return s.damage("a second root element")
	}
	for {
		s.at = s.pos
		done, err := s.tryStartTag()
		if err != nil {
			return err
		}
		if done {
			break
		}
		if err := s.more(); err != nil {
			return s.cut(err)
		}
	}
	s.started = true
	if s.depth == maxDepth {
		return s.damage("elements nested too deep")
	}
	s.starts = append(s.starts, len(s.open))
	s.open = append(s.open, s.name...)
	s.depth++
	return s.resolve()
}

// tryStartTag reads a start tag, or is not done where the window ends inside it.
//
//nolint:gocognit,gocyclo // one function, because it runs for every byte of a sheet's tags: a call for each costs
func (s *scanner) tryStartTag() (done bool, err error) {
	b := s.buf
	i := s.pos + 1
	from := i
	for class[b[i]]&isName != 0 {
		i++
	}
	s.name = b[from:i]
	s.attrs = s.attrs[:0]
	for {
		space := i
		for class[b[i]]&isSpace != 0 {
			i++
		}
		switch c := b[i]; {
		case c == '>':
			s.pos = i + 1
			s.empty = false
			return true, nil
		case c == '/':
			if b[i+1] != '>' {
				if b[i+1] == 0 && i+1 == s.end {
					return false, nil
				}
				return false, s.damage("stray / in a tag")
			}
			s.pos = i + 2
			s.empty = true
			return true, nil
		case c == 0:
			return false, nil
		case class[c]&isNameStart == 0 || space == i:
			return false, s.damage("character that does not belong in a tag")
		}
		from := i
		for class[b[i]]&isName != 0 {
			i++
		}
		a := attr{name: b[from:i]}
		for class[b[i]]&isSpace != 0 {
			i++
		}
		if b[i] != '=' {
			if b[i] == 0 {
				return false, nil
			}
			return false, s.damage("attribute without a value")
		}
		i++
		for class[b[i]]&isSpace != 0 {
			i++
		}
		quote := b[i]
		if quote != '"' && quote != '\'' {
			if quote == 0 {
				return false, nil
			}
			return false, s.damage("attribute without quotes")
		}
		i++
		from = i
		raw := false // has references or white space to be replaced
	value:
		for {
			for class[b[i]]&isValueStop == 0 {
				i++
			}
			switch c := b[i]; c {
			case quote:
				break value
			case '<':
				return false, s.damage("< in an attribute")
			case '&':
				raw = true
				_, n := reference(b[i:s.end])
				if n == 0 {
					if s.end-i <= maxReference {
						return false, nil
					}
					return false, s.damage("unknown entity")
				}
				i += n
			case 0:
				return false, nil
			case '"', '\'':
				i++
			default:
				raw = true
				i++
			}
		}
		if a.value = b[from:i]; raw {
			a.value = plainValue(a.value)
		}
		i++
		if len(s.attrs) == maxAttributes {
			return false, s.damage("too many attributes")
		}
		for _, other := range s.attrs {
			if len(other.name) == len(a.name) && bytes.Equal(other.name, a.name) {
				return false, s.damage("the same attribute twice")
			}
		}
		s.attrs = append(s.attrs, a)
	}
}

func (s *scanner) endTag() error {
	if s.depth == 0 {
		return s.damage("end tag without a start tag")
	}
	name := s.open[s.starts[s.depth-1]:]
	if err := s.need(len(name) + 3); err != nil {
		return err
	}
	i := s.pos + 2
	if !bytes.Equal(s.buf[i:i+len(name)], name) {
		return s.damage("end tag that does not match its start tag")
	}
	n := 2 + len(name)
	for s.buf[s.pos+n] != '>' {
		if class[s.buf[s.pos+n]]&isSpace == 0 {
			return s.damage("end tag that does not match its start tag")
		}
		n++
		if err := s.need(n + 1); err != nil {
			return err
		}
	}
	s.at, s.pos = s.pos, s.pos+n+1
	s.pop()
	return nil
}

func (s *scanner) pop() {
	s.depth--
	s.open = s.open[:s.starts[s.depth]]
	s.starts = s.starts[:s.depth]
	s.scopes.pop(s.depth)
}
