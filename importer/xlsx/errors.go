package xlsx

import (
	"errors"
	"fmt"
)

// Why a file is refused. Every error of Open and Rows wraps one of these, or is an error of the
// operating system. The more particular ones of the second group wrap ErrNotWorkbook as well.
var (
	ErrNotWorkbook = errors.New("not an XLSX workbook")
	ErrOldExcel    = errors.New("workbook of Excel 97–2003 (.xls)")
	ErrEncrypted   = errors.New("workbook is protected by a password")
	ErrCSV         = errors.New("plain text or CSV, not a workbook")
	ErrHTML        = errors.New("HTML or XML text, not a workbook")
	ErrDamaged     = errors.New("workbook is damaged")
	ErrTooLarge    = errors.New("workbook is too large")
	ErrEncoding    = errors.New("workbook is in an unknown character encoding")

	ErrOpenDocument   = fmt.Errorf("OpenDocument: %w", ErrNotWorkbook)
	ErrBinaryWorkbook = fmt.Errorf("binary workbook (.xlsb): %w", ErrNotWorkbook)
)

// ErrUnordered ends the reading of a sheet whose rows do not stand in the order of their numbers,
// which no spreadsheet program writes. The workbook remembers it: a second call of Rows for the
// sheet reads it whole and delivers its rows in order. What was read before must be forgotten.
var ErrUnordered = errors.New("rows are out of order")

// A DamageError says where a workbook is damaged. It wraps ErrDamaged.
type DamageError struct {
	Part   string // name of the part, "xl/worksheets/sheet1.xml"; empty: the ZIP file itself
	Offset int64  // bytes from the start of the inflated part; -1: the part as a whole
	Row    int    // number of the row of the sheet, 0: none
	Detail string // for the technically minded, in English
	Err    error  // cause, may be nil
}

func (e *DamageError) Error() string {
	s := ErrDamaged.Error()
	if e.Part != "" {
		s += ": " + e.Part
	}
	if e.Row > 0 {
		s += fmt.Sprintf(", row %d", e.Row)
	}
	if e.Offset >= 0 {
		s += fmt.Sprintf(", byte %d", e.Offset)
	}
	s += ": " + e.Detail
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *DamageError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrDamaged}
	}
	return []error{ErrDamaged, e.Err}
}

// damaged makes a DamageError about a part as a whole.
func damaged(part, format string, a ...any) error {
	return &DamageError{Part: part, Offset: -1, Detail: fmt.Sprintf(format, a...)}
}

// A LimitError says which limit a workbook breaks. It wraps ErrTooLarge.
type LimitError struct {
	Limit string // one of the Limit… constants
	Max   int64  // the limit, in the unit of its name
	Part  string // name of the part, empty: the file
}

func (e *LimitError) Error() string {
	s := fmt.Sprintf("%v: %s over %d", ErrTooLarge, e.Limit, e.Max)
	if e.Part != "" {
		s += " in " + e.Part
	}
	return s
}

func (e *LimitError) Unwrap() error { return ErrTooLarge }

// An EncodingError names the encoding of a part that is not understood. It wraps ErrEncoding.
type EncodingError struct {
	Part     string
	Encoding string // as the part declares it
}

func (e *EncodingError) Error() string {
	return fmt.Sprintf("%v %q: %s", ErrEncoding, e.Encoding, e.Part)
}

func (e *EncodingError) Unwrap() error { return ErrEncoding }
