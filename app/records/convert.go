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

// A conversion makes a client of a lead.
type conversion struct {
	*base
	changes *window.Changer
	lead    data.Record
}

// convert makes a client of a lead and leaves the lead linked to it. Where a client like that exists already, it asks
// whether to link the lead to that one instead.
func (c *conversion) convert() {
	w := c.window
	parser, err := value.ParserFor(w.Context, w.Store, w.Lang, now())
	if err != nil {
		w.Fail(err)
		return
	}
	client, contact := importer.ClientOf(parser, c.reader.schema, &c.lead)
	same, _, err := w.Importer.SameAs(w.Context, parser, c.reader.schema, &client)
	switch {
	case err != nil:
		w.Fail(err)
	case same == nil:
		c.makeClient(client, contact)
	default:
		link := ui.Secondary(w.Text("records.convert.link"), "", func() {
			w.CloseDialog()
			c.linkLead(same.Record)
		})
		other := ui.Primary(w.Text("records.convert.new"), "", func() {
			w.CloseDialog()
			c.makeClient(client, contact)
		})
		w.OpenDialog(&window.Dialog{Title: w.Text("records.convert"), Content: ui.Paragraph(w.Text("records.convert.same", assets.Values{"Title": same.Record.Title()})),
			Buttons: []*ui.Button{w.Closing(w.Text("dialog.cancel")), link, other}, Width: 520})
	}
}

func (c *conversion) makeClient(client data.Record, contact *data.Record) {
	w, user := c.window, c.window.User
	var contacts []data.Record
	if contact != nil {
		contacts = append(contacts, *contact)
	}
	c.changes.Do(func(ctx context.Context) error { return w.Store.Convert(ctx, user, &c.lead, &client, contacts...) }, func(err error) {
		c.converted(client, err)
	})
}

func (c *conversion) linkLead(client data.Record) {
	w, user := c.window, c.window.User
	c.changes.Do(func(ctx context.Context) error { return w.Store.Convert(ctx, user, &c.lead, &client) }, func(err error) { c.converted(client, err) })
}

// converted shows the client a lead has become.
func (c *conversion) converted(client data.Record, err error) {
	w := c.window
	if err != nil {
		w.Fail(err)
		return
	}
	w.CountAgain()
	w.OpenRecord(data.Client, client.ID)
	pageOf(w, data.Client).tell(func() fyne.CanvasObject {
		return ui.Note(ui.SuccessTone, w.Text("records.converted", assets.Values{"Title": client.Title()}))
	})
}
