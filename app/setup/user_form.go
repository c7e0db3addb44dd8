package setup

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
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
	w := p.Window
	f := &userForm{page: p, fullName: ui.NewEntry(), name: ui.NewEntry(), role: u.Role}
	f.fullName.SetText(u.FullName)
	f.name.SetText(u.Name)
	var titles []string
	for _, r := range roles {
		titles = append(titles, w.Text("users.role."+string(r)))
	}
	f.roles = ui.NewChoice(titles, slices.Index(roles, u.Role), func(i int) { f.role = roles[i] })
	return f
}

// layout puts the fields one under another, and more below them.
func (f *userForm) layout(more ...fyne.CanvasObject) fyne.CanvasObject {
	w := f.page.Window
	fields := ui.Stack(1.5*ui.GapSmall, ui.Labelled(w.Text("users.full_name"), f.fullName), ui.Labelled(w.Text("users.sign_in"), f.name),
		ui.Labelled(w.Text("users.role"), f.roles.Box), ui.SmallPrint(w.Text("users.role.hint")))
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
	if fold.Text(u.Name) == "" {
		return u, f.page.Window.Text("users.wrong.name")
	}
	return u, ""
}

// Add asks for a new account.
func (p *usersPage) Add() {
	w, user := p.Window, p.Window.User
	fields := newUserForm(p, data.User{Role: data.Regular})
	password, again := ui.NewPasswordEntry(), ui.NewPasswordEntry()
	var added data.User
	f := &window.Form{Title: w.Text("users.add.title"), Verb: w.Text("users.add.verb"), First: fields.fullName,
		Content: fields.layout(ui.Columns(ui.Gap, ui.Labelled(w.Text("users.password"), password), ui.Labelled(w.Text("users.password.again"), again)),
			ui.SmallPrint(w.Text("users.password.hint")), p.noSignIn()),
		Submit: func() (func(context.Context) error, string) {
			u, wrong := fields.read(data.User{Active: true})
			if wrong == "" && password.Text != again.Text {
				wrong = w.Text("preferences.password.differ")
			}
			if wrong != "" {
				return nil, wrong
			}
			secret := password.Text
			return func(ctx context.Context) (err error) {
				added, err = w.Store.AddUser(ctx, user, u, secret)
				return err
			}, ""
		},
		Refused: p.refused,
		Done: func() {
			p.chosen = added.ID
			p.Made(nil, w.Text("users.added", assets.Values{"Name": added.FullName}))
		}}
	f.SubmitWith(fields.fullName, fields.name, password, again)
	w.OpenForm(f)
}

// noSignIn says that nobody is asked to sign in as long as the account of the person here has no password, so that no other one can be chosen.
func (p *usersPage) noSignIn() fyne.CanvasObject {
	w := p.Window
	if w.User.HasPassword {
		return ui.GapOf(0)
	}
	return ui.Note(ui.WarningTone, w.Text("users.no_sign_in", assets.Values{"Name": w.User.FullName}))
}

// edit asks for other names and another role of an account.
func (p *usersPage) edit(u *data.User) {
	w, user := p.Window, p.Window.User
	fields := newUserForm(p, *u)
	var changed data.User
	f := &window.Form{Title: w.Text("users.edit.title"), Verb: w.Text("save"), First: fields.fullName, Content: fields.layout(),
		Submit: func() (func(context.Context) error, string) {
			var wrong string
			if changed, wrong = fields.read(*u); wrong != "" {
				return nil, wrong
			}
			return func(ctx context.Context) error { return w.Store.UpdateUser(ctx, user, changed) }, ""
		},
		Refused: p.refused,
		Done: func() {
			if !p.changedOwn(changed) {
				p.Made(nil, "")
			}
		}}
	f.SubmitWith(fields.fullName, fields.name)
	w.OpenForm(f)
}

// askPassword asks for another password of an account; one's own is asked for first.
func (p *usersPage) askPassword(u *data.User) {
	w, user := p.Window, p.Window.User
	old, first, again := ui.NewPasswordEntry(), ui.NewPasswordEntry(), ui.NewPasswordEntry()
	content := ui.Stack(1.5 * ui.GapSmall)
	entries := []*ui.Entry{first, again}
	if u.ID == user.ID && u.HasPassword {
		content.Add(ui.Labelled(w.Text("preferences.password.old"), old))
		entries = []*ui.Entry{old, first, again}
	}
	content.Add(ui.Labelled(w.Text("preferences.password.new"), first))
	content.Add(ui.Labelled(w.Text("preferences.password.again"), again))
	content.Add(ui.SmallPrint(w.Text("users.password.hint")))
	empty := false
	f := &window.Form{Title: w.Text("users.password.title", assets.Values{"Name": u.FullName}), Verb: w.Text("users.password.verb"),
		Content: content, First: entries[0],
		Submit: func() (func(context.Context) error, string) {
			if first.Text != again.Text {
				return nil, w.Text("preferences.password.differ")
			}
			before, secret := old.Text, first.Text
			empty = secret == ""
			return func(ctx context.Context) error { return w.Store.SetPassword(ctx, user, u.ID, before, secret) }, ""
		},
		Done: func() {
			key := "users.password.done"
			if empty {
				key = "users.password.taken"
			}
			if u.ID == w.User.ID {
				w.User.HasPassword = !empty
			}
			p.Made(nil, w.Text(key, assets.Values{"Name": u.FullName}))
		}}
	f.SubmitWith(entries...)
	w.OpenForm(f)
}

// refused says why the store did not take an account.
func (p *usersPage) refused(err error) string {
	switch {
	case errors.Is(err, data.ErrExists):
		return p.Window.Text("users.wrong.exists")
	case errors.Is(err, data.ErrInvalid):
		return p.Window.Text("users.wrong.name")
	}
	return ""
}
