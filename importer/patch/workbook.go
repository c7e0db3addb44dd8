package patch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// workbookOrder is the order of the elements of the workbook part (ECMA-376 part 1, 18.2.27).
var workbookOrder = []string{
	"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
	"externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
	"smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
}

// writeWorkbook writes the new sheets, and how days are counted, into the part of the workbook.
func (c *Copy) writeWorkbook() error {
	if c.err != nil || c.listed() == nil && c.date1904 == c.from.Date1904 {
		return c.err
	}
	names, err := c.sheetNames()
	if err != nil {
		return err
	}
	count, ids := names.count, names.ids
	w := &workbookPatch{c: c, wanted: map[string]string{}, attrs: map[string][]xlsx.Attr{}}
	if c.date1904 != c.from.Date1904 {
		w.attrs["workbookPr"] = []xlsx.Attr{{Name: "date1904", Value: map[bool]string{true: "1"}[c.date1904]}}
		w.wanted["workbookPr"] = ""
	}
	if c.listed() != nil {
		active := strconv.Itoa(count)
		w.view = []xlsx.Attr{{Name: "activeTab", Value: active}}
		w.wanted["bookViews"] = `<x:workbookView activeTab="` + active + `"/>`
		for _, s := range c.sheets {
			if s.added == nil {
				continue
			}
			ids++
			w.wanted["sheets"] += fmt.Sprintf(`<x:sheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>`, escaped(s.added.name), ids, c.relationSpace(), c.main.add("worksheet", s.part))
			w.wanted["definedNames"] += s.added.names(count)
			count++
		}
		if w.wanted["definedNames"] == "" {
			delete(w.wanted, "definedNames")
		}
	}
	return c.edit(c.from.Main(), nil, w.token)
}

// sheetNames are the names of the sheets of a workbook, of whatever kind they are.
type sheetNames struct {
	taken map[string]bool // in small letters
	count int             // of the original's
	ids   int             // the highest
}

func (c *Copy) sheetNames() (*sheetNames, error) {
	if c.names != nil {
		return c.names, nil
	}
	n := &sheetNames{taken: map[string]bool{}}
	err := c.walk(c.from.File(c.from.Main()), nothing{}, nil, func(r *xlsx.Copier, t xlsx.Token) error {
		if t == xlsx.Start && r.Depth() == 3 && r.Is("sheet") {
			n.count++
			n.ids = max(n.ids, r.Int("sheetId", 0))
			n.taken[strings.ToLower(xlsx.Unescape(r.Attr("name")))] = true
		}
		return nil
	})
	c.names = n
	return n, err
}

type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }

// freeName is the name itself or, when there is such a sheet, the name with a number.
func freeName(name string, taken map[string]bool) string {
	for n := 1; ; n++ {
		free := name
		if n > 1 {
			free = fmt.Sprintf("%s %d", name, n)
		}
		if key := strings.ToLower(free); !taken[key] {
			taken[key] = true
			return free
		}
	}
}

// A workbookPatch puts into the elements of the workbook part what is wanted in them, and those in that it lacks.
type workbookPatch struct {
	c      *Copy
	wanted map[string]string // content to be added, by element
	attrs  map[string][]xlsx.Attr
	view   []xlsx.Attr // of each window
	inside string
}

func (w *workbookPatch) token(r *xlsx.Copier, t xlsx.Token) error {
	switch {
	case t == xlsx.Start && r.Depth() == 1:
		r.Open()
	case t == xlsx.Start && r.Depth() == 2:
		w.inside = string(r.Local())
		if at := slices.Index(workbookOrder, w.inside); at >= 0 {
			w.missing(r, at)
		}
		switch content, wanted := w.wanted[w.inside]; {
		case wanted && content == "":
			r.Retag(w.attrs[w.inside]...)
			delete(w.wanted, w.inside)
		case wanted:
			r.Open()
		}
	case t == xlsx.Start && r.Depth() == 3 && w.inside == "bookViews" && r.Is("workbookView") && w.view != nil:
		r.Retag(w.view...)
		delete(w.wanted, "bookViews")
	case t == xlsx.End && r.Depth() == 1:
		if content, wanted := w.wanted[w.inside]; wanted {
			r.Before()
			r.WriteString(prefixed(content, r.Prefix()))
			delete(w.wanted, w.inside)
		}
		w.inside = ""
	case t == xlsx.End && r.Depth() == 0:
		w.missing(r, len(workbookOrder))
	}
	return nil
}

// missing writes the elements the part lacks that stand before one of the order.
func (w *workbookPatch) missing(r *xlsx.Copier, before int) {
	for _, name := range workbookOrder[:before] {
		content, wanted := w.wanted[name]
		if !wanted {
			continue
		}
		delete(w.wanted, name)
		r.Before()
		r.WriteString("<" + r.Prefix() + name)
		for _, a := range w.attrs[name] {
			r.WriteString(fmt.Sprintf(` %s="%s"`, a.Name, escaped(a.Value)))
		}
		if content == "" {
			r.WriteString("/>")
			continue
		}
		r.WriteString(">" + prefixed(content, r.Prefix()) + "</" + r.Prefix() + name + ">")
	}
}
