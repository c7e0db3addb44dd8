package assets

import (
	"embed"
	"io/fs"
)

//go:embed samples
var samples embed.FS

// A Sample is a file that ships with the program, to try an import with. Everything in it is invented.
type Sample struct {
	Name    string // of the file: "klienti.xlsx"
	Content []byte // must not be changed
	Faulty  bool   // it is full of typical mistakes on purpose
}

// Samples returns the sample workbooks in the order in which a trial imports them, the faulty one last.
func Samples() []Sample {
	var all []Sample
	for _, name := range []string{"klienti.xlsx", "klienti-a-osoby.xlsx", "leady.xlsx", "produkty.xlsx", "klienti-s-chybami.xlsx"} {
		content, err := fs.ReadFile(samples, "samples/"+name)
		if err != nil {
			continue // the tests of package importer find all five
		}
		all = append(all, Sample{Name: name, Content: content, Faulty: name == "klienti-s-chybami.xlsx"})
	}
	return all
}

// ForeignSample returns the table of another program that ships, to try with what needs no template: delimited text in the encoding
// of old Czech programs, with a column that is nothing of ours.
func ForeignSample() Sample {
	const name = "adresar-ucto.csv"
	content, _ := fs.ReadFile(samples, "samples/"+name) // a test of package importer finds it
	return Sample{Name: name, Content: content}
}
