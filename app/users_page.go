package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/assets"
	"kartoteka/data"
)

// usersPage shows the accounts and changes them (user_form.go).
type usersPage struct {
	editing
	chosen int64 // id of the account the cursor is on
	users  fetch[[]data.User]

	grid  *ui.Grid[*data.User]
	body  *fyne.Container
	count *ui.Words
	bar   *ui.Toolbar // what can be done with the chosen account
}

func newUsersPage(a *Window) page {
	p := &usersPage{}
	p.editing = editing{changer: changer{window: a}, load: p.fetch}
	return p
}

func (p *usersPage) build() fyne.CanvasObject {
	a := p.window
	p.body, p.bar, p.count = container.NewStack(), ui.NewToolbar(a.canvas()), ui.Caption("")
	p.grid = newGrid(a, "users", p.columns())
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = p.edit
	p.load()
	add := ui.Primary(a.text("users.add"), "add", p.add)
	return ui.PageFrame(a.text("page.users"), a.text("users.hint"), []fyne.CanvasObject{a.helpButton(), add},
		container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.count, p.bar.Container), p.body))
}

func (p *usersPage) columns() []ui.Column[*data.User] {
	l := p.window.lang
	yes := func(on bool, key string) string {
		if on {
			return l.Text("users." + key)
		}
		return l.Text("users.not_" + key)
	}
	return []ui.Column[*data.User]{
		{Key: "name", Title: l.Text("users.full_name"), Width: 240, Grow: true, Text: func(u *data.User) string {
			if u.ID == p.window.user.ID {
				return l.Text("users.you", assets.Values{"Name": u.FullName})
			}
			return u.FullName
		}},
		{Key: "sign_in", Title: l.Text("users.sign_in"), Width: 180, Text: func(u *data.User) string { return u.Name }},
		{Key: "role", Title: l.Text("users.role"), Width: 160, Text: func(u *data.User) string { return l.Text("users.role." + string(u.Role)) }},
		{Key: "password", Title: l.Text("users.password"), Width: 160, Text: func(u *data.User) string { return yes(u.HasPassword, "password_set") },
			Sign: func(u *data.User) ui.Tone {
				if u.HasPassword || !u.Active {
					return ui.NeutralTone
				}
				return ui.WarningTone
			}},
		{Key: "active", Title: l.Text("users.active"), Width: 140, Text: func(u *data.User) string { return yes(u.Active, "is_active") },
			Sign: func(u *data.User) ui.Tone {
				if u.Active {
					return ui.SuccessTone
				}
				return ui.NeutralTone
			}},
	}
}

// fetch reads the accounts and draws them.
func (p *usersPage) fetch() {
	a := p.window
	p.users.start(a, a.store.Users, func(users []data.User, err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{a.loadFailed(err, p.load)}
			p.body.Refresh()
			return
		}
		p.count.SetText(a.plural("users.count", len(users)))
		content := fyne.CanvasObject(ui.Frame(p.grid))
		if warning := p.warning(users); warning != nil {
			content = container.New(ui.SpacedBorder(ui.GapSmall), warning, content)
		}
		p.body.Objects = []fyne.CanvasObject{p.below(content)}
		p.body.Refresh()
		rows := make([]*data.User, len(users))
		for i := range users {
			rows[i] = &users[i]
		}
		fill(p.grid, rows, func(u *data.User) bool { return u.ID == p.chosen })
	})
}

// warning says that several people share the program while an administrator has no password, nil if that is not so.
func (p *usersPage) warning(users []data.User) fyne.CanvasObject {
	a := p.window
	active := slices.DeleteFunc(slices.Clone(users), func(u data.User) bool { return !u.Active })
	i := slices.IndexFunc(active, func(u data.User) bool { return u.Role == data.Admin && !u.HasPassword })
	if len(active) < 2 || i < 0 {
		return nil
	}
	return ui.Note(ui.WarningTone, a.text("users.open", assets.Values{"Name": active[i].FullName}),
		ui.Secondary(a.text("users.set_password"), "key", func() { p.askPassword(&active[i]) }))
}

// selected offers what can be done with an account.
func (p *usersPage) selected(u *data.User) {
	a := p.window
	p.chosen = u.ID
	toggle := ui.Quiet(a.text("users.deactivate"), "eye-off", func() { p.deactivate(u) })
	if !u.Active {
		toggle = ui.Quiet(a.text("users.activate"), "eye", func() { p.setActive(u, true) })
	}
	p.bar.Offer(ui.Quiet(a.text("edit"), "edit", func() { p.edit(u) }),
		ui.Quiet(a.text("users.set_password"), "key", func() { p.askPassword(u) }), toggle)
}

// deactivate asks before an account can't be used any more.
func (p *usersPage) deactivate(u *data.User) {
	a := p.window
	text := a.text("users.deactivate.text")
	if u.ID == a.user.ID {
		text = a.text("users.deactivate.own")
	}
	a.ask(question{title: a.text("users.deactivate.ask", assets.Values{"Name": u.FullName}), text: text,
		verb: a.text("users.deactivate.verb"), risky: true, do: func() { p.setActive(u, false) }})
}

func (p *usersPage) setActive(u *data.User, on bool) {
	a, user, changed := p.window, p.window.user, *u
	changed.Active = on
	key := "users.activated"
	if !on {
		key = "users.deactivated"
	}
	p.do(func(ctx context.Context) error { return a.store.UpdateUser(ctx, user, changed) }, func(err error) {
		if err == nil && p.changedOwn(changed) {
			return
		}
		p.made(err, a.text(key, assets.Values{"Name": u.FullName}))
	})
}

// changedOwn lets the window follow when somebody has changed his own account: he may see less of it now, or nothing.
func (p *usersPage) changedOwn(u data.User) bool {
	a := p.window
	if u.ID != a.user.ID {
		return false
	}
	switch {
	case !u.Active:
		a.leave(func() { a.signedIn(data.User{}) })
		return true
	case u.Role != data.Admin:
		a.signedIn(u)
		return true
	}
	a.user = u
	a.rebuild()
	return false
}
