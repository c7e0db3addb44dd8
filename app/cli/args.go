package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kartoteka/assets"
	"kartoteka/data"
)

// exactly wants one argument for each name.
func (p *program) exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return p.wrongUsage(cmd, "cli.usage.missing_argument", assets.Values{"Name": names[len(args)]})
		case len(args) > len(names) && cmd.HasSubCommands():
			return p.unknownCommand(cmd, args[len(names)])
		case len(args) > len(names):
			return p.wrongUsage(cmd, "cli.usage.extra_argument", assets.Values{"Argument": args[len(names)]})
		}
		return nil
	}
}

// atLeast wants one argument for each name and takes any number of further ones.
func (p *program) atLeast(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return p.exactly(names...)(cmd, args)
		}
		return nil
	}
}

// require makes flags required. Whether they are there, requiredFlags asks before cobra does so in English.
func require(cmd *cobra.Command, flags ...string) {
	for _, name := range flags {
		_ = cmd.MarkFlagRequired(name) // fails only for a flag that is not defined, which the tests would see
	}
}

func (p *program) requiredFlags(cmd *cobra.Command) (err error) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		required := f.Annotations[cobra.BashCompOneRequiredFlag]
		if err == nil && len(required) > 0 && !f.Changed {
			name := "--" + f.Name
			if f.Shorthand != "" {
				name = "-" + f.Shorthand
			}
			err = p.wrongUsage(cmd, "cli.usage.missing_flag", assets.Values{"Flag": name})
		}
	})
	return err
}

// oneOf refuses the value of a flag that is none of the allowed ones.
func (p *program) oneOf(cmd *cobra.Command, flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return p.wrongUsage(cmd, "cli.usage.flag_value", assets.Values{"Flag": "--" + flag, "Value": value, "Allowed": strings.Join(allowed, ", ")})
}

// complete offers the values of a flag, or with flag "" those of the first argument, to the shell.
func (p *program) complete(cmd *cobra.Command, flag string, values ...string) {
	if flag != "" {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		return
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return values, cobra.ShellCompDirectiveNoFileComp
	}
}

// recordType reads a TYPE in the singular or the plural.
func (p *program) recordType(cmd *cobra.Command, word string, allowed ...data.RecordType) (data.RecordType, error) {
	var names []string
	for _, t := range allowed {
		if lower := strings.ToLower(word); lower == string(t) || lower == t.Kind().Plural {
			return t, nil
		}
		names = append(names, t.Kind().Plural)
	}
	return "", p.wrongUsage(cmd, "cli.usage.type", assets.Values{"Type": word, "Allowed": strings.Join(names, ", ")})
}

// typeNames are the plurals of record types, for the shell.
func typeNames(types ...data.RecordType) []string {
	var names []string
	for _, t := range types {
		names = append(names, t.Kind().Plural)
	}
	return names
}
