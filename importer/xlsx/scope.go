package xlsx

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// space is a namespace as far as the reader cares. Strict and transitional OOXML are one.
type space uint8

const (
	spaceNone space = iota
	spaceMain
	spaceDocumentRel
	spacePackageRel
	spaceProperties
	spaceXML
	spaceOther
)

var spaces = map[string]space{
	"": spaceNone,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":               spaceMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                           spaceMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":     spaceDocumentRel,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                 spaceDocumentRel,
	"http://schemas.openxmlformats.org/package/2006/relationships":            spacePackageRel,
	"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": spaceProperties,
	"http://purl.oclc.org/ooxml/officeDocument/customProperties":              spaceProperties,
	"http://www.w3.org/XML/1998/namespace":                                    spaceXML,
}

// scopes holds the prefixes declared so far, innermost last. A look-up takes the same time however
// many there are: a part may declare thousands and name them millions of times.
type scopes struct {
	bound []binding
	index map[string]int // in bound, of the declaration of a prefix that holds now
	last  int            // index in bound of the last one found, -1: none
}

type binding struct {
	prefix string
	space  space
	depth  int // of the element that declares it
	hidden int // index in bound of the declaration this one hides, -1: none
}

func (s *scopes) reset() {
	s.bound, s.last = s.bound[:0], -1
	s.index = map[string]int{}
	s.declare(binding{})
	s.declare(binding{prefix: "xml", space: spaceXML})
}

func (s *scopes) declare(b binding) {
	b.hidden = -1
	if outer, found := s.index[b.prefix]; found {
		b.hidden = outer
	}
	s.index[b.prefix] = len(s.bound)
	s.bound = append(s.bound, b)
	s.last = -1
}

// pop forgets the declarations of elements deeper than depth.
func (s *scopes) pop(depth int) {
	for n := len(s.bound) - 1; s.bound[n].depth > depth; n-- {
		b := s.bound[n]
		if b.hidden < 0 {
			delete(s.index, b.prefix)
		} else {
			s.index[b.prefix] = b.hidden
		}
		s.bound = s.bound[:n]
		s.last = -1
	}
}

func (s *scopes) find(prefix []byte) (space, bool) {
	if s.last < 0 || string(prefix) != s.bound[s.last].prefix {
		i, found := s.index[string(prefix)]
		if !found {
			return spaceOther, false
		}
		s.last = i
	}
	return s.bound[s.last].space, true
}

// resolve takes in the declarations of the start tag just read and finds its namespace.
func (s *scanner) resolve() error {
	for i := range s.attrs {
		name := s.attrs[i].name
		if name[0] != 'x' || !bytes.HasPrefix(name, []byte("xmlns")) || len(name) > 5 && name[5] != ':' {
			continue
		}
		var prefix string
		if len(name) > 5 {
			prefix = string(name[6:])
			if prefix == "" || strings.Contains(prefix, ":") || len(s.attrs[i].value) == 0 {
				return s.damage("namespace declaration that declares nothing")
			}
		}
		uri, known := spaces[string(s.attrs[i].value)]
		if !known {
			uri = spaceOther
		}
		s.scopes.declare(binding{prefix: prefix, space: uri, depth: s.depth})
	}
	var err error
	if s.space, s.local, err = s.split(s.name); err != nil {
		return err
	}
	for i := range s.attrs {
		if name := s.attrs[i].name; bytes.IndexByte(name, ':') >= 0 && !bytes.HasPrefix(name, []byte("xmlns:")) {
			if _, _, err := s.split(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// split cuts a name at its colon and finds the namespace of its prefix.
func (s *scanner) split(name []byte) (space, []byte, error) {
	var prefix []byte
	local := name
	if at := bytes.IndexByte(name, ':'); at >= 0 {
		prefix, local = name[:at], name[at+1:]
		if at == 0 || len(local) == 0 || class[local[0]]&isNameStart == 0 || bytes.IndexByte(local, ':') >= 0 {
			return 0, nil, s.damage("name with a stray colon")
		}
	}
	space, known := s.scopes.find(prefix)
	if !known {
		return 0, nil, s.damage("prefix without a declaration: " + string(prefix))
	}
	return space, local, nil
}

// is reports whether the start tag just read is the element of the main namespace. Parts without
// any namespace are taken as if they declared it.
func (s *scanner) is(local string) bool {
	return (s.space == spaceMain || s.space == spaceNone) && string(s.local) == local
}

// attr returns the value of an attribute without prefix, "" if it is not there.
func (s *scanner) attr(name string) string {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return string(s.attrs[i].value)
		}
	}
	return ""
}

// attrIn returns the value of an attribute of a namespace, "" if it is not there.
func (s *scanner) attrIn(in space, local string) string {
	for i := range s.attrs {
		if sp, name, err := s.split(s.attrs[i].name); err == nil && sp == in && string(name) == local &&
			bytes.IndexByte(s.attrs[i].name, ':') >= 0 {
			return string(s.attrs[i].value)
		}
	}
	return ""
}

// plainValue returns the value of an attribute with references resolved and white space replaced
// (XML 1.0, section 3.3.3).
func plainValue(p []byte) []byte {
	out := make([]byte, 0, len(p))
	for i := 0; i < len(p); i++ {
		switch c := p[i]; c {
		case '&':
			r, n := reference(p[i:])
			out = utf8.AppendRune(out, r)
			i += n - 1
		case '\r':
			if i+1 == len(p) || p[i+1] != '\n' {
				out = append(out, ' ')
			}
		case '\n', '\t':
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}

// skip passes over the rest of the element just started.
func (s *scanner) skip() error {
	for depth := s.depth - 1; s.depth > depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// value appends the text of the element just started to dst, up to its end, escapes of OOXML
// undone. Elements inside it are damage.
func (s *scanner) value(dst []byte) ([]byte, error) {
	from := len(dst)
	for {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		switch t {
		case tokenEnd:
			return unescape(dst, from), nil
		case tokenStart:
			return dst, s.damage("element inside a value")
		case tokenText:
			dst = append(dst, s.text...)
			if int64(len(dst)-from) > s.limits.ValueBytes {
				return dst, &LimitError{Limit: LimitValueBytes, Max: s.limits.ValueBytes, Part: s.part}
			}
		}
	}
}

// finish demands that nothing but white space and comments follows the root.
func (s *scanner) finish() error {
	t, err := s.next()
	if err == nil && t != tokenEOF {
		return s.damage("content behind the root element")
	}
	return err
}
