package patch

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"kartoteka/importer/xlsx"
)

// A Note is something to say about a cell, in a note of its own or behind the text of the note that it has.
type Note struct {
	Title string // in one line
	Text  string
	Color string // of the title, RRGGBB
}

// notes are those of a sheet that are added. A note that is a thread of comments is left alone, and so are all notes
// of a sheet whose parts about them cannot be read or belong to another sheet too.
type notes struct {
	copy   *Copy
	part   string // "" until it has one
	exists bool
	own    map[place]*Note
	cells  []place       // that have a note in the copy
	lines  map[place]int // of the texts that notes had before
	edited *deflated
}

// A place is a cell of a sheet.
type place struct{ row, col int32 }

func placeOf(col, row int) place { return place{int32(row), int32(col)} }

// threadAuthor begins the author of a note that stands for a thread of comments (MS-XLSX 2.6.205).
const threadAuthor = "tc="

// readNotes makes the part of the notes of a sheet, nil if there is nothing to be added to it.
func (c *Copy) readNotes(s *sheet, l *links) *notes {
	n := &notes{copy: c, own: map[place]*Note{}, lines: map[place]int{}}
	for i := range s.changes {
		if ch := &s.changes[i]; ch.Note != nil {
			n.own[placeOf(ch.Col, ch.Row)] = ch.Note
		}
	}
	if len(n.own) == 0 {
		return nil
	}
	var id string
	id, n.part = l.one("comments")
	f := c.from.File(n.part)
	if n.exists = id != "" && f != nil; n.exists {
		if c.claimed(n.part) {
			return nil
		}
		d := newPart(strings.TrimPrefix(f.Name, "/"))
		w := &noteWriter{notes: n, author: noAuthors}
		err := c.walk(f, d, nil, w.token)
		if err != nil || len(n.own) == 0 {
			_ = d.close() // into memory
			return nil
		}
		n.edited = d
		return n
	}
	if id == "" {
		n.part = c.free("comments%d.xml")
		l.add("comments", n.part)
	}
	n.edited = newPart(n.part)
	c.types = append(c.types, contentType{n.part, typeComments})
	w := &noteWriter{notes: n}
	var b bytes.Buffer
	fmt.Fprintf(&b, `%s<comments xmlns="%s">`, header, c.space())
	w.authors(&b, "")
	w.list(&b, "")
	b.WriteString("</comments>")
	_, err := n.edited.Write(b.Bytes())
	c.do(err)
	return n
}

// claimed reports whether another sheet has changed a part already, and takes it for this one.
func (c *Copy) claimed(part string) bool {
	name := strings.ToLower(c.from.File(part).Name)
	taken := c.taken["claimed "+name]
	c.taken["claimed "+name] = true
	return taken
}

// write puts the notes and their boxes into the copy, or neither.
func (n *notes) write(s *sheet, l *links) error {
	err := n.writeBoxes(s, l)
	if errors.Is(err, xlsx.ErrDamaged) || errors.Is(err, errClaimed) { // the drawing is one that cannot be added to
		isOurs := func(part string) bool { return part == n.part }
		l.added = slices.DeleteFunc(l.added, func(a link) bool { return isOurs(a.target) })
		n.copy.types = slices.DeleteFunc(n.copy.types, func(t contentType) bool { return isOurs(t.part) })
		return n.edited.close()
	}
	if err != nil {
		return err
	}
	return n.copy.keepPart(n.edited)
}

// A noteWriter copies a part of notes and adds others.
type noteWriter struct {
	*notes
	threads []bool // by author
	author  int    // number of our own
	name    bytes.Buffer
	hadList bool

	at     place
	note   *Note // for the note at hand, nil: it stays as it is
	inText bool
	said   bool // it says something of its own
	bare   bool // it is a text without runs
	ours   bool // the rest of it was added by an earlier copy
	ended  bool // our addition is written
	run    bytes.Buffer
	text   []byte
	out    io.Writer
}

// Instead of the number of an author: there is no list of them so far, or they are being read.
const (
	noAuthors     = -1
	unknownAuthor = -2
)

func (w *noteWriter) token(r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 1:
		if !r.Is("comments") {
			return r.Damage("root element is not comments")
		}
		r.Open()
	case t == xlsx.Start && depth == 2 && r.Is("authors"):
		r.Open()
		w.author = unknownAuthor
	case t == xlsx.End && depth == 1 && w.author == unknownAuthor:
		r.Before()
		w.author = len(w.threads)
		r.WriteString(w.authorXML(r.Prefix()))
	case t == xlsx.Start && depth == 2 && r.Is("commentList"):
		if w.author < 0 {
			r.Before()
			w.authors(r, r.Prefix())
		}
		r.Open()
		w.hadList = true
	case t == xlsx.End && depth == 1 && w.hadList:
		r.Before()
		w.added(r, r.Prefix())
	case t == xlsx.End && depth == 0:
		r.Before()
		if w.author < 0 {
			w.authors(r, r.Prefix())
		}
		if !w.hadList {
			w.list(r, r.Prefix())
		}
	case w.hadList && depth >= 2:
		return w.inList(r, t)
	case !w.hadList:
		w.inAuthors(r, t)
	}
	return nil
}

// inAuthors is at a token before the list of notes: that of an author.
func (w *noteWriter) inAuthors(r *xlsx.Copier, t xlsx.Token) {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 3 && r.Is("author"):
		w.name.Reset()
		w.threads = append(w.threads, false)
	case t == xlsx.Chars && depth == 3:
		w.name.Write(r.Text())
	case t == xlsx.End && depth == 2 && len(w.threads) > 0:
		name := w.name.String()
		w.threads[len(w.threads)-1] = strings.HasPrefix(name, threadAuthor)
		if xlsx.Unescape(name) == w.copy.Author {
			w.author = len(w.threads) - 1
		}
	}
}

// inList is at a token of a note that is there.
func (w *noteWriter) inList(r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 3 && r.Is("comment"):
		w.note = nil
		if col, row, ok := r.Ref("ref"); ok {
			at := placeOf(col, row)
			if author := r.Int("authorId", -1); author >= 0 && author < len(w.threads) && w.threads[author] {
				delete(w.own, at)
			}
			w.cells = append(w.cells, at)
			if w.note = w.own[at]; w.note != nil {
				r.Open()
			}
			w.at = at
		}
		w.said, w.ours, w.ended = false, false, false
	case w.note == nil:
	case t == xlsx.Start && depth == 4 && r.Is("text"):
		w.inText = true
		r.Open()
	case t == xlsx.End && depth == 3 && w.inText:
		r.Before()
		w.say(r)
		w.inText = false
	case t == xlsx.End && depth == 2 && !w.ended:
		r.Before()
		r.WriteString("<" + r.Prefix() + "text>")
		w.say(r)
		r.WriteString("</" + r.Prefix() + "text>")
	case w.inText:
		return w.inOwnText(r, t)
	}
	return nil
}

// inOwnText is at a token of the text of a note that is added to. It leaves out the additions of an earlier copy.
func (w *noteWriter) inOwnText(r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 5 && (r.Is("t") || r.Is("r")):
		r.Before()
		w.run.Reset()
		w.text = w.text[:0]
		w.out = r.Redirect(&w.run)
		if w.bare = r.Is("t"); w.bare { // without a run it could not be followed by one
			r.WriteString("<" + r.Prefix() + "r>")
		}
	case t == xlsx.Start && depth == 5: // how the text is read aloud stands behind it
		r.Before()
		w.say(r)
	case t == xlsx.Chars && w.out != nil:
		w.text = append(w.text, r.Text()...)
	case t == xlsx.End && depth == 4 && w.out != nil:
		r.After()
		if w.bare {
			r.WriteString("</" + r.Prefix() + "r>")
		}
		_ = r.Redirect(w.out)
		w.out = nil
		text := strings.TrimSpace(string(w.text))
		w.ours = w.ours || strings.HasPrefix(text, w.copy.Author+": ")
		if !w.ours {
			w.said = w.said || text != ""
			w.lines[w.at] += linesOf(text)
			_, _ = r.Write(w.run.Bytes())
		}
	}
	return nil
}

// say writes the addition to the note at hand.
func (w *noteWriter) say(r *xlsx.Copier) {
	if !w.ended {
		r.WriteString(w.runs(w.note, r.Prefix(), w.said))
		w.ended = true
	}
}

// runs are the texts of a note. The first begins with who says it, by which a later copy knows it.
func (n *notes) runs(note *Note, prefix string, behind bool) string {
	title := n.copy.Author + ": " + note.Title + "\n"
	if behind {
		title = "\n\n" + title
	}
	return prefixed(fmt.Sprintf(`<x:r><x:rPr><x:b/><x:sz val="9"/><x:color rgb="FF%s"/><x:rFont val="Calibri"/><x:family val="2"/></x:rPr><x:t xml:space="preserve">%s</x:t></x:r>`+
		`<x:r><x:rPr><x:sz val="9"/><x:rFont val="Calibri"/><x:family val="2"/></x:rPr><x:t xml:space="preserve">%s</x:t></x:r>`,
		cmp.Or(note.Color, "000000"), escaped(title), escaped(note.Text)), prefix)
}

func (n *notes) authorXML(prefix string) string {
	return "<" + prefix + "author>" + escaped(n.copy.Author) + "</" + prefix + "author>"
}

func (w *noteWriter) authors(out io.Writer, prefix string) {
	w.author = 0
	_, _ = fmt.Fprintf(out, "<%sauthors>%s</%[1]sauthors>", prefix, w.authorXML(prefix))
}

func (w *noteWriter) list(out io.Writer, prefix string) {
	_, _ = fmt.Fprintf(out, "<%scommentList>", prefix)
	w.added(out, prefix)
	_, _ = fmt.Fprintf(out, "</%scommentList>", prefix)
}

// added writes the notes of cells that have none.
func (w *noteWriter) added(out io.Writer, prefix string) {
	has := map[place]bool{}
	for _, at := range w.cells {
		if w.own[at] != nil {
			has[at] = true
		}
	}
	for _, at := range slices.SortedFunc(maps.Keys(w.own), func(a, b place) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) }) {
		if !has[at] {
			_, _ = fmt.Fprintf(out, `<%scomment ref="%s" authorId="%d"><%[1]stext>%[4]s</%[1]stext></%[1]scomment>`,
				prefix, xlsx.CellName(int(at.col), int(at.row)), w.author, w.runs(w.own[at], prefix, false))
			w.cells = append(w.cells, at)
		}
	}
}
