package assets

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// assigned are the officially assigned codes of ISO 3166-1 alpha-2, and XK, which the EU, banks and mail give to Kosovo.
// Other reserved and user-assigned ones (EU, UK …) name no country there.
const assigned = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`

var renamedNative = map[string]string{"HK": "香港", "MD": "Moldova", "MK": "Северна Македонија", "MO": "澳門", "SZ": "eSwatini"}

// Countries lists the alpha-2 codes of ISO 3166-1 and XK, in the order of the codes.
func Countries() []string { return strings.Fields(assigned) }

// Country is the name of a country in the language: "CZ" is "Česko" and "Czechia". A code that is
// not in Countries is returned itself.
func (l Lang) Country(code string) string {
	for _, s := range l.spoken().chain {
		if name, ok := s.words.Names[code]; ok {
			return name
		}
		if names := s.countries(); names != nil {
			return regionName(names, code)
		}
	}
	return code
}

// NativeCountry is the name of a country in the language most of its people speak: "Deutschland",
// "Österreich". Where that name is not known it is the English one.
func NativeCountry(code string) string {
	if name, ok := renamedNative[code]; ok {
		return name
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	spoken, _ := language.Compose(language.Und, region)
	base, _ := spoken.Base() // the likely subtags of CLDR fill in what the region alone leaves open
	script, _ := spoken.Script()
	if tag, err := language.Compose(base, script); err == nil {
		if names := display.Regions(tag); names != nil {
			if name := regionName(names, code); name != code {
				return name
			}
		}
	}
	return English.Country(code)
}

// Alpha3 is the three-letter code of ISO 3166-1: "CZE" for "CZ". It is empty for a code that is not in Countries.
func Alpha3(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || !isAssigned(code) {
		return ""
	}
	return region.ISO3()
}

func regionName(names display.Namer, code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || !isAssigned(code) {
		return code
	}
	if name := names.Name(region); name != "" {
		return name
	}
	return code
}

func isAssigned(code string) bool { return len(code) == 2 && strings.Contains(assigned, code) }
