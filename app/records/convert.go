package records

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/value"
)

// convert makes a client of a lead and leaves the lead linked to it. Where a client like that exists already, it asks
// whether to link the lead to that one instead.
func (p *Page) convert(lead data.Record) {
	w := p.window
	parser, err := value.ParserFor(w.Context, w.Store, w.Lang, now())
	if err != nil {
		w.Fail(err)
		return
	}
	client, contact := importer.ClientOf(parser, p.reader.schema, &lead)
	twin, _, err := w.Importer.Twin(w.Context, parser, p.reader.schema, &client)
	switch {
	case err != nil:
		w.Fail(err)
	case twin == nil:
		p.makeClient(lead, client, contact)
	default:
		link := ui.Secondary(w.Text("records.convert.link"), "", func() {
			w.CloseDialog()
			p.linkLead(lead, twin.Record)
		})
		anew := ui.Primary(w.Text("records.convert.new"), "", func() {
			w.CloseDialog()
			p.makeClient(lead, client, contact)
		})
		w.OpenDialog(&window.Dialog{Title: w.Text("records.convert"), Content: ui.Paragraph(w.Text("records.convert.twin", assets.Values{"Title": twin.Record.Title()})),
			Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), link, anew}, Width: 520})
	}
}

func (p *Page) makeClient(lead, client data.Record, contact *data.Record) {
	w, user := p.window, p.window.User
	var contacts []data.Record
	if contact != nil {
		contacts = append(contacts, *contact)
	}
	p.changes.Do(func(ctx context.Context) error { return w.Store.Convert(ctx, user, &lead, &client, contacts...) }, func(err error) {
		p.converted(client, err)
	})
}

func (p *Page) linkLead(lead, client data.Record) {
	w, user := p.window, p.window.User
	p.changes.Do(func(ctx context.Context) error { return w.Store.Convert(ctx, user, &lead, &client) }, func(err error) { p.converted(client, err) })
}

// converted shows the client a lead has become.
func (p *Page) converted(client data.Record, err error) {
	w := p.window
	if err != nil {
		w.Fail(err)
		return
	}
	w.CountAgain()
	w.OpenRecord(data.Client, client.ID)
	clients := pageOf(w, data.Client)
	clients.said = func() fyne.CanvasObject {
		return ui.Note(ui.SuccessTone, w.Text("records.converted", assets.Values{"Title": client.Title()}))
	}
	clients.drawAbove()
}
