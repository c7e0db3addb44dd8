package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/issue"
)

// A reportJSON is the result of check, without its issues. An import adds the members behind the
// counts; they are absent from a check and from an import that wrote nothing.
type reportJSON struct {
	File       string                 `json:"file"`
	Template   string                 `json:"template"`
	Language   assets.Lang            `json:"language"`
	Records    data.Counts            `json:"records"`
	Importable data.Counts            `json:"importable"`
	Counts     map[issue.Severity]int `json:"counts"`
	Label      string                 `json:"label,omitempty"`
	Imported   data.Counts            `json:"imported,omitempty"`
	Attached   data.Counts            `json:"attached,omitempty"`
	Rejected   data.Counts            `json:"rejected,omitempty"`
	Duplicates data.Counts            `json:"duplicates,omitempty"`
	Mapping    *string                `json:"mapping,omitempty"` // of a foreign table: the name of the remembered one
	Row        data.RecordType        `json:"row,omitempty"`
	Rows       *importer.RowSum       `json:"rows,omitempty"`
	LeftOut    *[]importer.Left       `json:"left_out,omitempty"` // of a file of a template only where there are any
	NewFields  []newFieldJSON         `json:"new_fields,omitempty"`
	Preview    []previewJSON          `json:"preview,omitempty"`
}

// A newFieldJSON is a custom field that an import makes of a column.
type newFieldJSON struct {
	Record data.RecordType `json:"record"`
	Title  string          `json:"title"`
	Type   data.FieldType  `json:"type"`
}

func newFields(r *importer.Report) []newFieldJSON {
	var all []newFieldJSON
	for t, fields := range r.NewFields() {
		for _, f := range fields {
			all = append(all, newFieldJSON{t, f.Title, f.Type})
		}
	}
	slices.SortFunc(all, func(a, b newFieldJSON) int {
		return cmp.Or(cmp.Compare(a.Record, b.Record), cmp.Compare(a.Title, b.Title))
	})
	return all
}

// showReport shows the result of a check and, where with has a label, of the import that followed.
func (p *program) showReport(r *importer.Report, with reportJSON) error {
	if p.json {
		with.File, with.Template, with.Language = r.File, r.Template.Key, r.Language
		with.NewFields = newFields(r)
		if left := append([]importer.Left{}, r.LeftOut...); len(left) > 0 || r.Mapping != nil {
			with.LeftOut = &left
		}
		if m := r.Mapping; m != nil {
			with.Mapping, with.Row, with.Rows = &m.Name, m.Row, &r.Rows
		}
		with.Records, with.Importable, with.Counts = r.Found(), r.Outcomes(importer.Imported), r.Counts()
		return p.writeReport(r, with)
	}
	if r.Mapping != nil {
		fmt.Fprintln(p.out, p.text("cli.report.foreign", assets.Values{"File": r.File, "Row": p.text("record." + string(r.Mapping.Row) + ".title")}))
	} else {
		fmt.Fprintln(p.out, p.text("cli.report.file", assets.Values{
			"File": r.File, "Template": p.text("template." + r.Template.Key), "Language": r.Language.Title(),
		}))
	}
	if len(r.Issues) > 0 {
		fmt.Fprintln(p.out)
		if err := p.writeIssues(r); err != nil {
			return err
		}
	}
	fmt.Fprintln(p.out)
	if err := p.writeSum(r); err != nil {
		return err
	}
	if len(r.LeftOut) > 0 {
		var titles []string
		for _, left := range r.LeftOut {
			titles = append(titles, cmp.Or(left.Title, left.Column))
		}
		fmt.Fprintf(p.out, "\n%s\n", p.lang.Plural("cli.report.left_out", len(titles), assets.Values{"Titles": strings.Join(titles, ", ")}))
	}
	if fields := newFields(r); len(fields) > 0 {
		var titles []string
		for _, f := range fields {
			titles = append(titles, f.Title)
		}
		fmt.Fprintf(p.out, "\n%s\n", p.text("cli.report.new_fields", assets.Values{"Titles": strings.Join(titles, ", ")}))
	}
	n := r.Counts()
	var words []string
	for _, s := range issue.Severities() {
		words = append(words, p.lang.Plural("cli.count."+string(s), n[s]))
	}
	fmt.Fprintf(p.out, "\n%s\n", strings.Join(words, ", "))
	return nil
}

// writeReport writes the JSON issue by issue: there may be 200,000.
func (p *program) writeReport(r *importer.Report, head reportJSON) error {
	line, err := marshal(head)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s,\"issues\":", bytes.TrimSuffix(line, []byte("}")))
	issues := arrayWriter{w: p.out}
	for i := range r.Issues {
		if err := issues.write(r.Issues[i].JSON(p.lang)); err != nil {
			return err
		}
	}
	if err := issues.end(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "}")
	return err
}

// writeIssues lists every issue on a line of its own.
func (p *program) writeIssues(r *importer.Report) error {
	t := newTable(p.out, p.text("issues.severity"), p.text("issues.sheet"), p.text("issues.cell"),
		p.text("issues.column"), p.text("issues.value"), p.text("issues.message"))
	for i := range r.Issues {
		issue := &r.Issues[i]
		cell := issue.Cell()
		if cell == "" && issue.Row > 0 {
			cell = p.text("issues.row", assets.Values{"Row": issue.Row})
		}
		t.row(p.text("severity."+string(issue.Severity)), issue.Sheet, cell, shorten(issue.Column, 30), shorten(issue.Value, 40), issue.Message(p.lang))
	}
	return t.end()
}

// writeSum proves that nothing is lost: found = imported + rejected + duplicates.
func (p *program) writeSum(r *importer.Report) error {
	found, imported, rejected, skipped := r.Found(), r.Outcomes(importer.Imported), r.Outcomes(importer.Rejected), r.Outcomes(importer.Skipped)
	t := newTable(p.out, p.text("cli.sum.record"), ">"+p.text("cli.sum.found"), "=", ">"+p.text("cli.sum.imported"),
		"+", ">"+p.text("cli.sum.rejected"), "+", ">"+p.text("cli.sum.duplicates"))
	for _, record := range types(found) {
		number := func(n map[data.RecordType]int) string { return p.lang.Int(n[record]) }
		t.row(p.text("record."+string(record)+".titles"), number(found), "=", number(imported), "+", number(rejected), "+", number(skipped))
	}
	return t.end()
}
