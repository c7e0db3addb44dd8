//go:build pictures

package app

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kartoteka/app/settings"
	"kartoteka/app/window"
	"kartoteka/app/windowtest"
	"kartoteka/assets"
	"kartoteka/data"
)

// TestHelpPictures draws the pictures of the help, without the sidebar, in every language that is offered:
//
//	KARTOTEKA_PICTURES=$PWD/assets/translations go test -tags pictures -run HelpPictures ./app
func TestHelpPictures(t *testing.T) {
	for _, l := range assets.Offered("") {
		a := newTestApp(t)
		a.Settings.Theme, a.Lang = settings.Light, l
		file := filepath.Join(t.TempDir(), "klienti-s-chybami.xlsx")
		for _, sample := range assets.Samples() {
			path := filepath.Join(filepath.Dir(file), sample.Name)
			windowtest.Must(t, os.WriteFile(path, sample.Content, 0o600))
			if path != file {
				a.look().ImportFile(t, path)
			}
		}
		_, err := a.Store.AddUser(a.Context, a.User, data.User{Name: "jana", FullName: "Jana Nováková", Role: data.Regular, Active: true}, "")
		windowtest.Must(t, err)
		_, err = a.Store.Backup(a.Context, a.User, "", false)
		windowtest.Must(t, err)
		a.rebuild()
		draw := func(topic string, width, height float32, show func()) {
			a.FyneWindow.Resize(fyne.NewSize(wideSidebar+width, height))
			show()
			a.helpPicture(t, string(l)+"/help/"+topic)
		}
		clients, err := a.Store.IDs(a.Context, data.Client, data.Query{})
		windowtest.Must(t, err)
		third := clients[2]
		page := func(key string) func() { return func() { a.Bring(key) } }
		draw("template", 934, 656, func() { a.Show("import"); a.Page("import").(window.SavePage).SaveTemplate() })
		table := filepath.Join(filepath.Dir(file), assets.ForeignSample().Name)
		windowtest.Must(t, os.WriteFile(table, assets.ForeignSample().Content, 0o600))
		draw("any-table", 1048, 560, func() { a.openFile(table) })
		draw("check", 1048, 692, func() { a.openFile(file) })
		draw("result", 934, 430, func() {
			a.Page("import").(window.StartPage).StartImport()
			a.look().Press(t, a.Text("import.confirm.verb"))
		})
		draw("records", 934, 590, func() { a.OpenRecord(data.Client, third) })
		draw("deletion", 1000, 560, page("deletion"))
		_, err = a.Store.AddField(a.Context, a.User, data.Client, data.Field{Title: map[assets.Lang]string{assets.Czech: "Vozový park", assets.English: "Car fleet"}[l], Type: data.Text})
		windowtest.Must(t, err)
		draw("fields", 934, 300, page("fields"))
		draw("users", 934, 330, page("users"))
		draw("backups", 934, 270, page("backups"))
	}
}

// helpPicture writes what the window shows beside the sidebar, in few colours, so that the program stays small.
func (a testApp) helpPicture(t *testing.T, name string) {
	t.Helper()
	all := a.Canvas().Capture()
	room := image.Rect(int(wideSidebar), 0, all.Bounds().Dx(), all.Bounds().Dy())
	count := map[color.RGBA]int{}
	for y := room.Min.Y; y < room.Max.Y; y++ {
		for x := room.Min.X; x < room.Max.X; x++ {
			count[color.RGBAModel.Convert(all.At(x, y)).(color.RGBA)]++
		}
	}
	often := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Compare(count[b], count[a]) })
	var palette color.Palette
	for _, c := range often[:min(len(often), 250)] {
		palette = append(palette, c)
	}
	small := image.NewPaletted(image.Rect(0, 0, room.Dx(), room.Dy()), palette)
	draw.Draw(small, small.Bounds(), all, room.Min, draw.Src)
	f, err := os.Create(filepath.Join(os.Getenv("KARTOTEKA_PICTURES"), name+".png"))
	windowtest.Must(t, err)
	defer f.Close()
	windowtest.Must(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, small))
}
