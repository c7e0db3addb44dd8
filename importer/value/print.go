package value

import (
	"strconv"
	"strings"
	"time"

	"kartoteka/data"
)

// Print writes a value of the field for people to edit: Parse reads the same value back. A Reference
// and an unknown account have no such text and give "".
func (p *Parser) Print(f *data.Field, v any) string {
	switch v := v.(type) {
	case float64:
		if f.Type == data.Percent {
			return printNumber(p.Lang, v) + " %"
		}
		return printNumber(p.Lang, v)
	case bool:
		return p.Lang.Text("bool." + strconv.FormatBool(v))
	case int64:
		return p.printAccount(f, v)
	case string:
		return p.printText(f, v)
	}
	return ""
}

func (p *Parser) printText(f *data.Field, s string) string {
	switch f.Type {
	case data.Amount:
		number, currency, _ := strings.Cut(s, " ")
		if n, err := strconv.ParseFloat(number, 64); err == nil {
			return printNumber(p.Lang, n) + " " + currency
		}
	case data.Date:
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return p.Lang.Date(t)
		}
	case data.DateTime:
		if t, err := time.Parse("2006-01-02T15:04:05", s); err == nil {
			return p.Lang.Date(t) + " " + strings.TrimSuffix(t.Format(time.TimeOnly), ":00")
		}
	case data.Time:
		return strings.TrimSuffix(s, ":00")
	case data.Choice:
		for _, key := range f.Choices {
			if key == s {
				return choiceTitle(p.Lang, f, key)
			}
		}
	case data.Country:
		return p.Lang.Country(s)
	}
	return s
}

func (p *Parser) printAccount(f *data.Field, id int64) string {
	if f.Type != data.Account {
		return ""
	}
	for _, a := range p.Users {
		if a.ID == id {
			if _, ok := p.accounts().find(a.Name); !ok {
				return a.SignIn // two people of one name
			}
			return a.Name
		}
	}
	return ""
}
