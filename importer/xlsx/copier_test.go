package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"kartoteka/importer/xlsx"
)

// copySheet copies a sheet, with whatever edit does at each token.
func copySheet(t *testing.T, text string, edit func(*xlsx.Copier, xlsx.Token) error) (out, kept string) {
	t.Helper()
	w, err := xlsx.Read(workbook([]string{text}, nil).zipped(t), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	var b, k bytes.Buffer
	c, err := w.Copy(w.File(w.Part(0)), &b, &k)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for token := xlsx.Start; token != xlsx.EOF; {
		if err := edit(c, token); err != nil {
			t.Fatal(err)
		}
		if token, err = c.Next(); err != nil {
			t.Fatal(err)
		}
	}
	_, root, _ := strings.Cut(b.String(), "?>\n")
	return root, k.String()
}

func TestCopier(t *testing.T) {
	for _, size := range []int{1, 7, 64 << 10} {
		defer xlsx.SetWindow(size)()
		long := strings.Repeat("<c><v>1</v></c><!-- a - b --><c/>", 50)
		in := `<x:w xmlns:x="a"  y='"&lt;&#10;'>` + long + "<row\n a='1' b = \"2\" /><row><c>t &amp; \r\n<![CDATA[<]]></c ></row >" + long + "</x:w \n><!-- end -->"
		for _, test := range []struct {
			name string
			edit func(*xlsx.Copier, xlsx.Token) error
			want string
		}{
			{"nothing", func(*xlsx.Copier, xlsx.Token) error { return nil }, in},
			{"before and after", func(c *xlsx.Copier, token xlsx.Token) error {
				if token == xlsx.Start && string(c.Local()) == "row" && c.Empty() {
					c.Before()
					c.WriteString("[")
					c.After()
					c.WriteString("]")
				}
				return nil
			}, strings.Replace(in, "<row\n a='1' b = \"2\" />", "[<row\n a='1' b = \"2\" />]", 1)},
			{"retag", func(c *xlsx.Copier, token xlsx.Token) error {
				if token == xlsx.Start && string(c.Local()) == "row" {
					c.Retag(xlsx.Attr{"b", "x\n<"}, xlsx.Attr{"a", ""}, xlsx.Attr{"n", "1"})
				}
				return nil
			}, strings.NewReplacer("<row\n a='1' b = \"2\" />", `<row b="x&#10;&lt;" n="1"/>`, "<row>", `<row b="x&#10;&lt;" n="1">`).Replace(in)},
			{"open", func(c *xlsx.Copier, token xlsx.Token) error {
				switch {
				case token == xlsx.Start && string(c.Local()) == "row":
					c.Open()
				case token == xlsx.End && c.Depth() == 1 && string(c.Local()) == "row":
					c.Before()
					c.WriteString("+")
				}
				return nil
			}, strings.Replace(in, "<row\n a='1' b = \"2\" />", `<row a="1" b="2">+</row>`, 1)},
			{"skip", func(c *xlsx.Copier, token xlsx.Token) error {
				if token == xlsx.Start && string(c.Local()) == "row" {
					return c.Skip(nil)
				}
				return nil
			}, strings.NewReplacer("<row\n a='1' b = \"2\" />", "", "<row><c>t &amp; \r\n<![CDATA[<]]></c ></row >", "").Replace(in)},
		} {
			t.Run(fmt.Sprint(test.name, size), func(t *testing.T) {
				out, kept := copySheet(t, in, test.edit)
				if out != test.want {
					t.Errorf("\n got %q\nwant %q", out, test.want)
				}
				if len(kept) > len(out) || test.name == "nothing" && kept != out {
					t.Errorf("kept %q", kept)
				}
			})
		}
	}
}

// Whatever a text holds is read again as it was written.
func FuzzAppendText(f *testing.F) {
	for _, text := range []string{"", "Žluť & <b> \"x\" 'y'", "_x0041_", "_x0041_x0042_", "__x005F__x", "_xD83D__xDE00_", "_xD83D_x", "a\x00\x01\x1f\r\n\tb", "\uFFFE\uFFFF", "]]>", " \u00a0", "_x000d_"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || text == "" || len(text) > 10_000 {
			return
		}
		in := string(xlsx.AppendText(nil, text))
		all, err := readData(workbook([]string{sheet(`<row><c t="inlineStr"><is><t xml:space="preserve">` + in + `</t></is></c></row>`)}, nil).zipped(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := all[0]["A1"].Text; got != text {
			t.Errorf("%q became %q by %q", text, got, in)
		}
	})
}
