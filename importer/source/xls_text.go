package source

import (
	"encoding/binary"
	"unicode/utf16"
)

// readStrings reads the shared strings.
func (r *biff) readStrings(bodies [][]byte) error {
	if len(bodies[0]) < 8 {
		return errCut
	}
	n := int(binary.LittleEndian.Uint32(bodies[0][4:]))
	t := &biffText{bodies: append([][]byte{bodies[0][8:]}, bodies[1:]...)}
	for range n {
		text, ok, err := t.read(2)
		if err != nil {
			return err
		}
		if !ok {
			return errCut
		}
		r.strings = append(r.strings, text)
	}
	return nil
}

// A biffText reads strings that may be cut at the ends of records, where the characters may change their width.
type biffText struct {
	bodies [][]byte
}

func (t *biffText) take(n int) ([]byte, bool) {
	for len(t.bodies) > 1 && len(t.bodies[0]) == 0 {
		t.bodies = t.bodies[1:]
	}
	if len(t.bodies) == 0 || len(t.bodies[0]) < n {
		return nil, false
	}
	out := t.bodies[0][:n]
	t.bodies[0] = t.bodies[0][n:]
	return out, true
}

// skip passes over bytes that may go on in the next records.
func (t *biffText) skip(n int) bool {
	for n > 0 {
		if len(t.bodies) == 0 {
			return false
		}
		if len(t.bodies[0]) == 0 {
			t.bodies = t.bodies[1:]
			continue
		}
		m := min(n, len(t.bodies[0]))
		t.bodies[0] = t.bodies[0][m:]
		n -= m
	}
	return true
}

// read reads a string whose length takes so many bytes ([MS-XLS] 2.5.293). ok is false at the end.
func (t *biffText) read(lengthBytes int) (text string, ok bool, err error) {
	head, ok := t.take(lengthBytes + 1)
	if !ok {
		return "", false, nil
	}
	length := int(head[0])
	if lengthBytes == 2 {
		length = int(binary.LittleEndian.Uint16(head))
	}
	flags := head[lengthBytes]
	runs, extra := 0, 0
	if flags&8 != 0 {
		b, ok := t.take(2)
		if !ok {
			return "", false, errCut
		}
		runs = int(binary.LittleEndian.Uint16(b))
	}
	if flags&4 != 0 {
		b, ok := t.take(4)
		if !ok {
			return "", false, errCut
		}
		extra = int(binary.LittleEndian.Uint32(b))
	}
	units := make([]uint16, 0, min(length, 1<<15))
	wide := flags&1 != 0
	for len(units) < length {
		if len(t.bodies) == 0 {
			return "", false, errCut
		}
		if len(t.bodies[0]) == 0 {
			if t.bodies = t.bodies[1:]; len(t.bodies) == 0 || len(t.bodies[0]) == 0 {
				return "", false, errCut
			}
			wide = t.bodies[0][0]&1 != 0
			t.bodies[0] = t.bodies[0][1:]
			continue
		}
		b := t.bodies[0]
		if !wide {
			units = append(units, uint16(b[0]))
			t.bodies[0] = b[1:]
			continue
		}
		if len(b) < 2 {
			return "", false, errCut
		}
		units = append(units, binary.LittleEndian.Uint16(b))
		t.bodies[0] = b[2:]
	}
	if !t.skip(4*runs + extra) {
		return "", false, errCut
	}
	return string(utf16.Decode(units)), true, nil
}
