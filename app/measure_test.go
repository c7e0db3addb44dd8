//go:build measure && cgo

// With the tag "measure" the window opens on a display and says how fast it is. What runs beside it counts in:
//
//	go test -v -tags measure,migrated_fynedo -count=1 ./app

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/storage"
	"github.com/xuri/excelize/v2"

	"kartoteka/app/imports"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/template"
)

// A meter looks at the time between two turns of the window's loop. Each turn takes what the person does and paints what has changed.
type meter struct {
	app     *App
	last    time.Time
	begun   time.Time
	frames  int
	longest time.Duration
	when    time.Duration // since the beginning, the longest ended
	each    func()        // before a frame is painted; nil: nothing
	until   func() bool   // in the window's goroutine; when it is true, waiting ends
	reached chan struct{}
}

func (m *meter) tick(float32) {
	now := time.Now()
	if gap := now.Sub(m.last); !m.last.IsZero() && gap > m.longest {
		m.longest, m.when = gap, now.Sub(m.begun)
	}
	m.last = now
	m.frames++
	if m.until != nil && m.until() {
		m.until = nil
		m.reached <- struct{}{}
	}
	if m.each != nil {
		m.each()
	}
}

// during does something in the window's goroutine, waits until it has led to a frame in which a condition holds, and prints how
// the frames before it came.
func (m *meter) during(what string, do func(), until func() bool) {
	fyne.DoAndWait(func() {
		m.begun, m.last, m.frames, m.longest, m.until = time.Now(), time.Now(), 0, 0, until
		do()
	})
	<-m.reached
	spent := time.Since(m.begun)
	fmt.Printf("%-42s %6d ms  longest gap %4d ms (at %d ms)  %4.1f turns/s\n", what, spent.Milliseconds(), m.longest.Milliseconds(), m.when.Milliseconds(), float64(m.frames)/spent.Seconds())
}

// memory is a line of what the system knows about this process, VmRSS or VmHWM.
func memory(line string) string {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, _ := strings.Cut(string(status), line+":")
	value, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(value)
}

// TestMain runs in the main goroutine, which is where the desktop driver must run.
func TestMain(*testing.M) {
	folder, err := os.MkdirTemp("", "kartoteka-measure")
	succeed(err)
	defer os.RemoveAll(folder)
	store, err := data.Open(filepath.Join(folder, "try.db"), data.Options{Fresh: data.Fresh(assets.Czech.Fresh())})
	succeed(err)
	defer store.Close()
	t1, t2, bad := filepath.Join(folder, "t1.xlsx"), filepath.Join(folder, "t2.xlsx"), filepath.Join(folder, "bad.xlsx")
	writeWorkbook(t1, "clients-wide", []int{5_000}, 7)
	writeWorkbook(t2, "clients-sheets", []int{5_000, 50_000}, 0)
	writeWorkbook(bad, "clients-sheets", []int{5_000, 50_000}, 1)

	debug.FreeOSMemory()
	succeed(os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)) // what writing took does not count

	shortenFyneCache()
	a := newApp(app.NewWithID("cz.kartoteka.measure"), store, options{lang: assets.Czech})
	a.FyneWindow.Resize(fyne.NewSize(1280, 720))
	m := &meter{app: a, reached: make(chan struct{}, 1)}
	painting := &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Tick: m.tick}
	a.FyneApp.Lifecycle().SetOnStarted(func() {
		go func() {
			time.Sleep(3 * time.Second)
			fmt.Println("memory at rest", memory("VmRSS"))
			fyne.DoAndWait(painting.Start)
			measure(m, t1, t2, bad)
			fmt.Println("memory at most", memory("VmHWM"))
			fillUp(store, 500_000)
			measureRecords(m)
			fyne.Do(a.quit)
		}()
	})
	a.FyneWindow.ShowAndRun()
}

func measure(m *meter, t1, t2, bad string) {
	a := m.app
	drop := func(file string) func() {
		return func() { a.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(file)}) }
	}
	page := func() *imports.Page { return a.Page("import").(*imports.Page) }
	checked := func() bool { return page().Checked() }
	at := time.Now()
	after := func(d time.Duration) func() bool { return func() bool { return time.Since(at) > d } }

	m.during("nothing", func() { at = time.Now() }, after(2*time.Second))
	m.during("first issue of T1", drop(t1), func() bool { return page().Live() })
	m.during("check of T1", func() {}, checked)
	m.during("check of T2", drop(t2), checked)
	fmt.Println("memory with T2 checked", memory("VmRSS"))
	m.during("import of T2", func() { page().Import() }, func() bool { return page().Imported() })
	fmt.Println("memory with T2 imported", memory("VmRSS"))
	m.during("check of 200,000 issues", drop(bad), checked)
	g := page().Issues()
	for _, step := range []float64{40, 400} {
		m.during(fmt.Sprintf("scrolling %d rows by %.0f points a frame", len(g.Rows), step), func() {
			at = time.Now()
			m.each = func() { g.ScrollTo(g.Top + step); g.Refresh() }
		}, after(5*time.Second))
		m.each = nil
	}
	m.during("sorting them", func() { g.Kept.Sort = "record"; g.Sorter() }, func() bool { return g.Rows[0] != page().First() })
	m.during("searching them", func() { page().Find("novák 4999") }, func() bool { return len(g.Rows) < 1000 })
}

// writeWorkbook fills the sheets of a template with so many records each. Of every badth one the e-mail addresses,
// a phone number and the birthday are wrong; 0: of none.
func writeWorkbook(path, key string, rows []int, bad int) {
	f := excelize.NewFile()
	schema := data.NewSchema(nil)
	for i := range template.ByKey(key).Sheets {
		sheet := &template.ByKey(key).Sheets[i]
		title := assets.Czech.Text("sheet." + sheet.Key)
		_, err := f.NewSheet(title)
		succeed(err)
		w, err := f.NewStreamWriter(title)
		succeed(err)
		columns := sheet.Columns(schema)
		line := make([]any, len(columns))
		for n := range rows[i] + 1 {
			for c, column := range columns {
				line[c] = column.Title(assets.Czech)
				if n > 0 {
					line[c] = sampleValue(column, n, bad > 0 && n%bad == 0)
				}
			}
			succeed(w.SetRow(fmt.Sprintf("A%d", n+1), line))
		}
		succeed(w.Flush())
	}
	succeed(f.DeleteSheet("Sheet1"))
	succeed(f.SaveAs(path))
}

func sampleValue(c template.Column, n int, bad bool) any {
	person := c.Section.Record == data.Contact
	switch key := c.Field.Key; {
	case bad && person && (key == "email_1" || key == "email_2"):
		return fmt.Sprintf("osoba%d(at)firma", n)
	case bad && person && key == "phone_1":
		return fmt.Sprintf("60x %d", n)
	case bad && person && key == "birthday":
		return fmt.Sprintf("%d. 13. 1970", n)
	case key == "row_key" || key == "client":
		return fmt.Sprintf("K%d", 1+n%5_000)
	case key == "name":
		return fmt.Sprintf("Zákazník %d, s. r. o.", n)
	case key == "first_name":
		return []string{"Jan", "Žofie", "Řehoř", "Šimon"}[n%4]
	case key == "last_name":
		return fmt.Sprintf("Novák %d", 10*n+c.Section.Number)
	case key == "email_1" || key == "email_2":
		return fmt.Sprintf("o%d.%d.%s@firma.example.com", n, c.Section.Number, key[6:])
	case key == "phone_1":
		return fmt.Sprintf("+420 60%d %03d %03d", c.Section.Number%10, n/1000, n%1000)
	case key == "birthday":
		return fmt.Sprintf("%d. %d. %d", 1+n%28, 1+n%12, 1950+n%50)
	case key == "street":
		return fmt.Sprintf("Dlouhá %d", n%300)
	case key == "city":
		return "Žďár nad Sázavou"
	case key == "position" || key == "note":
		return fmt.Sprintf("text číslo %d", n)
	}
	return nil
}

// succeed ends a measurement that cannot go on.
func succeed(err error) {
	if err != nil {
		panic(fmt.Errorf("measure: %w", err))
	}
}
