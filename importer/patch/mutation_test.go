package patch_test

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kartoteka/importer/patch"
	"kartoteka/importer/xlsx"
)

// everything makes all changes there are.
func everything(w *xlsx.Workbook, c *patch.Copy) {
	for i := range w.Sheets {
		for n := range 6 {
			c.Change(i, patch.Change{Row: 1 + n, Col: 1 + n%4, Look: patch.Look{Fill: "FBD9D7", Border: "9B1C1C"}, Note: &patch.Note{Title: "Chyba", Text: "špatně"}, Link: &patch.Link{To: "A1", Tip: "zpět"}})
		}
	}
	list := c.Add(patch.Sheet{Name: "Chyby", Header: 1, Filter: true, Columns: []patch.Column{{Width: 10, Style: c.Style(patch.Style{Wrap: true})}}})
	rows := c.Append(context.Background(), list)
	rows.Write(0, patch.Text(1, "A1"))
	rows.Close()
}

var (
	element   = regexp.MustCompile(`<[a-zA-Z:]+(\s[^<>]*)?/>|<[a-zA-Z:]+(\s[^<>]*)?>[^<>]*</[a-zA-Z:]+>`)
	container = regexp.MustCompile(`<(fonts|fills|borders|cellXfs|cellStyleXfs|cellStyles|numFmts|authors|commentList|bookViews|definedNames|cols|sheetViews|row)\b[^<>]*>.*?</(fonts|fills|borders|cellXfs|cellStyleXfs|cellStyles|numFmts|authors|commentList|bookViews|definedNames|cols|sheetViews|row)>`)
	attribute = regexp.MustCompile(` [a-zA-Z:]+="[^"]*"`)
)

// mutants are workbooks that differ from a whole one in one thing each.
func mutants() map[string]parts {
	all := map[string]parts{}
	add := func(name, part, content string) {
		p := whole()
		if p[part] = content; content == "" {
			delete(p, part)
		}
		all[name] = p
	}
	random := rand.New(rand.NewPCG(1, 2))
	for part, content := range whole() {
		add(part+" dropped", part, "")
		add(part+" cut", part, content[:len(content)/2])
		add(part+" blank", part, " ")
		add(part+" UTF-16", part, "\xFE\xFF"+strings.Join(strings.Split(content, ""), "\x00"))
		for _, found := range []*regexp.Regexp{element, container, attribute} {
			for i, at := range found.FindAllStringIndex(content, -1) {
				if found == attribute && i%2 == 1 {
					continue // there are very many
				}
				add(fmt.Sprint(part, " without ", content[at[0]:min(at[1], at[0]+40)], i), part, content[:at[0]]+content[at[1]:])
			}
		}
		for i, at := range attribute.FindAllStringIndex(content, -1) {
			name, _, _ := strings.Cut(content[at[0]:at[1]], "=")
			value := []string{"-1", "99999999", "x"}[i%3]
			add(fmt.Sprint(part, name, "=", value, i), part, content[:at[0]]+name+`="`+value+`"`+content[at[1]:])
		}
		for i := range 20 {
			b := []byte(content)
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
			add(fmt.Sprint(part, " flipped ", i), part, string(b))
		}
		p := whole()
		delete(p, part)
		p[strings.ToUpper(part)] = content
		all[part+" in capitals"] = p
	}
	prefixed := func(namespace string) parts {
		p := whole()
		for part, content := range p {
			if strings.Contains(content, mainNS) && strings.HasPrefix(part, "xl/") {
				content = regexp.MustCompile(`<(/?)([a-zA-Z])`).ReplaceAllString(content, "<${1}main:$2")
				p[part] = strings.Replace(content, mainNS, strings.Replace(mainNS, "xmlns=", "xmlns:main=", 1)+namespace, 1)
			}
		}
		return p
	}
	all["prefixes"] = prefixed("")
	all["prefixes beside another namespace"] = prefixed(` xmlns="urn:other"`)
	strict := whole()
	for part, content := range strict {
		strict[part] = strings.NewReplacer(mainNS, `xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"`, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(content)
	}
	all["strict"] = strict
	plain := whole()
	for part, content := range plain {
		plain[part] = strings.Replace(content, " "+mainNS, "", 1)
	}
	all["no namespace"] = plain
	return all
}

// Whatever is wrong with a workbook, copying it gives a copy that is whole or an error that says so.
func TestMutants(t *testing.T) {
	copied := 0
	all := mutants()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		content := all[name].zipped(t)
		out, err := copyOf(content, everything)
		if err != nil {
			if !errors.Is(err, patch.ErrNotCopied) && !errors.Is(err, xlsx.ErrDamaged) && !errors.Is(err, xlsx.ErrNotWorkbook) && !errors.Is(err, xlsx.ErrEncoding) && !errors.Is(err, xlsx.ErrTooLarge) {
				t.Errorf("%s: error %v", name, err)
			}
			continue
		}
		copied++
		before, err := cells(content)
		if err != nil {
			continue // cells of a sheet that the copy did not have to understand
		}
		now, err := cells(out)
		if err != nil {
			t.Errorf("%s: the copy cannot be read: %v", name, err)
			continue
		}
		for at, cell := range before {
			if got := now[at]; got != cell {
				t.Errorf("%s: %s was %+v and became %+v", name, at, cell, got)
			}
		}
		assertWhole(t, name, all[name], unzipped(t, out))
	}
	t.Logf("%d of %d copied", copied, len(all))
	if copied < len(all)/3 {
		t.Errorf("only %d of %d workbooks were copied", copied, len(all))
	}
}

// assertWhole demands what other programs demand of a package, as far as the original had it.
func assertWhole(t *testing.T, name string, before, p parts) {
	t.Helper()
	small := parts{} // the names of parts say the same in capitals
	for part, content := range p {
		small[strings.ToLower(part)] = content
	}
	for part, content := range p {
		if content == before[part] {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(content))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s: %s: %v", name, part, err)
				break
			}
			e, ok := token.(xml.StartElement)
			if !ok || e.Name.Local != "Relationship" {
				continue
			}
			attrs := map[string]string{}
			for _, a := range e.Attr {
				attrs[a.Name.Local] = a.Value
			}
			target := strings.TrimPrefix(attrs["Target"], "/")
			if target == attrs["Target"] {
				target = path.Join(path.Dir(path.Dir(part)), target)
			}
			if small[strings.ToLower(target)] == "" && !strings.Contains(before[part], `"`+attrs["Target"]+`"`) {
				t.Errorf("%s: %s leads to %s, which is missing", name, part, target)
			}
		}
	}
	for part := range p {
		if before[part] == "" && path.Ext(part) != ".rels" && !strings.Contains(small["[content_types].xml"], `"/`+part+`"`) {
			t.Errorf("%s: %s has no type", name, part)
		}
	}
}

// peak returns the most heap that was in use while the task ran, in MB above what was in use before.
func peak(task func()) float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapInuse
	var most atomic.Uint64
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapInuse))
			}
		}
	}()
	task()
	close(done)
	<-stopped
	return float64(max(most.Load(), before)-before) / 1e6
}

// FuzzCopy flips whatever it likes.
func FuzzCopy(f *testing.F) {
	for part, content := range whole() {
		f.Add(part, content)
	}
	f.Fuzz(func(t *testing.T, part, content string) {
		p := whole()
		if p[part] == "" {
			return
		}
		p[part] = content
		before, err := cells(p.zipped(t))
		if err != nil {
			return
		}
		out, err := copyOf(p.zipped(t), everything)
		if err != nil {
			return
		}
		now, err := cells(out)
		if err != nil {
			t.Fatal(err)
		}
		for at, cell := range before {
			if now[at] != cell {
				t.Errorf("%s was %+v and became %+v", at, cell, now[at])
			}
		}
	})
}
