package assets

import "io/fs"

// Help is a page of the help by its topic, the file <language>/help/<topic>.md: Markdown of headings (##), paragraphs, lists
// of one level, bold words, and pictures, each of these on a line of its own. An unknown topic gives "".
func Help(l Lang, topic string) string {
	return string(l.helpFile(topic + ".md"))
}

// HelpPicture is a picture of the help by its name, "check.png": a PNG. An unknown
// name gives nil.
func HelpPicture(l Lang, name string) []byte { return l.helpFile(name) }

func (l Lang) helpFile(name string) []byte {
	for _, s := range l.spoken().chain {
		if content, err := fs.ReadFile(s.folder, "help/"+name); err == nil {
			return content
		}
	}
	return nil
}

// Folder is the folder of the language: its texts, its words, and help with the pages of the help.
func (l Lang) Folder() fs.FS { return l.spoken().folder }
