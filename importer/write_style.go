package importer

import (
	"github.com/xuri/excelize/v2"

	"kartoteka/data"
)

// The colours of the workbooks: one accent on quiet greys that print well and keep a contrast of 4.5:1.
const (
	accent     = "1F5F8B"
	accentPale = "E6F0F7"
	ink        = "1F2933"
	inkSoft    = "52606D"
	inkPale    = "7B8794"
	paper      = "FFFFFF"
	paperDim   = "F4F6F8"
	line       = "D5DCE3"
	lineSoft   = "E8ECF0"
	bad        = "9B1C1C"
	badPale    = "FBD9D7"
	groupDark  = "334E68"
	groupLight = "486581"
)

// The colours of marked cells.
var severityFills = map[Severity]string{Error: badPale, Duplicate: "E4DBF5", Warning: "FCE8B8", Repair: "D5EBD8"}

const typeface = "Calibri"

// A look is the appearance of a cell.
type look int

// The looks. Those from lookText on are formats of the cells people fill in.
const (
	lookPlain look = iota
	lookGroup
	lookGroupOther // of every second group, so that neighbours differ
	lookHeader
	lookHeaderRequired
	lookTitle
	lookSubtitle
	lookSection
	lookBadge
	lookStep
	lookRule
	lookRuleText
	lookTableHead
	lookTableGroup
	lookTableTitle
	lookTableRequired
	lookTableCell
	lookTableMark
	lookListHead
	lookReason
	lookIssue
	lookIssueTitle
	lookIssueLink
	lookIssueError // in the order of Severities
	lookIssueDuplicate
	lookIssueWarning
	lookIssueRepair
	lookText
	lookGeneral
	lookDate
	lookDateTime
	lookTime
	lookExampleText // the same five for the example rows
	lookExampleGeneral
	lookExampleDate
	lookExampleDateTime
	lookExampleTime
)

// example is the look of a filled-in cell when it stands in an example row.
func (k look) example() look { return k + lookExampleText - lookText }

// Formats that spreadsheets show in the user's own way, by their numbers in ECMA-376 part 1, 18.8.30.
const (
	formatDate     = 14
	formatTime     = 20
	formatDateTime = 22
	formatText     = 49
)

// columnLook is the format of a field's cells. Text is kept as typed: leading zeros stay, "1-9" becomes no
// date and "+420…" no sum. Numbers and percents have the general format: 21 typed into a percent format would
// show as 21 % but be 0.21, and amounts take on the format of the currency typed with them.
func columnLook(t data.FieldType) look {
	switch t {
	case data.Number, data.Percent, data.Amount, data.Bool:
		return lookGeneral
	case data.Date:
		return lookDate
	case data.DateTime:
		return lookDateTime
	case data.Time:
		return lookTime
	}
	return lookText
}

func styleOf(k look) *excelize.Style {
	switch k {
	case lookGroup:
		return &excelize.Style{Font: font(11, true, paper), Fill: fill(groupDark), Alignment: align("left", false), Border: sides(paper, "left")}
	case lookGroupOther:
		return &excelize.Style{Font: font(11, true, paper), Fill: fill(groupLight), Alignment: align("left", false), Border: sides(paper, "left")}
	case lookHeader:
		return &excelize.Style{Font: font(10, false, ink), Fill: fill(paperDim), Alignment: align("left", true), Border: append(sides(line, "left", "right"), sides(groupLight, "bottom")...)}
	case lookHeaderRequired:
		return &excelize.Style{Font: font(10, true, accent), Fill: fill(accentPale), Alignment: align("left", true), Border: append(sides(line, "left", "right"), thick(accent, "bottom")...)}
	case lookTitle:
		return &excelize.Style{Font: font(22, true, paper), Fill: fill(accent), Alignment: align("left", false)}
	case lookSubtitle:
		return &excelize.Style{Font: font(11, false, accentPale), Fill: fill(accent), Alignment: wrapped("left")}
	case lookSection:
		return &excelize.Style{Font: font(15, true, accent), Alignment: &excelize.Alignment{Vertical: "bottom"}, Border: sides(line, "bottom")}
	case lookBadge:
		return &excelize.Style{Font: font(12, true, accent), Fill: fill(accentPale), Alignment: align("left", true), Border: thick(paper, "bottom")}
	case lookStep:
		return &excelize.Style{Font: font(11, false, ink), Alignment: align("left", true), Border: sides(lineSoft, "bottom")}
	case lookRule:
		return &excelize.Style{Font: font(11, true, ink), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case lookRuleText:
		return &excelize.Style{Font: font(11, false, ink), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case lookTableHead:
		return &excelize.Style{Font: font(10, true, paper), Fill: fill(groupDark), Alignment: align("left", true)}
	case lookTableGroup:
		return &excelize.Style{Font: font(11, true, accent), Fill: fill(accentPale), Alignment: align("left", false)}
	case lookTableTitle:
		return &excelize.Style{Font: font(10, false, ink), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case lookTableRequired:
		return &excelize.Style{Font: font(10, true, accent), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case lookTableCell:
		return &excelize.Style{Font: font(10, false, inkSoft), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom"), NumFmt: formatText}
	case lookTableMark:
		return &excelize.Style{Font: font(10, true, accent), Alignment: wrapped("center"), Border: sides(lineSoft, "bottom")}
	case lookListHead:
		return &excelize.Style{Font: font(10, true, paper), Fill: fill(groupDark), NumFmt: formatText}
	case lookReason:
		return &excelize.Style{Font: font(10, false, bad), Alignment: wrapped("left"), NumFmt: formatText}
	case lookIssue:
		return &excelize.Style{Font: font(10, false, ink), Alignment: wrapped("left"), NumFmt: formatText}
	case lookIssueTitle:
		return &excelize.Style{Font: font(14, true, paper), Fill: fill(bad), Alignment: align("left", false)}
	case lookIssueLink:
		f := font(10, false, accent)
		f.Underline = "single"
		return &excelize.Style{Font: f, Alignment: wrapped("left"), NumFmt: formatText}
	case lookIssueError, lookIssueDuplicate, lookIssueWarning, lookIssueRepair:
		return &excelize.Style{Font: font(10, true, ink), Fill: fill(severityFills[Severities()[k-lookIssueError]]), Alignment: wrapped("left")}
	case lookText, lookGeneral, lookDate, lookDateTime, lookTime:
		return &excelize.Style{Font: font(11, false, ink), Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: numberFormat(k)}
	case lookExampleText, lookExampleGeneral, lookExampleDate, lookExampleDateTime, lookExampleTime:
		f := font(11, false, inkPale)
		f.Italic = true
		return &excelize.Style{Font: f, Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: numberFormat(k - lookExampleText + lookText)}
	}
	return &excelize.Style{}
}

func numberFormat(k look) int {
	switch k {
	case lookText:
		return formatText
	case lookDate:
		return formatDate
	case lookDateTime:
		return formatDateTime
	case lookTime:
		return formatTime
	}
	return 0 // General
}

func font(size float64, bold bool, color string) *excelize.Font {
	return &excelize.Font{Family: typeface, Size: size, Bold: bold, Color: color}
}

func fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func align(horizontal string, wrap bool) *excelize.Alignment {
	a := &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: wrap}
	if horizontal == "left" {
		a.Indent = 1
	}
	return a
}

func wrapped(horizontal string) *excelize.Alignment {
	a := align(horizontal, true)
	a.Vertical = "top"
	return a
}

func sides(color string, names ...string) []excelize.Border { return borders(color, 1, names) }

func thick(color string, names ...string) []excelize.Border { return borders(color, 2, names) }

func borders(color string, style int, names []string) []excelize.Border {
	var all []excelize.Border
	for _, name := range names {
		all = append(all, excelize.Border{Type: name, Color: color, Style: style})
	}
	return all
}
