package patch

import (
	"fmt"
	"strings"
	"time"
)

// Properties say what a workbook is (ECMA-376 part 2, 11). Those that are "" are left out.
type Properties struct{ Title, Subject, Author, Keywords, Language string }

const corePart = "docProps/core.xml"

// Describe puts properties in place of those the workbook has; it is made now. A workbook without a part for them stays
// without.
func (c *Copy) Describe(p Properties) { c.described = &p }

// writeProperties writes the part with the properties.
func (c *Copy) writeProperties() error {
	if c.err != nil || c.described == nil || c.from.File(corePart) == nil {
		return c.err
	}
	return c.addPart(corePart, header+coreXML(*c.described))
}

// coreXML is the part of the properties. Its elements carry the prefixes of the standard's examples: some programs know
// no others.
func coreXML(p Properties) string {
	var b strings.Builder
	b.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range [][2]string{
		{"dc:title", p.Title}, {"dc:subject", p.Subject}, {"dc:creator", p.Author}, {"cp:keywords", p.Keywords}, {"cp:lastModifiedBy", p.Author}, {"dc:language", p.Language},
	} {
		if e[1] != "" {
			fmt.Fprintf(&b, "<%s>%s</%[1]s>", e[0], escaped(e[1]))
		}
	}
	now := time.Now().UTC().Format(time.RFC3339)
	fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[1]s</dcterms:modified></cp:coreProperties>`, now)
	return b.String()
}
