package assets

import "embed"

//go:embed help/cs/*.md help/en/*.md help/pictures/*.png
var help embed.FS

// Help is a page of the help by its topic, the file help/<language>/<topic>.md: Markdown of headings (##), paragraphs, lists
// of one level, bold words, and pictures, each of these on a line of its own. An unknown topic gives "".
func Help(l Lang, topic string) string {
	text, err := help.ReadFile("help/" + string(l) + "/" + topic + ".md")
	if err != nil {
		return ""
	}
	return string(text)
}

// HelpPicture is a picture of the help by its name, "check.cs.png": a PNG. An unknown
// name gives nil.
func HelpPicture(name string) []byte {
	content, err := help.ReadFile("help/pictures/" + name)
	if err != nil {
		return nil
	}
	return content
}
