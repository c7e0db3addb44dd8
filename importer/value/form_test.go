package value_test

import (
	"testing"

	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

// The forms of a value follow from its looks alone.
func TestFormsOf(t *testing.T) {
	names := map[value.Form]string{
		value.FormEmail: "email", value.FormEmails: "emails", value.FormPhone: "phone", value.FormPhones: "phones", value.FormURL: "url", value.FormRegNumber: "regnumber",
		value.FormTaxNumber: "tax", value.FormVATNumber: "vat", value.FormZIP: "zip", value.FormAccount: "account", value.FormIBAN: "iban", value.FormDataBox: "databox",
		value.FormDate: "date", value.FormBool: "bool", value.FormCountry: "country", value.FormCompany: "company", value.FormPerson: "person", value.FormStreet: "street", value.FormAddress: "address", value.FormTitle: "title", value.FormTitleBehind: "title behind",
	}
	p := newParser()
	for _, c := range []struct {
		text      string
		has, lack value.Form
	}{
		{"a@b.cz", value.FormEmail, value.FormEmails | value.FormURL}, {"a@b.cz; c@d.cz", value.FormEmails, value.FormEmail},
		{"777 123 456", value.FormPhone, value.FormPhones | value.FormDate}, {"+420 777 123 456", value.FormPhone, 0}, {"12345", 0, value.FormPhone}, {"+1234567", 0, value.FormPhone}, {"+12345678", value.FormPhone, 0},
		{"+123456789012345", value.FormPhone, 0}, {"+1234567890123456", 0, value.FormPhone}, {"777123456, 777123457", value.FormPhones, value.FormPhone}, {"12345678", 0, value.FormPhone},
		{"24.12.2026", value.FormDate, value.FormPhone}, {"12/24/2026", value.FormDate, 0}, {"24/12/2026", value.FormDate, 0}, {"31.2.2026", value.FormDate, 0},
		{"27074358", value.FormRegNumber, 0}, {"27074359", 0, value.FormRegNumber}, {"CZ27074358", value.FormTaxNumber, value.FormVATNumber}, {"SK2020123456", value.FormTaxNumber | value.FormVATNumber, 0},
		{"110 00", value.FormZIP, 0}, {"19-2000145399/0800", value.FormAccount, value.FormIBAN}, {"CZ6508000000192000145399", value.FormIBAN, value.FormAccount},
		{"www.firma.cz", value.FormURL, 0}, {"ano", value.FormBool, 0}, {"Česko", value.FormCountry, value.FormPerson}, {"Alfa s.r.o.", value.FormCompany, value.FormPerson}, {"Jan Novák", value.FormPerson, value.FormCompany},
		{"Lipová 12", value.FormStreet, value.FormAddress}, {"Lipová 12, 110 00 Praha", value.FormAddress, value.FormStreet}, {"1010", value.FormZIP, 0}, {"123", 0, value.FormZIP}, {"0123", 0, value.FormZIP}, {"Ph.D.", value.FormTitle | value.FormTitleBehind, 0}, {"Ing.", value.FormTitle, value.FormTitleBehind}, {"", 0, ^value.Form(0)},
	} {
		got := p.FormsOf(value.Typed(c.text))
		for form, name := range names {
			if c.has&form != 0 && got&form == 0 || c.lack&form != 0 && got&form != 0 {
				t.Errorf("%q is %s: %v", c.text, name, got&form != 0)
			}
		}
	}
	if got := p.FormsOf(xlsx.Cell{Kind: xlsx.Bool, Number: 1}); got != value.FormBool {
		t.Errorf("a boolean is %b", got)
	}
}
