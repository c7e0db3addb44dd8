//go:build measure

package records

import "kartoteka/app/ui"

// What a measurement waits for and does; see package app with the tag "measure".

// Grid is the list, nil before it was drawn.
func (p *Page) Grid() *ui.Grid[int64] { return p.list.grid }

// Whole reports whether everything that is found is listed.
func (p *Page) Whole() bool { return p.list.whole }

// Find searches the records.
func (p *Page) Find(words string) { p.find.field.SetText(words) }

// Detailed reports whether the detail of a record is open.
func (p *Page) Detailed() bool { return p.chosen != 0 }
