package xlsx

import (
	"math"
	"strings"
	"time"
)

const (
	secondsPerDay = 24 * 60 * 60
	// lastDay is the serial after 31 December 9999 in the 1900 system, the last date of Excel.
	lastDay = 2_958_466
	// days1904 is how many days later the 1904 system begins.
	days1904 = 1462
)

// Time returns the date and time a serial number stands for, to the nearest second, in UTC. A serial
// below 1 is a time of day: its date is 31 December 1899, or 1 January 1904 in the 1904 system.
// It reports false for what is no date in Excel: negative numbers, dates after the year 9999, and
// serial 60, the 29 February 1900 that never was (Excel keeps it for the sake of Lotus 1-2-3).
func (w *Workbook) Time(serial float64) (time.Time, bool) {
	// Also refuses NaN.
	if !(serial >= 0 && serial < lastDay) {
		return time.Time{}, false
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * secondsPerDay)
	if seconds == secondsPerDay {
		days, seconds = days+1, 0
	}
	day := int(days)
	first := time.Date(1899, 12, 31, 0, 0, int(seconds), 0, time.UTC)
	if w.Date1904 {
		first = time.Date(1904, 1, 1, 0, 0, int(seconds), 0, time.UTC)
	} else if day == 60 {
		return time.Time{}, false
	} else if day > 60 {
		day--
	}
	t := first.AddDate(0, 0, day)
	return t, t.Year() <= 9999
}

// Serial is the reverse of Time, for workbooks of the 1900 system.
func Serial(t time.Time) float64 { return new(Workbook).serial(t) }

// serial is the reverse of Time.
func (w *Workbook) serial(t time.Time) float64 {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	days := float64(day.Unix()/secondsPerDay - time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay)
	if days >= 60 {
		days++
	}
	if w.Date1904 {
		days -= days1904
	}
	return days + t.Sub(day).Seconds()/secondsPerDay
}

// isoForms are the dates of cells of type d (ECMA-376 part 1, 18.18.11: ISO 8601).
var isoForms = []string{
	"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05",
}

var isoTimes = []string{"15:04:05", "15:04"}

// isoSerial returns the serial of a date, or date and time, or time of day by ISO 8601. The clock
// time is taken as written, whatever the zone.
func (w *Workbook) isoSerial(text string) (float64, bool) {
	for _, form := range isoForms {
		if t, err := time.Parse(form, text); err == nil {
			wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
			serial := w.serial(wall)
			return serial, serial >= 0
		}
	}
	for _, form := range isoTimes {
		if t, err := time.Parse(form, strings.TrimPrefix(text, "T")); err == nil {
			return float64(t.Hour()*3600+t.Minute()*60+t.Second()) / secondsPerDay, true
		}
	}
	return 0, false
}
