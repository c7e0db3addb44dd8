package template

import (
	"slices"

	"kartoteka/assets"
	"kartoteka/data/fold"
	"kartoteka/importer/xlsx"
)

// Repeats reports whether a row is the header again, or the row of group headings above it.
func (l *Layout) Repeats(cells []xlsx.Cell) bool {
	return l.repeatsTitles(cells) || l.repeatsGroups(cells)
}

// repeatsGroups reports whether a row is that of group headings, perhaps in another language and not all of it: every filled
// cell holds the heading of a group, and there are several, or all there can be.
func (l *Layout) repeatsGroups(cells []xlsx.Cell) bool {
	if l.groups == nil {
		l.nameGroups()
	}
	var found []int
	for _, cell := range cells {
		title := cleanTitle(cell)
		if title == "" && cell.Kind == xlsx.Text {
			continue
		}
		group, known := l.groups[fold.Text(title)]
		if cell.Kind != xlsx.Text || !known {
			return false
		}
		if !slices.Contains(found, group) {
			found = append(found, group)
		}
	}
	return len(found) > 0 && len(found) >= min(2, l.groupCount)
}

// nameGroups numbers the groups of the columns that are there, and notes their headings in every language.
func (l *Layout) nameGroups() {
	l.groups = map[string]int{}
	numbers := map[string]int{}
	for i, c := range l.Columns {
		if l.Col[i] == 0 {
			continue
		}
		first := c.group(assets.Languages()[0])
		if _, known := numbers[first]; !known {
			numbers[first] = len(numbers)
		}
		for _, lang := range assets.Languages() {
			l.groups[fold.Text(c.group(lang))] = numbers[first]
		}
	}
	l.groupCount = len(numbers)
}

// repeatsTitles reports whether a row is the header again, perhaps in another language and not all of it: every filled cell
// below a known column holds a title of that column, and there are several, or all there can be.
func (l *Layout) repeatsTitles(cells []xlsx.Cell) bool {
	found, columns := 0, 0
	for _, c := range l.Col {
		if c != 0 {
			columns++
		}
	}
	for _, cell := range cells {
		if cell.Kind == xlsx.None || cell.Col >= len(l.At) || l.At[cell.Col] < 0 {
			continue
		}
		title := cleanTitle(cell)
		if title == "" {
			continue
		}
		folded := fold.Text(title)
		c, known := l.names[folded]
		if cell.Kind != xlsx.Text || !(known && c == l.At[cell.Col]) && folded != fold.Text(l.Title(cell.Col)) {
			return false
		}
		found++
	}
	return found >= min(2, columns) && found > 0
}
