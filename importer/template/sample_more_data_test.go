package template

import (
	"fmt"
	"strings"
)

// sampleLeads are the rows of leady.xlsx.
func sampleLeads() []sampleRow {
	var rows []sampleRow
	topics := []string{"Poptávka regálů do skladu", "Zájem o servisní smlouvu", "Přestavba provozovny", "Kontakt z veletrhu", "Dotaz z webového formuláře", "Náhrada dosavadního dodavatele"}
	for n := range 25 {
		p := samplePerson(400+n, pick(domains, n))
		town := pick(towns, n)
		row := sampleRow{
			"topic": fmt.Sprintf("%s (%d)", pick(topics, n), n+1), "priority": pick([]string{"normální", "vysoká", "nízká"}, n), "lead_date": fmt.Sprintf("%d. %d. 2026", n+1, n%11+1),
			"phase": pick([]string{"Nový", "V řešení", "Kvalifikovaný", "Nezájem"}, n), "company_name": pick(firms, n*7) + " " + pick(forms, n), "category": pick([]string{"poptávka", "oslovení"}, n),
			"source": pick(sources, n), "territory": pick([]string{"Čechy", "Morava", "Slezsko"}, n), "city": town[0], "zip": town[1], "country": "Česko",
			"note": "Smyšlený lead pro vyzkoušení programu.", "tags": "ukázka",
		}
		for _, key := range []string{"first_name", "last_name", "phone_1", "email_1"} {
			row[key] = p[key]
		}
		rows = append(rows, row)
	}
	return rows
}

// sampleProducts are the rows of produkty.xlsx.
func sampleProducts() []sampleRow {
	var rows []sampleRow
	for n, line := range strings.Split(strings.TrimSpace(`
Regál policový 180 cm|ks|zboží|1 290|2 190
Regál policový 240 cm|ks|zboží|1 690|2 890
Police náhradní, nosnost 150 kg|ks|zboží|189,50|349
Paletový vozík ruční|ks|zboží|5 400|8 990
Schůdky hliníkové, 5 stupňů|ks|zboží|990|1 749
Přepravka plastová 60 × 40 cm|ks|zboží|119|219,90
Pracovní stůl s dřevěnou deskou|ks|zboží|3 150|5 490
Skříň na nářadí uzamykatelná|ks|zboží|4 480|7 290
Rukavice pracovní, 12 párů|bal.|zboží|210|389
Páska lepicí balicí, 36 rolí|bal.|zboží|640|1 090
Fólie průtažná 500 mm|ks|zboží|95|169
Štítky regálové, 100 ks|bal.|zboží|79|159
Montáž regálu|hod.|služba||650
Doprava po kraji|km|služba||14,50
Roční prohlídka regálů|ks|služba||2 400
Školení obsluhy vozíku|os.|služba||1 850
Zaměření skladu|ks|služba||3 200
Návrh rozmístění skladu|ks|služba||6 900
Katalog tištěný|ks|zboží|25|0
Odborná příručka skladníka|ks|zboží|140|290`), "\n") {
		cells := strings.Split(strings.TrimSpace(line), "|")
		row := sampleRow{
			"code": fmt.Sprintf("UK-%03d", n+1), "name": cells[0], "unit": cells[1], "category": cells[2], "cost": cells[3], "price": cells[4],
			"tax_rate": []string{"21", "12"}[n/19], "currency": "CZK", "tags": "ukázka", "description": "Smyšlený produkt pro vyzkoušení programu.",
		}
		if n%4 == 0 {
			row["valid_from"], row["valid_till"] = "1. 1. 2026", "31. 12. 2027"
		}
		rows = append(rows, row)
	}
	return rows
}

// sampleMistakes are the rows of klienti-s-chybami.xlsx: those mistakes people make most, one to a client, among
// clients that are right.
func sampleMistakes() []sampleRow {
	mistakes := []sampleRow{
		{"email_1": "info(at)example.com"},
		{"email_1": "info@example.com; sklad@example.com"},
		{"anniversary": "31. 2. 2010"},
		{"name": ""},
		{"state": "Aktuálně"},
		{"country": "Čeksoslovensko"},
		{"vat_payer": "možná"},
		{"website": "ftp://example.com/cenik"},
		{"phone_1": "zavolat dopoledne"},
		{"note": strings.Repeat("Příliš dlouhá poznámka, která se do buňky nevejde. ", 6)},
		{"owner": "Kdosi Neznámý"},
		{"1.last_name": "", "1.first_name": "Šárka", "1.email_1": "sarka@example.org"},
		{"2.last_name": "Tymián", "2.email_1": "tymian@"},
		{"legal_form": "spol. s ručením"},
		{"reg_number": ico(300)},         // the same number twice, see below
		{"reg_number": "99003012"},       // a wrong check digit
		{"zip": "1600"},                  // a digit short
		{"tax_number": "CZ1234"},         // too short
		{"bank_account": "19-123457890"}, // no bank code
	}
	var rows []sampleRow
	for n := range len(mistakes) + 8 {
		row := sampleFirm(n)
		row["name"] = "Chyběnka " + firms[n]
		row["reg_number"] = ico(300 + n)
		row["1.last_name"], row["1.first_name"] = pick(surnames, n)[0], pick(women, n)
		if n >= 4 && n-4 < len(mistakes) {
			for key, value := range mistakes[n-4] {
				row[key] = value
			}
		}
		rows = append(rows, row)
	}
	return rows
}
