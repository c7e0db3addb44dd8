package records

import (
	"context"

	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// query is what the page asks for.
func (p *Page) query() data.Query {
	q := p.filters.query()
	q.Search = p.words
	kept := p.window.Settings.Grid(p.key)
	q.Sort, q.Desc = kept.Sort, kept.Desc
	if q.Sort == titleColumn {
		q.Sort = ""
	}
	return q
}

// A listing is the answer to a query: ids, and the records of the first of them.
type listing struct {
	ids       []int64
	whole     bool
	rows      map[int64]*data.Record
	names     data.Names
	labels    []data.Import
	countries []string
}

// firstIDs is how many records are found for a first look: those one sees, quickly.
const firstIDs = 100

// load asks for the records anew. The first of them come at once, all of them as soon as they are known.
func (p *Page) load() {
	if p.inDays() {
		p.loadDays()
		return
	}
	w, q := p.window, p.query()
	label := p.labels == nil
	first := q
	if q.Sort == "" { // else all of them have to be sorted anyway
		first.Limit = firstIDs
	}
	p.listings.Start(w, func(ctx context.Context) (l listing, err error) {
		if l, err = p.read(ctx, first); err == nil && label && p.record.Kind().Importable {
			l.labels, err = w.Store.Labels(ctx, p.record)
		}
		return l, err
	}, func(l listing, err error) {
		if err != nil {
			p.failed(err)
			return
		}
		if label {
			p.labels = l.labels
			p.drawAbove()
		}
		p.show(l)
		if !l.whole {
			p.loadRest(q)
		} else if p.countries == nil {
			p.loadCountries()
		}
	})
}

// read finds records and reads the first ones.
func (p *Page) read(ctx context.Context, q data.Query) (listing, error) {
	ids, err := p.window.Store.IDs(ctx, p.record, q)
	if err != nil {
		return listing{}, err
	}
	l := listing{ids: ids, whole: q.Limit == 0 || len(ids) < q.Limit}
	l.rows, l.names, err = p.readRows(ctx, ids[:min(len(ids), firstIDs/2)])
	return l, err
}

func (p *Page) loadRest(q data.Query) {
	p.listings.Start(p.window, func(ctx context.Context) (listing, error) { return p.read(ctx, q) }, func(l listing, err error) {
		if err != nil {
			p.failed(err)
			return
		}
		p.show(l)
		if p.countries == nil {
			p.loadCountries()
		}
	})
}

// loadCountries finds out which countries there are to filter by, when there is nothing else to be done.
func (p *Page) loadCountries() {
	f := p.reader.schema.Field(p.record, "country")
	if f == nil {
		return
	}
	p.listings.Start(p.window, func(ctx context.Context) (listing, error) {
		values, err := p.window.Store.Values(ctx, p.record, f.Key)
		return listing{countries: append([]string{}, values...)}, err
	}, func(l listing, err error) {
		if err == nil {
			p.countries = l.countries
			p.drawAbove()
		}
	})
}

func (p *Page) failed(err error) {
	p.body.Objects = []fyne.CanvasObject{p.window.LoadFailed(err, p.load)}
	p.body.Refresh()
}

// show shows what was found.
func (p *Page) show(l listing) {
	w := p.window
	wasEmpty := len(p.ids) == 0
	p.wipe.SetEnabled(p.filters.any() || p.words != "")
	p.ids, p.whole, p.rows, p.names = l.ids, l.whole, l.rows, l.names
	switch {
	case p.words == "" && !p.filters.any() && l.whole:
		p.count.SetText(w.Lang.Int(len(l.ids)))
	case l.whole:
		p.count.SetText(w.Plural("records.found", len(l.ids)))
	default:
		p.count.SetText("…")
	}
	p.grid.SetRows(l.ids)
	if p.chosen != 0 {
		p.point(p.chosen)
	}
	if wasEmpty || len(l.ids) == 0 {
		p.drawBody()
	}
}
