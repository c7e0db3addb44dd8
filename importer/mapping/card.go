package mapping

import "strings"

// cardConcepts are the properties of address cards (RFC 6350), those of structured ones with their part.
var cardConcepts = map[string]concept{
	"FN": "full_name", "N;FAMILY": "last_name", "N;GIVEN": "first_name", "N;PREFIX": "title_before", "N;SUFFIX": "title_after",
	"TEL": "phone", "EMAIL": "email", "URL": "website", "ORG;NAME": "company", "TITLE": "position", "ROLE": "position", "BDAY": "birthday",
	"NOTE": "note", "CATEGORIES": "tags", "UID": "external_id", "GENDER": "gender", "LANG": "language", "IMPP": "other_contact",
	"ADR;STREET": "street", "ADR;CITY": "city", "ADR;REGION": "region", "ADR;ZIP": "zip", "ADR;COUNTRY": "country", "LABEL": "address",
	"X-SKYPE": "other_contact", "X-GENDER": "gender", "X-SOCIALPROFILE;FACEBOOK": "facebook", "X-SOCIALPROFILE;LINKEDIN": "linkedin",
	"X-SOCIALPROFILE;TWITTER": "x", "X-SOCIALPROFILE;INSTAGRAM": "instagram",
}

// cardMeanings is what the column of an address card means.
func cardMeanings(title string) []meaning {
	name, number, _ := strings.Cut(title, " ")
	m := meaning{score: 1}
	if number != "" {
		m.number, m.score = int(number[0]-'0'), 0.95
	}
	var key []string
	for i, word := range strings.Split(name, ";") {
		switch {
		case i > 0 && word == "HOME":
			m.quals = append(m.quals, qPrivate)
		case i > 0 && word == "WORK":
			m.quals = append(m.quals, qWork)
		case i > 0 && word == "FAX":
			m.concept = "fax"
		case i > 0 && (word == "CELL" || word == "IPHONE"):
			m.concept = "mobile"
		case i > 0 && (word == "PAGER" || word == "CAR" || word == "ISDN" || word == "MSG"):
			m.concept = none
		default:
			key = append(key, word)
		}
	}
	c := cardConcepts[strings.Join(key, ";")]
	if c == "" && len(key) > 0 {
		c = cardConcepts[key[0]]
	}
	switch {
	case c == "" || m.concept == none:
		m.concept = none
	case m.concept == "":
		m.concept = c
	}
	return []meaning{m}
}
