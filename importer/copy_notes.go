package importer

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"strings"
)

// firstNotes is where the numbers of renamed parts begin, above any that programs give.
const firstNotes = 9001

// contentTypes is the part that names the type of every other; excelize reads it later.
const contentTypes = "[Content_Types].xml"

type relationships struct {
	XMLName xml.Name       `xml:"http://schemas.openxmlformats.org/package/2006/relationships Relationships"`
	All     []relationship `xml:"Relationship"`
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr,omitempty"`
}

// alignNotes gives the parts that hold a sheet's notes and their boxes one number in common. excelize finds one
// by the number of the other; other programs name them as they like, and notes would be lost or go to another sheet.
func (c *workbookCopy) alignNotes() {
	next := firstNotes
	c.file.Pkg.Range(func(key, value any) bool {
		name, content := key.(string), value.([]byte)
		if path.Dir(name) != "xl/worksheets/_rels" {
			return true
		}
		var rels relationships
		if err := xml.Unmarshal(content, &rels); err != nil {
			c.do(fmt.Errorf("%s: %w", name, err))
			return false
		}
		renamed := false
		for i, rel := range rels.All {
			switch path.Base(rel.Type) {
			case "comments":
				rels.All[i].Target = fmt.Sprintf("../comments%d.xml", next)
			case "vmlDrawing":
				rels.All[i].Target = fmt.Sprintf("../drawings/vmlDrawing%d.vml", next)
			default:
				continue
			}
			renamed = c.rename(rel.Target, rels.All[i].Target) || renamed
		}
		if renamed {
			next++
			content, err := xml.Marshal(rels)
			c.do(err)
			c.file.Pkg.Store(name, append([]byte(xml.Header), content...))
		}
		return true
	})
}

// rename moves a part, named as a worksheet's relationship names it.
func (c *workbookCopy) rename(from, to string) bool {
	old, now := partPath(from), partPath(to)
	content, ok := c.file.Pkg.LoadAndDelete(old)
	if !ok {
		return false
	}
	c.file.Pkg.Store(now, content)
	if types, ok := c.file.Pkg.Load(contentTypes); ok {
		c.file.Pkg.Store(contentTypes, bytes.ReplaceAll(types.([]byte), []byte(`"/`+old+`"`), []byte(`"/`+now+`"`)))
	}
	return true
}

// partPath is the name of a part a worksheet refers to, from the root of the package or from xl/worksheets.
func partPath(target string) string {
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		return rooted
	}
	return path.Join("xl/worksheets", target)
}
