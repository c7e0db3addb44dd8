package value

import (
	"cmp"
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"

	"kartoteka/assets"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// currencySigns are the signs of currencies. Those that several currencies share (kr) are left out; a bare $ is
// the American dollar, as spreadsheets have it.
var currencySigns = map[string]string{
	"€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "zł": "PLN", "zl": "PLN", "ft": "HUF", "sfr": "CHF",
	"¥": "JPY", "₴": "UAH", "₺": "TRY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
}

// currencies are the signs, and the names of currencies in every language, in lower case.
var currencies = assets.PerTable(func() map[string]string {
	words := maps.Clone(currencySigns)
	for word, code := range assets.CurrencyWords() {
		words[strings.ToLower(word)] = code
	}
	return words
})

// currencyCode is the ISO 4217 code of a currency's sign, name or code in any case, or "".
func currencyCode(s string) string {
	if code := currencies()[strings.ToLower(s)]; code != "" {
		return code
	}
	if len(s) != 3 {
		return ""
	}
	unit, err := currency.ParseISO(s)
	if err != nil {
		return ""
	}
	return unit.String()
}

// currency is the one the record is in.
func (p *Parser) currency() string { return cmp.Or(p.setting.currency, p.defaultCurrency()) }

func (p *Parser) defaultCurrency() string { return cmp.Or(p.DefaultCurrency, "CZK") }

// parseAmount reads a number with its currency into the form "1500.5 CZK". The currency stands before or behind the
// number, or in the format of the cell; without any it is the default one.
func (p *Parser) parseAmount(c xlsx.Cell) (any, []issue.Finding) {
	n, code, findings := p.money(c)
	if findings == nil {
		return amount(n, cmp.Or(code, p.defaultCurrency())), nil
	}
	if s := findings[0].Suggestion; s != "" && !strings.Contains(s, " ") {
		findings[0].Suggestion = s + " " + p.defaultCurrency()
	}
	return nil, findings
}

func amount(n float64, code string) string {
	return strconv.FormatFloat(n, 'f', -1, 64) + " " + code
}

// cutCurrency cuts the currency off a text of plain spaces. It reports false, and returns the text as it
// is, when there is none, or one it does not know.
func cutCurrency(s string) (number, code string, found bool) {
	if s == "" || isDigit(s[0]) && isDigit(s[len(s)-1]) {
		return s, "", false
	}
	if end := strings.TrimRightFunc(s, isCurrencyRune); len(end) < len(s) {
		if code = currencyCode(s[len(end):]); code != "" {
			return strings.TrimRight(end, " "), code, true
		}
	}
	unsigned, negative := cutSign(s)
	if start := strings.TrimLeftFunc(unsigned, isCurrencyRune); len(start) < len(unsigned) {
		if code = currencyCode(unsigned[:len(unsigned)-len(start)]); code != "" {
			start = strings.TrimLeft(start, " ")
			if negative {
				start = "-" + start
			}
			return start, code, true
		}
	}
	return s, "", false
}

func isCurrencyRune(r rune) bool {
	return r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z') || r == '$' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.Sc, r))
}
