package xlsx

import (
	"path"
	"strings"
)

// relation is a relationship of a part to another (ECMA-376 part 2, 6.5).
type relation struct {
	kind   string // last element of its type: "worksheet"
	target string // name of the part, from the root of the package
}

// relations reads the relationships of a part, by their id; "" stands for the package.
// A part without relationships has none.
func (p *pack) relations(of string) (map[string]relation, error) {
	dir, base := path.Split(strings.ReplaceAll(of, `\`, "/"))
	f := p.find(dir + "_rels/" + base + ".rels")
	if f == nil {
		return nil, nil
	}
	all := map[string]relation{}
	err := p.each(f, "Relationships", func(s *scanner) error {
		if string(s.local) != "Relationship" || strings.EqualFold(s.attr("TargetMode"), "External") {
			return nil
		}
		kind, target, id := s.attr("Type"), s.attr("Target"), s.attr("Id")
		if _, twice := all[id]; twice {
			return s.damage("relationship " + id + " is there twice")
		}
		target = strings.ReplaceAll(target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		all[id] = relation{path.Base(kind), path.Clean("/" + target)[1:]}
		return nil
	})
	return all, err
}

// one returns the part a relationship of that kind leads to, "" when there is none.
func one(all map[string]relation, kind string) string {
	found := ""
	for _, r := range all {
		// Of several the first by name, so that the same file is always read the same way.
		if r.kind == kind && (found == "" || r.target < found) {
			found = r.target
		}
	}
	return found
}
