//go:build pictures

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/imports"
	"kartoteka/app/settings"
	"kartoteka/assets"
)

// exported is the table of an accounting program, with a column that may be anything and one that is nothing of ours.
func exported(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Firma;Jmeno;Skupina;Ulice;PSC;Obec;ICO;DIC;Tel;Mobil;Email;Web;Ucet;Banka;GPS;Poznamka\n")
	towns := []string{"Týn nad Vltavou", "Praha 1", "Volary", "Plzeň", "Pardubice", "Ostrava"}
	names := []string{"Ing. Jan Novotný, Ph.D.", "Marie Dvořáková", "Mgr. Petr Veselý", "Bc. Eva Malá", "Josef Kolář", "MUDr. Ivana Jasná"}
	firms := []string{"Alfa Auto s.r.o.", "Pekárna U Lípy", "Sklárna Bystřice a.s.", "Tiskárna Žlutý list", "Elektro Kolář", "Společenství vlastníků jednotek Komenského 1234 až 1238 v Týně nad Vltavou"}
	for n := range 60 {
		fmt.Fprintf(&b, "%s;%s;%s;Komenského %d;375 0%d;%s;%s;CZ27074358;608 000 %03d;;info%d@alfa.example;www.alfa%d.example;1000375;0600;49.2235N, 14.4206E;%s\n",
			firms[n%6], names[n%6], []string{"odb", "dod", "obchod"}[n%3], 1200+n, n%10, towns[n%6], []string{"27074358", "25596641", "45274649"}[n%3], n, n, n,
			[]string{"", "volat odpoledne, nejlépe ve středu nebo ve čtvrtek, jindy není v kanceláři"}[n%2])
	}
	path := filepath.Join(t.TempDir(), "adresar-ucto.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestColumnPictures draws the step of the columns at all sizes, in languages and themes, with and without a list.
func TestColumnPictures(t *testing.T) {
	a := newTestApp(t)
	file := exported(t)
	for _, size := range []fyne.Size{{Width: 960, Height: 600}, {Width: 1280, Height: 720}, {Width: 1920, Height: 1080}} {
		for _, th := range []settings.Theme{settings.Light, settings.Dark} {
			for _, l := range []assets.Lang{assets.Czech, assets.English} {
				for _, text := range []int{settings.NormalText, settings.LargestText} {
					if text == settings.LargestText && th == settings.Dark {
						continue
					}
					a.FyneWindow.Resize(size)
					a.Settings.Theme, a.Settings.TextSize, a.Lang = th, text, l
					a.rebuild()
					name := func(what string) string {
						return fmt.Sprintf("columns-%s-%s-%s-%.0f-%d", what, l, th, size.Width, text)
					}
					a.Show("import")
					page := a.Page("import").(*imports.Page)
					page.Leave()
					page.SaveTemplate()
					page.Open(file)
					a.picture(t, name("page"))
					page.Search()
					a.picture(t, name("list"))
					page.Escape()
					page.StartImport()
					a.picture(t, name("check"))
				}
			}
		}
	}
}
