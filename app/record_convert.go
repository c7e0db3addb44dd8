package app

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/value"
)

// convert makes a client of a lead and leaves the lead linked to it. Where a client like that exists already, it asks
// whether to link the lead to that one instead.
func (p *listPage) convert(lead data.Record) {
	a := p.window
	parser, err := value.ParserFor(a.ctx, a.store, a.lang, now())
	if err != nil {
		a.fail(err)
		return
	}
	client, contact := importer.ClientOf(parser, p.reader.schema, &lead)
	twin, _, err := a.importer.Twin(a.ctx, parser, p.reader.schema, &client)
	switch {
	case err != nil:
		a.fail(err)
	case twin == nil:
		p.makeClient(lead, client, contact)
	default:
		link := ui.Secondary(a.text("records.convert.link"), "", func() {
			a.closeDialog()
			p.linkLead(lead, twin.Record)
		})
		anew := ui.Primary(a.text("records.convert.new"), "", func() {
			a.closeDialog()
			p.makeClient(lead, client, contact)
		})
		a.open(&dialog{title: a.text("records.convert"), content: ui.Paragraph(a.text("records.convert.twin", assets.Values{"Title": twin.Record.Title()})),
			buttons: []*ui.Button{a.closing(a.text("dialog.cancel")), link, anew}, width: 520})
	}
}

func (p *listPage) makeClient(lead, client data.Record, contact *data.Record) {
	a, user := p.window, p.window.user
	var contacts []data.Record
	if contact != nil {
		contacts = append(contacts, *contact)
	}
	p.changes.do(func(ctx context.Context) error { return a.store.Convert(ctx, user, &lead, &client, contacts...) }, func(err error) {
		p.converted(client, err)
	})
}

func (p *listPage) linkLead(lead, client data.Record) {
	a, user := p.window, p.window.user
	p.changes.do(func(ctx context.Context) error { return a.store.Convert(ctx, user, &lead, &client) }, func(err error) { p.converted(client, err) })
}

// converted shows the client a lead has become.
func (p *listPage) converted(client data.Record, err error) {
	a := p.window
	if err != nil {
		a.fail(err)
		return
	}
	a.countAgain()
	a.openRecord(data.Client, client.ID)
	clients := pageOf(a, data.Client)
	clients.said = func() fyne.CanvasObject {
		return ui.Note(ui.SuccessTone, a.text("records.converted", assets.Values{"Title": client.Title()}))
	}
	clients.drawAbove()
}
