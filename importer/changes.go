package importer

import "kartoteka/importer/issue"

// Changes say what became of the issues of a file between two checks of it.
type Changes struct{ Fixed, New, Left int }

// issueKind is the identity of an issue across two checks. The row is left out: a row inserted above
// must not make everything below it new. Issues that are equal in all this are told apart by their number only.
type issueKind struct {
	code          issue.Code
	sheet, column string
	field, value  string
}

// Since compares the issues of a severity with those of an earlier check of the same file.
func (r *Report) Since(before *Report, s issue.Severity) Changes {
	count := map[issueKind]int{}
	for i := range before.Issues {
		if is := &before.Issues[i]; is.Severity == s {
			count[kindOf(is)]++
		}
	}
	var c Changes
	for i := range r.Issues {
		is := &r.Issues[i]
		if is.Severity != s {
			continue
		}
		c.Left++
		if count[kindOf(is)] > 0 {
			count[kindOf(is)]--
		} else {
			c.New++
		}
	}
	for _, n := range count {
		c.Fixed += n
	}
	return c
}

func kindOf(i *issue.Issue) issueKind { return issueKind{i.Code, i.Sheet, i.Column, i.Field, i.Value} }
