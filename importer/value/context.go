package value

import (
	"context"
	"fmt"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/xlsx"
)

// IsBlank reports whether a cell shows nothing. A formula without a value is not blank: it shows one
// as soon as it is calculated.
func IsBlank(c xlsx.Cell) bool {
	return c.Kind == xlsx.Text && isBlank(c.Text)
}

// ParserFor returns a parser that knows the lists, accounts and settings the database holds at this moment.
func ParserFor(ctx context.Context, store *data.Store, l assets.Lang, now time.Time) (*Parser, error) {
	lists, err := store.Lists(ctx)
	if err != nil {
		return nil, fmt.Errorf("read lists: %w", err)
	}
	users, err := store.Users(ctx)
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	c := Context{Lang: l, Today: now, Lists: lists}
	for _, u := range users {
		if u.Active {
			c.Users = append(c.Users, Account{ID: u.ID, SignIn: u.Name, Name: u.FullName})
		}
	}
	for _, setting := range []struct {
		key  string
		into *string
	}{{data.DefaultCountry, &c.DefaultCountry}, {data.DefaultCurrency, &c.DefaultCurrency}} {
		if *setting.into, err = store.Setting(ctx, setting.key); err != nil {
			return nil, fmt.Errorf("read setting %s: %w", setting.key, err)
		}
	}
	return NewParser(c), nil
}
