package patch

import (
	"fmt"
	"io"
	"kartoteka/importer/xlsx"
	"maps"
	"path"
	"slices"
	"strings"
)

// links are the relationships of a part, and those added to them.
type links struct {
	of    string
	all   map[string]xlsx.Relation
	added []link
	drop  map[string]bool // ids of those that go
}

type link struct{ id, kind, target string }

func (c *Copy) links(of string) (*links, error) {
	all, err := c.from.Relations(of)
	return &links{of: of, all: all}, err
}

// one returns the id and target of the first relationship of a kind, "" if there is none.
func (l *links) one(kind string) (id, target string) {
	for _, id := range slices.Sorted(maps.Keys(l.all)) {
		if r := l.all[id]; r.Kind == kind && !r.External {
			return id, r.Target
		}
	}
	return "", ""
}

// add makes a relationship to a part and returns its id.
func (l *links) add(kind, target string) string {
	id := ""
	for n := len(l.all) + len(l.added) + 1; ; n++ {
		id = fmt.Sprintf("rId%d", n)
		_, taken := l.all[id]
		if !taken && !slices.ContainsFunc(l.added, func(a link) bool { return a.id == id }) {
			break
		}
	}
	l.added = append(l.added, link{id, kind, target})
	return id
}

const (
	relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
	relationType  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictType    = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictSpace   = "http://purl.oclc.org/ooxml/spreadsheetml/main"
)

// space is the namespace of the parts of the workbook, and relationSpace that of their relationships.
func (c *Copy) space() string {
	if c.styles.strict {
		return strictSpace
	}
	return mainSpace
}

func (c *Copy) relationSpace() string {
	if c.styles.strict {
		return strictType
	}
	return relationType
}

// writeLinks writes the relationships of a part when there are other ones.
func (c *Copy) writeLinks(l *links) error {
	if c.err != nil || len(l.added) == 0 && len(l.drop) == 0 {
		return c.err
	}
	write := func(w io.StringWriter, prefix string) {
		for _, a := range l.added {
			_, _ = w.WriteString(fmt.Sprintf(`<%sRelationship Id="%s" Type="%s/%s" Target="%s"/>`, prefix, a.id, c.relationSpace(), a.kind, escaped(relative(l.of, a.target))))
		}
	}
	name := xlsx.RelationsPart(l.of)
	if c.from.File(name) == nil {
		var b strings.Builder
		b.WriteString(header + `<Relationships xmlns="` + relationships + `">`)
		write(&b, "")
		b.WriteString("</Relationships>")
		return c.addPart(name, b.String())
	}
	return c.edit(name, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		switch {
		case t == xlsx.Start && r.Depth() == 1:
			r.Open()
		case t == xlsx.Start && r.Depth() == 2 && l.drop[r.Attr("Id")]:
			return r.Skip(nil)
		case t == xlsx.End && r.Depth() == 0:
			r.Before()
			write(r, r.Prefix())
		}
		return nil
	})
}

// relative is the target by which a part names another.
func relative(of, target string) string {
	from, to := strings.Split(path.Dir(of), "/"), strings.Split(target, "/")
	if from[0] == "." {
		return target
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// implicit are the relationships of a workbook that nothing in it refers to: when they lead nowhere they can go.
var implicit = []string{"calcChain", "theme", "sharedStrings", "styles", "connections", "sheetMetadata", "volatileDependencies"}

// dropLinks decides which relationships of the workbook go.
func (c *Copy) dropLinks() {
	c.main.drop = map[string]bool{}
	for id, r := range c.main.all {
		lost := slices.Contains(implicit, r.Kind) && !r.External && c.from.File(r.Target) == nil && c.parts[r.Target] == nil
		if lost || c.dropCalc && r.Kind == "calcChain" {
			c.main.drop[id] = true
		}
	}
}
