package cli

import (
	"time"

	"github.com/spf13/cobra"

	"kartoteka/data"
)

// newImports shows the history.
func (p *program) newImports() *cobra.Command {
	return &cobra.Command{Use: "imports", Args: p.exactly(), RunE: p.showImports}
}

// An importJSON is one import of the history.
type importJSON struct {
	Label     string            `json:"label"`
	Number    int64             `json:"number"`
	Date      time.Time         `json:"date"` // RFC 3339
	File      string            `json:"file"`
	SHA256    string            `json:"sha256"`
	Template  string            `json:"template"`
	Mapping   string            `json:"mapping,omitempty"` // of a foreign table
	User      string            `json:"user"`              // name to sign in with
	Imported  data.Counts       `json:"imported"`
	Remaining data.Counts       `json:"remaining"`
	Status    data.ImportStatus `json:"status"`
}

func (p *program) showImports(cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if err := p.openAdmin(ctx); err != nil {
		return err
	}
	history, err := p.Imports(ctx)
	if err != nil {
		return err
	}
	names, err := p.userNames(ctx)
	if err != nil {
		return err
	}
	list := []importJSON{}
	for _, im := range history {
		list = append(list, importJSON{
			Label: im.Label, Number: im.Number, Date: im.Date.Truncate(time.Second), File: im.File, SHA256: im.SHA256, Template: im.Template, Mapping: im.Mapping,
			User: names[im.UserID], Imported: im.Imported, Remaining: counts(im.Remaining, im.Imported), Status: im.Status,
		})
	}
	return p.show(list, func() { p.writeImports(history) })
}

func (p *program) writeImports(history []data.Import) {
	if len(history) == 0 {
		p.say("cli.imports.none")
		return
	}
	t := newTable(p.out, p.text("cli.imports.label"), p.text("cli.imports.date"), p.text("cli.imports.user"), p.text("cli.imports.status"),
		p.text("cli.imports.imported"), p.text("cli.imports.remaining"), p.text("cli.imports.file"))
	for _, im := range history {
		t.row(im.Label, p.lang.DateTime(im.Date), im.UserName, p.text("cli.imports.status."+string(im.Status)),
			p.recordCounts(im.Imported, ""), p.recordCounts(im.Remaining, ""), im.File)
	}
	_ = t.end() // p.out keeps its first error, see Run
}
