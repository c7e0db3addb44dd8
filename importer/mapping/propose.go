package mapping

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/source"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// ErrNoTable says that no sheet of a file holds rows with columns.
var ErrNoTable = errors.New("no table in the file")

// ErrNoSheet says that a file has no visible sheet of the name asked for.
var ErrNoSheet = errors.New("no such sheet")

// NoHeader as Options.Header says that the first row is a record.
const NoHeader = -1

// Options say what is known about a table. What is zero is proposed.
type Options struct {
	Row    data.RecordType // what a row is
	Sheet  string
	Header int // row of the titles, or NoHeader
	Lines  int // rows of the header: 1, 2, or 0 for what is found
}

// A proposal is one run over one sheet.
type proposal struct {
	schema  *data.Schema
	parser  *value.Parser
	table   *table
	head    head
	columns []*column
	row     data.RecordType
	facts   facts
}

// Propose says what the columns of a foreign table are. Of several sheets the one is taken whose columns mean most.
func Propose(ctx context.Context, book *source.Book, schema *data.Schema, parser *value.Parser, o Options) (*Mapping, error) {
	parser.Date1904 = book.Date1904
	var best *Mapping
	most := -1.0
	for i, sheet := range book.Sheets {
		if sheet.Hidden && o.Sheet == "" || o.Sheet != "" && sheet.Name != o.Sheet {
			continue
		}
		p, err := newProposal(ctx, book, i, schema, parser, o)
		if err != nil {
			return nil, fmt.Errorf("propose a mapping: %w", err)
		}
		if len(p.columns) == 0 {
			continue
		}
		m, err := p.mapping(ctx, o)
		if err != nil {
			return nil, fmt.Errorf("propose a mapping: %w", err)
		}
		worth := 0.0
		for _, c := range m.Columns {
			if c.Mapped() {
				worth += c.Score
			}
		}
		worth *= 1 + math.Log10(float64(1+m.Rows))
		if worth > most {
			best, most = m, worth
		}
	}
	switch {
	case best == nil && o.Sheet != "" && !slices.ContainsFunc(book.Sheets, func(s source.Sheet) bool { return s.Name == o.Sheet }):
		return nil, ErrNoSheet
	case best == nil:
		return nil, ErrNoTable
	}
	best.Format = book.Format
	for _, sheet := range book.Sheets {
		if !sheet.Hidden {
			best.Sheets = append(best.Sheets, sheet.Name)
		}
	}
	return best, nil
}

func newProposal(ctx context.Context, book *source.Book, index int, schema *data.Schema, parser *value.Parser, o Options) (*proposal, error) {
	t, err := readTable(ctx, book, index)
	if errors.Is(err, xlsx.ErrUnordered) {
		t, err = readTable(ctx, book, index)
	}
	if err != nil {
		return nil, err
	}
	p := &proposal{schema: schema, parser: parser, table: t}
	if o.Header == NoHeader {
		p.head = head{titles: map[int]string{}}
	} else {
		p.head = t.findHead(parser, o.Header, o.Lines)
	}
	p.columns = t.columns(parser, p.head)
	return p, nil
}

// mapping proposes the fields of the columns.
func (p *proposal) mapping(ctx context.Context, o Options) (*Mapping, error) {
	m := &Mapping{
		schema: p.schema,
		Sheet:  p.table.name, HeaderRow: p.head.row, HeaderRows: p.head.rows, Rows: p.table.rows,
		Columns: make([]Column, len(p.columns)), Constants: map[string]string{}, Missing: []string{}, Doubtful: []string{},
	}
	claims := make([][]claim, len(p.columns))
	for i, c := range p.columns {
		claims[i] = p.claims(c)
	}
	p.addTowns(claims)
	p.addNames(claims)
	p.look(claims)
	p.row = o.Row
	if p.row == "" {
		p.row = p.chooseRow()
	}
	m.Row = p.row
	if p.row == data.Contact {
		m.WithoutCompany = Individual
	}
	var all []candidate
	for i, c := range p.columns {
		for _, cl := range claims[i] {
			if cl.guessed && p.row != data.Client && p.row != data.Contact && p.row != data.Lead {
				continue
			}
			ways := slices.DeleteFunc(p.ways(c, cl.meaning), func(w way) bool { return !p.takes(c, w) })
			if len(ways) > 0 {
				cl.score = min(1, cl.score-p.handicap(c, cl.meaning))
				all = append(all, candidate{claim: cl, column: c, ways: ways})
			}
		}
		all = append(all, p.customClaims(c)...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(a.column.col, b.column.col))
	})
	p.assign(m, all)
	p.orderSlots(m)
	p.codes(m)
	p.joins(m, claims)
	p.lists(m)
	m.decideOrders()
	if err := p.readWhole(ctx, m); err != nil {
		return nil, err
	}
	p.finish(m)
	return m, nil
}

// addTowns claims columns without a telling title for towns: words beside a postcode.
func (p *proposal) addTowns(claims [][]claim) {
	isZIP := func(i int) bool {
		return i >= 0 && i < len(claims) && slices.ContainsFunc(claims[i], func(c claim) bool { return c.concept == "zip" && c.score >= likelyScore })
	}
	for i, c := range p.columns {
		if !c.generic || slices.ContainsFunc(claims[i], func(c claim) bool { return c.score >= likelyScore }) {
			continue
		}
		if share := c.profile.share(value.FormTown); share >= 0.8 && (isZIP(i-1) || isZIP(i+1)) {
			claims[i] = append(claims[i], claim{
				meaning: meaning{concept: "city", score: 0.85}, because: ByValues,
				why: Why{Code: string(ByValues), Title: c.title, Form: "city", Percent: int(100*share + 0.5)},
			})
		}
	}
}

// addNames claims columns whose titles are not known for the names that a table must have: of companies, else of persons. Names
// of persons beside those of companies may be those of sellers: they are asked for.
func (p *proposal) addNames(claims [][]claim) {
	has := func(concepts ...concept) bool {
		return slices.ContainsFunc(claims, func(all []claim) bool {
			return slices.ContainsFunc(all, func(c claim) bool { return c.score >= likelyScore && slices.Contains(concepts, c.concept) })
		})
	}
	add := func(concept concept, form value.Form, share, score float64) bool {
		for i, c := range p.columns {
			if got := c.profile.share(form); len(c.meanings) == 0 && !c.generic && got >= share && len(c.profile.values) > 1 {
				claims[i] = append(claims[i], claim{
					guessed: true, meaning: meaning{concept: concept, score: score}, because: ByValues,
					why: Why{Code: string(ByValues), Title: c.title, Form: concept, Percent: int(100*got + 0.5)},
				})
				return true
			}
		}
		return false
	}
	company := has("company", "name") || add("company", value.FormCompany, 0.6, 0.75)
	switch {
	case has("full_name", "last_name"):
	case company:
		add("full_name", value.FormPerson, 0.8, 0.5)
	default:
		add("full_name", value.FormPerson, 0.8, 0.7)
	}
}

// customClaims are the custom fields whose title a column has.
func (p *proposal) customClaims(c *column) []candidate {
	record := p.row
	if c.title == "" {
		return nil
	}
	var all []candidate
	for _, t := range []data.RecordType{record, data.Client} {
		if t != record && record != data.Contact {
			continue
		}
		for _, f := range p.schema.Active(t) {
			if f.Custom() && fold.Text(f.Title) == fold.Text(c.title) {
				all = append(all, candidate{
					claim:  claim{meaning: meaning{concept: f.Key, score: 1}, because: ByTitle, why: Why{Code: string(ByTitle), Title: c.title}},
					column: c, ways: []way{{to: []string{string(t) + ".custom:" + f.Title}}},
				})
			}
		}
	}
	return all
}

// codes makes the number of the other system the code of products that have no other.
func (p *proposal) codes(m *Mapping) {
	if m.Row != data.Product || slices.ContainsFunc(m.Columns, func(c Column) bool { return slices.Contains(c.To, "product.code") }) {
		return
	}
	for i, c := range m.Columns {
		pr := p.columns[i].profile
		if slices.Contains(c.To, "product.external_id") && c.Filled == m.Rows && pr.distinct == len(pr.values) {
			m.Columns[i].To, m.Columns[i].Why.Field = []string{"product.code"}, "product.code"
		}
	}
}

// finish fills in what follows from the columns: certainty, what is missing, what is in doubt.
func (p *proposal) finish(m *Mapping) {
	for i := range m.Columns {
		c := &m.Columns[i]
		if !c.Mapped() && c.Filled > 0 && c.Score >= doubtfulScore {
			m.Doubtful = append(m.Doubtful, c.Column)
		}
		if c.Asks != "" {
			c.Score = min(c.Score, 0.85)
			c.Certainty = certainty(c.Score)
		}
	}
	m.Settle()
}

// Missing are the required fields of what a row is that no column and no constant fills.
func Missing(m *Mapping) []string {
	missing := []string{}
	need := func(field string, or ...string) {
		for _, f := range append([]string{field}, or...) {
			if m.Constants[f] != "" || slices.ContainsFunc(m.Columns, func(c Column) bool { return slices.Contains(c.To, f) }) {
				return
			}
		}
		missing = append(missing, field)
	}
	switch m.Row {
	case data.Client:
		need("client.name", "client.last_name")
	case data.Contact:
		need("contact.last_name")
		if m.WithoutCompany == RequireCompany {
			need("client.name")
		}
	case data.Lead:
		need("lead.topic")
	case data.Product:
		need("product.code")
		need("product.name")
	case data.Deal:
		need("deal.name")
	case data.Activity:
		need("activity.subject")
	}
	return missing
}
