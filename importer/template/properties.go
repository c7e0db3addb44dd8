package template

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
	"kartoteka/importer/patch"
	"kartoteka/importer/style"
)

// Properties a template carries beside those the reader goes by (header.go). Their names are never translated.
const (
	propertyProgram = "Kartoteka.Program"
	propertyVersion = "Kartoteka.Version"
)

// fieldIdentity is the identity of a custom field, which stays the same when it is renamed.
func fieldIdentity(f *data.Field) string { return f.Identity }

// described says what the workbook is.
func (b *Book) described() patch.Properties {
	title, subject := b.Text("template."+b.Template.Key), b.Text("instructions.subject")
	if b.about != nil {
		title, subject = b.about.Title, b.about.Purpose
	}
	return patch.Properties{
		Title:    title,
		Subject:  subject,
		Author:   style.ProgramName,
		Keywords: strings.Join([]string{style.ProgramName, "import", b.Template.Key}, ", "),
		Language: b.Lang.Tag().String(),
	}
}

func (b *Book) writeProperties() {
	b.Do(b.File.SetAppProps(&excelize.AppProperties{Application: style.ProgramName}))
	b.property(propertyProgram, style.ProgramName)
	b.property(propertyTemplate, b.Template.Key)
	b.property(propertyVersion, int32(version))
	b.property(propertyLanguage, string(b.Lang))
	if b.Exported {
		b.property(propertyRecords, true)
	}
	seen := map[string]bool{}
	for i := range b.Template.Sheets {
		for _, c := range b.Template.Sheets[i].Columns(b.schema) {
			name := propertyField + fieldIdentity(c.Field)
			if c.Field.Custom() && !seen[name] {
				seen[name] = true
				b.property(name, c.Field.Title)
			}
		}
	}
}

func (b *Book) property(name string, value any) {
	b.Do(b.File.SetCustomProps(excelize.CustomProperty{Name: name, Value: value}))
}
