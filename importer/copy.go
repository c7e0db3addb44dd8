package importer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"unicode/utf8"

	"kartoteka/importer/patch"
	"kartoteka/importer/source"
	"kartoteka/importer/style"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// ErrNotCopied says that a workbook could not be copied without losing something; the original is as it was.
var ErrNotCopied = patch.ErrNotCopied

// content is the file of the report, byte for byte as it was checked.
func (r *Report) content() ([]byte, error) {
	content, err := os.ReadFile(r.File)
	if err != nil {
		return nil, errors.Join(ErrGone, err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != r.SHA256 {
		return nil, ErrChanged
	}
	return content, nil
}

// openCopy begins a copy of the checked workbook, which is to be closed when the copy is written.
func (r *Report) openCopy() (*xlsx.Workbook, *patch.Copy, error) {
	content, err := r.content()
	if err != nil {
		return nil, nil, err
	}
	if r.kind != source.XLSX { // its copy is a workbook, with every cell at its address
		book, err := source.Read(content, r.options)
		if err != nil {
			return nil, nil, err
		}
		if content, err = r.render(book, (&value.Parser{}).Shown); err != nil {
			return nil, nil, err
		}
	}
	w, err := xlsx.ReadParts(content, xlsx.DefaultLimits)
	if err != nil {
		return nil, nil, err
	}
	c, err := patch.Of(w)
	if err != nil {
		w.Close()
		return nil, nil, err
	}
	c.Author = style.ProgramName
	return w, c, nil
}

// A carrier makes cells of a file into cells of a workbook: the same value in the same number format, a text in that of
// its column. Of a formula the stored value is taken. One without is kept as a text within a formula that has no value either, for it
// means something else where it is copied to.
type carrier struct {
	from    *xlsx.Workbook // nil: the file is none, and has no number formats
	formats map[uint32]*xlsx.FormatCode
}

// noValue is a formula that has no value here and an error where it is calculated: its cell can't be taken for an empty one, nor a text
// of a formula for a value.
const noValue = "NA()"

// Longest texts in formulas, and formulas, in characters.
const (
	mostInFormula = 255
	mostFormula   = 8000
)

// inFormula is a formula without a value that carries the text of another: NA()+N("=A1").
func inFormula(text string) string {
	if text == "" || strings.HasPrefix(text, "="+noValue) {
		return cmp.Or(strings.TrimPrefix(text, "="), noValue)
	}
	var pieces []string
	for runes := []rune(text); len(runes) > 0; {
		n := min(len(runes), mostInFormula)
		pieces = append(pieces, `"`+strings.ReplaceAll(string(runes[:n]), `"`, `""`)+`"`)
		runes = runes[n:]
	}
	if f := noValue + "+N(" + strings.Join(pieces, "&") + ")"; utf8.RuneCountInString(f) <= mostFormula {
		return f
	}
	return noValue
}

func newCarrier(from *source.Book) *carrier {
	return &carrier{from: from.Workbook(), formats: map[uint32]*xlsx.FormatCode{}}
}

func (c *carrier) cell(col int, from *xlsx.Cell) patch.Cell {
	cell := patch.Cell{Col: col, Kind: from.Kind, Text: from.Text, Number: from.Number}
	if from.Kind == xlsx.None && from.Formula {
		cell.Formula = inFormula(from.Text)
	}
	if from.Kind == xlsx.Number || from.Kind == xlsx.Date {
		format := c.formats[from.Style]
		if format == nil {
			format = &xlsx.FormatCode{}
			if c.from != nil {
				*format = c.from.FormatCode(from.Style)
			}
			c.formats[from.Style] = format
		}
		cell.Look.Format = format
	}
	return cell
}
