package assets

import (
	"bytes"
	"image/png"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	helpBold    = regexp.MustCompile(`\*\*(.+?)\*\*`)
	helpPicture = regexp.MustCompile(`!\[.+\]\((.+)\)`)
	helpLabel   = regexp.MustCompile(`^Import \d+\.\d+\.\d+ #\d+$`)
)

// TestHelpNamesWhatThereIs: what the help writes in bold are names of the window: each is a text of that language, to the letter but for the … of
// buttons that ask something. What only begins a sentence ends with a colon.
func TestHelpNamesWhatThereIs(t *testing.T) {
	texts := readTexts(t)
	for _, l := range Languages() {
		said := map[string]bool{}
		for _, forms := range texts[l] {
			for _, text := range forms {
				said[text] = true
			}
		}
		for topic, content := range helpTexts(t, l) {
			for _, m := range helpBold.FindAllStringSubmatch(content, -1) {
				for name := range strings.SplitSeq(m[1], " › ") {
					if said[name] || said[name+"…"] || helpLabel.MatchString(name) || strings.HasSuffix(name, ":") {
						continue
					}
					t.Errorf("%s/%s names %q, which no text of the window is", l, topic, name)
				}
			}
		}
	}
}

// TestHelpPictures: every picture that is shown is there, in the language of the text, and every one that is there is shown; they are small.
func TestHelpPictures(t *testing.T) {
	var shown []string
	for _, l := range Languages() {
		for topic, content := range helpTexts(t, l) {
			for _, m := range helpPicture.FindAllStringSubmatch(content, -1) {
				shown = append(shown, string(l)+"/"+m[1])
				if _, err := png.Decode(bytes.NewReader(HelpPicture(l, m[1]))); err != nil {
					t.Errorf("%s/%s shows %s: %v", l, topic, m[1], err)
				}
			}
		}
	}
	total := 0
	for _, l := range Languages() {
		for _, name := range helpFiles(t, l, ".png") {
			size := len(HelpPicture(l, name))
			total += size
			if !slices.Contains(shown, string(l)+"/"+name) {
				t.Errorf("%s/%s is shown nowhere", l, name)
			}
			if size > 64_000 {
				t.Errorf("%s/%s has %d bytes", l, name, size)
			}
		}
	}
	if total > 1_000_000 {
		t.Errorf("all pictures have %d bytes", total)
	}
}

// TestHelpLanguages: all languages have the same topics, built alike: as many headings, steps, points and pictures.
func TestHelpLanguages(t *testing.T) {
	shape := func(content string) (kinds []string) {
		for line := range strings.Lines(content) {
			if first, _, _ := strings.Cut(line, " "); strings.TrimSpace(line) != "" {
				if !slices.Contains([]string{"##", "-", "1.", "2.", "3.", "4."}, first) {
					first = strings.TrimSpace(line)[:1]
					if first != "!" && first != "[" {
						first = "text"
					}
				}
				kinds = append(kinds, first)
			}
		}
		return kinds
	}
	first := helpTexts(t, Languages()[0])
	for _, l := range Languages() {
		texts := helpTexts(t, l)
		if len(texts) != len(first) && l.spoken().Complete || len(first) == 0 {
			t.Errorf("%d topics in %s, %d in %s", len(texts), l, len(first), Languages()[0])
		}
		for topic, content := range texts {
			if a, b := shape(first[topic]), shape(content); !slices.Equal(a, b) {
				t.Errorf("%s is built differently in %s:\n%v\n%v", topic, l, a, b)
			}
		}
	}
}

// helpTexts are the texts of a language by topic.
func helpTexts(t *testing.T, l Lang) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, name := range helpFiles(t, l, ".md") {
		topic := strings.TrimSuffix(name, ".md")
		texts[topic] = Help(l, topic)
	}
	return texts
}

// helpFiles are the names of a language's files of the help that end like that.
func helpFiles(t *testing.T, l Lang, ending string) (names []string) {
	t.Helper()
	files, err := fs.ReadDir(translations, "translations/"+string(l)+"/help")
	if err != nil && l.spoken().Complete {
		t.Fatal(err)
	}
	for _, f := range files {
		if path.Ext(f.Name()) == ending {
			names = append(names, f.Name())
		}
	}
	return names
}
