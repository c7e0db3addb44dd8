package convert

import "strings"

// SplitList parts several values in one text, at semicolons, commas, slashes, line breaks, " ::: " and words for "or",
// when every part is a value by itself, as is says. A text that is one value whole is not parted. The result is nil when
// there is nothing to part.
func SplitList(text string, is func(string) bool) []string {
	text = strings.TrimSpace(text)
	if text == "" || is(text) {
		return nil
	}
	for _, separators := range listSeparators {
		parts := cut(text, separators)
		if len(parts) < 2 {
			continue
		}
		all := true
		for _, part := range parts {
			all = all && is(part)
		}
		if all {
			return parts
		}
	}
	return nil
}

// listSeparators are tried from the strictest to the loosest: a slash may stand inside a telephone number.
var listSeparators = [][]string{
	{":::", ";", "\n", "|"},
	{":::", ";", "\n", "|", ",", " nebo ", " alebo ", " oder ", " or ", " a ", " und ", " and "},
	{":::", ";", "\n", "|", ",", " nebo ", " alebo ", " oder ", " or ", " a ", " und ", " and ", " / "},
	{":::", ";", "\n", "|", ",", " nebo ", " alebo ", " oder ", " or ", " a ", " und ", " and ", "/"},
	{":::", ";", "\n", "|", ",", " "},
}

// PhoneParts are the parts of a text that may hold several telephone numbers. A slash stands inside a number too, which then falls into
// parts that are none.
func PhoneParts(text string) []string { return cut(text, listSeparators[3]) }

func cut(text string, separators []string) []string {
	for _, s := range separators[1:] {
		text = strings.ReplaceAll(text, s, separators[0])
	}
	var parts []string
	for part := range strings.SplitSeq(text, separators[0]) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
