package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kartoteka/assets"
)

// describe gives a command, its flags and all commands below it their texts in the language of the run.
func (p *program) describe(cmd *cobra.Command) {
	key := textKey(cmd)
	cmd.Short = p.text(key + ".short")
	cmd.Long = p.optional(key + ".long")
	cmd.DisableFlagsInUseLine = true // cobra would write "[flags]"; usage.go says it in every language
	cmd.Example = p.optional(key + ".example")
	describe := func(f *pflag.Flag) {
		if f.Usage == "" {
			f.Usage = p.text(flagKey(p.lang.Has, key, f.Name), assets.Values{"Languages": strings.Join(languageCodes(), "|")})
		}
		switch f.Value.Type() { // pflag would write "(default …)" in English; the texts say it themselves
		case "string":
			f.DefValue = ""
		case "int":
			f.DefValue = "0"
		}
	}
	cmd.PersistentFlags().VisitAll(describe)
	cmd.Flags().VisitAll(describe)
	for _, c := range cmd.Commands() {
		p.describe(c)
	}
}

// textKey is where the texts of a command begin: "cli.fields.add".
func textKey(cmd *cobra.Command) string {
	words := strings.Fields(cmd.CommandPath())
	if len(words) == 1 {
		return "cli.root"
	}
	return "cli." + strings.Join(words[1:], ".")
}

// flagKey is the key of a flag's text: the command's own, or the one all commands share.
func flagKey(has func(string) bool, command, flag string) string {
	if own := command + ".flag." + flag; has(own) {
		return own
	}
	return "cli.flag." + flag
}

func (p *program) optional(key string) string {
	if !p.lang.Has(key) {
		return ""
	}
	return p.text(key)
}
