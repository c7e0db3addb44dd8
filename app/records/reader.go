package records

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kartoteka/app/ui"
	"kartoteka/app/window"
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/template"
	"kartoteka/importer/value"
)

// A reader writes values of records the way people read them.
type reader struct {
	lang     assets.Lang
	schema   *data.Schema
	accounts map[int64]string // names, of accounts that are switched off, too
	lists    map[string][]string
}

// newReader asks the store for what the meaning of values depends on. That is quick, whatever the records are.
func newReader(ctx context.Context, w *window.Window) (*reader, error) {
	schema, err := w.Store.Schema(ctx)
	if err != nil {
		return nil, err
	}
	lists, err := w.Store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	users, err := w.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	r := &reader{lang: w.Lang, schema: schema, lists: lists, accounts: map[int64]string{}}
	for _, u := range users {
		r.accounts[u.ID] = u.FullName
		if u.FullName == "" {
			r.accounts[u.ID] = u.Name
		}
	}
	return r, nil
}

// title is the title of a field.
func (r *reader) title(t data.RecordType, f *data.Field) string {
	return template.FieldTitle(r.lang, t, f)
}

// text is the value of a record in a field as text, "" for none. names are those of the records it refers to.
func (r *reader) text(record *data.Record, f *data.Field, names data.Names) string {
	if f.Type == data.Reference {
		return names.Of(record, f)
	}
	return r.value(f, record.Value(f.Key))
}

// value is a value of a field; a Reference gives "".
func (r *reader) value(f *data.Field, v any) string {
	switch v := v.(type) {
	case bool:
		return r.lang.Text("bool." + strconv.FormatBool(v))
	case float64:
		if f.Type == data.Percent {
			return r.lang.Percent(v)
		}
		if f.Money {
			return r.lang.Money(v)
		}
		return r.lang.Number(v)
	case int64:
		if f.Type == data.Account {
			return r.accounts[v]
		}
	case string:
		return r.words(f, v)
	}
	return ""
}

func (r *reader) words(f *data.Field, s string) string {
	switch f.Type {
	case data.Choice:
		return r.lang.Text("choice." + f.Key + "." + s)
	case data.Country:
		return r.lang.Country(s)
	case data.Date:
		return r.moment(s, time.DateOnly, r.lang.Date)
	case data.DateTime:
		return r.moment(s, "2006-01-02T15:04:05", r.lang.DateTime)
	case data.Time:
		return r.moment(s, time.TimeOnly, r.lang.Time)
	case data.Amount:
		number, currency, _ := strings.Cut(s, " ")
		if n, err := strconv.ParseFloat(number, 64); err == nil {
			return r.lang.Number(n) + " " + currency
		}
	}
	return s
}

func (r *reader) moment(s, layout string, write func(time.Time) string) string {
	t, err := time.ParseInLocation(layout, s, time.Local)
	if err != nil {
		return s
	}
	return write(t)
}

// linkOf is where the text of a field leads to outside the program, nil for nowhere. Nothing but mail, telephone and web is followed.
func linkOf(f *data.Field, text, country string) *url.URL {
	switch f.Type {
	case data.Email:
		return &url.URL{Scheme: "mailto", Opaque: url.PathEscape(text)}
	case data.Phone:
		number := value.E164(text, country)
		if number == "" {
			return nil
		}
		return &url.URL{Scheme: "tel", Opaque: number}
	case data.URL:
		if !strings.Contains(text, "://") {
			text = "https://" + text
		}
	case data.Text:
		if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") {
			return nil
		}
	default:
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil
	}
	return u
}

// follow opens an address with the program the system has for it.
func follow(w *window.Window, u *url.URL) {
	if err := w.OpenURL(u); err != nil {
		w.LogError(err)
		w.Tell(w.Text("records.not_opened"), u.String())
	}
}

// newLink is text that can be followed.
func newLink(text string, do func()) fyne.CanvasObject {
	h := widget.NewHyperlink(text, nil)
	h.OnTapped = do
	h.Truncation = fyne.TextTruncateEllipsis
	return ui.Hinted(container.New(ui.Flush{}, h), text)
}
