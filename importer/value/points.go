package value

import (
	"strings"

	"kartoteka/data"
)

// Points are what e-mails and phones of a record are compared by: lower case, E.164.
func (p *Parser) Points(r *data.Record) []string {
	var points []string
	for _, key := range []string{"email_1", "email_2"} {
		if s := r.Text(key); s != "" {
			points = append(points, strings.ToLower(s))
		}
	}
	for _, key := range []string{"phone_1", "phone_2"} {
		if s := r.Text(key); s != "" {
			if n := p.E164(s); n != "" {
				points = append(points, n)
			}
		}
	}
	return points
}
