package template

import (
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
)

// Follows reports whether the file is one of the template, and not a foreign table that has some of its titles. It is when
// it carries our properties; else when every required column stands there by its title or key in some language, more than
// half of the columns are titles or keys of the template, none of these stands twice, and no name of a person stands in the
// columns of the client without the one that says that the client is a person.
func (r *Recognition) Follows(properties map[string]string) bool {
	if properties[propertyTemplate] == r.Template.Key {
		return true
	}
	titles, ours := 0, 0
	main := false
	for _, l := range r.Layouts {
		main = main || l.Sheet.Sections[0].Record == r.Template.Record
		named := properTitles(l.Columns)
		stands := make([]bool, len(l.Columns))
		for _, cell := range l.Header {
			title := l.Title(cell.Col)
			if IsRejectedTitle(title) {
				continue
			}
			titles++
			if slices.Contains(l.Beyond, cell.Col) {
				ours++
			}
			if c, ok := named[fold.Text(title)]; ok {
				if stands[c] {
					return false
				}
				stands[c] = true
				ours++
			}
		}
		if !hasRequired(l.Columns, func(i int) bool { return stands[i] }) || namesLostPerson(l) {
			return false
		}
	}
	return main && 2*ours > titles
}

// properTitles maps the folded titles in every language, and the keys, to the columns they mean. Other words for a column
// are not here: foreign tables use them too.
func properTitles(columns []Column) map[string]int {
	named := map[string]int{}
	for i, c := range columns {
		titles := c.named(c.Field.Key)
		for _, l := range assets.Languages() {
			titles = append(titles, c.Title(l))
		}
		for _, title := range titles {
			if key := fold.Text(title); key != "" {
				if _, taken := named[key]; !taken {
					named[key] = i
				}
			}
		}
	}
	return named
}

// namesLostPerson reports first or last names of clients that the template would drop, because nothing says that the
// client is a person: in a foreign table they are those of its contact person.
func namesLostPerson(l *Layout) bool {
	has := func(key string) bool {
		i := slices.IndexFunc(l.Columns, func(c Column) bool {
			return c.Section.Record == data.Client && c.Section.Number == 0 && c.Field.Key == key
		})
		return i >= 0 && l.Col[i] != 0
	}
	return (has("first_name") || has("last_name")) && !has("person")
}
