package cli

import (
	"errors"
	"strconv"
	"strings"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/value"
)

// resolve finds the record that a text names: by its id, or as cells of a workbook name it. When it finds none or several
// it returns 0, and says so among the issues; so it does for "".
func (e *editor) resolve(f *data.Field, text string) (int64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	if id, err := strconv.ParseInt(text, 10, 64); err == nil && id > 0 {
		_, err := e.Record(e.ctx, f.To, id)
		if !errors.Is(err, data.ErrNotFound) {
			return id, err
		}
	}
	finder, err := e.Finder(e.ctx, f.To)
	if err != nil {
		return 0, err
	}
	defer finder.Close()
	found, err := finder.Named(e.ctx, text, e.schema.Within(&e.record, f))
	if err != nil {
		return 0, err
	}
	switch len(found) {
	case 1:
		return found[0].ID, nil
	case 0:
		e.found(f, text, issue.UnknownReference(f.To))
		return 0, nil
	}
	var others []issue.Place
	for i := range found {
		others = append(others, issue.Place{ID: found[i].ID, Title: found[i].Title()})
	}
	e.found(f, text, issue.AmbiguousReference(f.To), others...)
	return 0, nil
}

// addLine adds a line to a deal from "CODE" or "CODE*3": name, unit, price and VAT are the product's. "" takes all lines away.
func (e *editor) addLine(text string) error {
	if strings.TrimSpace(text) == "" {
		e.lines = nil
		return nil
	}
	product, err := e.product(text)
	quantity := 1.0
	if i := strings.LastIndex(text, "*"); err == nil && product == nil && i >= 0 {
		f := e.schema.Field(data.DealItem, "quantity")
		v, _ := e.parser.Parse(f, value.Typed(text[i+1:]))
		n, ok := v.(float64)
		if !ok {
			return e.refusal("cli.error.quantity", assets.Values{"Text": text})
		}
		quantity = n
		product, err = e.product(text[:i])
	}
	if err != nil {
		return err
	}
	if product == nil {
		return e.refusal("cli.error.no_product", assets.Values{"Code": text})
	}
	item := data.Record{Type: data.DealItem}
	item.Set("product", product.ID)
	item.Set("quantity", quantity)
	for _, key := range []string{"name", "unit", "price", "tax_rate"} {
		item.Set(key, product.Value(key))
	}
	e.lines = append(e.lines, item)
	return nil
}

// product returns the product of a code, or nil.
func (e *editor) product(code string) (*data.Record, error) {
	found, err := e.Matching(e.ctx, data.Product, "code", []string{fold.Code(code)})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
