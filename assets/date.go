package assets

import "time"

// Date writes a day: "22. 11. 2026", "22 Nov 2026". The zero time is an empty text.
func (l Lang) Date(t time.Time) string { return format(t, l.spoken().Date) }

// DateTime writes a day and its time to the minute: "22. 11. 2026 14:05", "22 Nov 2026, 14:05".
func (l Lang) DateTime(t time.Time) string { return format(t, l.spoken().DateTime) }

// Time writes a time of day to the minute, on a 24-hour clock with two digits each, so that columns align: "09:05".
func (l Lang) Time(t time.Time) string { return format(t, "15:04") }

func format(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// Duration writes how long something took in its one or two largest units: "12 s", "3 min 5 s", "1 h 20 min". What is
// shorter than a second is "méně než 1 s".
func (l Lang) Duration(d time.Duration) string {
	d = d.Round(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	switch {
	case d < time.Second:
		return l.Text("duration.moment")
	case h > 0 && m > 0:
		return l.Text("duration.hours_minutes", Values{"H": l.Int(h), "M": m})
	case h > 0:
		return l.Text("duration.hours", Values{"H": l.Int(h)})
	case m > 0 && s > 0:
		return l.Text("duration.minutes_seconds", Values{"M": m, "S": s})
	case m > 0:
		return l.Text("duration.minutes", Values{"M": m})
	}
	return l.Text("duration.seconds", Values{"S": s})
}

// Remaining says how long something will still take, as precisely as such an estimate can be:
// "zbývají 2 s", "zbývá 12 s", "zbývají 3 min".
func (l Lang) Remaining(d time.Duration) string {
	switch {
	case d < time.Second:
		return l.Text("remaining.moment")
	case d < 90*time.Second:
		return l.Plural("remaining.seconds", int(d.Round(time.Second).Seconds()))
	case d < 90*time.Minute:
		return l.Plural("remaining.minutes", int(d.Round(time.Minute).Minutes()))
	}
	return l.Plural("remaining.hours", int(d.Round(time.Hour).Hours()))
}
