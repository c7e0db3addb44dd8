package xlsx

import (
	"path"
	"strings"
)

// A Relation is a relationship of a part to another (ECMA-376 part 2, 6.5).
type Relation struct {
	Kind     string // last element of its type: "worksheet"
	Target   string // name of the part, from the root of the package
	External bool   // it leads out of the package, and Target means nothing
}

// relations reads the relationships of a part, by their id; "" stands for the package.
// A part without relationships has none.
func (p *pack) relations(of string) (map[string]Relation, error) {
	f := p.find(RelationsPart(of))
	if f == nil {
		return nil, nil
	}
	dir, _ := path.Split(strings.ReplaceAll(of, `\`, "/"))
	all := map[string]Relation{}
	err := p.each(f, "Relationships", func(s *scanner) error {
		if string(s.local) != "Relationship" {
			return nil
		}
		kind, target, id := s.attr("Type"), s.attr("Target"), s.attr("Id")
		external := strings.EqualFold(s.attr("TargetMode"), "External")
		if _, twice := all[id]; twice && !external {
			return s.damage("relationship " + id + " is there twice")
		}
		target = strings.ReplaceAll(target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		all[id] = Relation{path.Base(kind), path.Clean("/" + target)[1:], external}
		return nil
	})
	return all, err
}

// one returns the part a relationship of that kind leads to, "" when there is none.
func one(all map[string]Relation, kind string) string {
	found := ""
	for _, r := range all {
		// Of several the first by name, so that the same file is always read the same way.
		if r.Kind == kind && !r.External && (found == "" || r.Target < found) {
			found = r.Target
		}
	}
	return found
}

// RelationsPart is the name of the part that holds the relationships of a part.
func RelationsPart(of string) string {
	dir, base := path.Split(strings.ReplaceAll(of, `\`, "/"))
	return dir + "_rels/" + base + ".rels"
}
