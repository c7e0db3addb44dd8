package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"kartoteka/data"
)

// A changer is a method that changes something, and whether only an administrator may.
type changer struct {
	adminOnly bool
	call      func(s *data.Store, by data.User) error
}

// changers must hold every method of Store that takes the acting user; those of a record need
// the client 1, the field 1, the import 1 and the deletion 1 that TestRights prepares.
var changers = map[string]changer{
	"AddField": {true, func(s *data.Store, by data.User) error {
		_, err := s.AddField(ctx, by, data.Lead, data.Field{Title: "Nové pole", Type: data.Text})
		return err
	}},
	"RenameField": {true, func(s *data.Store, by data.User) error { return s.RenameField(ctx, by, 1, "Odstín") }},
	"UpdateField": {true, func(s *data.Store, by data.User) error {
		return s.UpdateField(ctx, by, data.Field{ID: 1, Hint: "nápověda"})
	}},
	"RetireField":  {true, func(s *data.Store, by data.User) error { return s.RetireField(ctx, by, 1, true) }},
	"MoveField":    {true, func(s *data.Store, by data.User) error { return s.MoveField(ctx, by, 1, 1) }},
	"DeleteField":  {true, func(s *data.Store, by data.User) error { return s.DeleteField(ctx, by, 1) }},
	"AddListItems": {true, func(s *data.Store, by data.User) error { return s.AddListItems(ctx, by, "source", "burza") }},
	"RenameListItem": {true, func(s *data.Store, by data.User) error {
		return s.RenameListItem(ctx, by, "source", "internet", "síť")
	}},
	"RemoveListItem": {true, func(s *data.Store, by data.User) error { return s.RemoveListItem(ctx, by, "source", "internet") }},
	"MoveListItem":   {true, func(s *data.Store, by data.User) error { return s.MoveListItem(ctx, by, "source", "internet", 0) }},
	"AddUser": {true, func(s *data.Store, by data.User) error {
		_, err := s.AddUser(ctx, by, data.User{Name: "nova", Role: data.Regular, Active: true}, "")
		return err
	}},
	"UpdateUser": {true, func(s *data.Store, by data.User) error {
		return s.UpdateUser(ctx, by, data.User{ID: 2, Name: "petr", FullName: "Petr", Role: data.Admin, Active: true})
	}},
	"RememberMapping": {true, func(s *data.Store, by data.User) error {
		_, err := s.RememberMapping(ctx, by, data.Mapping{Name: "export", Signature: "a", Content: []byte("{}")})
		return err
	}},
	"RenameMapping": {true, func(s *data.Store, by data.User) error { return ignore(s.RenameMapping(ctx, by, "export", "jiný")) }},
	"ForgetMapping": {true, func(s *data.Store, by data.User) error { return ignore(s.ForgetMapping(ctx, by, "jiný")) }},
	"SetReplacement": {true, func(s *data.Store, by data.User) error {
		return s.SetReplacement(ctx, by, data.Client, "city", "Prha", "Praha")
	}},
	"SetPassword": {true, func(s *data.Store, by data.User) error { return s.SetPassword(ctx, by, 1, "", "heslo") }},
	"SetSetting":  {true, func(s *data.Store, by data.User) error { return s.SetSetting(ctx, by, data.DefaultCountry, "SK") }},
	"Import": {true, func(s *data.Store, by data.User) error {
		_, err := s.Import(ctx, by, data.Import{Found: data.Counts{data.Lead: 1}, NewItems: map[string][]string{"source": {"burza"}}},
			func(insert func(*data.Record) error) error { return insert(record(data.Lead, "topic", "Dotaz")) })
		return err
	}},
	"PlanDeletion": {true, func(s *data.Store, by data.User) error {
		_, err := s.PlanDeletion(ctx, by, data.Clients, "Import 22.11.2026 #1")
		return err
	}},
	"Delete": {true, func(s *data.Store, by data.User) error {
		_, err := s.Delete(ctx, by, planned, nil)
		return err
	}},
	"Restore": {true, func(s *data.Store, by data.User) error {
		_, err := s.Restore(ctx, by, "Import 22.11.2026 #2", nil)
		return err
	}},
	"Backup": {true, func(s *data.Store, by data.User) error {
		_, err := s.Backup(ctx, by, "", false)
		return err
	}},
	"RestoreBackup": {true, func(s *data.Store, by data.User) error {
		_, err := s.RestoreBackup(ctx, by, backup, nil)
		return err
	}},
	"Insert": {false, func(s *data.Store, by data.User) error { return s.Insert(ctx, by, record(data.Client, "name", "Beta")) }},
	"Update": {false, func(s *data.Store, by data.User) error {
		r := record(data.Client, "name", "Alfa 2")
		r.ID = 1
		return s.Update(ctx, by, r)
	}},
	"Save": {false, func(s *data.Store, by data.User) error { return s.Save(ctx, by, record(data.Client, "name", "Gama")) }},
	"Convert": {false, func(s *data.Store, by data.User) error {
		return s.Convert(ctx, by, &data.Record{ID: 1, Type: data.Lead, Values: []data.Value{{Key: "topic", V: "Dotaz"}}}, record(data.Client, "name", "Delta"))
	}},
	"Merge": {false, func(s *data.Store, by data.User) error {
		_, err := s.Merge(ctx, by, &data.Record{ID: 1, Type: data.Client, Values: []data.Value{{Key: "name", V: "Alfa"}}}, &data.Record{ID: 3, Type: data.Client})
		return err
	}},
	"Unmerge": {false, func(s *data.Store, by data.User) error {
		m, err := s.Merge(ctx, by, &data.Record{ID: 1, Type: data.Client, Values: []data.Value{{Key: "name", V: "Alfa"}}}, &data.Record{ID: 3, Type: data.Client})
		if err != nil {
			return err
		}
		return s.Unmerge(ctx, by, m)
	}},
	"SetField": {false, func(s *data.Store, by data.User) error {
		_, err := s.SetField(ctx, by, data.Client, "category", []data.Holding{{Value: "VIP", IDs: []int64{1}}})
		return err
	}},
	"Remove": {false, func(s *data.Store, by data.User) error {
		_, err := s.Remove(ctx, by, data.Client, 1)
		return err
	}},
	"RestoreRemoved": {false, func(s *data.Store, by data.User) error {
		_, err := s.RestoreRemoved(ctx, by, 1)
		return err
	}},
}

// What TestRights prepares for the changers.
var (
	planned *data.Deletion
	backup  string
)

// Every method that changes something refuses whoever may not, whatever he says he is, and then nothing has changed;
// and lets whoever may.
func TestRights(t *testing.T) {
	for i := range reflect.TypeFor[*data.Store]().NumMethod() {
		m := reflect.TypeFor[*data.Store]().Method(i)
		if m.Type.NumIn() > 2 && m.Type.In(1) == reflect.TypeFor[context.Context]() && m.Type.In(2) == reflect.TypeFor[data.User]() {
			if _, listed := changers[m.Name]; !listed {
				t.Errorf("Store.%s takes the acting user and is not tested here", m.Name)
			}
		}
	}
	path, admin, user := prepareRights(t)
	inactive := data.User{ID: 3, Role: data.Admin, Active: true, Name: admin.Name}
	tampered := user
	tampered.Role, tampered.Name = data.Admin, admin.Name
	s := open(t, path)
	for name, c := range changers {
		refused := map[string]data.User{"nobody": {}, "unknown": {ID: 99, Role: data.Admin, Active: true}, "negative": {ID: -1, Role: data.Admin}, "inactive": inactive}
		if c.adminOnly {
			refused["user"], refused["user with the role changed"] = user, tampered
		}
		for who, by := range refused {
			before := content(t, s)
			if err := c.call(s, by); !errors.Is(err, data.ErrNotAllowed) {
				t.Errorf("%s by %s: %v", name, who, err)
			}
			if !reflect.DeepEqual(content(t, s), before) {
				t.Errorf("%s by %s changed something", name, who)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	prepared, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range changers {
		path := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(path, prepared, 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, path)
		by := admin
		if !c.adminOnly {
			by = user
		}
		if err := c.call(s, by); err != nil {
			t.Errorf("%s by who may: %v", name, err)
		}
	}
}

// prepareRights makes a database with an administrator (1), a user (2), an account that is not active (3), a client
// made by hand (1), one removed by hand (deletion 1), an import with records (1), one that was deleted (2), and a
// backup.
func prepareRights(t *testing.T) (path string, admin, user data.User) {
	t.Helper()
	s, admin := fresh(t)
	user, err := s.AddUser(ctx, admin, data.User{Name: "petr", FullName: "Petr", Role: data.Regular, Active: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddUser(ctx, admin, data.User{Name: "eva", Role: data.Admin}, ""); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Barva", "Tvar"} {
		if _, err := s.AddField(ctx, admin, data.Client, data.Field{Title: title, Type: data.Text}); err != nil {
			t.Fatal(err)
		}
	}
	add(t, s, admin, data.Client, "name", "Alfa")
	add(t, s, admin, data.Lead, "topic", "Poptávka")
	if _, err := s.Remove(ctx, admin, data.Client, add(t, s, admin, data.Client, "name", "Omega")); err != nil {
		t.Fatal(err)
	}
	one := bring(t, s, admin, these(record(data.Client, "name", "Gama"))...)
	two := bring(t, s, admin, these(record(data.Client, "name", "Delta"))...)
	remove(t, s, admin, data.Clients, two.Label)
	planned = plan(t, s, admin, data.Clients, one.Label)
	made, err := s.Backup(ctx, admin, filepath.Join(t.TempDir(), "backup.db"), false)
	if err != nil {
		t.Fatal(err)
	}
	backup = made.Path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Path(), admin, user
}

// content returns all that is in a database, table by table.
func content(t *testing.T, s *data.Store) map[string][][]any {
	t.Helper()
	all := map[string][][]any{}
	var tables []string
	rows, err := s.Writer().Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search\_%\_%' ESCAPE '\' AND name NOT LIKE 'search_%'`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	for _, table := range tables {
		rows, err := s.Writer().Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			row, dest := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				dest[i] = &row[i]
			}
			if err := rows.Scan(dest...); err != nil {
				t.Fatal(err)
			}
			all[table] = append(all[table], row)
		}
	}
	return all
}

// ignore passes over a record that is not there: the right to change it was asked for first.
func ignore(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	return err
}
