package cli

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kartoteka/assets"
)

func init() {
	cobra.EnableCommandSorting = false // the order of tree is that of the journey
	cobra.MousetrapHelpText = ""       // whoever starts the program with a double click wants the window, no explanation
}

// newRoot is the program without a command: it opens the window.
func (p *program) newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:                        "kartoteka [FILE.xlsx]",
		Version:                    assets.Version,
		Args:                       p.windowArgs,
		RunE:                       p.openWindow,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.database, "db", "", "")
	flags.StringVar(&p.language, "lang", "", "")
	flags.StringVar(&p.user, "user", "", "")
	flags.BoolVar(&p.json, "json", false, "")
	flags.BoolP("help", "h", false, "")
	root.Flags().Bool("version", false, "")
	root.SetVersionTemplate("Kartotéka {{.Version}}\n")
	p.complete(root, "lang", languageCodes()...)
	root.PersistentPreRunE = p.checkFlags
	root.SetFlagErrorFunc(p.flagError)
	root.SetHelpFunc(p.printHelp)
	root.SetUsageFunc(p.printUsage)
	root.SetOut(p.out)
	root.SetErr(p.err)
	return root
}

// windowArgs lets in nothing but the path of a workbook; any other word was meant to be a command.
func (p *program) windowArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || len(args) == 1 && isWorkbook(args[0]) {
		return nil
	}
	return p.unknownCommand(cmd, args[0])
}

// isWorkbook reports whether a path looks like that of a workbook.
func isWorkbook(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm":
		return true
	}
	return false
}

func (p *program) openWindow(cmd *cobra.Command, args []string) error {
	start := Start{Database: p.databaseFile()}
	if len(args) == 1 {
		start.File = args[0]
	}
	if p.language != "" {
		start.Lang = p.lang
	}
	p.closed = p.window(cmd.Context(), start)
	return nil
}

// databaseFile is the path of the database this run works with.
func (p *program) databaseFile() string { return cmp.Or(p.database, DatabaseFile()) }

// checkFlags refuses what the flags themselves can't: an unknown language, a required flag that is missing.
func (p *program) checkFlags(cmd *cobra.Command, _ []string) error {
	if _, ok := assets.ParseLang(p.language); p.language != "" && !ok {
		return p.wrongUsage(cmd, "cli.usage.flag_value", assets.Values{"Flag": "--lang", "Value": p.language, "Allowed": strings.Join(languageCodes(), ", ")})
	}
	return p.requiredFlags(cmd)
}
