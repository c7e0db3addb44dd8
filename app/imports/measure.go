//go:build measure

package imports

import "kartoteka/app/ui"

// What a measurement waits for and does; see package app with the tag "measure".

// Live reports whether the first issues of a check are shown while it goes on.
func (p *Page) Live() bool {
	c := p.check
	return c != nil && c.live != nil && c.live.grid != nil && len(c.live.grid.Rows) > 0
}

// Checked reports whether every issue of a check is shown.
func (p *Page) Checked() bool {
	c := p.check
	return c != nil && c.view != nil && len(c.issues.grid.Rows) == len(c.view.rows)
}

// Import imports what was checked, without a question.
func (p *Page) Import() { p.check.startImport() }

// Imported reports whether the result is shown.
func (p *Page) Imported() bool { return p.result != nil }

// Issues is the grid of issues.
func (p *Page) Issues() *ui.Grid[*issueRow] { return p.check.issues.grid }

// First is the first issue of the file.
func (p *Page) First() *issueRow { return p.check.view.rows[0] }

// Find searches the issues.
func (p *Page) Find(words string) { p.check.issues.words.SetText(words) }
