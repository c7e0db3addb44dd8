package patch

import (
	"archive/zip"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// keepPart ends a part and puts it into the copy.
func (c *Copy) keepPart(d *deflated) error {
	if err := d.close(); err != nil {
		return err
	}
	c.parts[d.name] = d
	return nil
}

// edit writes a part of the original once more: each is called for every token from the root on.
func (c *Copy) edit(name string, kept io.Writer, each func(*xlsx.Copier, xlsx.Token) error) error {
	f := c.from.File(name)
	d := newPart(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
	defer d.close()
	if err := c.walk(f, d, kept, each); err != nil {
		return err
	}
	return c.keepPart(d)
}

func (c *Copy) walk(f *zip.File, out, kept io.Writer, each func(*xlsx.Copier, xlsx.Token) error) error {
	return walk(c.from, f, out, kept, each)
}

// walk goes through a part of a workbook from its root on.
func walk(w *xlsx.Workbook, f *zip.File, out, kept io.Writer, each func(*xlsx.Copier, xlsx.Token) error) error {
	r, err := w.Copy(f, out, kept)
	if err != nil {
		return err
	}
	defer r.Close()
	for t := xlsx.Start; ; {
		if err := each(r, t); err != nil || t == xlsx.EOF {
			return err
		}
		if t, err = r.Next(); err != nil {
			return err
		}
	}
}

// free is a name that no part has, in the folder of the workbook part. It is made of a form with a place for a number
// from 1 on (%d), or from 2 on where the first has none (%s), as programs expect it of a part they do not look for.
func (c *Copy) free(form string) string {
	for n := 1; ; n++ {
		name := strings.Replace(form, "%d", strconv.Itoa(n), 1)
		if n > 1 {
			name = strings.Replace(name, "%s", strconv.Itoa(n), 1)
		}
		name = path.Join(path.Dir(c.from.Main()), strings.Replace(name, "%s", "", 1))
		if c.from.File(name) == nil && !c.taken[name] {
			c.taken[name] = true
			return name
		}
	}
}

const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (c *Copy) addPart(name, content string) error {
	d := newPart(name)
	defer d.close()
	if _, err := d.Write([]byte(content)); err != nil {
		return err
	}
	return c.keepPart(d)
}

type contentType struct{ part, kind string }

const typesPart = "[Content_Types].xml"

// Types of the parts this package writes, behind "application/vnd.openxmlformats-officedocument.".
const (
	typeSheet    = "spreadsheetml.worksheet+xml"
	typeStyles   = "spreadsheetml.styles+xml"
	typeComments = "spreadsheetml.comments+xml"
	typeBoxes    = "vmlDrawing"
)

// writeTypes adds the types of new parts to the list of types, and takes those of parts that go out of it.
func (c *Copy) writeTypes() error {
	if c.err != nil || len(c.types) == 0 && len(c.main.drop) == 0 {
		return c.err
	}
	if c.from.File(typesPart) == nil {
		return fmt.Errorf("%s is missing: %w", typesPart, ErrNotCopied)
	}
	known := map[string]bool{}
	return c.edit(typesPart, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		switch {
		case t == xlsx.Start && r.Depth() == 1:
			r.Open()
		case t == xlsx.Start && r.Depth() == 2 && string(r.Local()) == "Override":
			part := strings.ToLower(strings.TrimPrefix(r.Attr("PartName"), "/"))
			f := c.from.File(part)
			if f != nil && f == c.goneFile() || f == nil && !c.isNew(part) {
				return r.Skip(nil)
			}
			known[part] = true
		case t == xlsx.End && r.Depth() == 0:
			r.Before()
			for _, t := range c.types {
				if !known[strings.ToLower(t.part)] {
					r.WriteString(fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s"/>`, r.Prefix(), escaped(t.part), t.kind))
				}
			}
		}
		return nil
	})
}

// isNew reports whether a part is one the copy adds, by its name in small letters.
func (c *Copy) isNew(part string) bool {
	return slices.ContainsFunc(c.types, func(t contentType) bool { return strings.EqualFold(t.part, part) })
}

// goneFile is the part that is left out of the copy, nil if none is.
func (c *Copy) goneFile() *zip.File {
	if _, part := c.main.one("calcChain"); c.dropCalc && part != "" {
		return c.from.File(part)
	}
	return nil
}

// escaped is a text for an element or an attribute.
func escaped(text string) string { return string(xlsx.AppendText(nil, text)) }

// size is about how large the copy is going to be.
func (c *Copy) size() int {
	size := 0
	for _, f := range c.from.Files() {
		if c.parts[f.Name] == nil {
			size += int(min(f.CompressedSize64, 1<<26)) + 2*len(f.Name) + 256
		}
	}
	for name, d := range c.parts {
		size += d.data.Len() + 2*len(name) + 256
	}
	return size
}

// assemble puts the copy together: parts of the original that stay as they lie in it, then the new ones.
func (c *Copy) assemble(w io.Writer) error {
	z := zip.NewWriter(w)
	gone := c.goneFile()
	rest := maps.Clone(c.parts)
	for _, f := range c.from.Files() {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		var err error
		switch {
		case rest[name] != nil:
			err = rest[name].writeTo(z)
			delete(rest, name)
		case gone == f:
		default:
			err = z.Copy(f)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		if err := rest[name].writeTo(z); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return z.Close()
}
