package patch

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"kartoteka/importer/xlsx"
)

// proofLimits let a workbook pass that was just within the limits of reading before its additions.
var proofLimits = func() xlsx.Limits {
	l := xlsx.DefaultLimits
	l.FileBytes *= 4
	l.InflatedBytes *= 4
	l.Ratio *= 100
	l.Parts *= 2
	l.SmallPartBytes *= 2
	return l
}()

// prove reads a copy again. It is ErrNotCopied unless every part that changed is whole, has each change, and is
// beyond them the same as before, byte for byte.
func (c *Copy) prove(ctx context.Context, content []byte) error {
	w, err := xlsx.ReadParts(content, proofLimits)
	if err != nil {
		return errors.Join(ErrNotCopied, err)
	}
	defer w.Close()
	if err := c.sameBook(w); err != nil {
		return errors.Join(ErrNotCopied, err)
	}
	sheets := map[string]*sheet{}
	for _, s := range c.sheets {
		sheets[s.part] = s
	}
	for name := range c.parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		p := &prover{}
		if p.sheet = sheets[name]; p.sheet == nil {
			p.sheet = &sheet{copy: c}
		}
		p.at = position{changes: p.changes, unordered: p.unordered}
		p.kept.SetSeed(seed)
		f := w.File(name)
		if f == nil {
			return fmt.Errorf("%s is missing: %w", name, ErrNotCopied)
		}
		each := func(*xlsx.Copier, xlsx.Token) error { return nil }
		patched := sheets[name] != nil && p.added == nil
		if patched {
			each = func(r *xlsx.Copier, t xlsx.Token) error { return p.token(ctx, r, t) }
		}
		if err := walk(w, f, nothing{}, &p.kept, each); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return errors.Join(ErrNotCopied, err)
		}
		switch {
		case patched && p.kept.Sum64() != p.sum:
			return fmt.Errorf("%s is not as it was: %w", name, ErrNotCopied)
		case patched && (p.proven != len(p.changes) || p.led != p.links || p.rows != nil && p.more != p.rows.count):
			return fmt.Errorf("%s lacks a change: %w", name, ErrNotCopied)
		}
	}
	return nil
}

// sameBook compares the sheets and formats of a copy with those of the original.
func (c *Copy) sameBook(w *xlsx.Workbook) error {
	had := c.from.Formats()
	switch {
	case len(w.Sheets) != len(c.sheets):
		return fmt.Errorf("%d sheets instead of %d", len(w.Sheets), len(c.sheets))
	case w.Date1904 != c.date1904:
		return errors.New("days are counted in another way")
	case len(w.Formats()) < len(had) || !slices.Equal(w.Formats()[:len(had)], had):
		return errors.New("formats changed")
	}
	for i, s := range c.sheets {
		var name string
		var hidden bool
		if s.added != nil {
			name = s.added.name
		} else {
			name, hidden = c.from.Sheets[i].Name, c.from.Sheets[i].Hidden
		}
		if now := w.Sheets[i]; now.Name != name || now.Hidden != hidden || w.Part(i) != s.part {
			return fmt.Errorf("sheet %q became %q", name, now.Name)
		}
	}
	return nil
}

// A prover goes through a changed sheet and leaves out its additions.
type prover struct {
	*sheet
	at     position
	kept   maphash.Hash
	proven int // changes
	more   int // rows appended
	led    int // links
}

func (p *prover) token(ctx context.Context, r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 2 && r.Is("sheetData"):
		p.at.inRows = true
		if p.changed() {
			r.Drop()
		}
	case t == xlsx.Start && depth == 2 && p.drawn && r.Is("legacyDrawing"):
		return r.Skip(nil)
	case t == xlsx.Start && depth == 2 && p.linked == linksApart && p.led == 0 && r.Is("hyperlinks"):
		return r.Skip(func(t xlsx.Token) {
			if t == xlsx.Start && p.copy.ours(r) {
				p.led++
			}
		})
	case t == xlsx.Start && depth == 3 && p.linked == linksBehind && p.copy.ours(r):
		p.led++
		return r.Skip(nil)
	case t == xlsx.Start && depth == 3 && r.Is("sheetView") && p.copy.listed() != nil:
		r.Drop()
	case p.at.inRows:
		return p.inRows(ctx, r, t)
	}
	return nil
}

// inRows is at a token of the rows of a sheet.
func (p *prover) inRows(ctx context.Context, r *xlsx.Copier, t xlsx.Token) error {
	switch depth := r.Depth(); {
	case t == xlsx.Start && depth == 3 && r.Is("row"):
		return p.row(ctx, r)
	case t == xlsx.Start && depth == 4 && r.Is("c"):
		return p.cell(r)
	case t == xlsx.End && depth == 2:
		if p.at.busy() {
			if d := p.done[p.at.from]; d.row || d.opened {
				r.Drop()
			}
		}
		if from, to := p.at.endRow(); from < to && !p.unordered {
			return errMissing
		}
	case t == xlsx.End && depth == 1:
		p.at.inRows = false
		if p.changed() && p.opened {
			r.Drop()
		}
	}
	return nil
}

var errMissing = errors.New("a cell that was added is not there")

func (p *prover) row(ctx context.Context, r *xlsx.Copier) error {
	if p.at.rows++; p.at.rows%cancelEvery == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	from, to, err := p.at.startRow(r)
	if err != nil {
		return err
	}
	if from < to {
		return errMissing
	}
	if p.rows != nil && p.at.row > p.rows.base {
		p.more++
		p.at.last = p.at.row
		return r.Skip(nil)
	}
	if p.at.busy() {
		r.Drop()
	}
	return nil
}

func (p *prover) cell(r *xlsx.Copier) error {
	if p.at.idle() {
		return nil
	}
	missing, i, err := p.at.startCell(r)
	switch {
	case err != nil:
		return err
	case missing < i || i < 0 && missing < p.at.next:
		return errMissing
	case i < 0:
		return nil
	}
	p.proven++
	c, d := &p.changes[i], p.done[i]
	if d.style >= 0 && r.Int("s", 0) != d.style {
		return fmt.Errorf("the format of %s", xlsx.CellName(c.Col, c.Row))
	}
	if !d.inserted && c.Text == nil {
		r.Drop()
		return nil
	}
	want, text, inText := "", []byte{}, false
	if c.Text != nil {
		want = *c.Text
	}
	if kind := r.Attr("t"); kind != "" && kind != "inlineStr" && kind != "str" || want != "" && kind == "" {
		return fmt.Errorf("the kind of %s", xlsx.CellName(c.Col, c.Row))
	}
	err = r.Skip(func(t xlsx.Token) {
		switch {
		case t == xlsx.Start:
			inText = r.Is("t") || r.Is("v")
		case t == xlsx.Chars && inText:
			text = append(text, r.Text()...)
		}
	})
	if err == nil && xlsx.Unescape(string(text)) != validText(want) {
		err = fmt.Errorf("the value of %s", xlsx.CellName(c.Col, c.Row))
	}
	return err
}

// validText is a text as it can be written: bytes that are not UTF-8 are replaced.
func validText(s string) string { return string([]rune(s)) }
