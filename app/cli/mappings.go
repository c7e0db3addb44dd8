package cli

import (
	"errors"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

// newMappings lists the remembered mappings; the commands below it show and change them.
func (p *program) newMappings() *cobra.Command {
	cmd := &cobra.Command{Use: "mappings", Args: p.exactly(), RunE: p.showMappings}
	show := &cobra.Command{Use: "show NAME", Args: p.exactly("NAME"), RunE: p.showMapping}
	rename := &cobra.Command{Use: "rename NAME NEW", Args: p.exactly("NAME", "NEW"), RunE: p.renameMapping}
	forget := &cobra.Command{Use: "forget NAME", Args: p.exactly("NAME"), RunE: p.forgetMapping}
	cmd.AddCommand(show, rename, forget, p.newMappingsExport(), &cobra.Command{Use: "add FILE", Args: p.exactly("FILE"), RunE: p.addMapping})
	return cmd
}

// A mappingJSON is a remembered mapping in a list.
type mappingJSON struct {
	Name    string          `json:"name"`
	Row     data.RecordType `json:"row"`
	Columns int             `json:"columns"`
	User    string          `json:"user"` // full name of who used it last
	Used    time.Time       `json:"used"`
}

func (p *program) showMappings(cmd *cobra.Command, _ []string) error {
	if err := p.open(cmd.Context()); err != nil {
		return err
	}
	all, err := p.importer().Mappings(cmd.Context())
	if err != nil {
		return err
	}
	list := []mappingJSON{}
	for _, one := range all {
		j := mappingJSON{Name: one.Name, User: one.UserName, Used: one.Used.Truncate(time.Second)}
		if one.Map != nil {
			j.Row, j.Columns = one.Map.Row, len(one.Map.Columns)
		}
		list = append(list, j)
	}
	return p.show(list, func() {
		if len(list) == 0 {
			p.say("cli.mappings.none")
			return
		}
		t := newTable(p.out, p.text("cli.mappings.name"), p.text("cli.mappings.row"), ">"+p.text("cli.mappings.columns"), p.text("cli.mappings.used"), p.text("cli.mappings.user"))
		for _, j := range list {
			t.row(j.Name, p.text("record."+string(j.Row)+".title"), p.lang.Int(j.Columns), p.lang.Date(j.Used), j.User)
		}
		_ = t.end() // p.out keeps its first error, see Run
	})
}

func (p *program) showMapping(cmd *cobra.Command, args []string) error {
	if err := p.open(cmd.Context()); err != nil {
		return err
	}
	m, err := p.named(cmd.Context(), args[0])
	if err != nil {
		return err
	}
	m.Say(p.lang)
	o := mapOptions{program: p}
	return p.show(m, func() { o.print(m) })
}

func (p *program) renameMapping(cmd *cobra.Command, args []string) error {
	if err := p.openAdmin(cmd.Context()); err != nil {
		return err
	}
	name := strings.TrimSpace(args[1])
	switch err := p.RenameMapping(cmd.Context(), p.by, args[0], name); {
	case errors.Is(err, data.ErrNotFound):
		return p.refusal("cli.error.no_mapping", assets.Values{"Name": args[0]})
	case errors.Is(err, data.ErrExists):
		return p.refusal("cli.error.mapping_exists", assets.Values{"Name": name})
	case err != nil:
		return err
	}
	m, err := p.named(cmd.Context(), name)
	if err != nil {
		return err
	}
	return p.show(mappingJSON{Name: name, Row: m.Row, Columns: len(m.Columns)}, func() { p.say("cli.mappings.renamed", assets.Values{"Name": name}) })
}

func (p *program) forgetMapping(cmd *cobra.Command, args []string) error {
	if err := p.openAdmin(cmd.Context()); err != nil {
		return err
	}
	err := p.ForgetMapping(cmd.Context(), p.by, args[0])
	if errors.Is(err, data.ErrNotFound) {
		return p.refusal("cli.error.no_mapping", assets.Values{"Name": args[0]})
	}
	return err
}

type mappingsExport struct {
	*program
	output string
	force  bool
}

func (p *program) newMappingsExport() *cobra.Command {
	o := mappingsExport{program: p}
	cmd := &cobra.Command{Use: "export NAME -o FILE", Args: p.exactly("NAME"), RunE: o.run}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "")
	cmd.Flags().BoolVar(&o.force, "force", false, "")
	require(cmd, "output")
	return cmd
}

func (o *mappingsExport) run(cmd *cobra.Command, args []string) error {
	if err := o.open(cmd.Context()); err != nil {
		return err
	}
	m, err := o.named(cmd.Context(), args[0])
	if err != nil {
		return err
	}
	err = o.writeFile(place{path: o.output, force: o.force}, m.Write)
	if err != nil {
		return err
	}
	return o.show(fileJSON{o.output}, func() { o.say("cli.map.written", assets.Values{"File": o.output}) })
}

// addMapping keeps a mapping from a file, such as a colleague has exported.
func (p *program) addMapping(cmd *cobra.Command, args []string) error {
	if err := p.openAdmin(cmd.Context()); err != nil {
		return err
	}
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	name, err := p.importer().AddMapping(cmd.Context(), p.by, f, args[0])
	if err != nil {
		return err
	}
	m, err := p.named(cmd.Context(), name)
	if err != nil {
		return err
	}
	return p.show(mappingJSON{Name: name, Row: m.Row, Columns: len(m.Columns)}, func() { p.say("cli.mappings.added", assets.Values{"Name": name}) })
}
