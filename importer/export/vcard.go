package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/data/fold"
	"kartoteka/importer/style"
)

// VCards writes the contact persons that the query asks for as vCard 4 (RFC 6350), one after
// another, and returns how many. Values a vCard has no place for are left out.
//
// The cards are written here and not by go-vcard, which escapes no semicolons, escapes the commas
// between categories and never folds a line; the tests read them with it.
func VCards(ctx context.Context, store *data.Store, q data.Query, l assets.Lang, w io.Writer) (int, error) {
	n, err := writeVCards(ctx, store, q, l, w)
	if err != nil {
		return 0, fmt.Errorf("export contacts as vCard: %w", err)
	}
	return n, nil
}

func writeVCards(ctx context.Context, store *data.Store, q data.Query, l assets.Lang, w io.Writer) (n int, err error) {
	schema, err := store.Schema(ctx)
	if err != nil {
		return 0, err
	}
	client := schema.Field(data.Contact, "client")
	card := vcard{w: bufio.NewWriter(w)}
	err = store.EachNamed(ctx, schema, data.Contact, q, func(r *data.Record, names data.Names) error {
		n++
		card.write(r, names.Of(r, client), l)
		return card.err
	})
	if err != nil {
		return n, err
	}
	return n, card.w.Flush()
}

// A vcard writes cards line by line and remembers the first error.
type vcard struct {
	w   *bufio.Writer
	err error
}

func (c *vcard) write(r *data.Record, client string, l assets.Lang) {
	c.line("BEGIN", "VCARD")
	c.line("VERSION", "4.0")
	c.line("PRODID", "-//"+style.ProgramName+"//"+assets.Version+"//"+strings.ToUpper(string(l)))
	c.line("KIND", "individual")
	c.line("FN", escape(r.PersonName()))
	c.components("N", r.Text("last_name"), r.Text("first_name"), "", r.Text("title_before"), r.Text("title_after"))
	c.text("ORG", client)
	c.text("TITLE", r.Text("position"))
	for _, phone := range []struct{ key, preference string }{{"phone_1", ";PREF=1"}, {"phone_2", ""}} {
		c.text("TEL;TYPE="+phoneKind(r.Text(phone.key+"_type"))+phone.preference, r.Text(phone.key))
	}
	c.text("TEL;TYPE=fax", r.Text("fax"))
	c.text("EMAIL;PREF=1", r.Text("email_1"))
	c.text("EMAIL", r.Text("email_2"))
	if website := r.Text("website"); website != "" {
		if !strings.Contains(website, "://") {
			website = "https://" + website
		}
		c.line("URL", website)
	}
	country := ""
	if code := r.Text("country"); code != "" {
		country = l.Country(code)
	}
	c.components("ADR;TYPE=home", "", "", r.Text("street"), r.Text("city"), r.Text("region"), r.Text("zip"), country)
	c.text("BDAY", strings.ReplaceAll(r.Text("birthday"), "-", ""))
	c.text("GENDER", map[string]string{"female": "F", "male": "M"}[r.Text("gender")])
	for _, network := range []string{"facebook", "linkedin", "instagram", "x", "youtube"} {
		c.text("SOCIALPROFILE;SERVICE-TYPE="+network+";VALUE=text", r.Text(network)) // RFC 9554
	}
	if tags := r.Text("tags"); tags != "" {
		list := strings.Split(tags, ", ")
		for i := range list {
			list[i] = escape(list[i])
		}
		c.line("CATEGORIES", strings.Join(list, ","))
	}
	c.text("NOTE", r.Text("note"))
	c.line("END", "VCARD")
}

// phoneKind is the type of a telephone by the item that says it in any language; any other is a voice line.
func phoneKind(item string) string {
	for _, kind := range []string{"cell", "work", "home", "fax"} {
		if slices.ContainsFunc(assets.PhoneWords(kind), func(word string) bool { return fold.Text(word) == fold.Text(item) }) {
			return kind
		}
	}
	return "voice"
}

// text writes a property unless it is empty.
func (c *vcard) text(name, value string) {
	if value != "" {
		c.line(name, escape(value))
	}
}

// components writes a property of several components unless all are empty.
func (c *vcard) components(name string, parts ...string) {
	if strings.Join(parts, "") == "" {
		return
	}
	for i := range parts {
		parts[i] = escape(parts[i])
	}
	c.line(name, strings.Join(parts, ";"))
}

var vcardEscapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// escape writes a text as a value (RFC 6350, 3.4).
func escape(s string) string { return vcardEscapes.Replace(s) }

// line writes a line, folded to 75 octets between characters (RFC 6350, 3.2).
func (c *vcard) line(name, value string) {
	line := name + ":" + value
	for limit := 75; len(line) > limit; limit = 74 { // a blank begins the lines after the first
		cut := limit
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		c.put(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	c.put(line + "\r\n")
}

func (c *vcard) put(s string) {
	if c.err == nil {
		_, c.err = c.w.WriteString(s)
	}
}
