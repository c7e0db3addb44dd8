package template

import (
	"fmt"
	"strings"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"unicode"
)

// The records of the shipped sample workbooks. Everything in them is invented: names of firms and streets are made-up
// words, surnames come from a kitchen and a garden, mail goes to the domains of RFC 2606. Registration numbers are of
// a range no company has been given (99…), with a right check digit; no tax ID can be made of them. The phones begin with
// 20, which is a Prague number by its form but leads nowhere.

const fictitious = "Smyšlená firma pro vyzkoušení programu; IČO ani kontakty nikomu nepatří."

var (
	firms = strings.Fields(`Zelvanto Brakuta Kolmira Tesaplan Ovitrex Mirelko Dubarok Salvanta Petrovix Lunarko Javorex Kamelto
		Rybanta Stromika Vlnotex Hrabix Klasovia Medunka Orlatech Pilomax Skalinvest Truhlix Ulmaris Vodarex Zahradix Bylinta
		Cihlaris Drevona Ferrolux Glasita Hodinex Izolaris Jablonex Krovatech Lesanka Modranta Netkanex Olivtex Papirex Rukodil
		Svitex Tkalina Urbalux Vinarix Xenorba Zrnotex Akvarix Bedrona Cukrovix Dlazdex Elektrix Formanta Granitex Horalka
		Impregna Jezdecka Kovarix Lampyris Malbex Nabytex`)
	forms      = []string{"s.r.o.", "a.s.", "s.r.o.", "družstvo", "s.r.o.", "v.o.s."}
	industries = []string{"strojírenství", "obchod", "služby", "stavebnictví", "IT", "doprava", "zemědělství"}
	sizes      = []string{"1–9", "10–49", "50–249", "1–9", "0", "250+"}
	turnovers  = []string{"do 1 mil. Kč", "1–10 mil. Kč", "10–60 mil. Kč", "60–300 mil. Kč"}
	terms      = []string{"14 dní", "30 dní", "ihned", "60 dní"}
	sources    = []string{"doporučení", "veletrh", "internet", "vlastní vyhledání", "reklama"}
	states     = []string{"Aktuální", "Potenciální", "Aktuální", "Odložený", "Nezajímavý"}
	roles      = []string{"Odběratel", "Odběratel", "Dodavatel", "Partner", "Odběratel", "Konkurent"}
	streets    = []string{"Papírníkova", "Větrníková", "Lampionová", "Karamelova", "Kompasová alej", "Motýlkova stezka", "Hvězdicová", "Na Vlnovce"}
	towns      = [][3]string{
		{"Praha 6", "160 00", "Hlavní město Praha"}, {"Brno", "602 00", "Jihomoravský kraj"}, {"Ostrava", "702 00", "Moravskoslezský kraj"},
		{"Plzeň", "301 00", "Plzeňský kraj"}, {"Liberec", "460 01", "Liberecký kraj"}, {"Olomouc", "779 00", "Olomoucký kraj"},
		{"České Budějovice", "370 01", "Jihočeský kraj"}, {"Hradec Králové", "500 02", "Královéhradecký kraj"}, {"Zlín", "760 01", "Zlínský kraj"},
		{"Jihlava", "586 01", "Kraj Vysočina"},
	}
	women     = []string{"Tereza", "Markéta", "Lenka", "Alžběta", "Ivana", "Šárka", "Klára", "Běla"}
	men       = []string{"Ondřej", "Vojtěch", "Radek", "Štěpán", "Jiří", "Zdeněk", "Matěj", "Oldřich"}
	surnames  = [][2]string{{"Skořicová", "Skořice"}, {"Jehličková", "Jehlička"}, {"Perníčková", "Perníček"}, {"Heřmánková", "Heřmánek"}, {"Brusinková", "Brusinka"}, {"Oříšková", "Oříšek"}, {"Medovníková", "Medovník"}, {"Šafránková", "Šafránek"}, {"Rybízová", "Rybíz"}, {"Tymiánová", "Tymián"}, {"Kopretinová", "Kopretina"}}
	positions = []string{"jednatel", "vedoucí nákupu", "účetní", "obchodní zástupce", "technik", "asistentka"}
	domains   = []string{"example.com", "example.org", "example.net"}
)

// A sampleRow is a row of a sample: what is typed into the column of a field key, persons' keys with the number
// of their section in front ("2.last_name").
type sampleRow map[string]string

func pick[T any](from []T, n int) T { return from[n%len(from)] }

// ico is the nth registration number of the range no company has, with its check digit.
func ico(n int) string {
	digits := fmt.Sprintf("99%05d", n)
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (8 - i)
	}
	return fmt.Sprintf("%s%d", digits, (11-sum%11)%10)
}

// ascii is a text as it stands in an address: lower case, without accents and spaces.
func ascii(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), s)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.NewReplacer(" ", "-", ".", "", ",", "").Replace(plain))
}

// sampleFirm is the nth firm.
func sampleFirm(n int) sampleRow {
	name, form, town := firms[n%len(firms)], pick(forms, n), pick(towns, n)
	domain := pick(domains, n)
	row := sampleRow{
		"name": name + " " + form, "reg_number": ico(100 + n), "vat_payer": []string{"ano", "ne"}[n%3/2],
		"rating": pick([]string{"A", "B", "", "C"}, n), "state": pick(states, n), "role": pick(roles, n), "category": pick([]string{"běžný", "VIP", "běžný"}, n),
		"source": pick(sources, n), "industry": pick(industries, n), "legal_form": form, "employees": pick(sizes, n), "turnover": pick(turnovers, n),
		"payment_terms": pick(terms, n), "street": fmt.Sprintf("%s %d/%d", pick(streets, n), 11+7*n%83, n%9+1), "city": town[0], "zip": town[1], "region": town[2],
		"country": "Česko", "phone_1": fmt.Sprintf("+420 200 000 %03d", n), "phone_1_type": "pevná",
		"email_1": ascii(name) + "@" + domain, "website": "https://www." + domain + "/" + ascii(name), "note": fictitious, "tags": pick([]string{"ukázka", "ukázka, veletrh 2026", "ukázka"}, n),
	}
	if n%5 == 1 {
		row["anniversary"] = fmt.Sprintf("%d. %d. %d", n%27+1, n%12+1, 1992+n%30)
	}
	return row
}

// sampleIndividual is the nth client who is a person.
func sampleIndividual(n int) sampleRow {
	p := samplePerson(n+3, pick(domains, n))
	town := pick(towns, n+4)
	return sampleRow{
		"person": "ano", "title_before": pick([]string{"", "Ing.", "Mgr."}, n), "first_name": p["first_name"], "last_name": p["last_name"],
		"legal_form": "OSVČ", "state": pick(states, n), "street": fmt.Sprintf("%s %d", pick(streets, n+3), 5+n*3), "city": town[0], "zip": town[1], "region": town[2],
		"country": "Česko", "email_1": p["email_1"], "phone_1": fmt.Sprintf("+420 200 001 %03d", n), "note": "Smyšlený zákazník pro vyzkoušení programu.", "tags": "ukázka",
	}
}

// samplePerson is the nth contact person.
func samplePerson(n int, domain string) sampleRow {
	surname, first, gender := pick(surnames, n*3)[0], pick(women, n), "žena"
	if n%2 == 1 {
		surname, first, gender = pick(surnames, n*3)[1], pick(men, n), "muž"
	}
	row := sampleRow{
		"first_name": first, "last_name": surname, "gender": gender, "position": pick(positions, n),
		"phone_1": fmt.Sprintf("+420 200 002 %03d", n), "email_1": fmt.Sprintf("%s.%s.%d@%s", ascii(first), ascii(surname), n, domain),
	}
	switch n % 6 {
	case 0:
		row["key_person"] = "ano"
	case 2:
		row["title_before"] = "Ing."
	case 3:
		row["birthday"] = fmt.Sprintf("%d. %d. %d", n%28+1, n%12+1, 1960+n%40)
	case 5:
		row["no_marketing"] = "ano"
	}
	return row
}

// wideClients are the rows of klienti.xlsx: 36 firms with up to six persons, four individuals.
func wideClients() []sampleRow {
	var rows []sampleRow
	person := 0
	for n := range 36 {
		row := sampleFirm(n)
		for k := range pick([]int{1, 2, 0, 3, 1, 6, 2, 0, 4}, n) {
			for key, value := range samplePerson(person, row["email_1"][strings.Index(row["email_1"], "@")+1:]) {
				row[fmt.Sprintf("%d.%s", k+1, key)] = value
			}
			person++
		}
		rows = append(rows, row)
	}
	for n := range 4 {
		rows = append(rows, sampleIndividual(n))
	}
	return rows
}

// sheetClients are the rows of klienti-a-osoby.xlsx: 24 other firms, one Slovak, and their persons, who name them in
// all three ways.
func sheetClients() (clients, persons []sampleRow) {
	person := 200
	for n := 36; n < len(firms); n++ {
		row := sampleFirm(n)
		row["row_key"] = fmt.Sprintf("K%03d", n-35)
		if n == 40 {
			row["city"], row["zip"], row["region"], row["country"] = "Bratislava", "811 01", "Bratislavský kraj", "Slovensko"
			delete(row, "phone_1")
		}
		clients = append(clients, row)
		for range pick([]int{2, 0, 5, 1, 9, 3}, n) {
			p := samplePerson(person, pick(domains, n))
			p["client"] = []string{row["row_key"], row["reg_number"], row["name"]}[person%3]
			p["language"] = pick([]string{"čeština", "", "angličtina"}, person)
			persons = append(persons, p)
			person++
		}
	}
	return clients, persons
}
