package setup

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
)

// usersPage shows the accounts and changes them (user_form.go).
type usersPage struct {
	window.Editing
	chosen int64 // id of the account the cursor is on
	users  window.Fetch[[]data.User]

	grid  *ui.Grid[*data.User]
	body  *fyne.Container
	count *ui.Words
	bar   *ui.Toolbar // what can be done with the chosen account
}

// NewUsers makes the page of accounts.
func NewUsers(w *window.Window) window.Page {
	p := &usersPage{}
	p.Editing = window.Editing{Changer: window.Changer{Window: w}, Load: p.fetch}
	return p
}

// Build draws the page.
func (p *usersPage) Build() fyne.CanvasObject {
	w := p.Window
	p.body, p.bar, p.count = container.NewStack(), ui.NewToolbar(w.Canvas()), ui.Caption("")
	p.grid = window.NewGrid(w, "users", p.columns())
	p.grid.OnSelect = p.selected
	p.grid.OnOpen = p.edit
	p.Load()
	add := ui.Primary(w.Text("users.add"), "add", p.Add)
	return ui.PageFrame(w.Text("page.users"), w.Text("users.hint"), []fyne.CanvasObject{w.HelpButton(), add},
		container.New(ui.SpacedBorder(ui.GapSmall), container.New(&ui.WrapRow{}, p.count, p.bar.Container), p.body))
}

func (p *usersPage) columns() []ui.Column[*data.User] {
	l := p.Window.Lang
	yes := func(on bool, key string) string {
		if on {
			return l.Text("users." + key)
		}
		return l.Text("users.not_" + key)
	}
	return []ui.Column[*data.User]{
		{Key: "name", Title: l.Text("users.full_name"), Width: 240, Grow: true, Text: func(u *data.User) string {
			if u.ID == p.Window.User.ID {
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
	w := p.Window
	p.users.Start(w, w.Store.Users, func(users []data.User, err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{w.LoadFailed(err, p.Load)}
			p.body.Refresh()
			return
		}
		p.count.SetText(w.Plural("users.count", len(users)))
		content := fyne.CanvasObject(ui.Frame(p.grid))
		if warning := p.warning(users); warning != nil {
			content = container.New(ui.SpacedBorder(ui.GapSmall), warning, content)
		}
		p.body.Objects = []fyne.CanvasObject{p.Below(content)}
		p.body.Refresh()
		rows := make([]*data.User, len(users))
		for i := range users {
			rows[i] = &users[i]
		}
		p.grid.Fill(rows, func(u *data.User) bool { return u.ID == p.chosen })
	})
}

// warning says that several people share the program while an administrator has no password, nil if that is not so.
func (p *usersPage) warning(users []data.User) fyne.CanvasObject {
	w := p.Window
	active := slices.DeleteFunc(slices.Clone(users), func(u data.User) bool { return !u.Active })
	i := slices.IndexFunc(active, func(u data.User) bool { return u.Role == data.Admin && !u.HasPassword })
	if len(active) < 2 || i < 0 {
		return nil
	}
	return ui.Note(ui.WarningTone, w.Text("users.open", assets.Values{"Name": active[i].FullName}),
		ui.Secondary(w.Text("users.set_password"), "key", func() { p.askPassword(&active[i]) }))
}

// selected offers what can be done with an account.
func (p *usersPage) selected(u *data.User) {
	w := p.Window
	p.chosen = u.ID
	toggle := ui.Quiet(w.Text("users.deactivate"), "eye-off", func() { p.deactivate(u) })
	if !u.Active {
		toggle = ui.Quiet(w.Text("users.activate"), "eye", func() { p.setActive(u, true) })
	}
	p.bar.Offer(ui.Quiet(w.Text("edit"), "edit", func() { p.edit(u) }),
		ui.Quiet(w.Text("users.set_password"), "key", func() { p.askPassword(u) }), toggle)
}

// deactivate asks before an account can't be used any more.
func (p *usersPage) deactivate(u *data.User) {
	w := p.Window
	text := w.Text("users.deactivate.text")
	if u.ID == w.User.ID {
		text = w.Text("users.deactivate.own")
	}
	w.Ask(window.Question{Title: w.Text("users.deactivate.ask", assets.Values{"Name": u.FullName}), Text: text,
		Verb: w.Text("users.deactivate.verb"), Risky: true, Do: func() { p.setActive(u, false) }})
}

func (p *usersPage) setActive(u *data.User, on bool) {
	w, user, changed := p.Window, p.Window.User, *u
	changed.Active = on
	key := "users.activated"
	if !on {
		key = "users.deactivated"
	}
	p.Do(func(ctx context.Context) error { return w.Store.UpdateUser(ctx, user, changed) }, func(err error) {
		if err == nil && p.changedOwn(changed) {
			return
		}
		p.Made(err, w.Text(key, assets.Values{"Name": u.FullName}))
	})
}

// changedOwn lets the window follow when a person has changed the own account and may see less of it now, or nothing.
func (p *usersPage) changedOwn(u data.User) bool {
	w := p.Window
	if u.ID != w.User.ID {
		return false
	}
	switch {
	case !u.Active:
		w.SignOut()
		return true
	case u.Role != data.Admin:
		w.SignIn(u)
		return true
	}
	w.User = u
	w.Rebuild()
	return false
}
