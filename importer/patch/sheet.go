package patch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strconv"

	"kartoteka/importer/xlsx"
)

// A sheet is a worksheet while it is copied.
type sheet struct {
	copy    *Copy
	part    string
	changes []Change // by row and column once it has begun
	begun   bool

	// What the making of the part leaves for its proof.
	done      []done
	sum       uint64 // of all bytes that were kept
	unordered bool   // its rows, or cells in a row, do not stand in their order
	mostStyle int    // highest number of a format that a cell names
	selected  bool
	rows      *Rows // what is appended, nil: nothing
	added     *Sheet
	opened    bool // there were no rows, written as one tag
	drawn     bool // a reference to the drawing of notes was put in
	linked    linked
	links     int // that were added

	levels int   // of columns that can be folded, 0: as they are
	folded []int // columns behind folded ones

	columns []column
	height  float64 // of rows without one of their own, in points
	drawing string  // relationship of the boxes of notes, "" none
	notes   *notes
}

// done is the result of a change.
type done struct {
	style    int  // -1: as it was
	inserted bool // the cell was not there
	row      bool // neither was its row
	opened   bool // the row was empty, written as one tag
}

type column struct {
	min, max, style int
	width           float64
	hidden          bool
}

var seed = maphash.MakeSeed()

// begin makes the part if anything about it changes.
func (s *sheet) begin(ctx context.Context) error {
	if s.begun || s.copy.err != nil {
		return s.copy.err
	}
	s.begun = true
	slices.SortStableFunc(s.changes, func(a, b Change) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	s.changes = slices.CompactFunc(s.changes, func(a, b Change) bool { return a.Row == b.Row && a.Col == b.Col })
	if len(s.changes) == 0 && s.levels == 0 && !s.copy.Unfiltered {
		if !s.copy.growing && s.copy.listed() == nil {
			return nil
		}
		if err := s.look(); err != nil || !s.selected || s.copy.listed() == nil {
			return err
		}
	}
	return s.write(ctx)
}

// write makes the part, its notes and its relationships.
func (s *sheet) write(ctx context.Context) error {
	l, err := s.copy.links(s.part)
	if err != nil {
		return err
	}
	s.notes = s.copy.readNotes(s, l)
	err = s.patch(ctx, l)
	if errors.Is(err, xlsx.ErrUnordered) {
		s.unordered = true
		err = s.patch(ctx, l)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", s.part, err)
	}
	if s.notes != nil {
		if err := s.notes.write(s, l); err != nil {
			return err
		}
	}
	return s.copy.writeLinks(l)
}

// look finds out, of a sheet that has no changes, which formats its cells name and whether it is among those selected.
func (s *sheet) look() error {
	return s.copy.walk(s.copy.from.File(s.part), io.Discard, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		if t == xlsx.Start {
			switch {
			case r.Depth() == 3 && r.Is("sheetView"):
				s.selected = s.selected || r.Attr("tabSelected") != ""
			case r.Depth() == 4 && r.Is("c"), r.Depth() == 3 && r.Is("row"):
				s.mostStyle = max(s.mostStyle, r.Int("s", -1))
			case r.Depth() == 3 && r.Is("col"):
				s.mostStyle = max(s.mostStyle, r.Int("style", -1))
			}
		}
		return nil
	})
}

// A patcher is at one place of a sheet.
type patcher struct {
	*sheet
	r    *xlsx.Copier
	at   position
	row  int // style of the cells of the row that are not there, -1: that of their column
	tail bool
	l    *links

	wanted  map[place]*Link // links that are to be added yet
	inLinks bool
	ranges  int
	buf     []byte

	t      xlsx.Token // at hand
	paused bool       // at the end of the rows, for more
	out    *deflated
	kept   maphash.Hash
}

// patch copies the part and changes the cells concerned.
func (s *sheet) patch(ctx context.Context, l *links) error {
	p, err := s.open(l)
	if err != nil {
		return err
	}
	defer p.close()
	return p.run(ctx)
}

func (s *sheet) open(l *links) (*patcher, error) {
	s.done = make([]done, len(s.changes))
	s.columns, s.drawing, s.drawn, s.linked, s.links = nil, "", false, unlinked, 0
	p := &patcher{sheet: s, at: position{changes: s.changes, unordered: s.unordered}, l: l, out: newPart(s.part), t: xlsx.Start, wanted: linksOf(s.changes)}
	p.kept.SetSeed(seed)
	var err error
	if p.r, err = s.copy.from.Copy(s.copy.from.File(s.part), p.out, &p.kept); err != nil {
		_ = p.out.close() // err says more
		return nil, err
	}
	return p, nil
}

func (p *patcher) close() {
	_ = p.r.Close()
	_ = p.out.close() // into memory
}

// run goes on to the end of the part, or to the end of its rows where some are to be appended.
func (p *patcher) run(ctx context.Context) error {
	for p.t != xlsx.EOF {
		if err := p.token(ctx, p.t); err != nil {
			return err
		}
		if p.paused {
			return nil
		}
		var err error
		if p.t, err = p.r.Next(); err != nil {
			return err
		}
	}
	p.sum = p.kept.Sum64()
	return p.copy.keepPart(p.out)
}

func (p *patcher) token(ctx context.Context, t xlsx.Token) error {
	switch depth := p.r.Depth(); {
	case t == xlsx.Start && depth == 1 && !p.r.Is("worksheet"):
		return p.r.Damage("root element is not worksheet")
	case t == xlsx.Start && depth == 2:
		return p.section()
	case p.inLinks:
		return p.link(t)
	case t == xlsx.Start && depth == 3:
		switch {
		case p.at.inRows && p.r.Is("row"):
			if p.at.rows++; p.at.rows%cancelEvery == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			return p.startRow()
		case p.r.Is("sheetView"):
			if p.copy.listed() != nil {
				p.r.Retag(xlsx.Attr{Name: "tabSelected"})
			}
		case p.r.Is("col"):
			c := column{p.r.Int("min", 0), p.r.Int("max", 0), p.r.Int("style", 0), number(p.r.Attr("width")), isTrue(p.r.Attr("hidden"))}
			p.columns = append(p.columns, c)
			p.mostStyle = max(p.mostStyle, c.style)
			if c.min == c.max && slices.Contains(p.folded, c.min) {
				p.r.Retag(xlsx.Attr{Name: "collapsed", Value: "1"})
			}
		}
	case t == xlsx.Start && depth == 4 && p.at.inRows && p.r.Is("c"):
		return p.startCell()
	case t == xlsx.End && p.at.inRows && depth == 2:
		return p.endRow()
	case t == xlsx.End && p.at.inRows && depth == 1:
		p.endRows()
	case t == xlsx.End && depth == 0:
		p.placeLinks()
		p.placeDrawing()
	}
	return nil
}

const cancelEvery = 1000

// section starts one of the elements a sheet consists of.
func (p *patcher) section() error {
	if slices.Contains(afterLinks, string(p.r.Local())) {
		p.placeLinks()
	}
	switch {
	case p.r.Is("hyperlinks"):
		return p.startLinks()
	case p.copy.Unfiltered && p.r.Is("sheetPr"):
		p.r.Retag(xlsx.Attr{Name: "filterMode"})
	case p.r.Is("sheetData"):
		p.at.inRows = true
		if p.changed() {
			p.opened = p.r.Empty()
			p.r.Open()
		}
	case p.r.Is("sheetFormatPr"):
		p.height = number(p.r.Attr("defaultRowHeight"))
		if p.levels > 0 {
			p.r.Retag(xlsx.Attr{Name: "outlineLevelCol", Value: strconv.Itoa(p.levels)})
		}
	case p.r.Is("legacyDrawing"):
		id := p.r.RelationID()
		if target := p.l.all[id]; p.notes != nil && (target.Kind != "vmlDrawing" || target.External || p.tail) {
			return p.r.Skip(nil) // it leads nowhere
		}
		p.tail, p.drawing = true, id
	case slices.Contains(afterDrawing, string(p.r.Local())):
		p.placeDrawing()
	}
	return nil
}

// afterDrawing are the elements of a sheet that stand behind the reference to the boxes of notes
// (ECMA-376 part 1, 18.3.1.99).
var afterDrawing = []string{
	"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent",
}

// placeDrawing puts in the reference to the boxes of notes, unless there is one.
func (p *patcher) placeDrawing() {
	if p.notes == nil || p.tail {
		return
	}
	p.tail, p.drawn = true, true
	p.drawing = p.l.add("vmlDrawing", p.copy.free("drawings/vmlDrawing%d.vml"))
	p.r.Before()
	p.r.WriteString(fmt.Sprintf(`<%slegacyDrawing xmlns:r="%s" r:id="%s"/>`, p.r.Prefix(), p.copy.relationSpace(), p.drawing))
}
