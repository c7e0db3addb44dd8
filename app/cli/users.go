package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"kartoteka/assets"
	"kartoteka/data"
)

// newUsers shows the accounts; the commands below it change them.
func (p *program) newUsers() *cobra.Command {
	cmd := &cobra.Command{Use: "users", Args: p.exactly(), RunE: p.showUsers}
	cmd.AddCommand(p.newUsersAdd(), p.newUsersPassword())
	return cmd
}

// A userJSON is an account.
type userJSON struct {
	Name     string    `json:"name"`
	FullName string    `json:"full_name"`
	Role     data.Role `json:"role"`
	Active   bool      `json:"active"`
	Password bool      `json:"password"` // whether it has one
}

func accountJSON(u data.User) userJSON {
	return userJSON{u.Name, u.FullName, u.Role, u.Active, u.HasPassword}
}

func (p *program) showUsers(cmd *cobra.Command, _ []string) error {
	ctx := cmd.Context()
	if err := p.openAdmin(ctx); err != nil {
		return err
	}
	users, err := p.Users(ctx)
	if err != nil {
		return err
	}
	list := []userJSON{}
	for _, u := range users {
		list = append(list, accountJSON(u))
	}
	return p.show(list, func() {
		t := newTable(p.out, p.text("cli.users.name"), p.text("cli.users.full_name"), p.text("cli.users.role"), p.text("cli.users.state"), p.text("cli.users.has_password"))
		for _, u := range list {
			state := "cli.users.active"
			if !u.Active {
				state = "cli.users.inactive"
			}
			password := "bool.false"
			if u.Password {
				password = "bool.true"
			}
			t.row(u.Name, u.FullName, p.text("cli.users.role."+string(u.Role)), p.text(state), p.text(password))
		}
		_ = t.end() // p.out keeps its first error, see Run
	})
}

type usersAddOptions struct {
	*program
	role     string
	fullName string
}

func (p *program) newUsersAdd() *cobra.Command {
	o := usersAddOptions{program: p}
	cmd := &cobra.Command{Use: "add NAME", Args: p.exactly("NAME"), RunE: o.run}
	cmd.Flags().StringVar(&o.role, "role", string(data.Regular), "")
	cmd.Flags().StringVar(&o.fullName, "full-name", "", "")
	p.complete(cmd, "role", string(data.Admin), string(data.Regular))
	return cmd
}

func (o *usersAddOptions) run(cmd *cobra.Command, args []string) error {
	if err := o.oneOf(cmd, "role", o.role, string(data.Admin), string(data.Regular)); err != nil {
		return err
	}
	ctx := cmd.Context()
	if err := o.openAdmin(ctx); err != nil {
		return err
	}
	password, err := o.newPassword(ctx, args[0])
	if err != nil && !errors.Is(err, errNoPassword) { // there is no one to ask: an account without one
		return err
	}
	u, err := o.AddUser(ctx, o.by, data.User{Name: args[0], FullName: o.fullName, Role: data.Role(o.role), Active: true}, password)
	switch {
	case errors.Is(err, data.ErrExists):
		return o.refusal("cli.error.user_exists", assets.Values{"Name": args[0]})
	case errors.Is(err, data.ErrInvalid):
		return o.refusal("cli.error.user_invalid", assets.Values{"Name": args[0]})
	case err != nil:
		return err
	}
	return o.show(accountJSON(u), func() {
		key := "cli.users.added"
		if !u.HasPassword {
			key = "cli.users.added.no_password"
		}
		o.say(key, assets.Values{"Name": u.Name, "Role": o.text("cli.users.role." + string(u.Role))})
	})
}

func (p *program) newUsersPassword() *cobra.Command {
	return &cobra.Command{Use: "password NAME", Args: p.exactly("NAME"), RunE: p.setPassword}
}

// setPassword changes the password of an account; everybody may change his own.
func (p *program) setPassword(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	if err := p.open(ctx); err != nil {
		return err
	}
	u, err := p.account(ctx, args[0])
	switch {
	case p.by.Role != data.Admin && (err != nil || u.ID != p.by.ID):
		return data.ErrNotAllowed // before the question, and the same whether the account is there or not
	case errors.Is(err, data.ErrNotFound):
		return p.refusal("cli.error.no_user", assets.Values{"Name": args[0]})
	case err != nil:
		return err
	}
	password, err := p.newPassword(ctx, u.Name)
	if errors.Is(err, errNoPassword) {
		return p.refusal("cli.error.no_new_password", assets.Values{"Variable": newPasswordVariable})
	}
	if err != nil {
		return err
	}
	err = p.SetPassword(ctx, p.by, u.ID, p.password, password)
	if errors.Is(err, data.ErrInvalid) {
		return p.refusal("cli.error.password_invalid")
	}
	if err != nil {
		return err
	}
	u.HasPassword = password != ""
	return p.show(accountJSON(u), func() {
		key := "cli.users.password.set"
		if password == "" {
			key = "cli.users.password.taken"
		}
		p.say(key, assets.Values{"Name": u.Name})
	})
}
