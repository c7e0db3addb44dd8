package assets

import "maps"

// Fresh is the first content of a database whose first user speaks the language. It has the fields of data.Fresh, so that the one
// converts into the other.
type Fresh struct {
	Admin             string // name of the administrator
	Country, Currency string
	Lists             map[string][]string // items by the key of a list; they are not translated later
}

// Fresh is the first content of a database whose first user speaks the language: its country, currency and items of lists.
func (l Lang) Fresh() Fresh {
	home := l.Home()
	return Fresh{l.Text("account.first"), home.Country, home.Currency, maps.Clone(home.Items.spoken().words.Lists)}
}
