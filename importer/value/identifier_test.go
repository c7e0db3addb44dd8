package value_test

import (
	"testing"

	"kartoteka/data"
	"kartoteka/importer/value"
	"kartoteka/importer/xlsx"
)

func identifier(format data.Format) *data.Field {
	return &data.Field{Type: data.Text, Format: format}
}

func TestRegNumber(t *testing.T) {
	g := grid{
		{"27074358", "27074358"}, {"25596641", "25596641"}, {"00006947", "00006947"}, {"270 74 358", "270 74 358"},
		{"6947", "00006947 ! leading-zeros ~ 00006947"}, {number(6947, xlsx.ClassGeneral), "00006947 ! leading-zeros ~ 00006947"}, {"69 47", "00006947 ! leading-zeros ~ 00006947"},
		{"1234567", "01234567 ! leading-zeros ~ 01234567 ! doubtful-reg-number"},
		{"27074359", "27074359 ! doubtful-reg-number"}, {"270743581", "270743581 ! doubtful-reg-number"}, {"CZ27074358", "CZ27074358 ! doubtful-reg-number ~ 27074358"},
		{"IČO: 27074358", "IČO: 27074358 ! doubtful-reg-number ~ 27074358"}, {"nemá", "nemá ! doubtful-reg-number"}, {"27074358.0", "27074358.0 ! doubtful-reg-number ~ 27074358"}, {"6947,0", "6947,0 ! doubtful-reg-number ~ 00006947"}, {"27074358.5", "27074358.5 ! doubtful-reg-number"}, {"1.234E+7", "1.234E+7 ! doubtful-reg-number"}, {"2.7074358E+7", "27074358 ! scientific ~ 27074358"},
	}
	for _, country := range []string{"", "CZ", "SK"} {
		g.check(t, in(country), identifier(data.RegNumber))
	}
	grid{{"6947", "6947"}, {"27074359", "27074359"}, {"HRB 12", "HRB 12"}}.check(t, in("DE"), identifier(data.RegNumber))
}

func TestTaxNumber(t *testing.T) {
	f := identifier(data.TaxNumber)
	czech := grid{
		{"CZ27074358", "CZ27074358"}, {"cz 27074358", "cz 27074358"}, {"CZ699000899", "CZ699000899"}, {"CZ699000761", "CZ699000761"},
		{"CZ7103192745", "CZ7103192745"}, {"CZ7853202743", "CZ7853202743 ! doubtful-tax-number"}, {"CZ530101123", "CZ530101123"},
		{"27074358", "27074358 ! doubtful-tax-number ~ CZ27074358"}, {"CZ-27074358", "CZ-27074358 ! doubtful-tax-number ~ CZ27074358"}, {"DIČ: CZ27074358", "DIČ: CZ27074358 ! doubtful-tax-number ~ CZ27074358"},
		{"CZ27074359", "CZ27074359 ! doubtful-tax-number"}, {"CZ699000898", "CZ699000898 ! doubtful-tax-number"}, {"CZ7113192745", "CZ7113192745 ! doubtful-tax-number"}, {"CZ7102302745", "CZ7102302745 ! doubtful-tax-number"},
		{"CZ540101123", "CZ540101123 ! doubtful-tax-number"}, {"CZ", "CZ ! doubtful-tax-number"}, {"neplátce", "neplátce ! doubtful-tax-number"},
	}
	czech.check(t, in("CZ"), f)
	czech.check(t, in(""), f)
	slovak := grid{{"2020317068", "2020317068"}, {"2021853504", "2021853504"}, {"SK2020317068", "SK2020317068 ! doubtful-tax-number ~ 2020317068"}, {"2020317068.0", "2020317068.0 ! doubtful-tax-number ~ 2020317068"}, {"2020317069", "2020317069 ! doubtful-tax-number"}}
	slovak.check(t, in("SK"), f)
	slovak.check(t, in(""), f)
	grid{{"CZ27074358", "CZ27074358 ! doubtful-tax-number"}}.check(t, in("SK"), f)
	grid{{"2020317068", "2020317068 ! doubtful-tax-number"}, {"DE136695976", "DE136695976 ! doubtful-tax-number"}}.check(t, in("CZ"), f)
	grid{{"DE136695976", "DE136695976"}, {"ATU12345678", "ATU12345678"}}.check(t, in(""), f)
	grid{{"whatever", "whatever"}}.check(t, in("AT"), f)
}

// Birth numbers of each rule: before 1954, the remainder of ten until 1985, women, overflowing serials.
func TestBirthNumbers(t *testing.T) {
	grid{
		{"CZ530101123", "CZ530101123"},
		{"CZ0101010011", "CZ0101010011 ! doubtful-tax-number"},
		{"CZ5401010012", "CZ5401010012 ! doubtful-tax-number"},
		{"CZ7801233540", "CZ7801233540"}, // 780123354 leaves ten
		{"CZ9001233550", "CZ9001233550 ! doubtful-tax-number"},
		{"CZ0521010006", "CZ0521010006"}, // month 21: January 2005
		{"CZ0571010000", "CZ0571010000"}, // month 71: a woman, January 2005
		{"CZ9021010009", "CZ9021010009 ! doubtful-tax-number"},
	}.check(t, in("CZ"), identifier(data.TaxNumber))
}

func TestVATNumber(t *testing.T) {
	f := identifier(data.VATNumber)
	grid{{"SK2020317068", "SK2020317068"}, {"sk 2020317068", "sk 2020317068"}, {"2020317068", "2020317068 ! doubtful-tax-number ~ SK2020317068"}, {"SK2020317069", "SK2020317069 ! doubtful-tax-number"}}.check(t, in("SK"), f)
	grid{{"CZ27074358", "CZ27074358"}, {"27074358", "27074358 ! doubtful-tax-number ~ CZ27074358"}, {"SK2020317068", "SK2020317068"}}.check(t, in(""), f)
	grid{{"CZ27074358", "CZ27074358 ! doubtful-tax-number"}}.check(t, in("SK"), f)
}

func TestZIP(t *testing.T) {
	f := identifier(data.ZIP)
	grid{
		{"11000", "110 00"}, {"110 00", "110 00"}, {"1 1 0 0 0", "110 00"}, {"110\u00a000", "110 00"}, {number(11000, xlsx.ClassGeneral), "110 00"}, {"79401", "794 01"},
		{"81101", "81101 ! doubtful-zip"}, {"01001", "01001 ! doubtful-zip"}, {"1100", "1100 ! doubtful-zip"}, {"110000", "110000 ! doubtful-zip"}, {"CZ-110 00", "CZ-110 00 ! doubtful-zip ~ 110 00"}, {"Praha", "Praha ! doubtful-zip"},
	}.check(t, in("CZ"), f)
	grid{
		{"81101", "811 01"}, {"01101", "011 01"}, {number(1101, xlsx.ClassGeneral), "011 01 ! leading-zeros ~ 011 01"}, {"1101", "011 01 ! leading-zeros ~ 011 01"}, {"11000", "11000 ! doubtful-zip"},
	}.check(t, in("SK"), f)
	grid{{"11000", "110 00"}, {"81101", "811 01"}, {"1101", "1101 ! doubtful-zip ~ 011 01"}}.check(t, in(""), f)
	grid{{"10115", "10115"}, {"1010", "1010"}, {"SW1A 1AA", "SW1A 1AA"}}.check(t, in("AT"), f)
	p := in("")
	p.DefaultCountry = "SK"
	grid{{"1101", "011 01 ! leading-zeros ~ 011 01"}}.check(t, p, f)
}

func TestBankAccount(t *testing.T) {
	f := identifier(data.BankAccount)
	grid{
		{"19-2000145399/0800", "19-2000145399/0800"}, {"2000145399/0800", "2000145399/0800"}, {"19-2000145399 / 0800", "19-2000145399 / 0800"}, {"000019-2000145399/0800", "000019-2000145399/0800"},
		{"CZ6508000000192000145399", "CZ6508000000192000145399"}, {"CZ65 0800 0000 1920 0014 5399", "CZ65 0800 0000 1920 0014 5399"}, {"sk3112000000198742637541", "sk3112000000198742637541"}, {"DE89370400440532013000", "DE89370400440532013000"},
		{"19-2000145398/0800", "19-2000145398/0800 ! doubtful-bank-account"}, {"18-2000145399/0800", "18-2000145399/0800 ! doubtful-bank-account"}, {"2000145399", "2000145399 ! doubtful-bank-account"},
		{"2000145399/800", "2000145399/800 ! doubtful-bank-account"}, {"0000000000/0800", "0000000000/0800 ! doubtful-bank-account"}, {"0/0800", "0/0800 ! doubtful-bank-account"},
		{"CZ6508000000192000145398", "CZ6508000000192000145398 ! doubtful-bank-account"}, {"CZ650800000019200014539", "CZ650800000019200014539 ! doubtful-bank-account"}, {"DE8937040044053201300", "DE8937040044053201300 ! doubtful-bank-account"},
		{"XX6508000000192000145399", "XX6508000000192000145399 ! doubtful-bank-account"}, {"/", "/ ! doubtful-bank-account"},
	}.check(t, in(""), f)
	grid{{"12345", "12345"}}.check(t, in("US"), f)
}

func TestDataBox(t *testing.T) {
	grid{{"abc2def", "abc2def"}, {"ABC2DEF", "ABC2DEF"}, {"abc2de", "abc2de ! doubtful-databox"}, {"abc2de-", "abc2de- ! doubtful-databox"}, {"abč2def", "abč2def ! doubtful-databox"}}.check(t, in("CZ"), identifier(data.DataBox))
}

func BenchmarkIdentifier(b *testing.B) {
	for format, s := range map[data.Format]string{data.RegNumber: "27074358", data.TaxNumber: "CZ27074358", data.ZIP: "110 00", data.BankAccount: "19-2000145399/0800"} {
		b.Run(string(format), func(b *testing.B) {
			p, f := newParser(), identifier(format)
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(f, value.Typed(s))
			}
		})
	}
}
