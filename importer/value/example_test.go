package value_test

import (
	"fmt"
	"time"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/value"
)

// A text becomes a value, or a finding with a suggestion where it can be guessed; a value becomes a text that reads
// back as the same value.
func ExampleParser_Parse() {
	p := value.NewParser(value.Context{Lang: assets.Czech, Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	schema := data.NewSchema(nil)
	birthday := schema.Field(data.Contact, "birthday")

	v, _ := p.Parse(birthday, value.Typed("24. prosince 1976"))
	fmt.Println(v)
	fmt.Println(p.Print(birthday, v))

	_, findings := p.Parse(birthday, value.Typed("12/24/1976"))
	fmt.Println(findings[0].Code, findings[0].Suggestion)

	v, findings = p.Parse(schema.Field(data.Client, "reg_number"), value.Typed("6963"))
	fmt.Println(v, findings[0].Code)
	// Output:
	// 1976-12-24
	// 24. 12. 1976
	// invalid-date 24.12.1976
	// 00006963 leading-zeros
}
