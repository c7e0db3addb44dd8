package patch

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kartoteka/importer/xlsx"
)

// A Link leads from a cell to a place of the workbook.
type Link struct {
	To  string // as Place spells it
	Tip string // what is shown under the mouse, behind the author, by whom a later copy knows the link
}

// linked says where the links of a sheet went.
type linked int

const (
	unlinked    linked = iota
	linksBehind        // behind those the sheet has
	linksApart         // it has none
)

// afterLinks are the elements of a sheet that stand behind its links (ECMA-376 part 1, 18.3.1.99).
var afterLinks = append([]string{
	"printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
	"smartTags", "drawing", "legacyDrawing",
}, afterDrawing...)

// mostRanges is how many links of several cells are looked at; a sheet that has more gets none.
const mostRanges = 1000

// linksOf are the links among changes.
func linksOf(changes []Change) map[place]*Link {
	var all map[place]*Link
	for i := range changes {
		if c := &changes[i]; c.Link != nil {
			if all == nil {
				all = map[place]*Link{}
			}
			all[placeOf(c.Col, c.Row)] = c.Link
		}
	}
	return all
}

// startLinks begins the links that a sheet has.
func (p *patcher) startLinks() error {
	switch {
	case p.linked == linksApart || len(p.wanted) == 0 && p.linked == unlinked:
		return nil
	case p.r.Empty():
		return p.r.Skip(nil)
	}
	p.inLinks, p.linked = true, linksBehind
	return nil
}

// link is at a token of the links that a sheet has. A cell keeps its link, unless an earlier copy has added it.
func (p *patcher) link(t xlsx.Token) error {
	switch {
	case t == xlsx.Start && p.r.Depth() == 3 && p.copy.ours(p.r):
		return p.r.Skip(nil)
	case t == xlsx.Start && p.r.Depth() == 3:
		p.keep(p.r.Attr("ref"))
	case t == xlsx.End && p.r.Depth() == 1:
		p.inLinks = false
		p.r.Before()
		p.writeLinks()
	}
	return nil
}

// keep leaves the cells of a link as they are.
func (p *patcher) keep(ref string) {
	if col, row, ok := xlsx.ParseCell(ref); ok {
		delete(p.wanted, placeOf(col, row))
		return
	}
	if p.ranges++; p.ranges > mostRanges {
		clear(p.wanted)
		return
	}
	from, to, _ := strings.Cut(ref, ":")
	left, top, _ := xlsx.ParseCell(from)
	right, bottom, _ := xlsx.ParseCell(to)
	maps.DeleteFunc(p.wanted, func(at place, _ *Link) bool {
		return left <= int(at.col) && int(at.col) <= right && top <= int(at.row) && int(at.row) <= bottom
	})
}

// ours reports whether the link at hand is one that a copy has added.
func (c *Copy) ours(r *xlsx.Copier) bool {
	return r.Is("hyperlink") && strings.HasPrefix(xlsx.Unescape(r.Attr("tooltip")), c.Author+": ")
}

// placeLinks writes the links of a sheet that has none.
func (p *patcher) placeLinks() {
	if len(p.wanted) == 0 || p.linked != unlinked {
		return
	}
	p.linked = linksApart
	p.r.Before()
	p.r.WriteString("<" + p.r.Prefix() + "hyperlinks>")
	p.writeLinks()
	p.r.WriteString("</" + p.r.Prefix() + "hyperlinks>")
}

func (p *patcher) writeLinks() {
	at := slices.SortedFunc(maps.Keys(p.wanted), func(a, b place) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	for _, at := range at {
		l := p.wanted[at]
		p.r.WriteString(fmt.Sprintf(`<%shyperlink ref="%s" location="%s" tooltip="%s"/>`, p.r.Prefix(), xlsx.CellName(int(at.col), int(at.row)),
			escaped(l.To), escaped(p.copy.Author+": "+l.Tip)))
		p.links++
	}
	p.wanted = nil
}
