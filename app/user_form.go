package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// roles are the roles in the order forms offer them.
var roles = []data.Role{data.Regular, data.Admin}

// userForm asks for what an account is.
type userForm struct {
	page           *usersPage
	fullName, name *ui.Entry
	role           data.Role
	roles          *ui.Choice
}

func newUserForm(p *usersPage, u data.User) *userForm {
	a := p.window
	f := &userForm{page: p, fullName: ui.NewEntry(), name: ui.NewEntry(), role: u.Role}
	f.fullName.SetText(u.FullName)
	f.name.SetText(u.Name)
	var titles []string
	for _, r := range roles {
		titles = append(titles, a.text("users.role."+string(r)))
	}
	f.roles = ui.NewChoice(titles, slices.Index(roles, u.Role), func(i int) { f.role = roles[i] })
	return f
}

// layout puts the fields one under another, and more below them.
func (f *userForm) layout(more ...fyne.CanvasObject) fyne.CanvasObject {
	a := f.page.window
	fields := ui.Stack(1.5*ui.GapSmall, ui.Labelled(a.text("users.full_name"), f.fullName), ui.Labelled(a.text("users.sign_in"), f.name),
		ui.Labelled(a.text("users.role"), f.roles.Box), ui.SmallPrint(a.text("users.role.hint")))
	for _, o := range more {
		fields.Add(o)
	}
	return fields
}

// read puts what was filled in into an account, or says what is wrong with it.
func (f *userForm) read(u data.User) (data.User, string) {
	u.FullName, u.Name, u.Role = strings.TrimSpace(f.fullName.Text), strings.TrimSpace(f.name.Text), f.role
	if u.Name == "" && u.FullName != "" {
		u.Name = u.FullName
	}
	if data.Fold(u.Name) == "" {
		return u, f.page.window.text("users.wrong.name")
	}
	return u, ""
}

// add asks for a new account.
func (p *usersPage) add() {
	a, user := p.window, p.window.user
	fields := newUserForm(p, data.User{Role: data.Regular})
	password, again := ui.NewPasswordEntry(), ui.NewPasswordEntry()
	var added data.User
	f := &dialogForm{title: a.text("users.add.title"), verb: a.text("users.add.verb"), first: fields.fullName,
		content: fields.layout(ui.Columns(ui.Gap, ui.Labelled(a.text("users.password"), password), ui.Labelled(a.text("users.password.again"), again)),
			ui.SmallPrint(a.text("users.password.hint"))),
		submit: func() (func(context.Context) error, string) {
			u, wrong := fields.read(data.User{Active: true})
			if wrong == "" && password.Text != again.Text {
				wrong = a.text("preferences.password.differ")
			}
			if wrong != "" {
				return nil, wrong
			}
			secret := password.Text
			return func(ctx context.Context) (err error) {
				added, err = a.store.AddUser(ctx, user, u, secret)
				return err
			}, ""
		},
		refused: p.refused,
		done: func() {
			p.chosen = added.ID
			p.made(nil, a.text("users.added", assets.Values{"Name": added.FullName}))
		}}
	f.submitWith(fields.fullName, fields.name, password, again)
	a.openForm(f)
}

// edit asks for other names and another role of an account.
func (p *usersPage) edit(u *data.User) {
	a, user := p.window, p.window.user
	fields := newUserForm(p, *u)
	var changed data.User
	f := &dialogForm{title: a.text("users.edit.title"), verb: a.text("save"), first: fields.fullName, content: fields.layout(),
		submit: func() (func(context.Context) error, string) {
			var wrong string
			if changed, wrong = fields.read(*u); wrong != "" {
				return nil, wrong
			}
			return func(ctx context.Context) error { return a.store.UpdateUser(ctx, user, changed) }, ""
		},
		refused: p.refused,
		done: func() {
			if !p.changedOwn(changed) {
				p.made(nil, "")
			}
		}}
	f.submitWith(fields.fullName, fields.name)
	a.openForm(f)
}

// askPassword asks for another password of an account; one's own is asked for first.
func (p *usersPage) askPassword(u *data.User) {
	a, user := p.window, p.window.user
	old, first, again := ui.NewPasswordEntry(), ui.NewPasswordEntry(), ui.NewPasswordEntry()
	content := ui.Stack(1.5 * ui.GapSmall)
	entries := []*ui.Entry{first, again}
	if u.ID == user.ID && u.HasPassword {
		content.Add(ui.Labelled(a.text("preferences.password.old"), old))
		entries = []*ui.Entry{old, first, again}
	}
	content.Add(ui.Labelled(a.text("preferences.password.new"), first))
	content.Add(ui.Labelled(a.text("preferences.password.again"), again))
	content.Add(ui.SmallPrint(a.text("users.password.hint")))
	empty := false
	f := &dialogForm{title: a.text("users.password.title", assets.Values{"Name": u.FullName}), verb: a.text("users.password.verb"),
		content: content, first: entries[0],
		submit: func() (func(context.Context) error, string) {
			if first.Text != again.Text {
				return nil, a.text("preferences.password.differ")
			}
			before, secret := old.Text, first.Text
			empty = secret == ""
			return func(ctx context.Context) error { return a.store.SetPassword(ctx, user, u.ID, before, secret) }, ""
		},
		done: func() {
			key := "users.password.done"
			if empty {
				key = "users.password.taken"
			}
			if u.ID == a.user.ID {
				a.user.HasPassword = !empty
			}
			p.made(nil, a.text(key, assets.Values{"Name": u.FullName}))
		}}
	f.submitWith(entries...)
	a.openForm(f)
}

// refused says why the store did not take an account.
func (p *usersPage) refused(err error) string {
	switch {
	case errors.Is(err, data.ErrExists):
		return p.window.text("users.wrong.exists")
	case errors.Is(err, data.ErrInvalid):
		return p.window.text("users.wrong.name")
	}
	return ""
}
