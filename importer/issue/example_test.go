package issue_test

import (
	"fmt"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
)

// An issue is data; its message is made in the language of whoever reads it.
func ExampleIssue_Message() {
	i := issue.Issue{
		Severity: issue.InvalidEmail.Severity(), Code: issue.InvalidEmail,
		Sheet: "Klienti", Row: 17, Col: 4, Column: "E-mail 1", Record: data.Client, Field: "email_1",
		Value: "novak(at)firma.cz", Suggestion: "novak@firma.cz",
	}
	fmt.Println(i.Cell(), i.Severity, i.Code.OfFile())
	fmt.Println(i.Code.Title(assets.Czech))
	fmt.Println(i.Message(assets.English))
	// Output:
	// D17 error false
	// Neplatná e-mailová adresa
	// The e-mail “novak(at)firma.cz” is not a valid address. Correct it, for example to novak@firma.cz.
}
