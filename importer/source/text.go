package source

import (
	"strings"

	"kartoteka/importer/xlsx"
)

// delimiters are what may part the fields of a row, the likeliest first.
const delimiters = ";,\t|"

// readText makes a book of delimited text.
func readText(text, encoding, delimiter string) (*Book, error) {
	named, rest := separatorLine(text)
	if delimiter == "" {
		delimiter = named
	}
	if delimiter == "" {
		delimiter = guessDelimiter(rest)
	}
	return &Book{
		Format: Format{Kind: CSV, Encoding: encoding, Delimiter: delimiter[:1]},
		Sheets: []Sheet{{}}, text: rest,
	}, nil
}

// separatorLine reads the line "sep=;" that Excel understands and does not count as a row.
func separatorLine(text string) (delimiter, rest string) {
	const mark = "sep="
	if len(text) <= len(mark) || !strings.EqualFold(text[:len(mark)], mark) {
		return "", text
	}
	line := text
	if i := strings.IndexAny(text[len(mark)+1:], "\r\n"); i >= 0 {
		line = text[:len(mark)+1+i]
	}
	if len(line) != len(mark)+1 {
		return "", text
	}
	rest = text[len(line):]
	if strings.HasPrefix(rest, "\r\n") {
		return line[len(mark):], rest[2:]
	}
	return line[len(mark):], rest[min(1, len(rest)):]
}

// guessDelimiter returns the delimiter that parts most rows into the same number of fields.
func guessDelimiter(text string) string {
	const sampleRows = 200
	best, most := delimiters[:1], 0.0
	for i := range len(delimiters) {
		rows := newTextRows(text[:min(len(text), sampleBytes)], delimiters[i])
		widths := map[int]int{}
		n := 0
		for n < sampleRows && rows.Next() {
			widths[rows.width]++
			n++
		}
		common, width := 0, 0
		for w, count := range widths {
			if w > 1 && (count > common || count == common && w > width) {
				common, width = count, w
			}
		}
		if n == 0 || width < 2 {
			continue
		}
		share := float64(common) / float64(n)
		if score := share * share * (1 + float64(min(width, 60))/30); score > most {
			best, most = delimiters[i:i+1], score
		}
	}
	return best
}

// textRows reads delimited text: fields in quotes may hold delimiters, line breaks and doubled quotes. Lines end with
// LF, CR LF or CR. Rows are numbered as a spreadsheet shows them: a field with line breaks is one row, a blank line
// is one too.
type textRows struct {
	text      string
	delimiter byte
	at        int // of the next row in text
	number    int
	width     int // fields of the row, empty ones too
	cells     []Cell
	err       error
}

func newTextRows(text string, delimiter byte) *textRows {
	return &textRows{text: text, delimiter: delimiter}
}

func (r *textRows) Number() int   { return r.number }
func (r *textRows) Cells() []Cell { return r.cells }
func (r *textRows) Err() error    { return r.err }
func (r *textRows) Close() error  { return nil }

func (r *textRows) Fraction() float64 { return float64(r.at) / float64(max(1, len(r.text))) }

func (r *textRows) Next() bool {
	for r.err == nil && r.at < len(r.text) {
		r.number++
		if r.number > MaxRows {
			r.err = &xlsx.LimitError{Limit: LimitRows, Max: MaxRows}
			break
		}
		r.readRow()
		if r.err == nil && len(r.cells) > 0 {
			return true
		}
	}
	r.cells = nil
	return false
}

func (r *textRows) readRow() {
	r.cells = r.cells[:0]
	for r.width = 1; ; r.width++ {
		field, more := r.field(r.width)
		if r.err != nil {
			return
		}
		if len(field) > MaxFieldBytes {
			r.err = &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
			return
		}
		if field != "" {
			if r.width > MaxColumns {
				r.err = &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: MaxColumns}
				return
			}
			r.cells = append(r.cells, Cell{Col: r.width, Kind: xlsx.Text, Text: field})
		}
		if !more {
			return
		}
	}
}

// field reads one field and what ends it. more reports that another follows in the row.
func (r *textRows) field(col int) (field string, more bool) {
	if r.at < len(r.text) && r.text[r.at] == '"' {
		return r.quoted(col)
	}
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == r.delimiter:
			r.at++
			return r.text[start : r.at-1], true
		case c == '\n' || c == '\r':
			field = r.text[start:r.at]
			r.endLine()
			return field, false
		}
	}
	return r.text[start:], false
}

// quoted reads a field in quotes. What stands behind the closing quote belongs to the field, as in Excel; but a line
// break in such a field means that its first quote closes nothing: a quote is missing.
func (r *textRows) quoted(col int) (field string, more bool) {
	start := r.at + 1
	var doubled strings.Builder
	from := start
	for {
		// A field of nothing but doubled quotes is twice as long as what it says.
		bound := max(from, min(len(r.text), start+2*MaxFieldBytes+2))
		i := strings.IndexByte(r.text[from:bound], '"')
		if i < 0 {
			if bound < len(r.text) {
				r.err = &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
			} else {
				r.err = &QuoteError{Row: r.number, Col: col}
			}
			return "", false
		}
		end := from + i
		if end+1 < len(r.text) && r.text[end+1] == '"' {
			doubled.WriteString(r.text[from : end+1])
			from = end + 2
			continue
		}
		if from == start {
			field = r.text[start:end]
		} else {
			doubled.WriteString(r.text[from:end])
			field = doubled.String()
		}
		r.at = end + 1
		break
	}
	behind := r.at
	for r.at < len(r.text) && r.text[r.at] != r.delimiter && r.text[r.at] != '\n' && r.text[r.at] != '\r' {
		r.at++
	}
	if rest := r.text[behind:r.at]; strings.TrimSpace(rest) != "" {
		if strings.ContainsAny(field, "\r\n") {
			r.err = &QuoteError{Row: r.number, Col: col}
			return "", false
		}
		field += rest
	}
	switch {
	case r.at == len(r.text):
		return field, false
	case r.text[r.at] == r.delimiter:
		r.at++
		return field, true
	}
	r.endLine()
	return field, false
}

func (r *textRows) endLine() {
	if strings.HasPrefix(r.text[r.at:], "\r\n") {
		r.at++
	}
	r.at++
}
