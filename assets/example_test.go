package assets_test

import (
	"fmt"
	"time"

	"kartoteka/assets"
)

// A text is asked for by its key, with values for its placeholders.
func ExampleLang_Text() {
	fmt.Println(assets.Czech.Text("group.contact_n", assets.Values{"N": 3}))
	fmt.Println(assets.English.Text("group.contact_n", assets.Values{"N": 3}))
	// Output:
	// Kontakt 3
	// Contact 3
}

// The form of a text follows from the number.
func ExampleLang_Plural() {
	for _, n := range []int{1, 2, 5} {
		fmt.Println(assets.Czech.Plural("record.client", n), "|", assets.Slovak.Plural("record.client", n), "|", assets.English.Plural("record.client", n))
	}
	// Output:
	// 1 klient | 1 klient | 1 client
	// 2 klienti | 2 klienti | 2 clients
	// 5 klientů | 5 klientov | 5 clients
}

// Numbers, dates and names are written the language's way.
func ExampleLang_Number() {
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for _, l := range assets.Languages() {
		fmt.Println(l, l.Number(0.25), l.Date(day), l.Country("DE"), l.And([]string{"A", "B", "C"}))
	}
	// Output:
	// cs 0,25 22. 11. 2026 Německo A, B a C
	// en 0.25 22 Nov 2026 Germany A, B and C
	// sk 0,25 22. 11. 2026 Nemecko A, B a C
}

// A database begins with what is usual where its first user is at home.
func ExampleLang_Fresh() {
	fresh := assets.Slovak.Fresh()
	fmt.Println(fresh.Country, fresh.Currency, fresh.Lists["lead_phase"])
	// Output:
	// SK EUR [Nový V riešení Kvalifikovaný Nezáujem]
}
