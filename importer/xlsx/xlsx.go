// Package xlsx reads the values of XLSX workbooks, fast and without trust.
//
// Open takes a whole file into memory, so that its hash, its parts and every later reading agree
// whatever happens on the disk, and refuses what is not a workbook, each thing by its own error.
// Rows then streams a sheet: row after row, each a few Cells with what the file says of their value.
//
//	w, err := xlsx.Open(path, xlsx.DefaultLimits)
//	rows, err := w.Rows(0)
//	for rows.Next() {
//		for _, c := range rows.Cells() { … }
//	}
//	err = rows.Err()
//
// The layers, from the ground up: a pack is the ZIP file as parts by name; a part inflates one of
// them and proves its size and sum; a buffer is a window over it that has been proven to hold only
// characters XML allows; a scanner cuts it into tags and text and proves that it is well-formed to
// its end; and Rows finds the cells. Damage anywhere ends the reading with ErrDamaged, never with a part of the rows
// that looks like all of them: a caller may use rows as they come, but must forget them when Err is
// not nil.
//
// What a workbook may cost is bounded by Limits. Nothing is ever written, no formula is calculated,
// no macro is run, no link is followed.
package xlsx

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// A Workbook is an open file. It is not safe for use by several goroutines at once.
type Workbook struct {
	Sheets     []Sheet           // worksheets in the order of their tabs; sheets of charts are left out
	Properties map[string]string // custom properties of the document, as text
	Date1904   bool              // serial numbers of dates count from 1 January 1904

	pack      *pack
	sum       string
	main      string              // name of the workbook part
	relations map[string]Relation // of the workbook part
	formats   []Format            // by the style a cell names
	codes     []FormatCode        // likewise
	strings   *table              // nil: the workbook has none
}

// A Sheet is a worksheet of a workbook.
type Sheet struct {
	Name   string // as on its tab
	Hidden bool   // hidden, also so that only a macro can show it

	part      *zip.File
	unordered bool // its rows were found out of order
	merged    []Range
}

// Open reads the file. The file may be open in another program, Excel too; it is closed again before
// Open returns. Errors are those of the system, or wrap one of the Err… variables.
func Open(path string, limits Limits) (*Workbook, error) {
	data, err := readFile(path, limits.FileBytes)
	if err != nil {
		return nil, err
	}
	w, err := Read(data, limits)
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	return w, nil
}

func readFile(path string, limit int64) ([]byte, error) {
	// Asked before opening, for opening a pipe would wait for its other end.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: not a file: %w", path, ErrNotWorkbook)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > limit {
		return nil, &LimitError{Limit: LimitFileBytes, Max: limit}
	}
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, data)
	if err == nil {
		return nil, fmt.Errorf("read %s: the file is being written", path)
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return data[:n], nil
}

// Read is Open for a file in memory. The workbook keeps data, which must not be changed.
func Read(data []byte, limits Limits) (*Workbook, error) {
	w, err := ReadParts(data, limits)
	if err != nil {
		return nil, err
	}
	if err := w.readStrings(one(w.relations, "sharedStrings")); err != nil {
		return nil, err
	}
	return w, nil
}

// ReadParts is Read without the shared strings, for whoever looks at the parts of a workbook and not at its cells.
func ReadParts(data []byte, limits Limits) (*Workbook, error) {
	if int64(len(data)) > limits.FileBytes {
		return nil, &LimitError{Limit: LimitFileBytes, Max: limits.FileBytes}
	}
	if err := recognize(data); err != nil {
		return nil, err
	}
	p, err := openPack(data, limits)
	if err != nil {
		return nil, err
	}
	relations, err := p.relations("")
	if err != nil {
		return nil, err
	}
	main := one(relations, "officeDocument")
	if err := p.recognize(main); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	w := &Workbook{pack: p, sum: hex.EncodeToString(sum[:]), Properties: map[string]string{}}
	if err := w.readWorkbook(main); err != nil {
		return nil, err
	}
	if err := w.readProperties(one(relations, "custom-properties")); err != nil {
		return nil, err
	}
	return w, nil
}

// SHA256 returns the hash of the whole file, in hexadecimal.
func (w *Workbook) SHA256() string { return w.sum }

// Merged returns the merged ranges of a sheet. They stand behind its rows, so they are known once
// Rows has reached the end of the sheet without an error; before, nil.
func (w *Workbook) Merged(sheet int) []Range { return w.Sheets[sheet].merged }

// Close lets go of the file's content. The workbook and its rows must not be used afterwards; texts
// of cells stay valid.
func (w *Workbook) Close() error {
	*w = Workbook{}
	return nil
}
