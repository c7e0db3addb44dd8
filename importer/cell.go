package importer

import "kartoteka/importer/xlsx"

// A Cell is what stands in one cell of a workbook, or was typed into a form.
type Cell = xlsx.Cell

// Typed is the cell of a text someone typed into a form or on the command line.
func Typed(s string) Cell { return Cell{Kind: xlsx.Text, Text: s} }

// Shown is the cell as people see it in their spreadsheet: the Value of its issues.
func (p *Parser) Shown(c Cell) string { return c.Text }
