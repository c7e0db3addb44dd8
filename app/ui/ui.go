// Package ui is what the pages of the window are built from. It knows no record and no page.
//
//	theme.go palette.go     colours, sizes and distances, light and dark
//	words.go plain.go       text in its three sizes
//	button.go hint.go tile.go segments.go navitem.go fields.go lookup.go
//	                        what can be pressed and filled in
//	surface.go layouts.go splitter.go dashed.go
//	                        cards, notes, pages, and how their parts are arranged
//	table.go                the grid of all pages: Column says what it shows,
//	  gridview.go gridkeys.go gridrender.go    the view draws 200,000 rows as smoothly as 20
//
// Fyne's own widgets are used where they fit; what stands here is what they can't do or can't look like. All of it takes its
// colours and sizes from the current theme at each drawing, so a change of theme needs a Refresh and nothing else.
package ui
