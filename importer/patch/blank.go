package patch

import (
	"archive/zip"
	"bytes"
	"strings"

	"kartoteka/importer/xlsx"
)

// New begins a workbook of its own: a copy of one that has no sheets yet.
func New(author string) (*Copy, error) {
	parts := [][2]string{
		{typesPart, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
			`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + relationships + `"><Relationship Id="rId1" Type="` + relationType + `/officeDocument" Target="xl/workbook.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
			`<Relationship Id="rId3" Type="` + relationType + `/extended-properties" Target="docProps/app.xml"/></Relationships>`},
		{corePart, coreXML(Properties{Author: author})},
		{"docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` + escaped(author) + `</Application></Properties>`},
		{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `"><sheets/></workbook>`},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Deflate})
		if err == nil {
			_, err = strings.NewReader(header + p[1]).WriteTo(w)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	w, err := xlsx.ReadParts(b.Bytes(), xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	c, err := Of(w)
	if err == nil {
		c.Author = author
	}
	return c, err
}
