package assets

import "golang.org/x/text/language"

// A Language is the entry of a language in the table: how it writes what is not a sentence, after the CLDR
// (https://cldr.unicode.org). Plurals, the alphabet and the names of countries follow from its Tag. Everything else of
// a language is in its folder, translations/<code>: texts, words (see words.json), and the pages of the help.
type Language struct {
	Code     Lang         // ISO 639-1, and the name of its folder
	Name     string       // its own name for itself
	Tag      language.Tag // for the packages of golang.org/x/text
	Complete bool         // every text is there: the window offers the language
	Fallback Lang         // says what the language has no text for; "" for the last

	Group    string // between groups of three digits
	Decimal  string // before decimals, "," or "."
	Percent  string // behind a percentage
	List     rune   // between the values of a line of CSV, as spreadsheets in the language expect it
	Date     string // layouts of package time
	DateTime string
	Comma    string // before the last but one item of an enumeration …
	And      string // … and before its last

	Home Home // where its people are at home
}

// Home is the first content of a database whose first user speaks the language. It is a market more than a language:
// English has that of the people who use the program in it.
type Home struct {
	Country  string // ISO 3166-1 alpha-2
	Currency string // ISO 4217
	Items    Lang   // whose list items, see Fresh
}

// nbsp keeps a number and what belongs to it on one line.
const nbsp = "\u00a0"

// builtIn is the table of the languages, in the order in which they are offered. A new language is one entry
// here and its folder.
var builtIn = []Language{
	{
		Code: Czech, Name: "Čeština", Tag: language.Czech, Complete: true, Fallback: English,
		Group: nbsp, Decimal: ",", Percent: nbsp + "%", List: ';', Date: "2. 1. 2006", DateTime: "2. 1. 2006 15:04",
		Comma: ", ", And: " a ", Home: Home{"CZ", "CZK", Czech},
	},
	{
		Code: English, Name: "English", Tag: language.English, Complete: true,
		Group: ",", Decimal: ".", Percent: "%", List: ',', Date: "2 Jan 2006", DateTime: "2 Jan 2006, 15:04",
		Comma: ", ", And: " and ", Home: Home{"CZ", "CZK", English},
	},
	{
		Code: Slovak, Name: "Slovenčina", Tag: language.Slovak, Fallback: Czech,
		Group: nbsp, Decimal: ",", Percent: nbsp + "%", List: ';', Date: "2. 1. 2006", DateTime: "2. 1. 2006 15:04",
		Comma: ", ", And: " a ", Home: Home{"SK", "EUR", Slovak},
	},
}
