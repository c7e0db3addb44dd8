package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/xlsx"
)

// byExcelize returns the raw values excelize reads, sheet by sheet, without empty ones. It stops
// quietly at damage, so it is an oracle for well-formed workbooks only.
func byExcelize(data []byte) (map[string]map[string]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all := map[string]map[string]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			continue // a sheet of a chart
		}
		cells := map[string]string{}
		for row := 1; rows.Next(); row++ {
			columns, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				return nil, err
			}
			for col, v := range columns {
				if v != "" {
					cells[xlsx.CellName(col+1, row)] = v
				}
			}
		}
		all[name] = cells
		rows.Close()
	}
	return all, nil
}

// differences lists where we and excelize differ on a workbook. Where excelize is known to fall
// short, the cell does not count: dates as text, escapes in results of formulas, and what we call Invalid.
func differences(data []byte) ([]string, error) {
	w, err := xlsx.Read(data, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	theirs, err := byExcelize(data)
	if err != nil {
		return nil, fmt.Errorf("excelize: %w", err)
	}
	var diff []string
	for i, sheet := range w.Sheets {
		cells, err := readAll(w, i)
		if errors.Is(err, xlsx.ErrUnordered) {
			continue
		}
		if err != nil {
			return nil, err
		}
		their := maps.Clone(theirs[sheet.Name])
		for name, c := range cells {
			v := their[name]
			delete(their, name)
			if c.Kind == xlsx.Date || c.Kind == xlsx.Invalid || strings.Contains(v, "_x") {
				continue
			}
			if v != c.Text && strings.TrimSpace(v) != c.Text {
				diff = append(diff, fmt.Sprintf("%s!%s: %q, excelize %q", sheet.Name, name, c.Text, v))
			}
		}
		for name, v := range their {
			if strings.TrimSpace(v) != "" {
				diff = append(diff, fmt.Sprintf("%s!%s: nothing, excelize %q", sheet.Name, name, v))
			}
		}
	}
	return diff, nil
}

func TestAgainstExcelize(t *testing.T) {
	for name, want := range awkward {
		// excelize joins rows without numbers or order into wrong ones, reads rows of extensions,
		// looks for shared strings in one place only, and does not decode UTF-16 or Windows-1250.
		switch name {
		case "s_extlst_rows", "s_sst_other_path", "s_rows_no_r", "s_rows_out_of_order", "s_cells_out_of_order", "s_sheet_name_case_dup", "s_utf16_sheet", "s_win1250_decl":
			continue
		}
		if want.err != nil {
			continue
		}
		data, err := os.ReadFile(filepath.Join("testdata", name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		diff, err := differences(data)
		if err != nil || len(diff) > 0 {
			t.Errorf("%s: %v, %q", name, err, diff)
		}
	}
}

// randomText returns text of all the characters of Unicode, with a liking for those that cause trouble.
func randomText(r *rand.Rand) string {
	const trouble = "&<>\"'\t\n\r _x0D00A5FED]]>\u00A0\u200B\uFEFF\u2028e\u0301řŽ😀\x07\x1F"
	troubles := []rune(trouble)
	var b strings.Builder
	for range r.IntN(40) {
		switch r.IntN(4) {
		case 0, 1:
			b.WriteRune(troubles[r.IntN(len(troubles))])
		case 2:
			b.WriteRune(rune(0x20 + r.IntN(0x300)))
		default:
			if c := rune(r.IntN(utf8.MaxRune + 1)); utf8.ValidRune(c) && c >= 0x20 && c != 0xFFFE && c != 0xFFFF {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

// What excelize writes is read back: texts to the character, numbers to the bit.
func TestWrittenIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, columns = 300, 6
	f := excelize.NewFile()
	defer f.Close()
	texts := map[string]string{}
	numbers := map[string]float64{}
	for row := 1; row <= rows; row++ {
		for col := 1; col <= columns; col++ {
			name := xlsx.CellName(col, row)
			var err error
			if col%2 == 0 {
				numbers[name] = randomNumber(r)
				err = f.SetCellFloat("Sheet1", name, numbers[name], -1, 64)
			} else if text := randomText(r); text != "" {
				texts[name] = text
				err = f.SetCellStr("Sheet1", name, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	all, err := readData(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range texts {
		if got := all[0][name]; got.Kind != xlsx.Text || got.Text != written(want) {
			t.Errorf("%s: %+q, want %+q", name, got.Text, written(want))
		}
	}
	for name, want := range numbers {
		if got := all[0][name]; got.Kind != xlsx.Number || got.Number != want {
			t.Errorf("%s: %v, want %v", name, got.Number, want)
		}
	}
	if len(all[0]) != len(texts)+len(numbers) {
		t.Errorf("%d cells, want %d", len(all[0]), len(texts)+len(numbers))
	}
}

// written is what excelize makes of a text: characters that XML cannot hold become U+FFFD.
func written(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' {
			return utf8.RuneError
		}
		return r
	}, text)
}

func randomNumber(r *rand.Rand) float64 {
	switch r.IntN(4) {
	case 0:
		return float64(r.IntN(1_000_000))
	case 1:
		return float64(r.Int64N(1<<53)) * float64(1-2*r.IntN(2))
	case 2:
		return math.Round(r.Float64()*1e8) / 100
	}
	for {
		if f := math.Float64frombits(r.Uint64()); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f
		}
	}
}

// Serials follow one another as days do, in both systems.
func TestEveryDay(t *testing.T) {
	for _, w := range []*xlsx.Workbook{{}, {Date1904: true}} {
		want := day(1900, 1, 1, 0, 0, 0)
		first := 1
		if w.Date1904 {
			want, first = day(1904, 1, 1, 0, 0, 0), 0
		}
		for serial := first; want.Year() < 2200; serial++ {
			if serial == 60 && !w.Date1904 {
				continue
			}
			got, ok := w.Time(float64(serial))
			if !ok || !got.Equal(want) {
				t.Fatalf("%d is %v, %v; want %v", serial, got, ok, want)
			}
			want = want.AddDate(0, 0, 1)
		}
	}
}
