// Package value turns a cell into a value and a value back into a text.
//
//	xlsx.Cell ──Parser.Parse──> value, findings          a cell of a workbook, or a text someone typed ([Typed])
//	value ──Parser.Print──> text                         for people to edit; Parse reads the same value back
//	value ──CellOf──> a cell to be written               for templates and exports
//
// A value is nil or of the Go type of its [data.FieldType]: text, number, yes or no, a date in ISO 8601, a key of a
// choice, an id of an account. Each type has its file, date.go, phone.go, and each is read in three steps: the cell's
// text is cleaned (clean.go), understood or not, and where it is not, the nearest value that makes sense is suggested.
// A text is never changed in silence: a change people would notice is a repair and says so.
//
// The meaning of a cell depends on more than its field. A [Context] holds what is the same for a whole workbook:
// language, lists, accounts, the country and currency of the settings. Country and currency of the record itself come
// on top: a telephone number without a prefix is one of that country, a postal code is checked by its rules. So the
// cells of a record are read together, by [Parser.ParseRecord], and what they are compared by is [Parser.Connections].
//
// Closed sets (lists, choices, countries, accounts) are vocabularies: they find a word whatever its case, accents and
// spaces, and suggest the one nearest to a slip.
//
// Nothing here knows a row, a sheet or a template; see importer for those.
package value

import (
	"strconv"
	"time"
	"unicode/utf8"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// A Context is what the meaning of a cell depends on besides its field.
type Context struct {
	Lang            assets.Lang         // language of suggestions; "" is English
	Today           time.Time           // pivot of two-digit years in suggestions, and the default "today"
	DefaultCountry  string              // ISO 3166-1 alpha-2 of phones without a prefix; "" means CZ
	DefaultCurrency string              // ISO 4217 of amounts without a currency; "" means CZK
	Date1904        bool                // the workbook counts its days from 1904
	Lists           map[string][]string // the items of each list by its key
	Users           []Account           // the active accounts
	AddListItems    bool                // an unknown list item is a repair instead of an error
	LongTexts       bool                // a LongText may hold as much as a cell of a spreadsheet, see LongTextLength
}

// LongTextLength is how many characters a cell of a spreadsheet holds, which is what a LongText of a foreign table may be.
const LongTextLength = 32_767

// An Account is what a cell of an Account field may name.
type Account struct {
	ID     int64
	SignIn string
	Name   string
}

// A Parser turns cells into values. It remembers what it has seen, so one Parser should serve a whole
// workbook; it is not safe for concurrent use.
type Parser struct {
	Context
	setting setting  // of the record whose cells are read, see ParseRecord
	parsed  []Parsed // of that record

	lists, newItems  map[string]*vocabulary
	choice           map[*data.Field]*vocabulary
	account, country map[string]*vocabulary
	phones           map[phoneText]dialled
	home             map[int]bool // see homeNumber
	looks            map[xlsx.Format]*xlsx.Look
}

// NewParser returns a parser for the context.
func NewParser(c Context) *Parser { return &Parser{Context: c} }

// Parse reads a cell as a value of the field, of the Go type of its [data.FieldType]. The value is nil
// when the cell is empty, and when a finding is an error. Of a Reference it is the cleaned text;
// the caller resolves it. Defaults are not filled in, see [Parser.Default].
// The cell stands by itself here, in the country and currency of the settings; for the cells of a record
// there is [Parser.ParseRecord].
//
// The function of its name says how each type is read: parseDate, parseNumber and so on.
func (p *Parser) Parse(f *data.Field, c xlsx.Cell) (value any, findings []issue.Finding) {
	switch {
	case c.Kind == xlsx.None && c.Formula:
		return nil, []issue.Finding{{Code: issue.FormulaWithoutValue}}
	case c.Kind == xlsx.None:
		return nil, nil
	case c.Kind == xlsx.Error || c.Kind == xlsx.Invalid:
		return nil, []issue.Finding{{Code: issue.FormulaError}}
	}
	value, findings = p.parse(f, c)
	if c.Formula && (value != nil || findings != nil) {
		findings = append(findings, issue.Finding{Code: issue.Formula})
	}
	return value, findings
}

// parse reads a cell that holds something: numbers, dates and ticks from the cell itself, all else
// from its text.
func (p *Parser) parse(f *data.Field, c xlsx.Cell) (any, []issue.Finding) {
	read, fromCell := p.reader(f)
	if fromCell && c.Kind != xlsx.Text {
		return read(c)
	}
	text, findings := p.text(f, c)
	if text == "" {
		return nil, nil
	}
	most := data.MaxLength
	if p.LongTexts && f.Type == data.LongText {
		most = LongTextLength
	}
	if len(text) > most && utf8.RuneCountInString(text) > most {
		return nil, []issue.Finding{{Code: issue.TooLong, Want: strconv.Itoa(most)}}
	}
	if fromCell {
		c.Text = text
		return read(c)
	}
	if found, more, ok := p.parseShown(f, c, findings); ok {
		return found, more
	}
	value, more := p.parseString(f, text)
	if value == nil {
		return nil, more
	}
	return value, append(findings, more...)
}

// reader returns the function that reads a field from the whole cell, if its type is one of those.
func (p *Parser) reader(f *data.Field) (func(xlsx.Cell) (any, []issue.Finding), bool) {
	switch f.Type {
	case data.Number:
		if f.Money {
			return p.parseMoney, true
		}
		return p.parseNumber, true
	case data.Percent:
		if f.Format == data.TaxRate {
			return p.parseTaxRate, true
		}
		return p.parsePercent, true
	case data.Amount:
		return p.parseAmount, true
	case data.Date:
		return p.parseDate, true
	case data.DateTime:
		return p.parseDateTime, true
	case data.Time:
		return p.parseTime, true
	case data.Bool:
		return parseBool, true
	}
	return nil, false
}

func (p *Parser) parseString(f *data.Field, text string) (any, []issue.Finding) {
	switch f.Type {
	case data.Email:
		return parseEmail(text)
	case data.Phone:
		return p.parsePhone(text)
	case data.URL:
		return parseURL(text)
	case data.Choice:
		return p.parseWord(p.choices(f), text, issue.NotInList)
	case data.List:
		return p.parseList(f, text)
	case data.Country:
		return p.parseWord(p.countries(), text, issue.NotInList)
	case data.Account:
		return p.parseWord(p.accounts(), text, issue.UnknownUser)
	case data.Tags:
		if tags := JoinTags(text); tags != "" {
			return tags, nil
		}
		return nil, nil
	}
	return p.identify(f.Format, text)
}

// text is the text of a cell as it is stored, with what was repaired in it.
func (p *Parser) text(f *data.Field, c xlsx.Cell) (string, []issue.Finding) {
	raw := p.cellText(c)
	text, seen := clean(raw, f.Type == data.LongText || f.Type == data.Tags)
	switch {
	case seen:
		return text, []issue.Finding{{Code: issue.Trimmed, Suggestion: text}}
	case c.Kind == xlsx.Number && isScientific(c):
		return text, []issue.Finding{{Code: issue.Scientific, Suggestion: text}}
	case c.Kind == xlsx.Number || c.Kind == xlsx.Date:
		return p.shownText(f, c, text)
	case c.Format.HasLook() && text != "":
		if shown, ok := p.look(c.Format).ShowText(text); c.Kind == xlsx.Text && ok && shown != text {
			return text, []issue.Finding{{Code: issue.ShownDiffers, Suggestion: shown}}
		}
	}
	switch {
	case c.Kind == xlsx.Text && holdsDigits(f):
		if exact := exactDigits(text); exact != "" {
			return exact, []issue.Finding{{Code: issue.Scientific, Suggestion: exact}}
		}
	}
	return text, nil
}

// Default is the value of an empty cell of the field, or nil. A default that is no item of its list
// any more is none.
func (p *Parser) Default(f *data.Field) any {
	switch {
	case f.Default == "":
		return nil
	case f.Type == data.Date && f.Default == "today":
		return p.Today.Format(time.DateOnly)
	case f.Type == data.List:
		item := f.Default
		if item == data.DefaultCurrency {
			item = p.defaultCurrency()
		}
		if value, ok := p.list(f.List).find(item); ok {
			return value
		}
		return nil
	}
	value, _ := p.Parse(f, Typed(f.Default))
	return value
}
