package mapping

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// ErrNotMapping says that a file holds no mapping.
var ErrNotMapping = errors.New("not a mapping")

// Read reads a mapping from JSON, as map -o writes it.
func Read(r io.Reader) (*Mapping, error) {
	var m Mapping
	if err := json.NewDecoder(io.LimitReader(r, 16<<20)).Decode(&m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotMapping, err)
	}
	if m.Template == "" && (!slices.Contains(Rows(), m.Row) || len(m.Columns) == 0) {
		return nil, ErrNotMapping
	}
	for _, c := range m.Columns {
		for _, f := range c.To {
			if !isField(f) {
				return nil, fmt.Errorf("%q: %w", f, ErrFields)
			}
		}
	}
	for f := range m.Constants {
		if !isField(f) {
			return nil, fmt.Errorf("%q: %w", f, ErrFields)
		}
	}
	return &m, nil
}

// Write writes the mapping as JSON that people can read and change, see Read.
func (m *Mapping) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// isField reports whether a text has the form of a field: that of a record, a dot, and a key.
func isField(s string) bool {
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '.' {
			return true
		}
	}
	return false
}
