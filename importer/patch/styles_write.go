package patch

import (
	"fmt"
	"io"
	"kartoteka/importer/xlsx"
	"slices"
	"strconv"
	"strings"
)

// writeStyles writes the part with what was added to it.
func (c *Copy) writeStyles() error {
	s := c.styles
	if c.err != nil || !s.grown() {
		return c.err
	}
	if n := len(s.formats) + len(s.added[cellXfs]); n > mostStyles {
		return fmt.Errorf("%d formats: %w", n, ErrNotCopied)
	}
	done := 0
	// upTo writes the sections before one that the part does not have.
	upTo := func(w io.StringWriter, prefix string, section int) {
		for ; done < min(section, sections); done++ {
			if entries := s.added[done]; len(entries) > 0 {
				_, _ = w.WriteString(fmt.Sprintf(`<%s%s count="%d">`, prefix, styleOrder[done], len(entries)))
				s.writeEntries(w, prefix, done)
				_, _ = w.WriteString("</" + prefix + styleOrder[done] + ">")
			}
		}
	}
	if s.file == nil {
		s.part = c.styles.freePart(c)
		var b strings.Builder
		b.WriteString(header + `<styleSheet xmlns="` + c.space() + `">`)
		upTo(&b, "", sections)
		b.WriteString("</styleSheet>")
		c.types = append(c.types, contentType{s.part, typeStyles})
		return c.addPart(s.part, b.String())
	}
	section := -1
	return c.edit(s.part, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		switch {
		case t == xlsx.Start && r.Depth() == 1:
			r.Open()
		case t == xlsx.Start && r.Depth() == 2:
			n := slices.Index(styleOrder, string(r.Local()))
			r.Before()
			upTo(r, r.Prefix(), n)
			if section = n; n >= done && n < sections && len(s.added[n]) > 0 {
				done = n + 1
				r.Open(xlsx.Attr{Name: "count", Value: strconv.Itoa(s.had[n] + len(s.added[n]))})
			} else {
				section, done = -1, max(done, min(n+1, sections))
			}
		case t == xlsx.End && r.Depth() == 1 && section >= 0:
			r.Before()
			s.writeEntries(r, r.Prefix(), section)
			section = -1
		case t == xlsx.End && r.Depth() == 0:
			r.Before()
			upTo(r, r.Prefix(), sections)
		}
		return nil
	})
}

func (s *styles) writeEntries(w io.StringWriter, prefix string, section int) {
	for _, entry := range s.added[section] {
		_, _ = w.WriteString(prefixed(entry, prefix))
	}
}

func (s *styles) freePart(c *Copy) string {
	if s.part != "" {
		return s.part
	}
	part := c.free("styles%s.xml")
	c.main.add("styles", part)
	return part
}
