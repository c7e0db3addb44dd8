package template

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/style"
	"kartoteka/importer/xlsx"
)

// The schema of the tests: custom fields of every type, with awkward titles.
func customSchema() *data.Schema {
	return data.NewSchema(map[data.RecordType][]data.Field{
		data.Client: {
			{ID: 1, Key: "x_1", Identity: "f1", Title: "=cmd|'/c calc'!A1", Type: data.Text, Hint: "+1 & <b>"},
			{ID: 2, Key: "x_2", Identity: "f2", Title: "Velikost flotily vozidel přihlášených k pravidelnému servisu", Type: data.Number, Required: true, Panel: "Servis & <spol.>"},
			{ID: 3, Key: "x_3", Identity: "f3", Title: "Ruší se", Type: data.Text, Retired: true},
			{ID: 4, Key: "x_4", Identity: "f4", Title: "@Kdy", Type: data.DateTime, Panel: "Servis & <spol.>"},
			{ID: 5, Key: "x_5", Identity: "f5", Title: "V kolik", Type: data.Time},
		},
		data.Contact: {{ID: 6, Key: "x_6", Identity: "f6", Title: "Velikost trička", Type: data.List, List: "custom_6"}},
		data.Lead:    {{ID: 7, Key: "x_7", Identity: "f7", Title: "Rozpočet", Type: data.Amount}},
		data.Product: {{ID: 8, Key: "x_8", Identity: "f8", Title: "Sleva", Type: data.Percent}},
	})
}

var testLists = map[string][]string{
	"legal_form": {"s.r.o.", "a.s."},
	"employees":  {"0", "1–9", "007"},
	"currency":   {"CZK", "EUR"},
	"custom_6":   {`=HYPERLINK("http://x")`, `"M", velké`, "L & <XL>", "+1"},
}

var testUsers = []string{"Administrátor", "Jana Nováková"}

func templateBytes(t testing.TB, key string, o Options) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := startBook(ByKey(key).ToFill(), customSchema(), o.Lang, testLists, testUsers, nil).writeTemplate(o.Examples, &w); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

// eachTemplate runs a test on every template in every language, as another program would open it.
func eachTemplate(t *testing.T, o Options, test func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File)) {
	for _, tpl := range All() {
		for _, l := range assets.Languages() {
			t.Run(tpl.Key+"/"+string(l), func(t *testing.T) {
				o.Lang = l
				f, err := excelize.OpenReader(bytes.NewReader(templateBytes(t, tpl.Key, o)))
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				test(t, tpl.ToFill(), l, f)
			})
		}
	}
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestTemplateSheets(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		want := []string{l.Text("sheet.instructions")}
		for _, s := range tpl.Sheets {
			want = append(want, l.Text("sheet."+s.Key))
		}
		want = append(want, l.Text("sheet.lists"))
		if got := f.GetSheetList(); !slices.Equal(got, want) {
			t.Errorf("sheets %q, want %q", got, want)
		}
		for i, name := range want {
			if visible := must[bool](t)(f.GetSheetVisible(name)); visible != (i < len(want)-1) {
				t.Errorf("sheet %s visible: %v", name, visible)
			}
		}
		if f.GetActiveSheetIndex() != 0 {
			t.Error("does not open at the instructions")
		}
	})
}

func TestTemplateHeaders(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		for i := range tpl.Sheets {
			name, columns := l.Text("sheet."+tpl.Sheets[i].Key), tpl.Sheets[i].Columns(customSchema())
			rows := must[[][]string](t)(f.GetRows(name))
			if len(rows) != headerRow || len(rows[1]) != len(columns) {
				t.Fatalf("%s: %d rows, %d titles, want %d and %d", name, len(rows), len(rows[1]), headerRow, len(columns))
			}
			notes := map[string]string{}
			for _, note := range must[[]excelize.Comment](t)(f.GetComments(name)) {
				for _, run := range note.Paragraph {
					notes[note.Cell] += run.Text
				}
			}
			for c, column := range columns {
				cell, want := xlsx.CellName(c+1, headerRow), column.Title(l)
				style := must[*excelize.Style](t)(f.GetStyle(must[int](t)(f.GetCellStyle(name, cell))))
				if column.Required() {
					want += " *"
				}
				if got := rows[1][c]; got != want {
					t.Errorf("%s: %q, want %q", cell, got, want)
				}
				if style.Font.Bold != column.Required() {
					t.Errorf("%s: bold %v", cell, style.Font.Bold)
				}
				if hint := l.FieldHint(string(column.Section.Record), column.Field.Key); !column.Field.Custom() && !strings.Contains(notes[cell], hint) {
					t.Errorf("%s: note %q lacks the hint %q", cell, notes[cell], hint)
				}
				empty := column.Field.Type == data.List && len(testLists[column.Field.List]) == 0
				if said := strings.Contains(notes[cell], l.Text("instructions.empty_list")); said != empty {
					t.Errorf("%s: an empty list is said to be: %v, want %v", cell, said, empty)
				}
				if !strings.Contains(notes[cell], column.Field.Hint) {
					t.Errorf("%s: note %q lacks %q", cell, notes[cell], column.Field.Hint)
				}
			}
			checkGroups(t, f, name, columns, l)
		}
	})
}

// checkGroups holds that every column stands under its group's heading, and no heading spreads over another's columns.
func checkGroups(t *testing.T, f *excelize.File, sheet string, columns []Column, l assets.Lang) {
	t.Helper()
	over := make([]string, len(columns)+1)
	for c := range columns {
		over[c+1] = must[string](t)(f.GetCellValue(sheet, xlsx.CellName(c+1, groupRow)))
	}
	for c, column := range columns {
		if over[c+1] != column.group(l) {
			t.Errorf("%s %s stands under %q, want %q", sheet, xlsx.ColumnName(c+1), over[c+1], column.group(l))
		}
	}
	if merged := must[[]excelize.MergeCell](t)(f.GetMergeCells(sheet)); len(merged) == 0 {
		t.Errorf("%s: no heading is merged", sheet)
	}
}

func TestTemplateFormats(t *testing.T) {
	want := map[data.FieldType]int{
		data.Number: 0, data.Percent: 0, data.Amount: 0, data.Bool: 0,
		data.Date: 14, data.DateTime: 22, data.Time: 20,
	}
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		for i := range tpl.Sheets {
			name := l.Text("sheet." + tpl.Sheets[i].Key)
			for c, column := range tpl.Sheets[i].Columns(customSchema()) {
				format, other := want[column.Field.Type]
				if !other {
					format = 49
				}
				style := must[*excelize.Style](t)(f.GetStyle(must[int](t)(f.GetColStyle(name, xlsx.ColumnName(c+1)))))
				if style.NumFmt != format {
					t.Errorf("%s %s (%s): number format %d, want %d", name, xlsx.ColumnName(c+1), column.Field.Type, style.NumFmt, format)
				}
			}
		}
	})
}

// A column offers what may stand in it, and doubts what the import would; nothing is ever refused, and a cell has one rule.
func TestTemplateRules(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		for i := range tpl.Sheets {
			name, columns := l.Text("sheet."+tpl.Sheets[i].Key), tpl.Sheets[i].Columns(customSchema())
			rules := rulesByColumn(t, f, name)
			b := &Book{Lang: l, lists: testLists, users: testUsers}
			for c, column := range columns {
				at := xlsx.ColumnName(c + 1)
				rule, want := rules[c+1], b.choices(column)
				var kind string
				switch of := column.Field.Type; {
				case of == data.Reference && tpl.Sheet(column.Field.To) != nil:
					if rule == nil || rule.Type != "list" || rule.ShowErrorMessage {
						t.Errorf("%s: a client of the workbook should be offered and never warned of", at)
					}
					continue
				case len(want) > 0:
					kind = "list"
				case column.Field.Key == "code" || column.Field.Key == "row_key" || column.Field.Key == "reg_number" && column.Section.Record == data.Client:
					kind = "custom"
				case of == data.Date || of == data.DateTime:
					kind = "date"
				case slices.Contains([]data.FieldType{data.Text, data.LongText, data.Email, data.Phone, data.URL, data.Tags, data.Reference}, of):
					kind = "textLength"
				}
				if rule == nil || kind == "" {
					if rule != nil || kind != "" {
						t.Errorf("%s (%s): rule %+v, want %q", at, column.Field.Key, rule, kind)
					}
					continue
				}
				warns := column.Field.Type != data.Bool && column.Field.Type != data.Country // these are written in many ways
				if rule.Type != kind || !rule.AllowBlank || rule.ShowErrorMessage != warns || warns && *rule.ErrorStyle != "warning" {
					t.Errorf("%s (%s): rule %+v", at, column.Field.Key, rule)
				}
				if warns && (utf8.RuneCountInString(*rule.ErrorTitle) > 32 || utf8.RuneCountInString(*rule.Error) > 225) {
					t.Errorf("%s: %q is more than a spreadsheet shows", at, *rule.Error)
				}
				if kind == "list" {
					if got := listed(t, f, rule.Formula1); !slices.Equal(got, want) {
						t.Errorf("%s: offers %q, want %q", at, got, want)
					}
				}
				if first := at + "$3:" + at + "$10002," + at + "3"; kind == "custom" && !strings.Contains(rule.Formula1, first) {
					t.Errorf("%s: %s", at, rule.Formula1)
				}
			}
		}
	})
}

// rulesByColumn are the rules of a sheet by the columns whose cells to fill in they are for.
func rulesByColumn(t *testing.T, f *excelize.File, sheet string) map[int]*excelize.DataValidation {
	t.Helper()
	rules := map[int]*excelize.DataValidation{}
	for _, rule := range must[[]*excelize.DataValidation](t)(f.GetDataValidations(sheet)) {
		for area := range strings.FieldsSeq(rule.Sqref) {
			from, to, _ := strings.Cut(area, ":")
			first, top, err := excelize.CellNameToCoordinates(from)
			if err != nil {
				t.Fatal(err)
			}
			last, bottom, err := excelize.CellNameToCoordinates(to)
			if err != nil || top != firstRow || bottom != 10002 {
				t.Fatalf("%s: a rule is for %s (%v)", sheet, area, err)
			}
			for col := first; col <= last; col++ {
				if rules[col] != nil {
					t.Errorf("%s: column %d has two rules", sheet, col)
				}
				rules[col] = rule
			}
		}
	}
	return rules
}

// The table of columns leads to each of them, and fits on a screen.
func TestTemplateInstructions(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		name, width := l.Text("sheet.instructions"), 0.0
		for col := range colLast {
			width += must[float64](t)(f.GetColWidth(name, xlsx.ColumnName(col+1)))
		}
		if width > 150 {
			t.Errorf("the instructions are %.0f characters wide", width)
		}
		links := map[string]string{} // titles by the place they lead to
		rows := must[[][]string](t)(f.GetRows(name))
		for i, row := range rows {
			if found, to, err := f.GetCellHyperLink(name, xlsx.CellName(colFirst, i+1)); err != nil {
				t.Fatal(err)
			} else if found {
				links[to] = strings.TrimSuffix(row[colFirst-1], " *")
			}
		}
		want := 0
		for i := range tpl.Sheets {
			sheet := l.Text("sheet." + tpl.Sheets[i].Key)
			for c, column := range tpl.Sheets[i].Columns(customSchema()) {
				if column.Section.Number > 1 {
					continue
				}
				want++
				if to, title := "'"+sheet+"'!"+xlsx.CellName(c+1, headerRow), FieldTitle(l, column.Section.Record, column.Field); links[to] != title {
					t.Errorf("%q leads to %s of %q", links[to], to, title)
				}
			}
		}
		if len(links) != want {
			t.Errorf("%d links for %d columns", len(links), want)
		}
	})
}

// What is to be read of the instructions stands in view when the window takes half of a screen.
func TestTemplateInstructionsFitHalfAScreen(t *testing.T) {
	const half = 82 // characters beside one another on half of a screen of 1366 pixels
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		name, width := l.Text("sheet.instructions"), 0.0
		for col := range colText {
			width += must[float64](t)(f.GetColWidth(name, xlsx.ColumnName(col+1)))
		}
		if width > half {
			t.Errorf("%s: %.0f characters to read", name, width)
		}
		for _, m := range must[[]excelize.MergeCell](t)(f.GetMergeCells(name)) {
			if row, end := m.GetStartAxis(), m.GetEndAxis(); row != "B1" && end[:1] > xlsx.ColumnName(colText) {
				t.Errorf("%s: the text in %s goes on to %s", name, row, end)
			}
		}
	})
}

// listed are the values of the cells a formula such as 'Seznamy'!$A$2:$A$9 names.
func listed(t *testing.T, f *excelize.File, formula string) []string {
	t.Helper()
	sheet, area, _ := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(formula, "'", ""), "$", ""), "!")
	from, to, _ := strings.Cut(area, ":")
	col, first, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		t.Fatal(err)
	}
	_, last, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		t.Fatal(err)
	}
	var items []string
	for row := first; row <= last; row++ {
		items = append(items, must[string](t)(f.GetCellValue(sheet, xlsx.CellName(col, row))))
	}
	return items
}

// What stays in view leaves room on half a screen, and what people type first lands in the first column.
func TestTemplateView(t *testing.T) {
	for _, examples := range []bool{false, true} {
		left := map[string]int{"clients-wide/clients": 1, "clients-sheets/clients": 2, "clients-sheets/contacts": 4, "leads/leads": 1, "products/products": 2, "deals/deals": 1, "activities/activities": 1}
		eachTemplate(t, Options{Examples: examples}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
			for i, s := range tpl.Sheets {
				name := l.Text("sheet." + s.Key)
				panes := must[excelize.Panes](t)(f.GetPanes(name))
				if !panes.Freeze || panes.YSplit != headerRow || panes.XSplit != left[tpl.Key+"/"+s.Key] {
					t.Errorf("%s: panes %+v", name, panes)
				}
				width := 0.0
				for col := range panes.XSplit {
					width += must[float64](t)(f.GetColWidth(name, xlsx.ColumnName(col+1)))
				}
				if width > style.FrozenWidth {
					t.Errorf("%s: %.0f characters stay in view", name, width)
				}
				cursor := "A3"
				if examples {
					cursor = "A5"
				}
				if panes.ActivePane != "bottomLeft" || !slices.ContainsFunc(panes.Selection, func(s excelize.Selection) bool { return s.Pane == "bottomLeft" && s.ActiveCell == cursor }) {
					t.Errorf("%s: the cursor of %+v is not in %s", name, panes, cursor)
				}
				last := xlsx.ColumnName(len(s.Columns(customSchema())))
				filter, titles := "", ""
				for _, d := range f.GetDefinedName() {
					if d.Scope == name && d.Name == "_xlnm._FilterDatabase" {
						filter = d.RefersTo
					} else if d.Scope == name && d.Name == "_xlnm.Print_Titles" {
						titles = d.RefersTo
					}
				}
				if want := "'" + name + "'!$A$2:$" + last + "$10002"; filter != want {
					t.Errorf("filter over %s, want %s", filter, want)
				}
				if !strings.HasSuffix(titles, "!$1:$2") {
					t.Errorf("printed pages repeat %q (sheet %d)", titles, i)
				}
			}
		})
	}
}

// Social networks and further persons can be folded away, and the third person and those after are.
func TestTemplateOutline(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		for i := range tpl.Sheets {
			name := l.Text("sheet." + tpl.Sheets[i].Key)
			for c, column := range tpl.Sheets[i].Columns(customSchema()) {
				at, number := xlsx.ColumnName(c+1), column.Section.Number
				level := must[uint8](t)(f.GetColOutlineLevel(name, at))
				if want := number > 1 || column.Field.Group == "social"; (level > 0) != want {
					t.Errorf("%s %s: outline level %d", name, at, level)
				}
				if visible := must[bool](t)(f.GetColVisible(name, at)); visible != (number < 3) {
					t.Errorf("%s %s: visible %v", name, at, visible)
				}
			}
		}
	})
	wide := string(parts(t, templateBytes(t, "clients-wide", Options{Lang: assets.Czech}))["xl/worksheets/sheet2.xml"])
	if strings.Count(wide, `collapsed="1"`) != 2 || !strings.Contains(wide, `outlineLevelCol="2"`) { // behind the last person, and behind its custom fields
		t.Error("a program can't know what is folded away")
	}
}

func TestTemplateProperties(t *testing.T) {
	eachTemplate(t, Options{}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		got := map[string]any{}
		for _, p := range must[[]excelize.CustomProperty](t)(f.GetCustomProps()) {
			got[p.Name] = p.Value
		}
		want := map[string]any{
			"Kartoteka.Program": "Kartotéka", "Kartoteka.Template": tpl.Key, "Kartoteka.Language": string(l), "Kartoteka.Version": int32(version),
		}
		for _, s := range tpl.Sheets {
			for _, c := range s.Columns(customSchema()) {
				if c.Field.Custom() {
					want["Kartoteka.Field."+fieldIdentity(c.Field)] = c.Field.Title
				}
			}
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s = %v, want %v", name, got[name], value)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d properties, want %d: %v", len(got), len(want), got)
		}
		core := must[*excelize.DocProperties](t)(f.GetDocProps())
		if core.Title != l.Text("template."+tpl.Key) || core.Creator != "Kartotéka" || core.Language != string(l) {
			t.Errorf("document properties %+v", core)
		}
	})
}

func TestTemplateExamples(t *testing.T) {
	eachTemplate(t, Options{Examples: true}, func(t *testing.T, tpl *Template, l assets.Lang, f *excelize.File) {
		for _, s := range tpl.Sheets {
			name, columns := l.Text("sheet."+s.Key), s.Columns(customSchema())
			rows := must[[][]string](t)(f.GetRows(name))
			if len(rows) != headerRow+2 {
				t.Fatalf("%s: %d rows", name, len(rows))
			}
			mark := ExampleColumn(columns, columns[0].Section)
			if c := columns[mark]; !c.Required() || c.Field.Type != data.Text {
				t.Errorf("%s: the mark stands in %s", name, c.Field.Key)
			}
			for _, row := range rows[headerRow:] {
				if !IsExample(row[mark]) {
					t.Errorf("%s: %q would be imported", name, row[mark])
				}
				if width := must[float64](t)(f.GetColWidth(name, xlsx.ColumnName(mark+1))); float64(utf8.RuneCountInString(row[mark])) > width {
					t.Errorf("%s: %q is cut at %.0f characters", name, row[mark], width)
				}
			}
			style := must[*excelize.Style](t)(f.GetStyle(must[int](t)(f.GetCellStyle(name, xlsx.CellName(mark+1, firstRow)))))
			if !style.Font.Italic {
				t.Errorf("%s: the example does not look like one", name)
			}
		}
	})
}

func TestIsExample(t *testing.T) {
	for value, want := range map[string]bool{
		"PŘÍKLAD: Alfa": true, "  EXAMPLE: Alfa": true, "EXAMPLE:": true, "PR\u030cI\u0301KLAD: rozložená diakritika": true,
		"Příklad s.r.o.": false, "Example Ltd": false, "Alfa, PŘÍKLAD: ne": false, "": false,
	} {
		if IsExample(value) != want {
			t.Errorf("isExample(%q) = %v", value, !want)
		}
	}
}

func BenchmarkWriteTemplate(b *testing.B) {
	for _, tpl := range All() {
		b.Run(tpl.Key, func(b *testing.B) {
			for b.Loop() {
				templateBytes(b, tpl.Key, Options{Lang: assets.Czech, Examples: true})
			}
		})
	}
}
