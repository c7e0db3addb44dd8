package data

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"kartoteka/data/dbfile"
)

// Fresh says what a database holds when it is made. It depends on the language and the home of whoever makes it; from then on it
// is the same for all who use the database.
type Fresh struct {
	Admin             string              // name of its administrator, who has no password; "" is Administrator
	Country, Currency string              // the settings DefaultCountry and DefaultCurrency; "" leaves them at their defaults
	Lists             map[string][]string // items of the built-in lists, by key
}

// create makes a database beside its place and moves it there when it is complete,
// so that a kill at any moment leaves either none or a whole one.
func create(ctx context.Context, path string, fresh Fresh) error {
	draft := path + ".new"
	for _, suffix := range []string{"", "-journal"} {
		if err := os.Remove(draft + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	f, err := os.OpenFile(draft, os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	db, err := dbfile.Connect(draft, "_txlock=immediate", "_pragma=synchronous(full)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	s := &Store{path: draft, write: db, now: time.Now}
	err = s.upToDate(ctx, false)
	if err == nil {
		err = s.transact(ctx, func(tx *tx) error { return seed(ctx, tx, fresh) })
	}
	if err = errors.Join(err, db.Close()); err != nil {
		_ = os.Remove(draft)
		return err
	}
	return os.Rename(draft, path)
}

// seed fills a database that was just made.
func seed(ctx context.Context, tx *tx, fresh Fresh) error {
	name := cmp.Or(fresh.Admin, "Administrator")
	if err := addUser(ctx, tx, &User{Name: name, FullName: name, Role: Admin, Active: true}, ""); err != nil {
		return err
	}
	for key, value := range map[string]string{DefaultCountry: fresh.Country, DefaultCurrency: fresh.Currency} {
		if value == "" {
			continue
		}
		if err := setSetting(ctx, tx, key, value); err != nil {
			return err
		}
	}
	for _, list := range slices.Sorted(maps.Keys(fresh.Lists)) {
		if err := knownList(ctx, tx, list); err != nil {
			return wrap(err, "fill list %s", list)
		}
		for _, item := range fresh.Lists[list] {
			if _, err := addListItem(ctx, tx, list, item); err != nil {
				return err
			}
		}
	}
	return nil
}
