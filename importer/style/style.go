package style

import (
	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/issue"
)

// The colours of the workbooks: one accent on quiet greys that print well and keep a contrast of 4.5:1.
const (
	Accent     = "1F5F8B"
	accentPale = "E6F0F7"
	Ink        = "1F2933"
	inkSoft    = "52606D"
	InkPale    = "7B8794"
	paper      = "FFFFFF"
	paperDim   = "F4F6F8"
	line       = "D5DCE3"
	lineSoft   = "E8ECF0"
	Bad        = "9B1C1C"
	badPale    = "FBD9D7"
	groupDark  = "334E68"
	groupLight = "486581"
)

// SeverityFills are the colours of cells with issues. What only follows from another issue is as quiet as can be.
var SeverityFills = map[issue.Severity]string{issue.Error: badPale, issue.Consequence: "ECEFF2", issue.Duplicate: "E4DBF5", issue.Warning: "FCE8B8", issue.Repair: "D5EBD8"}

// SeverityInks are the colours of lines and words about issues, dark enough on white.
var SeverityInks = map[issue.Severity]string{issue.Error: Bad, issue.Consequence: inkSoft, issue.Duplicate: "5B3FA0", issue.Warning: "8A5A00", issue.Repair: "1E6B3C"}

const typeface = "Calibri"

// A Look is the appearance of a cell.
type Look int

// The looks. Those from Text on are formats of the cells people fill in.
const (
	plain Look = iota
	Group
	GroupOther // of every second group, so that neighbours differ
	Header
	HeaderRequired
	headerRight // above numbers and dates
	headerRequiredRight
	Title
	Subtitle
	Section
	Badge
	Step
	Rule
	RuleText
	TableHead
	TableGroup
	TableAgain // a title of the table above its next group
	TableTitle
	TableRequired
	TableCell
	TableMark
	ListHead
	Reason
	ReasonQuiet // of what only follows from another issue
	Issue
	IssueTitle
	IssueHint
	IssueLink
	IssueError // in the order of issue.Severities
	issueConsequence
	issueDuplicate
	issueWarning
	issueRepair
	Text
	YesNo
	General
	Date
	DateTime
	Time
	exampleText // the same for the example rows
	exampleYesNo
	exampleGeneral
	exampleDate
	exampleDateTime
	exampleTime
)

// Example is the look of a filled-in cell when it stands in an example row.
func (k Look) Example() Look { return k + exampleText - Text }

// Above is the look of a header as it stands above cells of a look: on the side where their values stand.
func (k Look) Above(cells Look) Look {
	if (k == Header || k == HeaderRequired) && cells.side() == "right" {
		return k + headerRight - Header
	}
	return k
}

// side is where the values of cells stand that people fill in.
func (k Look) side() string {
	switch k {
	case General, Date, DateTime, Time:
		return "right"
	}
	return "left"
}

// Formats that spreadsheets show in the user's own way, by their numbers in ECMA-376 part 1, 18.8.30.
const (
	formatDate     = 14
	formatTime     = 20
	formatDateTime = 22
	formatText     = 49
)

// ColumnLook is the format of a field's cells. Text is kept as typed: leading zeros stay, "1-9" becomes no
// date and "+420…" no sum. Numbers and percents have the general format: 21 typed into a percent format would
// show as 21 % but be 0.21, and amounts take on the format of the currency typed with them.
func ColumnLook(t data.FieldType) Look {
	switch t {
	case data.Bool:
		return YesNo
	case data.Number, data.Percent, data.Amount:
		return General
	case data.Date:
		return Date
	case data.DateTime:
		return DateTime
	case data.Time:
		return Time
	}
	return Text
}

func styleOf(k Look) *excelize.Style {
	switch k {
	case Group:
		return &excelize.Style{Font: Font(11, true, paper), Fill: Fill(groupDark), Alignment: align("left", false), Border: sides(paper, "left")}
	case GroupOther:
		return &excelize.Style{Font: Font(11, true, paper), Fill: Fill(groupLight), Alignment: align("left", false), Border: sides(paper, "left")}
	case Header:
		return &excelize.Style{Font: Font(10, false, Ink), Fill: Fill(paperDim), Alignment: align("left", true), Border: append(sides(line, "left", "right"), sides(groupLight, "bottom")...)}
	case HeaderRequired:
		return &excelize.Style{Font: Font(10, true, Accent), Fill: Fill(accentPale), Alignment: align("left", true), Border: append(sides(line, "left", "right"), thick(Accent, "bottom")...)}
	case headerRight, headerRequiredRight:
		s := styleOf(k - headerRight + Header)
		s.Alignment = align("right", true)
		return s
	case Title:
		return &excelize.Style{Font: Font(22, true, paper), Fill: Fill(Accent), Alignment: align("left", false)}
	case Subtitle:
		return &excelize.Style{Font: Font(11, false, accentPale), Fill: Fill(Accent), Alignment: wrapped("left")}
	case Section:
		return &excelize.Style{Font: Font(15, true, Accent), Alignment: &excelize.Alignment{Vertical: "bottom"}, Border: sides(line, "bottom")}
	case Badge:
		return &excelize.Style{Font: Font(12, true, Accent), Fill: Fill(accentPale), Alignment: align("left", true), Border: thick(paper, "bottom")}
	case Step:
		return &excelize.Style{Font: Font(11, false, Ink), Alignment: align("left", true), Border: sides(lineSoft, "bottom")}
	case Rule:
		return &excelize.Style{Font: Font(11, true, Ink), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case RuleText:
		return &excelize.Style{Font: Font(11, false, Ink), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case TableHead:
		return &excelize.Style{Font: Font(10, true, paper), Fill: Fill(groupDark), Alignment: align("left", true)}
	case TableGroup:
		return &excelize.Style{Font: Font(11, true, Accent), Fill: Fill(accentPale), Alignment: align("left", false)}
	case TableAgain:
		return &excelize.Style{Font: Font(9, false, inkSoft), Fill: Fill(accentPale), Alignment: align("left", false)}
	case TableTitle, TableRequired:
		f := Font(10, k == TableRequired, Accent) // the title leads to its column
		f.Underline = "single"
		return &excelize.Style{Font: f, Alignment: wrapped("left"), Border: sides(lineSoft, "bottom")}
	case TableCell:
		return &excelize.Style{Font: Font(10, false, inkSoft), Alignment: wrapped("left"), Border: sides(lineSoft, "bottom"), NumFmt: formatText}
	case TableMark:
		return &excelize.Style{Font: Font(10, true, Accent), Alignment: wrapped("center"), Border: sides(lineSoft, "bottom")}
	case ListHead:
		return &excelize.Style{Font: Font(10, true, paper), Fill: Fill(groupDark), NumFmt: formatText}
	case Reason:
		return &excelize.Style{Font: Font(10, false, Bad), Alignment: align("left", true), NumFmt: formatText}
	case ReasonQuiet:
		return &excelize.Style{Font: Font(10, false, inkSoft), Alignment: align("left", true), NumFmt: formatText}
	case IssueHint:
		return &excelize.Style{Font: Font(10, false, inkSoft), Fill: Fill(paperDim), Alignment: align("left", false)}
	case Issue:
		return &excelize.Style{Font: Font(10, false, Ink), Alignment: wrapped("left"), NumFmt: formatText}
	case IssueTitle:
		return &excelize.Style{Font: Font(14, true, paper), Fill: Fill(Bad), Alignment: align("left", false)}
	case IssueLink:
		f := Font(10, false, Accent)
		f.Underline = "single"
		return &excelize.Style{Font: f, Alignment: wrapped("left"), NumFmt: formatText}
	case IssueError, issueConsequence, issueDuplicate, issueWarning, issueRepair:
		return &excelize.Style{Font: Font(10, true, Ink), Fill: Fill(SeverityFills[issue.Severities()[k-IssueError]]), Alignment: wrapped("left")}
	case Text, YesNo, General, Date, DateTime, Time:
		return &excelize.Style{Font: Font(11, false, Ink), Alignment: align(k.side(), false), NumFmt: numberFormat(k)}
	case exampleText, exampleYesNo, exampleGeneral, exampleDate, exampleDateTime, exampleTime:
		s := styleOf(k - exampleText + Text)
		s.Font = Font(11, false, inkSoft)
		s.Font.Italic = true
		return s
	}
	return &excelize.Style{}
}

func numberFormat(k Look) int {
	switch k {
	case Text:
		return formatText
	case Date:
		return formatDate
	case DateTime:
		return formatDateTime
	case Time:
		return formatTime
	}
	return 0 // General
}

func Font(size float64, bold bool, color string) *excelize.Font {
	return &excelize.Font{Family: typeface, Size: size, Bold: bold, Color: color}
}

func Fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func align(horizontal string, wrap bool) *excelize.Alignment {
	a := &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: wrap}
	if horizontal != "center" {
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
