package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// CSV writes the records of a type that the query asks for as CSV for a spreadsheet: UTF-8 with a byte
// order mark, the separator and the decimal mark the language's Excel expects, records that are referred to by
// name. Text a spreadsheet would take for a formula gets an apostrophe in front, see [Harmless]. It returns how many it wrote.
func CSV(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer) (int, error) {
	n, err := writeCSV(ctx, store, t, q, l, w)
	if err != nil {
		return 0, fmt.Errorf("export %s as CSV: %w", t, err)
	}
	return n, nil
}

func writeCSV(ctx context.Context, store *data.Store, t data.RecordType, q data.Query, l assets.Lang, w io.Writer) (n int, err error) {
	schema, err := store.Schema(ctx)
	if err != nil {
		return 0, err
	}
	accounts, err := accountsByID(ctx, store)
	if err != nil {
		return 0, err
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return 0, err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Comma = l.ListSeparator()
	fields := stored(schema, t)
	var row []string
	for _, f := range fields {
		row = append(row, Harmless(template.FieldTitle(l, t, f)))
	}
	if err := out.Write(row); err != nil {
		return 0, err
	}
	err = store.EachNamed(ctx, schema, t, q, func(r *data.Record, names data.Names) error {
		row = row[:0]
		for _, f := range fields {
			row = append(row, csvValue(l, f, r, names, accounts))
		}
		n++
		return out.Write(row)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return n, err
}

// stored are the fields of a record type that have values, in the order of the schema.
func stored(schema *data.Schema, t data.RecordType) []*data.Field {
	return slices.DeleteFunc(slices.Clone(schema.Active(t)), func(f *data.Field) bool { return f.Unstored })
}

func csvValue(l assets.Lang, f *data.Field, r *data.Record, names data.Names, accounts map[int64]string) string {
	v := r.Value(f.Key)
	switch x := v.(type) {
	case nil:
		return ""
	case float64: // no apostrophe: -5 is a number, not a formula
		s := strconv.FormatFloat(x, 'f', -1, 64)
		return strings.Replace(s, ".", l.DecimalMark(), 1)
	}
	switch f.Type {
	case data.Reference:
		return Harmless(names.Of(r, f))
	case data.Date, data.DateTime, data.Time:
		return r.Text(f.Key)
	}
	s, _ := value.CellOf(l, f, v, func(id int64) string { return accounts[id] }).(string)
	return Harmless(s)
}

// Harmless keeps spreadsheets from calculating a text of a CSV file (OWASP, CSV injection): such a text gets an apostrophe
// in front. A phone number and an amount stay as they are: what begins with a sign and goes on with nothing but digits,
// blanks and brackets, or a single number and the code of a currency.
func Harmless(s string) string {
	switch {
	case s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])):
		return s
	case strings.ContainsRune("+-", rune(s[0])) && (plain(s[1:]) || amount.MatchString(s)):
		return s
	}
	return "'" + s
}

var amount = regexp.MustCompile(`^[+-][\d\p{Zs}]*\d(?:[.,]\d+)?(?:\p{Zs}[A-Z]{3})?$`)

// plain reports whether a text has nothing but digits, blanks and brackets.
func plain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.Is(unicode.Zs, r) && !strings.ContainsRune("()[]", r)
	})
}
