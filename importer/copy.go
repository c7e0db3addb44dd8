package importer

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// A workbookCopy is a workbook of somebody's own while it is changed and written to another place. Its sheets are
// patched (see patcher); the parts around them (styles, notes, a further sheet) are changed by excelize, which gets to
// see sheets without their rows. The first error stays in err.
type workbookCopy struct {
	file     *excelize.File
	original *xlsx.Workbook
	content  []byte
	patches  map[int]sheetPatch // by the index of the sheet in original
	err      error
}

// openCopy opens a workbook that a check has read, for changing it in memory.
func openCopy(content []byte) (*workbookCopy, error) {
	original, err := xlsx.Read(content, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: xlsx.DefaultLimits.InflatedBytes})
	if err != nil {
		return nil, errors.Join(ErrNotCopied, err)
	}
	c := &workbookCopy{file: file, original: original, content: content, patches: map[int]sheetPatch{}}
	c.alignNotes()
	return c, nil
}

func (c *workbookCopy) close() { c.do(c.file.Close()) }

func (c *workbookCopy) do(err error) {
	if c.err == nil {
		c.err = err
	}
}

// patch changes a cell of a sheet of the original.
func (c *workbookCopy) patch(sheet string, row int, p cellPatch) {
	i := slices.IndexFunc(c.original.Sheets, func(s xlsx.Sheet) bool { return s.Name == sheet })
	if i < 0 {
		return // an issue about a sheet that is not there
	}
	if c.patches[i] == nil {
		c.patches[i] = sheetPatch{}
		c.hollow(i)
	}
	c.patches[i].add(row, p)
}

// hollow takes the rows of a sheet away from excelize, which needs only what is around them.
func (c *workbookCopy) hollow(sheet int) {
	content, err := c.original.ReadPart(sheet)
	if c.do(err); err != nil {
		return
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.RawToken()
		if err != nil {
			c.do(err)
			return
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "sheetData" {
			from := d.InputOffset()
			name := "</sheetData"
			if e.Name.Space != "" {
				name = "</" + e.Name.Space + ":sheetData"
			}
			if to := bytes.LastIndex(content, []byte(name)); to >= int(from) {
				content = slices.Concat(content[:from], content[to:])
			}
			c.file.Pkg.Store(c.original.Part(sheet), content)
			return
		}
	}
}

// write writes the copy once it has been proven to hold what the original holds; a cell that fixes changed must
// hold the correction.
func (c *workbookCopy) write(ctx context.Context, fixes Corrections, w io.Writer) error {
	defer c.original.Close()
	sheets := map[string]*patcher{}
	formulas := false
	for i, patch := range c.patches {
		content, err := c.original.ReadPart(i)
		c.do(err)
		p, err := patchSheet(content, patch)
		if c.do(err); c.err != nil {
			return errors.Join(ErrNotCopied, c.err)
		}
		sheets[c.original.Part(i)] = p
		formulas = formulas || p.formula
	}
	var around bytes.Buffer
	if c.err == nil {
		_, err := c.file.WriteTo(&around)
		c.do(err)
	}
	if c.err != nil {
		return errors.Join(ErrNotCopied, c.err)
	}
	copied, err := assemble(around.Bytes(), sheets, formulas)
	if err != nil {
		return errors.Join(ErrNotCopied, err)
	}
	if err := sameCells(ctx, c.original, copied, fixes); err != nil {
		return err
	}
	_, err = w.Write(copied)
	return err
}

// WriteCorrected writes a copy of the checked workbook with corrections put into its cells, as text in the format each
// cell has. A correction whose cell shows something else by now is left out, as it is in a check. The errors are those
// of Annotate.
func (im *Importer) WriteCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	if err := im.writeCorrected(ctx, r, fixes, w); err != nil {
		return fmt.Errorf("write corrected copy of %s: %w", r.File, err)
	}
	return nil
}

func (im *Importer) writeCorrected(ctx context.Context, r *Report, fixes Corrections, w io.Writer) error {
	content, err := r.content()
	if err != nil {
		return err
	}
	fixes, err = im.standing(ctx, r, fixes)
	if err != nil {
		return err
	}
	c, err := openCopy(content)
	if err != nil {
		return err
	}
	defer c.close()
	for _, fix := range fixes {
		c.patch(fix.Sheet, fix.Row, cellPatch{col: fix.Col, text: &fix.Now})
	}
	return c.write(ctx, fixes, w)
}

// standing are the corrections whose cells still show what was corrected.
func (im *Importer) standing(ctx context.Context, r *Report, fixes Corrections) (Corrections, error) {
	parser, err := value.ParserFor(ctx, im.Store, r.Language, r.Checked)
	if err != nil {
		return nil, err
	}
	book, err := xlsx.Open(r.File, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	parser.Date1904 = book.Date1904
	var standing Corrections
	for _, sheet := range r.Sheets {
		byRow := fixes.rows(sheet.Name)
		rows, err := book.Rows(sheet.Index)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			last := 0 // of corrections of the same cell the first stands, as in a check
			for _, fix := range byRow[rows.Number()] {
				if fix.Col == last {
					continue
				}
				cell := cellAt(rows.Cells(), fix.Col)
				if cell == nil && fix.Was == "" || cell != nil && parser.Shown(*cell) == fix.Was {
					standing = append(standing, fix)
					last = fix.Col
				}
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			return nil, err
		}
	}
	return standing, nil
}
