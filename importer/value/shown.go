package value

import (
	"math"
	"slices"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/issue"
	"kartoteka/importer/xlsx"
)

// mostKept is the size from which on a number has more digits than a spreadsheet keeps.
const mostKept = 1e15

// shownText is the text of a number or date cell in a field of texts, and what people have to know when the cell
// shows something else than that. What a format of zeros shows is the text: 0042.
func (p *Parser) shownText(f *data.Field, c xlsx.Cell, text string) (string, []issue.Finding) {
	shown, zeros, ok := "", false, false
	if look := p.look(c.Format); look != nil {
		shown, zeros, ok = look.Show(c.Number, p.Date1904)
	}
	switch {
	case math.Abs(c.Number) >= mostKept && c.Kind == xlsx.Number:
		finding := issue.Finding{Code: issue.ShownDiffers}
		if ok && shown != text {
			finding.Suggestion = shown
		}
		return text, []issue.Finding{finding}
	case !ok || shown == text:
		return text, nil
	case zeros && onlyDigits(shown) == onlyDigits(text):
		return shown, nil
	case zeros:
		return shown, []issue.Finding{{Code: issue.ZerosShown, Suggestion: shown}}
	case holdsDigits(f) && onlyDigits(shown) == onlyDigits(text) && !strings.ContainsAny(text, ".-"):
		return text, nil
	case holdsTime(c) && sameMoment(shown, text):
		return text, nil
	}
	return text, []issue.Finding{{Code: issue.ShownDiffers, Suggestion: shown}}
}

// look is the look of a format, or nil; see [xlsx.Format.Look].
func (p *Parser) look(f xlsx.Format) *xlsx.Look {
	if !f.HasLook() {
		return nil
	}
	l, known := p.looks[f]
	if !known {
		if p.looks == nil {
			p.looks = map[xlsx.Format]*xlsx.Look{}
		}
		l = f.Look()
		p.looks[f] = l
	}
	return l
}

// parseShown reads a cell of a closed set, a list, a choice, countries, by what it shows, when that is one of the set
// though what it holds differs. Of a date it reports which item a spreadsheet has made it of.
func (p *Parser) parseShown(f *data.Field, c xlsx.Cell, findings []issue.Finding) (value any, more []issue.Finding, ok bool) {
	if c.Kind != xlsx.Number && c.Kind != xlsx.Date {
		return nil, nil, false
	}
	v := p.vocabularyOf(f)
	if v == nil {
		return nil, nil, false
	}
	if len(findings) == 1 && findings[0].Code == issue.ShownDiffers {
		if value, ok := v.find(findings[0].Suggestion); ok {
			return value, nil, true
		}
	}
	if item := p.turned(v, c); item != "" {
		return nil, []issue.Finding{{Code: issue.NotInList, Want: v.want(), Suggestion: item}}, true
	}
	return nil, nil, false
}

// turned is the item of a vocabulary that a spreadsheet has turned into the date or time of a cell when it was typed: 1–9
// became the first of September, 10–49 October 1949. It is "" when none or several fit.
func (p *Parser) turned(v *vocabulary, c xlsx.Cell) string {
	if !holdsTime(c) && c.Format.Class != xlsx.ClassDuration {
		return ""
	}
	m, ok := p.fromSerial(c.Number)
	if !ok {
		return ""
	}
	typed := [][]int{{m.hour, m.minute}, {m.hour, m.minute, m.second}}
	if c.Number >= 1 && c.Format.Class != xlsx.ClassDuration {
		typed = [][]int{{m.day, m.month}, {m.month, m.day}, {m.day, m.month, m.year % 100}, {m.day, m.month, m.year}, {m.year, m.month, m.day}, {m.month, m.day, m.year % 100}}
		if m.day == 1 {
			typed = append(typed, []int{m.month, m.year % 100}, []int{m.month, m.year}, []int{m.year, m.month})
		}
	}
	found := ""
	for _, title := range v.titles {
		numbers := numbersOf(title)
		for _, t := range typed {
			if !slices.Equal(numbers, t) {
				continue
			}
			if found != "" && found != title {
				return ""
			}
			found = title
		}
	}
	return found
}

// numbersOf are the numbers of a text made of two or three with marks between them, a month also by its name; nil for
// every other text.
func numbersOf(s string) (numbers []int) {
	s = plainSpaces(s)
	for at := 0; at < len(s); {
		if strings.ContainsRune(" .,/-:", rune(s[at])) {
			at++
			continue
		}
		if rest, found := strings.CutPrefix(s[at:], "–"); found {
			at = len(s) - len(rest)
			continue
		}
		var word string
		word, at = run(s, at)
		switch {
		case len(numbers) == 3 || len(word) > 12:
			return nil
		case isDigit(word[0]):
			n := 0
			for i := range len(word) {
				n = min(n*10+int(word[i]-'0'), 1_000_000)
			}
			numbers = append(numbers, n)
		default:
			month, ok := months()[fold.Text(word)]
			if !ok {
				return nil
			}
			numbers = append(numbers, month)
		}
	}
	if len(numbers) < 2 {
		return nil
	}
	return numbers
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// sameMoment reports whether two writings mean the same day and time.
func sameMoment(a, b string) bool {
	if m, ok := readMoment(a); ok {
		other, ok := readMoment(b)
		return ok && m == other
	}
	m, ok := readClock(a)
	other, also := readClock(b)
	return ok && also && m == other
}
