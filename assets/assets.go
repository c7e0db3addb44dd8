// Package assets is everything Kartotéka carries inside itself that is not code: the texts of its languages, its icon,
// its version; and Lang, which writes texts, plurals, numbers, dates and names the way a language does.
//
// # Languages
//
// A language is one entry in the table of language.go and one folder in translations. The entry says how it writes numbers, dates
// and lists; the folder holds its texts, the words people type (words.json), and the pages of the help. Nothing else
// names a language: whatever there is one of per language follows [Languages], and [Register] lets a test prove it.
// What a language that is not complete lacks, the one named in its entry says for it.
//
// # Texts
//
// A word that people read stands in a file of a language's folder, never in the code. Its files are merged: one for each
// area, such as issues.json. A file is a flat JSON object from key to text:
//
//	"page.import": "Import dat z XLSX",
//	"import.rejected": "Řádek {{.Row}} byl vynechán.",
//	"import.done": {"one": "Naimportován {{.N}} klient.", "few": "…", "many": "…", "other": "Naimportováno {{.N}} klientů."}
//
// Keys are dotted and English, texts are whole sentences. What varies in them is a named placeholder, nothing else of
// text/template. A text that depends on a number is an object with one text for each plural category the CLDR gives
// the language: in Czech one (1), few (2–4), other (0, 5 and more) and many (1,5), in English one and other.
//
//	lang := assets.SystemLang()
//	lang.Text("import.rejected", assets.Values{"Row": 17})
//	lang.Plural("import.done", 4987)
//
// A missing key shows itself instead of a text. The tests of this package prove that nothing is missing: complete languages
// have the same keys with the same placeholders in them, and every plural its categories.
//
// The record types and fields of package data are named by convention, in fields.json of each language:
// record.client, field.name, field.contact.client (where one type says it differently), field.name.hint,
// field.name.example, choice.state.potential, group.address, list.currency, type.date, template.leads, sheet.leads. A
// field added there needs a line here in each language.
//
// The package knows nothing of the others, neither of records nor of windows.
package assets

import (
	_ "embed"
	"strings"
)

//go:embed icons/kartoteka.svg
var icon []byte

// Icon is the program's icon, an SVG of 512 × 512 that stays legible at 16 pixels.
// The packager takes the same picture from icons/kartoteka.png.
func Icon() []byte { return icon }

//go:embed VERSION
var version string

// Version is the version of the program, "1.4.0", after semver.org. The file VERSION is its only source;
// FyneApp.toml repeats it for the packager.
var Version = strings.TrimSpace(version)
