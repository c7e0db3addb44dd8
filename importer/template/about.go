package template

import (
	"fmt"
	"strings"

	"kartoteka/assets"
)

// An About says what a workbook is that holds records already: which, what to do with them, what became of the others. It
// stands at the top of the instructions, in place of the steps by which a template is filled in.
type About struct {
	Title, Purpose string
	Points         [][2]string // each a title and a text
	Heading        string
}

// NewAbout makes an About of the texts "<key>.title", "<key>.purpose" and, from 1 on, "<key>.point_<n>" with ".title".
func NewAbout(l assets.Lang, key string, values assets.Values) *About {
	a := &About{Title: l.Text(key+".title", values), Purpose: l.Text(key+".purpose", values), Heading: l.Text("instructions.about")}
	for n := 1; ; n++ {
		point := fmt.Sprintf("%s.point_%d", key, n)
		if !l.Has(point) {
			return a
		}
		a.Points = append(a.Points, [2]string{l.Text(point+".title", values), strings.TrimSpace(l.Text(point, values))})
	}
}

// points writes what an About says.
func (p *page) points(a *About) {
	p.section(a.Heading)
	for _, point := range a.Points {
		p.step(point[0], point[1])
	}
}

// Open makes the workbook open at one of its data sheets, by its place in the template.
func (b *Book) Open(sheet int) {
	index, err := b.File.GetSheetIndex(b.sheetName(&b.Template.Sheets[sheet]))
	b.Do(err)
	b.File.SetActiveSheet(index)
}
