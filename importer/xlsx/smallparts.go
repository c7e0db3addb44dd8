package xlsx

import (
	"archive/zip"
	"strconv"
	"strings"
)

// each reads a small part and calls start for every start tag below its root, which must be of
// that name. start may consume the element; what it leaves is walked through.
func (p *pack) each(f *zip.File, root string, start func(*scanner) error) error {
	r, err := p.openSmall(f)
	if err != nil {
		return err
	}
	defer r.close()
	var s scanner
	if err := s.begin(r, &p.limits); err != nil {
		return err
	}
	if string(s.local) != root {
		return s.damage("root element is not " + root)
	}
	for {
		t, err := s.next()
		if err != nil {
			return err
		}
		switch {
		case t == tokenStart:
			if err := start(&s); err != nil {
				return err
			}
		case t == tokenEOF:
			return nil
		}
	}
}

// begin sets the scanner on a part and reads its root tag.
func (s *scanner) begin(r *part, limits *Limits) error {
	text, decoded, err := decode(r.file.Name, r)
	if err != nil {
		return err
	}
	s.reset(r.file.Name, text, limits)
	s.decoded = decoded
	_, err = s.next()
	return err
}

// readWorkbook reads the workbook part: the sheets in their order, and the date system.
func (w *Workbook) readWorkbook(name string) error {
	f := w.pack.find(name)
	if f == nil {
		return damaged(name, "the part is missing")
	}
	relations, err := w.pack.relations(name)
	if err != nil {
		return err
	}
	inflated := uint64(0) // bytes of the sheets
	err = w.pack.each(f, "workbook", func(s *scanner) error {
		switch {
		case s.depth == 2 && s.is("workbookPr"):
			w.Date1904 = isTrue(s.attr("date1904"))
		case s.depth == 3 && s.is("sheet"):
			sheet := Sheet{Name: string(unescape([]byte(s.attr("name")), 0)), Hidden: strings.Contains(strings.ToLower(s.attr("state")), "hidden")}
			id := s.attrIn(spaceDocumentRel, "id")
			if id == "" {
				return nil // a macro sheet of Excel 5 has no part
			}
			r, found := relations[id]
			if !found || r.External {
				return s.damage("sheet " + strconv.Quote(sheet.Name) + " without its part")
			}
			if r.Kind != "worksheet" {
				return nil
			}
			if sheet.part = w.pack.find(r.Target); sheet.part == nil {
				return s.damage("sheet " + strconv.Quote(sheet.Name) + " without its part " + r.Target)
			}
			// Several sheets may be of one part, which is then read as often.
			inflated += sheet.part.UncompressedSize64
			if err := w.pack.checkInflated(inflated); err != nil {
				return err
			}
			if max := w.pack.limits.Parts; int64(len(w.Sheets)) == max {
				return &LimitError{Limit: LimitParts, Max: max, Part: name}
			}
			w.Sheets = append(w.Sheets, sheet)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := w.readStyles(one(relations, "styles")); err != nil {
		return err
	}
	w.main, w.relations = name, relations
	return nil
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

// maxFormats is how many cell formats Excel allows.
const maxFormats = 65_490

// readStyles reads which number format each cell format has.
func (w *Workbook) readStyles(name string) error {
	if name == "" {
		return nil
	}
	f := w.pack.find(name)
	if f == nil {
		return damaged(name, "the part is missing")
	}
	custom, codes := map[int]Format{}, map[int]string{}
	inFormats := false // inside cellXfs, the formats cells refer to
	return w.pack.each(f, "styleSheet", func(s *scanner) error {
		if s.depth == 2 {
			inFormats = s.is("cellXfs")
		}
		id, err := strconv.Atoi(s.attr("numFmtId"))
		if err != nil || s.depth != 3 {
			id = 0
		}
		switch {
		case s.depth == 3 && s.is("numFmt"):
			codes[id] = string(unescape([]byte(s.attr("formatCode")), 0))
			custom[id] = ParseFormat(s.attr("formatCode"))
		case s.depth == 3 && inFormats && s.is("xf"):
			if len(w.formats) == maxFormats {
				return s.damage("too many cell formats")
			}
			format, known := custom[id]
			if !known {
				format = builtinFormat(id)
				custom[id] = format
			}
			w.formats = append(w.formats, format)
			w.codes = append(w.codes, FormatCode{id, codes[id]})
		}
		return nil
	})
}

// readProperties reads the custom properties of the document.
func (w *Workbook) readProperties(name string) error {
	f := w.pack.find(name)
	if name == "" || f == nil {
		return nil
	}
	property := ""
	return w.pack.each(f, "Properties", func(s *scanner) error {
		switch {
		case s.depth == 2 && string(s.local) == "property":
			property = s.attr("name")
		case s.depth == 3 && property != "":
			text, err := s.flat(nil)
			w.Properties[property] = string(text)
			return err
		}
		return nil
	})
}

// flat appends all the text inside the element just started to dst, up to its end.
func (s *scanner) flat(dst []byte) ([]byte, error) {
	for depth := s.depth - 1; s.depth > depth; {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		if t == tokenText {
			dst = append(dst, s.text...)
		}
	}
	return unescape(dst, 0), nil
}
