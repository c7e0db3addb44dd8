package assets

import (
	"embed"
	"strings"
)

//go:embed vocabulary
var vocabulary embed.FS

// Vocabulary returns the lines of a table of words: "given_names", "titles", "legal_forms", "endings", "synonyms". Comments and blank
// lines are left out.
func Vocabulary(table string) []string {
	content, _ := vocabulary.ReadFile("vocabulary/" + table + ".txt")
	var lines []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// VocabularyLists returns the table as lists by name, of lines like "name: word | word". A name may have several lines.
func VocabularyLists(table string) map[string][]string {
	lists := map[string][]string{}
	for _, line := range Vocabulary(table) {
		name, rest, _ := strings.Cut(line, ":")
		for word := range strings.SplitSeq(rest, "|") {
			if word = strings.TrimSpace(word); word != "" {
				lists[name] = append(lists[name], word)
			}
		}
	}
	return lists
}
