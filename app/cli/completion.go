package cli

import (
	"github.com/spf13/cobra"

	"kartoteka/assets"
)

// newCompletion prints the script that teaches a shell to complete the commands.
func (p *program) newCompletion() *cobra.Command {
	cmd := &cobra.Command{
		Use:  "completion SHELL",
		Args: p.exactly("SHELL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.out, true)
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
			return p.wrongUsage(cmd, "cli.usage.shell", assets.Values{"Shell": args[0]})
		},
	}
	p.complete(cmd, "", "bash", "zsh", "fish", "powershell")
	return cmd
}

// newHelp is --help for those who write it as a command.
func (p *program) newHelp() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return p.unknownCommand(cmd.Root(), args[len(args)-max(len(rest), 1)])
			}
			return found.Help()
		},
	}
}
