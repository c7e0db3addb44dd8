package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kartoteka/assets"
)

// A usageError says that the program was called in a wrong way. Its text is a sentence in the person's language.
type usageError struct {
	text    string
	command string // path of the command whose help shows the right way
}

func (e *usageError) Error() string { return e.text }

func (p *program) wrongUsage(cmd *cobra.Command, key string, values ...assets.Values) error {
	return &usageError{p.text(key, values...), cmd.CommandPath()}
}

// unknownCommand refuses a word that is no command and names those that look like it.
func (p *program) unknownCommand(cmd *cobra.Command, word string) error {
	values := assets.Values{"Word": word, "Command": cmd.CommandPath()}
	if similar := cmd.SuggestionsFor(word); len(similar) > 0 {
		values["Similar"] = strings.Join(similar, ", ")
		return p.wrongUsage(cmd, "cli.usage.unknown_command.similar", values)
	}
	return p.wrongUsage(cmd, "cli.usage.unknown_command", values)
}

// flagError says in the person's language what pflag says in English.
func (p *program) flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return p.wrongUsage(cmd, "cli.usage.unknown_flag", assets.Values{"Flag": dashed(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames())})
	case errors.As(err, &valueless):
		return p.wrongUsage(cmd, "cli.usage.flag_without_value", assets.Values{"Flag": dashed(valueless.GetSpecifiedName(), valueless.GetSpecifiedShortnames())})
	case errors.As(err, &invalid):
		return p.wrongUsage(cmd, "cli.usage.flag_invalid", assets.Values{"Flag": "--" + invalid.GetFlag().Name, "Value": invalid.GetValue()})
	}
	return &usageError{p.text("cli.usage.flag_syntax", assets.Values{"Details": err.Error()}), cmd.CommandPath()}
}

// dashed is a flag as it was written: "--force", or "-f" among short ones.
func dashed(name, short string) string {
	if short != "" {
		return "-" + name
	}
	return "--" + name
}

// printHelp writes the description and the usage of a command.
func (p *program) printHelp(cmd *cobra.Command, _ []string) {
	fmt.Fprintln(p.out, cmd.Short)
	if cmd.Long != "" {
		fmt.Fprintf(p.out, "\n%s\n", wrap(cmd.Long, 88))
	}
	fmt.Fprintln(p.out)
	p.writeUsage(p.out, cmd)
}

// printUsage is printHelp without its first part. cobra asks for it where it wants a text.
func (p *program) printUsage(cmd *cobra.Command) error {
	w := bufio.NewWriter(cmd.OutOrStderr())
	p.writeUsage(w, cmd)
	return w.Flush()
}

func (p *program) writeUsage(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s\n  %s %s\n", p.text("cli.help.usage"), cmd.UseLine(), p.text("cli.help.any_flags"))
	if cmd.HasAvailableSubCommands() && cmd.HasParent() {
		fmt.Fprintf(w, "  %s %s\n", cmd.CommandPath(), p.text("cli.help.subcommand"))
	}
	p.writeCommands(w, cmd)
	for _, part := range []struct {
		heading string
		flags   *pflag.FlagSet
	}{{"cli.help.flags", cmd.LocalFlags()}, {"cli.help.global_flags", cmd.InheritedFlags()}} {
		if part.flags.HasAvailableFlags() {
			fmt.Fprintf(w, "\n%s\n%s", p.text(part.heading), part.flags.FlagUsagesWrapped(96))
		}
	}
	if cmd.HasExample() {
		fmt.Fprintf(w, "\n%s\n", p.text("cli.help.examples"))
		for line := range strings.Lines(cmd.Example) {
			fmt.Fprint(w, "  ", line)
		}
		fmt.Fprintln(w)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s\n", p.text("cli.help.more", assets.Values{"Command": cmd.CommandPath()}))
	}
}

// writeCommands lists the commands below one, under the headings of their groups.
func (p *program) writeCommands(w io.Writer, cmd *cobra.Command) {
	group := "none"
	for _, c := range cmd.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		if c.GroupID != group {
			group = c.GroupID
			heading := p.text("cli.help.commands")
			for _, g := range cmd.Groups() {
				if g.ID == group {
					heading = g.Title
				}
			}
			fmt.Fprintf(w, "\n%s\n", heading)
		}
		fmt.Fprintf(w, "  %-*s %s\n", c.NamePadding()+2, c.Name(), c.Short)
	}
}

// wrap breaks paragraphs into lines of at most width characters. A line that begins with a blank stays as it is.
func wrap(text string, width int) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		if strings.HasPrefix(paragraph, " ") {
			b.WriteString(paragraph)
			continue
		}
		used := 0
		for _, word := range strings.Split(paragraph, " ") {
			n := utf8.RuneCountInString(word)
			switch {
			case used > 0 && used+1+n > width:
				b.WriteByte('\n')
				used = 0
			case used > 0:
				b.WriteByte(' ')
				used++
			}
			b.WriteString(word)
			used += n
		}
	}
	return b.String()
}
