package mapping

import (
	"slices"
	"strings"
	"testing"

	"kartoteka/data"
)

// changed is a mapping of clients as it stands after some changes: "A name", "B phone_1"; letters alone leave a column out.
func changed(t *testing.T, columns string, changes ...string) string {
	t.Helper()
	m := &Mapping{Row: data.Client}
	for line := range strings.SplitSeq(columns, ", ") {
		letters, fields, _ := strings.Cut(line, " ")
		c := Column{Column: letters, Title: letters, Choice: Choice{To: []string{}}, Filled: 1}
		for f := range strings.FieldsSeq(fields) {
			c.To = append(c.To, "client."+f)
		}
		m.Columns = append(m.Columns, c)
	}
	m.Doubtful = []string{"B"}
	for _, line := range changes {
		words := strings.Fields(line)
		c := Choice{}
		for _, w := range words[1:] {
			switch {
			case w == Join || strings.HasPrefix(w, "split-"):
				c.How = w
			case c.How == Join:
				c.Part = w
			default:
				c.To = append(c.To, "client."+w)
			}
		}
		i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Column == words[0] })
		m.Change(i, c)
	}
	var out []string
	for _, c := range m.Columns {
		line := c.Column
		for _, f := range c.To {
			line += " " + strings.TrimPrefix(f, "client.")
		}
		out = append(out, strings.TrimSpace(line+" "+c.How+" "+c.Part))
	}
	return strings.Join(out, ", ") + " | " + strings.Join(m.Missing, " ") + " | " + strings.Join(m.Doubtful, " ")
}

func TestChangeAColumn(t *testing.T) {
	for _, c := range []struct {
		columns string
		changes []string
		want    string
	}{
		{"A name, B", []string{"B reg_number"}, "A name, B reg_number |  | "},
		{"A name, B", []string{"A"}, "A, B | client.name | B"},
		{"A name, B", []string{"B name"}, "A, B name |  | "},
		{"A phone_1, B", []string{"B phone_1"}, "A phone_2, B phone_1 | client.name | "},
		{"A phone_1, B, C phone_2", []string{"B phone_1"}, "A, B phone_1, C phone_2 | client.name | "},
		{"A street, B", []string{"B street join number"}, "A street join street, B street join number | client.name | "},
		{"A street, B", []string{"B street join number", "B"}, "A street, B | client.name | "},
		{"A first_name, B last_name, C", []string{"C first_name last_name split-name"}, "A, B, C first_name last_name split-name |  | B"},
		{"A note+, B", []string{"B note+"}, "A note+, B note+ | client.name | "},
	} {
		if got := changed(t, c.columns, c.changes...); got != c.want {
			t.Errorf("%s, then %q:\ngot  %s\nwant %s", c.columns, c.changes, got, c.want)
		}
	}
}

// TestEveryChoiceIsRead: what people are offered can be laid over a file.
func TestEveryChoiceIsRead(t *testing.T) {
	schema := data.NewSchema(nil)
	for _, row := range Rows() {
		m := &Mapping{Row: row}
		choices := m.Choices(schema)
		if len(choices) < 5 {
			t.Errorf("%s: %d choices", row, len(choices))
		}
		for _, c := range choices {
			p := &placer{mapping: &Mapping{Row: row, Columns: []Column{{Choice: c}}}, schema: schema, columns: map[string]int{}}
			if err := p.addSections(); err != nil {
				t.Fatal(err)
			}
			if err := p.add(&Column{Choice: c}, 1); err != nil {
				t.Errorf("%s: %q %s: %v", row, c.To, c.How, err)
			}
		}
	}
}
