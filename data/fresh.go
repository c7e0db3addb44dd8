package data

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Fresh says what a database holds when it is made. It depends on the language and the home of whoever makes it; from then on it
// is the same for all who use the database.
type Fresh struct {
	Admin             string              // name of its administrator, who has no password; "" is Administrator
	Country, Currency string              // the settings DefaultCountry and DefaultCurrency; "" leaves them at their defaults
	Lists             map[string][]string // items of the built-in lists, by key
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
