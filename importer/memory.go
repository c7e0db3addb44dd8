package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"

	"kartoteka/data"
	"kartoteka/importer/mapping"
)

// remembered lays the remembered mapping that fits over a proposed one: one of the same header, the one used last, else one
// of which the table has every column and some more.
func (im *Importer) remembered(ctx context.Context, m *mapping.Mapping) error {
	all, err := im.Store.Mappings(ctx)
	if err != nil {
		return err
	}
	for _, one := range fitting(all, m.Signature()) {
		saved, err := mapping.Read(bytes.NewReader(one.Content))
		if err != nil {
			continue // of a newer program, or changed by hand
		}
		if m.Remember(saved, one.Name) {
			return nil
		}
	}
	return nil
}

// fitting are the mappings that may fit a signature: those of the same header, then those of which the table has half or more.
func fitting(all []data.Mapping, signature string) []data.Mapping {
	if signature == "" {
		return nil
	}
	var same, less []data.Mapping
	for _, one := range all {
		switch {
		case one.Signature == signature:
			same = append(same, one)
		case 2*strings.Count(one.Signature, "\n") >= strings.Count(signature, "\n"):
			less = append(less, one)
		}
	}
	return append(same, less...)
}

// RememberMapping keeps the mapping of a report for the next table with the same header, under the stem of its file unless it
// has a name, and returns the name. Only an administrator may.
func (im *Importer) RememberMapping(ctx context.Context, by data.User, r *Report) (string, error) {
	m := r.Mapping.Kept()
	name := m.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(r.File), filepath.Ext(r.File))
	}
	content, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	return im.Store.RememberMapping(ctx, by, data.Mapping{Name: name, Signature: m.Signature(), Content: content})
}
