package data_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kartoteka/data"
	"kartoteka/data/password"
)

func TestUsers(t *testing.T) {
	s, admin := fresh(t)
	eva, err := s.AddUser(ctx, admin, data.User{Name: " eva\n", Role: data.Regular, Active: true}, "tajné heslo")
	if err != nil || eva.Name != "eva" || eva.FullName != "eva" || !eva.HasPassword || eva.ID == 0 {
		t.Fatalf("%+v, %v", eva, err)
	}
	for _, name := range []string{"eva", "EVA", "Éva", "e v a"} {
		if _, err := s.AddUser(ctx, admin, data.User{Name: name, Role: data.Regular, Active: true}, ""); !errors.Is(err, data.ErrExists) {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, u := range []data.User{{Name: "", Role: data.Regular}, {Name: "—", Role: data.Regular}, {Name: "jan", Role: "root"}, {Name: "jan"}, {Name: strings.Repeat("x", 300), Role: data.Admin}, {Name: "a\aa", Role: data.Regular}} {
		if _, err := s.AddUser(ctx, admin, u, ""); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%+v: %v", u, err)
		}
	}
	eva.FullName, eva.Role = "Eva Malá", data.Admin
	if err := s.UpdateUser(ctx, admin, eva); err != nil {
		t.Fatal(err)
	}
	if got, err := s.User(ctx, eva.ID); err != nil || got != eva {
		t.Errorf("%+v, %v", got, err)
	}
	eva.Name = admin.Name
	if err := s.UpdateUser(ctx, admin, eva); !errors.Is(err, data.ErrExists) {
		t.Errorf("a taken name: %v", err)
	}
	if err := s.UpdateUser(ctx, admin, data.User{ID: 99, Name: "nikdo", Role: data.Regular}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such account: %v", err)
	}
}

func TestLastAdministratorStays(t *testing.T) {
	s, admin := fresh(t)
	for _, change := range []func(*data.User){func(u *data.User) { u.Role = data.Regular }, func(u *data.User) { u.Active = false }} {
		u := admin
		change(&u)
		if err := s.UpdateUser(ctx, admin, u); !errors.Is(err, data.ErrLastAdmin) {
			t.Errorf("%+v: %v", u, err)
		}
	}
	// One who is not active does not count, one who is does.
	eva, err := s.AddUser(ctx, admin, data.User{Name: "eva", Role: data.Admin}, "")
	if err != nil {
		t.Fatal(err)
	}
	demoted := admin
	demoted.Role = data.Regular
	if err := s.UpdateUser(ctx, admin, demoted); !errors.Is(err, data.ErrLastAdmin) {
		t.Errorf("beside one who is not active: %v", err)
	}
	eva.Active = true
	if err := s.UpdateUser(ctx, admin, eva); err != nil {
		t.Fatal(err)
	}
	if err := s.UpdateUser(ctx, admin, demoted); err != nil {
		t.Errorf("beside an active one: %v", err)
	}
	// What the account was when it signed in no longer counts.
	if err := s.UpdateUser(ctx, admin, admin); !errors.Is(err, data.ErrNotAllowed) {
		t.Errorf("after he was demoted: %v", err)
	}
}

func TestDefaultUser(t *testing.T) {
	s, admin := fresh(t)
	if _, err := s.AddUser(ctx, admin, data.User{Name: "petr", Role: data.Regular, Active: true}, ""); err != nil {
		t.Fatal(err)
	}
	if u, err := s.DefaultUser(ctx); err != nil || u.ID != admin.ID {
		t.Errorf("beside a user: %v, %v", u, err)
	}
	eva, err := s.AddUser(ctx, admin, data.User{Name: "eva", Role: data.Admin, Active: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.DefaultUser(ctx); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("of two administrators: %v", err)
	}
	eva.Active = false
	if err := s.UpdateUser(ctx, admin, eva); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DefaultUser(ctx); err != nil {
		t.Errorf("beside one who is not active: %v", err)
	}
	if err := s.SetPassword(ctx, admin, admin.ID, "", "heslo"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DefaultUser(ctx); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("with a password: %v", err)
	}
}

func TestSetPassword(t *testing.T) {
	s, admin := fresh(t)
	petr, err := s.AddUser(ctx, admin, data.User{Name: "petr", Role: data.Regular, Active: true}, "staré")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassword(ctx, petr, petr.ID, "jiné", "nové"); !errors.Is(err, data.ErrWrongPassword) {
		t.Errorf("his own with a wrong old one: %v", err)
	}
	if err := s.SetPassword(ctx, petr, petr.ID, "staré", "nove\u0301"); err != nil { // é in two characters
		t.Errorf("his own: %v", err)
	}
	if _, err := s.SignIn(ctx, "petr", "nové"); err != nil {
		t.Errorf("the same password, composed otherwise: %v", err)
	}
	if err := s.SetPassword(ctx, petr, admin.ID, "", "x"); !errors.Is(err, data.ErrNotAllowed) {
		t.Errorf("of another: %v", err)
	}
	if err := s.SetPassword(ctx, admin, petr.ID, "", "od správce"); err != nil {
		t.Errorf("by an administrator: %v", err)
	}
	if _, err := s.SignIn(ctx, "petr", "nové"); !errors.Is(err, data.ErrWrongPassword) {
		t.Errorf("with the one before: %v", err)
	}
	if err := s.SetPassword(ctx, admin, petr.ID, "", strings.Repeat("x", 2000)); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("a very long one: %v", err)
	}
	if err := s.SetPassword(ctx, admin, 99, "", "x"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no such account: %v", err)
	}
	if err := s.SetPassword(ctx, petr, petr.ID, "od správce", ""); err != nil {
		t.Errorf("taken away: %v", err)
	}
	if u, err := s.SignIn(ctx, "petr", ""); err != nil || u.HasPassword {
		t.Errorf("without one: %+v, %v", u, err)
	}
}

// TestPasswordAtFullCost: a password set outside of tests has the cost that RFC 9106 recommends, and opens the account.
func TestPasswordAtFullCost(t *testing.T) {
	s, admin := fresh(t)
	hash, err := password.HashAt("heslo", password.Full)
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Fatalf("%q, %v", hash, err)
	}
	if _, err := s.Writer().Exec(`UPDATE users SET password = ?`, hash); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(ctx, admin.Name, "heslo"); err != nil {
		t.Error(err)
	}
	if _, err := s.SignIn(ctx, admin.Name, "špatně"); !errors.Is(err, data.ErrWrongPassword) {
		t.Errorf("with a wrong one: %v", err)
	}
}

func TestSignIn(t *testing.T) {
	clock := now
	path := filepath.Join(t.TempDir(), "x.db")
	at := func() *data.Store {
		s, err := data.Open(path, data.Options{Now: func() time.Time { return clock }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	s := at()
	admin, _ := s.DefaultUser(ctx)
	for name, active := range map[string]bool{"Žofie": true, "pryč": false} {
		if _, err := s.AddUser(ctx, admin, data.User{Name: name, Role: data.Regular, Active: active}, "heslo"); err != nil {
			t.Fatal(err)
		}
	}
	if u, err := s.SignIn(ctx, "zofie", "heslo"); err != nil || u.Name != "Žofie" {
		t.Errorf("%+v, %v", u, err)
	}
	if _, err := s.SignIn(ctx, "pryč", "heslo"); !errors.Is(err, data.ErrWrongPassword) {
		t.Errorf("not active: %v", err)
	}
	if u, err := s.SignIn(ctx, admin.Name, ""); err != nil || u.ID != admin.ID {
		t.Errorf("without a password: %v", err)
	}
	var wait *data.WaitError
	try := func(s *data.Store, name, password string) error {
		_, err := s.SignIn(ctx, name, password)
		return err
	}
	// Whether there is such a name makes no difference.
	for _, name := range []string{"žofie", "nikdo"} {
		for n := range 5 {
			if err := try(s, name, "špatně"); !errors.Is(err, data.ErrWrongPassword) || errors.As(err, &wait) {
				t.Fatalf("%s, wrong try %d: %v", name, n+1, err)
			}
		}
		if err := try(s, name, "heslo"); !errors.As(err, &wait) || !wait.Until.Equal(clock.Add(10*time.Second)) || !errors.Is(err, data.ErrWrongPassword) {
			t.Fatalf("%s, the sixth at once: %v", name, err)
		}
	}
	s.Close()
	s = at()
	if err := try(s, "žofie", "heslo"); !errors.As(err, &wait) {
		t.Errorf("after a restart: %v", err)
	}
	for _, delay := range []time.Duration{10, 20, 40, 900} { // seconds
		if delay == 900 { // the longest
			if _, err := s.Writer().Exec(`UPDATE sign_ins SET failed = 1000000`); err != nil {
				t.Fatal(err)
			}
		}
		clock = clock.Add(delay*time.Second - time.Second)
		if err := try(s, "žofie", "heslo"); !errors.As(err, &wait) || !wait.Until.Equal(clock.Add(time.Second)) {
			t.Fatalf("a second too early: %v", err)
		}
		clock = clock.Add(time.Second)
		if err := try(s, "žofie", "špatně"); errors.As(err, new(*data.WaitError)) {
			t.Fatalf("after %v s: %v", delay, err)
		}
	}
	clock = clock.Add(15 * time.Minute)
	if err := try(s, "žofie", "heslo"); err != nil {
		t.Fatalf("right at last: %v", err)
	}
	if err := try(s, "žofie", "špatně"); errors.As(err, new(*data.WaitError)) || err == nil {
		t.Errorf("the count begins again: %v", err)
	}
	// A clock that was set back does not lock the door for years.
	for range 4 {
		try(s, "žofie", "špatně")
	}
	clock = clock.AddDate(-3, 0, 0)
	if err := try(s, "žofie", "heslo"); err != nil {
		t.Errorf("after the clock was set back: %v", err)
	}
}
