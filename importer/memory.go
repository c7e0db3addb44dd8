package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"

	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/mapping"
)

// A RememberedMapping is one that an import used, or that was loaded from a file.
type RememberedMapping struct {
	data.Mapping
	Map *mapping.Mapping // nil: a newer program wrote it
}

// Mappings lists the remembered mappings, the one used last first.
func (im *Importer) Mappings(ctx context.Context) ([]RememberedMapping, error) {
	saved, err := im.Store.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]RememberedMapping, 0, len(saved))
	for _, one := range saved {
		m, err := mapping.Read(bytes.NewReader(one.Content))
		if err != nil {
			m = nil
		} else {
			m.Name = one.Name
		}
		all = append(all, RememberedMapping{one, m})
	}
	return all, nil
}

// Mapping is the remembered mapping of a name; data.ErrNotFound when there is none that can be read.
func (im *Importer) Mapping(ctx context.Context, name string) (*mapping.Mapping, error) {
	all, err := im.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if fold.Text(one.Name) == fold.Text(name) && one.Map != nil {
			return one.Map, nil
		}
	}
	return nil, data.ErrNotFound
}

// Fitting are the remembered mappings that can be laid over a table: those of the same header, then those of which it has every
// column and some more; the one used last first.
func (im *Importer) Fitting(ctx context.Context, m *mapping.Mapping) ([]RememberedMapping, error) {
	all, err := im.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	signature := m.Signature()
	var same, more []RememberedMapping
	for _, one := range all {
		switch {
		case signature == "" || one.Map == nil || !m.Fits(one.Map):
		case one.Signature == signature:
			same = append(same, one)
		case 2*strings.Count(one.Signature, "\n") >= strings.Count(signature, "\n"):
			more = append(more, one)
		}
	}
	return append(same, more...), nil
}

// remember lays a remembered mapping that fits over a proposed one: that of a name, or the first.
func (im *Importer) remember(ctx context.Context, m *mapping.Mapping, name string) error {
	all, err := im.Fitting(ctx, m)
	if err != nil {
		return err
	}
	for _, one := range all {
		if name == "" || fold.Text(one.Name) == fold.Text(name) {
			m.Remember(one.Map, one.Name)
			break
		}
	}
	return nil
}

// RememberMapping keeps the mapping of a report for the next table with the same header, under the stem of its file unless it
// has a name, and returns the name. Only an administrator may.
func (im *Importer) RememberMapping(ctx context.Context, by data.User, r *Report) (string, error) {
	return im.keepMapping(ctx, by, r.Mapping, r.File)
}

// AddMapping keeps a mapping from a file that WriteMapping wrote, under its name, else under that of the file, and returns
// the name. mapping.ErrNotMapping for another file. Only an administrator may.
func (im *Importer) AddMapping(ctx context.Context, by data.User, from io.Reader, file string) (string, error) {
	m, err := mapping.Read(from)
	if err != nil {
		return "", err
	}
	if m.Template != "" {
		return "", mapping.ErrNotMapping
	}
	return im.keepMapping(ctx, by, m, file)
}

func (im *Importer) keepMapping(ctx context.Context, by data.User, m *mapping.Mapping, file string) (string, error) {
	name := m.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	content, err := json.Marshal(m.Kept())
	if err != nil {
		return "", err
	}
	return im.Store.RememberMapping(ctx, by, data.Mapping{Name: name, Signature: m.Signature(), Content: content})
}
