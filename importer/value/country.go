package value

import (
	"slices"
	"strings"

	"kartoteka/assets"
)

// countryNames are what people write for a country besides its codes and its names in Czech,
// English and its own language.
var countryNames = map[string]string{
	"CZ": "ČR, ČSR, Česká republika, Čechy, Czech Republic, Czech Rep., The Czech Republic, Česká rep.",
	"SK": "SR, Slovenská republika, Slovenská rep., Slovak Republic",
	"AE": "SAE, Emiráty, UAE",
	"AT": "Oesterreich",
	"BA": "Bosna, Bosnia",
	"BE": "Belgique, België, Belgien",
	"BY": "Belarus, Bělorusko",
	"CD": "Kongo-Kinshasa, Demokratická republika Kongo, Democratic Republic of the Congo",
	"CG": "Kongo-Brazzaville, Konžská republika",
	"CH": "Suisse, Svizzera, Schweiz, Švajčiarsko",
	"CI": "Ivory Coast, Côte d'Ivoire, Pobřeží slonoviny",
	"CN": "ČLR, Čínská lidová republika, People's Republic of China",
	"CV": "Cape Verde, Kapverdské ostrovy",
	"CY": "Cyprus, Kypr",
	"DE": "SRN, Spolková republika Německo, NSR, Nemecko, Federal Republic of Germany",
	"FI": "Finland, Suomi",
	"GB": "UK, U.K., Velká Británie, Británie, Anglie, Skotsko, Wales, Spojené království, Great Britain, Britain, England, Scotland, United Kingdom",
	"HU": "Maďarsko, Hungary",
	"IE": "Irsko, Eire",
	"IR": "Írán, Iran",
	"KP": "KLDR, Severní Korea, North Korea",
	"KR": "Jižní Korea, South Korea, Korejská republika, Republic of Korea",
	"LA": "Laos",
	"MD": "Moldavsko, Moldávie, Moldova",
	"MK": "Makedonie, Severní Makedonie, Macedonia",
	"MM": "Barma, Burma, Myanmar",
	"NL": "Holandsko, Holland, Nizozemí, The Netherlands",
	"PL": "Polska, Poland",
	"RU": "Ruská federace, Russian Federation, Russia",
	"SY": "Sýrie, Syria",
	"SZ": "Svazijsko, Swaziland",
	"TL": "Východní Timor, East Timor",
	"TR": "Turkey, Turecko",
	"TW": "Taiwan, Tchaj-wan",
	"TZ": "Tanzanie, Tanzania",
	"US": "USA, U.S.A., U.S., Spojené státy, Spojené státy americké, United States of America, United States, Amerika, America",
	"VA": "Vatikán, Vatican",
	"VN": "Vietnam, Viet Nam",
	"ZA": "JAR, Jihoafrická republika, South Africa",
}

// suriname has the code that Czechs and Slovaks read as Slovenská republika, and must be named otherwise.
// CR stays Costa Rica, though: only with its háček is ČR the Czech Republic.
const suriname = "SR"

// countries is the vocabulary of ISO 3166-1: codes of two and three letters, names in Czech, in English and
// in the country's own language, and what else is usual.
func (p *Parser) countries() *vocabulary {
	return remember(&p.country, "", func(v *vocabulary) {
		// Home comes first, so that of two equally near names the nearer country is suggested.
		codes := []string{"CZ", "SK"}
		for _, code := range assets.Countries() {
			if !slices.Contains(codes[:2], code) {
				codes = append(codes, code)
			}
		}
		for _, code := range codes {
			names := append(inEveryLanguage(func(l assets.Lang) string { return l.Country(code) }), assets.NativeCountry(code), assets.Alpha3(code))
			if code != suriname {
				names = append(names, code)
			}
			if others := countryNames[code]; others != "" {
				names = append(names, strings.Split(others, ", ")...)
			}
			v.add(code, p.Lang.Country(code), names...)
		}
	})
}
