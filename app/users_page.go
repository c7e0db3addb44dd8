package app

import (
	"fyne.io/fyne/v2"

	"kartoteka/data"
)

// usersPage shows the accounts.
type usersPage struct{ app *App }

func newUsersPage(a *App) page { return &usersPage{a} }

func (p *usersPage) build() fyne.CanvasObject {
	a := p.app
	users, err := a.store.Users(a.ctx)
	if err != nil {
		return pageFrame(a.text("page.users"), a.text("users.hint"), nil, a.errorNote(err))
	}
	rows := make([]*data.User, len(users))
	for i := range users {
		rows[i] = &users[i]
	}
	l := a.lang
	yes := func(on bool, key string) string {
		if on {
			return l.Text("users." + key)
		}
		return l.Text("users.not_" + key)
	}
	g := newGrid(a, "users", []column[*data.User]{
		{key: "name", title: l.Text("users.full_name"), width: 240, grow: true, text: func(u *data.User) string { return u.FullName }},
		{key: "sign_in", title: l.Text("users.sign_in"), width: 180, text: func(u *data.User) string { return u.Name }},
		{key: "role", title: l.Text("users.role"), width: 160, text: func(u *data.User) string { return l.Text("users.role." + string(u.Role)) }},
		{key: "password", title: l.Text("users.password"), width: 160, text: func(u *data.User) string { return yes(u.HasPassword, "password_set") }},
		{key: "active", title: l.Text("users.active"), width: 140, text: func(u *data.User) string { return yes(u.Active, "is_active") }},
	})
	g.setRows(rows)
	return pageFrame(a.text("page.users"), a.text("users.hint"), nil, frame(g))
}
