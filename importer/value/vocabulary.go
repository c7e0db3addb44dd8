package value

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"kartoteka/data/fold"
)

// A vocabulary is a closed set of things and the ways people write each of them: the items of a list, the values
// of a choice, countries, accounts. It remembers its answers, as columns repeat themselves; it is not
// safe for concurrent use.
type vocabulary struct {
	values  []any
	titles  []string // one of each value, for suggestions
	exact   map[string]int
	loose   map[string]int // by wordKey; ambiguous for a key of several values
	words   []word
	nearest map[string]string
	found   map[string]int
}

// ambiguous marks a key that means several things and therefore nothing.
const ambiguous = -1

// A word is one way of writing a value, prepared for measuring its distance to others.
type word struct {
	key   []rune
	chars uint64 // which characters occur, to rule out quickly those that can't be near
	value int
}

func newVocabulary() *vocabulary {
	return &vocabulary{exact: map[string]int{}, loose: map[string]int{}, nearest: map[string]string{}, found: map[string]int{}}
}

// add puts a value in, with the title people read and other ways to write it.
func (v *vocabulary) add(value any, title string, others ...string) {
	n := len(v.values)
	v.values = append(v.values, value)
	v.titles = append(v.titles, title)
	for _, name := range append([]string{title}, others...) {
		if name == "" {
			continue
		}
		claim(v.exact, name, n)
		key := wordKey(name)
		if claim(v.loose, key, n) {
			v.words = append(v.words, newWord(key, n))
		}
	}
	clear(v.found)
	clear(v.nearest)
}

// claim lets a value have a key, unless another has it already. It reports that the key is new.
func claim(keys map[string]int, key string, value int) bool {
	owner, taken := keys[key]
	if taken && owner != value {
		keys[key] = ambiguous
	}
	if !taken {
		keys[key] = value
	}
	return !taken
}

// find returns the value a text names: exactly, else but for case, accents and spaces.
func (v *vocabulary) find(s string) (any, bool) {
	n, known := v.found[s]
	if !known {
		n = v.lookUp(s)
		v.found[s] = n
	}
	if n == ambiguous {
		return nil, false
	}
	return v.values[n], true
}

func (v *vocabulary) lookUp(s string) int {
	if n, ok := v.exact[s]; ok {
		return n
	}
	if n, ok := v.loose[wordKey(s)]; ok {
		return n
	}
	return ambiguous
}

// suggest returns the title nearest to a text, or "" when none is near.
func (v *vocabulary) suggest(s string) string {
	if title, known := v.nearest[s]; known {
		return title
	}
	w := newWord(wordKey(s), 0)
	title, best := "", len(w.key)/3+1 // one slip in three letters is as much as can be meant
	for _, other := range v.words {
		if bits.OnesCount64(w.chars^other.chars) > 2*best {
			continue
		}
		if d := distance(w.key, other.key, best); d < best && v.loose[string(other.key)] != ambiguous {
			title, best = v.titles[other.value], d
		}
	}
	v.nearest[s] = title
	return title
}

// want enumerates the values that are allowed, or is empty when they are too many to read.
func (v *vocabulary) want() string {
	const most = 12
	if len(v.titles) > most {
		return ""
	}
	return strings.Join(v.titles, ", ")
}

func newWord(key string, value int) word {
	w := word{key: []rune(key), value: value}
	for _, r := range w.key {
		w.chars |= 1 << (r % 64)
	}
	return w
}

// wordKey reduces a text to what two spellings of one item share: no case, no accents, no spaces, no full stops
// or commas outside numbers, one kind of dash. Other marks count, because A+ is not A- and C# not C++.
func wordKey(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for at := 0; at < len(s); {
		end := strings.IndexFunc(s[at:], isMark)
		if end < 0 {
			end = len(s) - at
		}
		b.WriteString(fold.Text(s[at : at+end]))
		if at += end; at == len(s) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == '.' || r == ',':
			if at > 0 && isDigit(s[at-1]) && at+1 < len(s) && isDigit(s[at+1]) {
				b.WriteRune(r)
			}
		case r == '–' || r == '—' || r == '‐' || r == '‑' || r == '−':
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
		at += size
	}
	return b.String()
}

// isMark reports whether a character stands for something that fold.Text drops.
func isMark(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r > ' ' && r != 0x7F && !('0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z')
	case isSpace(r) || isInvisible(r):
		return false
	}
	return r >= '\u2010' && r <= '\u2E7F' || r >= '\u00A1' && r <= '\u00BF' || r == '×' || r == '÷' || r >= 0x1F000
}

// longestWord is how long a text may be to be compared; longer ones are no slips of a word.
const longestWord = 63

// distance is how many letters must be changed, added, taken away or swapped with their neighbour
// to make one text of the other (optimal string alignment), or most when it is not less.
func distance(a, b []rune, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) >= most || len(b) > longestWord {
		return most
	}
	var rows [3][longestWord + 1]int
	for i := range a {
		rows[0][i+1] = i + 1
	}
	for j := 1; j <= len(b); j++ {
		row, above, before := &rows[j%3], &rows[(j+2)%3], &rows[(j+1)%3]
		row[0] = j
		for i := 1; i <= len(a); i++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[i] = min(above[i]+1, row[i-1]+1, above[i-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[i] = min(row[i], before[i-2]+1)
			}
		}
	}
	return min(rows[len(b)%3][len(a)], most)
}
