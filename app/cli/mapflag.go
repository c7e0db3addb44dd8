package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer"
	"kartoteka/importer/mapping"
)

// A mapFlag is the flag --map of the commands that read a file: auto, or a file of a mapping.
type mapFlag struct{ value string }

func (f *mapFlag) add(cmd *cobra.Command) { cmd.Flags().StringVar(&f.value, "map", "", "") }

// mapping is the mapping the flag asks for; nil: the file is one of a template.
func (p *program) mapping(ctx context.Context, f mapFlag, file string) (*mapping.Mapping, error) {
	switch {
	case f.value == "":
		return p.sameHeader(ctx, file)
	case f.value == "auto":
		return p.proposed(ctx, file)
	case strings.HasSuffix(strings.ToLower(f.value), ".json"):
		from, err := os.Open(f.value)
		if err != nil {
			return nil, err
		}
		defer from.Close()
		m, err := mapping.Read(from)
		if err != nil {
			return nil, err
		}
		if m.Template != "" {
			return nil, nil
		}
		return m, nil
	}
	return p.named(ctx, f.value)
}

// sameHeader is the remembered mapping of the header a file has; nil: the file is one of a template, or a foreign table
// that is new.
func (p *program) sameHeader(ctx context.Context, file string) (*mapping.Mapping, error) {
	all, err := p.Mappings(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	m, err := p.importer().Map(ctx, file, importer.MapOptions{Lang: p.lang})
	if err != nil || m.Name == "" || len(m.Doubtful) > 0 {
		return nil, nil //nolint:nilerr // the check says what is wrong with the file
	}
	return m, nil
}

// named is the remembered mapping of a name.
func (p *program) named(ctx context.Context, name string) (*mapping.Mapping, error) {
	m, err := p.importer().Mapping(ctx, name)
	if errors.Is(err, data.ErrNotFound) {
		return nil, p.refusal("cli.error.no_mapping", assets.Values{"Name": name})
	}
	return m, err
}

// proposed is the mapping the program proposes, when it is sure of all that matters.
func (p *program) proposed(ctx context.Context, file string) (*mapping.Mapping, error) {
	m, err := p.importer().Map(ctx, file, importer.MapOptions{Lang: p.lang})
	if err != nil || m.Template != "" {
		return nil, err
	}
	switch {
	case len(m.Missing) > 0:
		var fields []string
		for _, f := range m.Missing {
			fields = append(fields, mapping.FieldTitle(p.lang, f))
		}
		return nil, p.refusalWith(FileErrors, "cli.error.map_missing", assets.Values{"Fields": strings.Join(fields, ", ")})
	case len(m.Doubtful) > 0:
		return nil, p.refusalWith(FileErrors, "cli.error.map_doubtful", assets.Values{"Columns": strings.Join(m.Doubtful, ", ")})
	}
	return m, nil
}
