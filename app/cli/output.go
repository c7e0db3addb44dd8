package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
)

// show writes a result: as JSON, or as people read it.
func (p *program) show(result any, human func()) error {
	if p.json {
		line, err := marshal(result)
		if err != nil {
			return err
		}
		_, err = p.out.Write(append(line, '\n'))
		return err
	}
	human()
	return nil
}

// say writes a line for people to standard output.
func (p *program) say(key string, values ...assets.Values) {
	fmt.Fprintln(p.out, p.text(key, values...))
}

// note writes a line to standard error: a remark beside the result.
func (p *program) note(text string) { fmt.Fprintln(p.err, text) }

// marshal is json.Marshal that leaves <, > and & as they are: the output is not put into a web page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// An arrayWriter writes a JSON array one item at a time, so that it may be of any length.
type arrayWriter struct {
	w     io.Writer
	items int
}

func (a *arrayWriter) write(item any) error {
	line, err := marshal(item)
	if err != nil {
		return err
	}
	separator := ",\n"
	if a.items == 0 {
		separator = "["
	}
	a.items++
	_, err = fmt.Fprintf(a.w, "%s%s", separator, line)
	return err
}

// end closes the array, an empty one too.
func (a *arrayWriter) end() error {
	closing := "]"
	if a.items == 0 {
		closing = "[]"
	}
	_, err := io.WriteString(a.w, closing)
	return err
}

// counts are numbers of records by type as JSON shows them: every type that is in like, also with 0.
func counts(n, like data.Counts) data.Counts {
	all := data.Counts{}
	for t := range like {
		all[t] = 0
	}
	for t, v := range n {
		all[t] = v
	}
	return all
}

// recordCounts says how many records there are of each type: "4 987 klientů a 29 911 kontaktních osob".
// kind "" is the nominative, ".accusative" the other case.
func (p *program) recordCounts(n data.Counts, kind string) string {
	var parts []string
	for _, t := range data.RecordTypes() {
		if n[t] > 0 {
			parts = append(parts, p.lang.Plural("record."+string(t)+kind, n[t]))
		}
	}
	if len(parts) == 0 {
		return p.text("cli.no_records")
	}
	return p.lang.And(parts)
}

// types are the record types that have a place in counts, in the order people read them.
func types(n data.Counts) []data.RecordType {
	return slices.DeleteFunc(data.RecordTypes(), func(t data.RecordType) bool {
		_, there := n[t]
		return !there
	})
}
