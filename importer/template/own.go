package template

import (
	"slices"
	"strings"

	"kartoteka/assets"
)

// RejectedTitles are the texts of the columns that the copy of rejected rows has before the fields. The import passes
// over them.
var RejectedTitles = []string{"rejected.reason", "rejected.sheet", "rejected.row"}

// IsRejectedTitle reports whether the title of a column is one of those, in any language.
func IsRejectedTitle(title string) bool {
	return slices.ContainsFunc(RejectedTitles, func(key string) bool {
		return slices.ContainsFunc(assets.Languages(), func(l assets.Lang) bool { return l.Text(key) == title })
	})
}

// isIssueSheet reports whether a sheet has the name of one that Annotate added.
func isIssueSheet(name string) bool {
	name = strings.TrimRight(name, " 0123456789")
	return slices.ContainsFunc(assets.Languages(), func(l assets.Lang) bool { return name == l.Text("sheet.issues") })
}
