package style

import "kartoteka/importer/patch"

// Patch is a look as package patch writes it, without borders.
func Patch(k Look) patch.Style {
	s := styleOf(k)
	p := patch.Style{Format: s.NumFmt}
	if f := s.Font; f != nil {
		p.Font, p.Size, p.Bold, p.Underlined, p.Color = f.Family, f.Size, f.Bold, f.Underline != "", f.Color
	}
	if len(s.Fill.Color) > 0 {
		p.Fill = s.Fill.Color[0]
	}
	if a := s.Alignment; a != nil {
		p.Horizontal, p.Vertical, p.Indent, p.Wrap = a.Horizontal, a.Vertical, a.Indent, a.WrapText
	}
	return p
}
