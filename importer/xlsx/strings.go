package xlsx

import "strings"

// chunkBytes is how much text of shared strings lies together. A string that is kept keeps its
// chunk alive, not the whole table.
const chunkBytes = 64 << 10

const pageStrings = 4096

// table holds the shared strings in pages, so that growing copies nothing.
type table struct {
	pages [][]string
	count int
}

func (t *table) at(i int) string { return t.pages[i/pageStrings][i%pageStrings] }

func (t *table) add(s string) {
	if t.count%pageStrings == 0 {
		t.pages = append(t.pages, make([]string, 0, pageStrings))
	}
	last := len(t.pages) - 1
	t.pages[last] = append(t.pages[last], s)
	t.count++
}

// readStrings reads the shared strings. That there are none is damage only when a cell asks for one.
func (w *Workbook) readStrings(name string) error {
	f := w.pack.find(name)
	if name == "" || f == nil {
		return nil
	}
	r, err := w.pack.open(f)
	if err != nil {
		return err
	}
	defer r.close()
	var s scanner
	if err := s.begin(r, &w.pack.limits); err != nil {
		return err
	}
	if !s.is("sst") {
		return s.damage("root element is not sst")
	}
	w.strings = &table{}
	return w.strings.read(&s)
}

func (t *table) read(s *scanner) error {
	var (
		chunk strings.Builder
		ends  []int // in chunk, of the strings not yet in the table
		text  []byte
		total int64
	)
	flush := func() {
		from, all := 0, chunk.String()
		for _, end := range ends {
			t.add(all[from:end])
			from = end
		}
		ends = ends[:0]
		chunk.Reset()
	}
	for s.depth > 0 {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch {
		case tok == tokenText && !blank(s.text):
			return s.damage("text between shared strings")
		case tok != tokenStart:
			continue
		case !s.is("si"):
			if string(s.local) != "extLst" {
				return s.damage("unknown element between shared strings")
			}
			if err := s.skip(); err != nil {
				return err
			}
			continue
		}
		if text, err = s.richText(text[:0]); err != nil {
			return err
		}
		total += int64(len(text))
		if total > s.limits.StringBytes {
			return &LimitError{Limit: LimitStringBytes, Max: s.limits.StringBytes, Part: s.part}
		}
		if int64(t.count+len(ends)) >= s.limits.Strings {
			return &LimitError{Limit: LimitStrings, Max: s.limits.Strings, Part: s.part}
		}
		if chunk.Len()+len(text) > chunkBytes || len(ends) == pageStrings {
			flush()
		}
		if chunk.Len() == 0 {
			chunk.Grow(max(chunkBytes, len(text)))
		}
		chunk.Write(text)
		ends = append(ends, chunk.Len())
	}
	flush()
	return s.finish()
}

// richText appends the text of a string item (si, is) just started to dst, up to its end: its own
// text and that of its runs. Phonetic runs, which say how to read the text, are left out.
func (s *scanner) richText(dst []byte) ([]byte, error) {
	from := len(dst)
	for depth := s.depth - 1; s.depth > depth; {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		switch {
		case t == tokenText && !blank(s.text):
			return dst, s.damage("text outside of t")
		case t != tokenStart || s.is("r"):
		case s.is("t"):
			if dst, err = s.value(dst); err != nil {
				return dst, err
			}
			if int64(len(dst)-from) > s.limits.ValueBytes {
				return dst, &LimitError{Limit: LimitValueBytes, Max: s.limits.ValueBytes, Part: s.part}
			}
		default: // rPh, phoneticPr, rPr, extLst
			if err := s.skip(); err != nil {
				return dst, err
			}
		}
	}
	return dst, nil
}

func blank(text []byte) bool {
	for _, c := range text {
		if class[c]&isSpace == 0 {
			return false
		}
	}
	return true
}
