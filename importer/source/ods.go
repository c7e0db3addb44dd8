package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kartoteka/importer/xlsx"
)

// maxContentBytes is how large the content of an OpenDocument spreadsheet may be when unpacked.
const maxContentBytes = 256 << 20

// readODS makes a book of an OpenDocument spreadsheet (ISO/IEC 26300): its cells, no formats.
func readODS(content []byte) (*Book, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", xlsx.ErrDamaged, err)
	}
	f, err := z.Open("content.xml")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", xlsx.ErrDamaged, err)
	}
	defer f.Close()
	b := &Book{Format: Format{Kind: ODS}}
	limited := &io.LimitedReader{R: f, N: maxContentBytes}
	d := xml.NewDecoder(limited)
	r := odsReader{book: b, decoder: d}
	switch err := r.read(); {
	case limited.N == 0:
		return nil, &xlsx.LimitError{Limit: xlsx.LimitInflatedBytes, Max: maxContentBytes}
	case errors.As(err, new(*xlsx.LimitError)):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: %w", xlsx.ErrDamaged, err)
	case len(b.grids) == 0:
		return nil, xlsx.ErrOpenDocument
	}
	return b, nil
}

type odsReader struct {
	book    *Book
	decoder *xml.Decoder

	grid     *grid
	row, col int
	repeat   int // of the row
	cells    []Cell
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func times(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attribute(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

func (r *odsReader) read() error { //nolint:gocognit // one case for each element
	spreadsheet := false
	for {
		t, err := r.decoder.Token()
		if err == io.EOF {
			if !spreadsheet {
				return xlsx.ErrNotWorkbook
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "spreadsheet":
				spreadsheet = true
			case "table":
				r.grid, r.row = &grid{}, 0
				r.book.grids = append(r.book.grids, r.grid)
				r.book.Sheets = append(r.book.Sheets, Sheet{Name: attribute(e, "name")})
			case "table-row":
				r.col, r.cells, r.repeat = 0, nil, times(e, "number-rows-repeated")
			case "table-cell", "covered-table-cell":
				if r.grid == nil {
					break
				}
				if err := r.cell(e); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if e.Name.Local != "table-row" || r.grid == nil {
				break
			}
			for i := range r.repeat {
				if len(r.cells) == 0 {
					r.row += r.repeat
					break
				}
				r.row++
				cells := r.cells
				if i > 0 {
					cells = append([]Cell(nil), cells...)
				}
				if err := r.grid.add(r.row, cells); err != nil {
					return err
				}
			}
		}
	}
}

// cell reads a cell and how often it stands there.
func (r *odsReader) cell(e xml.StartElement) error {
	repeat := times(e, "number-columns-repeated")
	text, err := r.text(e)
	if err != nil {
		return err
	}
	cell := Cell{Kind: xlsx.Text, Text: text}
	switch attribute(e, "value-type") {
	case "float", "currency":
		if n, err := strconv.ParseFloat(attribute(e, "value"), 64); err == nil {
			cell.Kind, cell.Number, cell.Text = xlsx.Number, n, attribute(e, "value")
		}
	case "date":
		cell.Text = attribute(e, "date-value")
	case "boolean":
		cell.Kind = xlsx.Bool
		if attribute(e, "boolean-value") == "true" {
			cell.Number = 1
		}
	}
	if cell.Text == "" && cell.Kind == xlsx.Text {
		r.col += repeat
		return nil
	}
	if len(cell.Text) > MaxFieldBytes {
		return &xlsx.LimitError{Limit: LimitFieldBytes, Max: MaxFieldBytes}
	}
	for range repeat {
		r.col++
		if r.col > MaxColumns {
			return &xlsx.LimitError{Limit: xlsx.LimitColumns, Max: MaxColumns}
		}
		cell.Col = r.col
		r.cells = append(r.cells, cell)
	}
	return nil
}

// text is what a cell shows: its paragraphs, without notes.
func (r *odsReader) text(start xml.StartElement) (string, error) {
	var b strings.Builder
	depth, note := 1, 0
	for depth > 0 {
		t, err := r.decoder.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			depth++
			switch {
			case e.Name.Local == "annotation" || note > 0:
				note++
			case e.Name.Local == "p" && b.Len() > 0, e.Name.Local == "line-break":
				b.WriteByte('\n')
			case e.Name.Local == "s":
				b.WriteString(strings.Repeat(" ", min(100, times(e, "c"))))
			case e.Name.Local == "tab":
				b.WriteByte(' ')
			}
		case xml.EndElement:
			depth--
			if note > 0 {
				note--
			}
		case xml.CharData:
			if note == 0 && depth > 1 {
				b.Write(e)
			}
		}
	}
	return strings.TrimSpace(b.String()), nil
}
