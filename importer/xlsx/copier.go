package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// A Copier reads a part token by token and writes it again, byte for byte as it stands, except where it is told
// otherwise. It proves what Rows proves: that the part is whole and well-formed to its last byte. What it writes is
// UTF-8 with a declaration of its own, whatever the part was.
//
//	for {
//		t, err := c.Next()
//		…
//		case t == xlsx.Start && c.Is("row"):
//			c.Before()              // the row is to follow
//			c.WriteString("<row/>") // another one
//	}
//
// Next moves to the next token. What is not decided about a token when Next is called again, is kept. The first error
// of the writer is returned by Next and Close.
type Copier struct {
	s        scanner
	part     *part
	out      io.Writer
	sum      io.Writer // is told every byte that is kept, nil: none
	from     int       // in the window, of what is neither written nor left out yet
	prefix   string
	strict   bool
	skipping bool
	ending   []int // depths of elements that were empty and are written open
	end      string
	err      error // of out
}

// A Token is what a Copier finds next.
type Token = token

// The tokens. An empty element is a Start and an End.
const (
	EOF   = tokenEOF
	Start = tokenStart
	End   = tokenEnd
	Chars = tokenText
)

// An Attr is an attribute to be written; without a value it is left out.
type Attr struct{ Name, Value string }

// strictMain begins the namespaces of strict OOXML.
const strictMain = "http://purl.oclc.org/ooxml/"

// Copy begins to read a part up to its root element, which is the token at hand. kept is told every byte of the part
// that is written, and none that is added; it may be nil. Close must be called.
func (w *Workbook) Copy(f *zip.File, out, kept io.Writer) (*Copier, error) {
	c := &Copier{out: out, sum: kept}
	var err error
	if c.part, err = w.pack.open(f); err != nil {
		return nil, err
	}
	if err := c.s.begin(c.part, &w.pack.limits); err != nil {
		c.part.close()
		return nil, err
	}
	c.from = c.s.at
	c.s.slide = c.slid
	if colon := bytes.IndexByte(c.s.name, ':'); colon >= 0 {
		c.prefix = string(c.s.name[:colon+1])
	}
	c.strict = strings.HasPrefix(c.Attr(strings.TrimSuffix("xmlns:"+c.prefix, ":")), strictMain)
	c.write([]byte(xmlDeclaration))
	return c, nil
}

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Next moves to the next token.
func (c *Copier) Next() (Token, error) {
	if c.end != "" {
		c.write([]byte(c.end))
		c.end = ""
	}
	empty := c.s.empty
	t, err := c.s.next()
	if err == nil {
		err = c.err
	}
	if n := len(c.ending); empty && n > 0 && c.ending[n-1] == c.s.depth+1 {
		c.ending = c.ending[:n-1]
		c.end = "</" + string(c.s.name) + ">"
	}
	if t == tokenEOF && err == nil {
		c.After()
		err = c.err
	}
	return t, err
}

// slid writes what is about to leave the window.
func (c *Copier) slid() {
	if !c.skipping {
		c.flush(c.s.pos)
	}
	c.from = 0
}

func (c *Copier) flush(to int) {
	if c.from >= to {
		return
	}
	if c.err == nil {
		if c.sum != nil {
			_, c.err = c.sum.Write(c.s.buf[c.from:to])
		}
		c.write(c.s.buf[c.from:to])
	}
	c.from = to
}

func (c *Copier) write(p []byte) {
	if c.err == nil {
		_, c.err = c.out.Write(p)
	}
}

// Before writes the part up to the tag at hand, so that what is added next stands before it.
func (c *Copier) Before() { c.flush(c.s.at) }

// After writes the part up to the end of the tag at hand.
func (c *Copier) After() { c.flush(c.s.pos) }

// Drop leaves the tag at hand out.
func (c *Copier) Drop() {
	c.Before()
	c.from = c.s.pos
}

// Skip leaves the element just started out and moves to its end. each, when it is not nil, sees its tokens.
func (c *Copier) Skip(each func(Token)) error {
	c.Drop()
	for depth := c.s.depth - 1; c.s.depth > depth; {
		t, err := c.drop()
		if err != nil {
			return err
		}
		if each != nil {
			each(t)
		}
	}
	return nil
}

// drop is Next for a token that is left out.
func (c *Copier) drop() (Token, error) {
	c.skipping = true
	t, err := c.s.next()
	c.skipping, c.from = false, c.s.pos
	return t, err
}

// Retag writes the start tag at hand with other attributes: those named are replaced or left out, or come last.
func (c *Copier) Retag(attrs ...Attr) { c.retag(attrs, c.s.empty) }

// Open is Retag for an element that gets something inside: when it is empty, its end tag is written behind what is
// added while its End is the token at hand.
func (c *Copier) Open(attrs ...Attr) {
	c.retag(attrs, false)
	if c.s.empty {
		c.ending = append(c.ending, c.s.depth)
	}
}

// Replace is Retag for an element whose content is left out by Skip. When it is to have another, what is written next is
// that, and its end tag.
func (c *Copier) Replace(content bool, attrs ...Attr) { c.retag(attrs, !content) }

func (c *Copier) retag(attrs []Attr, empty bool) {
	c.Drop()
	tag := append(c.s.scratch[:0], '<')
	tag = append(tag, c.s.name...)
	add := func(name, value string) {
		if value != "" {
			tag = append(append(append(tag, ' '), name...), `="`...)
			tag = append(appendValue(tag, value), '"')
		}
	}
old:
	for _, a := range c.s.attrs {
		for i := range attrs {
			if string(a.name) == attrs[i].Name {
				continue old
			}
		}
		tag = append(append(append(tag, ' '), a.name...), `="`...)
		tag = append(appendValue(tag, string(a.value)), '"')
	}
	for _, a := range attrs {
		add(a.Name, a.Value)
	}
	if empty {
		tag = append(tag, '/')
	}
	c.s.scratch = append(tag, '>')
	c.write(c.s.scratch)
}

// appendValue appends the value of an attribute as it was read: its escapes of OOXML are still in it.
func appendValue(dst []byte, value string) []byte {
	for i := range len(value) {
		if as := entities[value[i]]; as != "" {
			dst = append(dst, as...)
		} else {
			dst = append(dst, value[i])
		}
	}
	return dst
}

// WriteString is Write for a string.
func (c *Copier) WriteString(s string) (int, error) { return c.Write([]byte(s)) }

// Write adds to what is written. It never fails; see Next.
func (c *Copier) Write(p []byte) (int, error) {
	c.write(p)
	return len(p), nil
}

// Redirect sends what is written from now on elsewhere, and returns where it went so far.
func (c *Copier) Redirect(out io.Writer) (before io.Writer) {
	before, c.out = c.out, out
	return before
}

// Depth is how many elements are open; of a Start its own is one of them, of an End it is not.
func (c *Copier) Depth() int { return c.s.depth }

// Empty reports whether the element just started is written as one tag.
func (c *Copier) Empty() bool { return c.s.empty }

// Is reports whether the element just started is that one of the main namespace.
func (c *Copier) Is(local string) bool { return c.s.is(local) }

// Local is the name of the element just started, without prefix. It is good until Next.
func (c *Copier) Local() []byte { return c.s.local }

// Attr returns an attribute of the element just started, "" if it is not there.
func (c *Copier) Attr(name string) string { return c.s.attr(name) }

// Attrs returns all attributes of the element just started.
func (c *Copier) Attrs() []Attr {
	all := make([]Attr, len(c.s.attrs))
	for i, a := range c.s.attrs {
		all[i] = Attr{string(a.name), string(a.value)}
	}
	return all
}

// RelationID returns the attribute by which the element just started refers to a relationship, "" if none.
func (c *Copier) RelationID() string { return c.s.attrIn(spaceDocumentRel, "id") }

// Int returns an attribute that is a number from 0 on, or what is to hold when it is missing or no such number.
func (c *Copier) Int(name string, missing int) int {
	for i := range c.s.attrs {
		if a := &c.s.attrs[i]; string(a.name) == name {
			if n, ok := parseInt(bytes.TrimSpace(a.value)); ok {
				return n
			}
		}
	}
	return missing
}

// Ref returns the address of a cell in an attribute.
func (c *Copier) Ref(name string) (col, row int, ok bool) {
	for i := range c.s.attrs {
		if a := &c.s.attrs[i]; string(a.name) == name {
			return parseRef(bytes.TrimSpace(a.value))
		}
	}
	return 0, 0, false
}

// Text is the text at hand, references resolved. It is good until Next.
func (c *Copier) Text() []byte { return c.s.text }

// Prefix is how elements of the part's own namespace are prefixed, with the colon: "x:", mostly "".
func (c *Copier) Prefix() string { return c.prefix }

// Strict reports whether the part is of strict OOXML, whose namespaces and types of relationships are others.
func (c *Copier) Strict() bool { return c.strict }

// Damage makes an error about the place at hand.
func (c *Copier) Damage(detail string) error { return c.s.damage(detail) }

// Close ends the reading. It must be called, and may be called twice.
func (c *Copier) Close() error {
	c.part.close()
	return c.err
}
