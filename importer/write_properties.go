package importer

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"kartoteka/data"
)

// Properties a template carries beside those the reader goes by (header.go). Their names are never translated.
const (
	propertyProgram = "Kartoteka.Program"
	propertyVersion = "Kartoteka.Version"
)

// fieldIdentity is what stays the same of a custom field when it is renamed.
func fieldIdentity(f *data.Field) string { return f.Identity }

func (b *book) writeProperties() {
	title, now := b.text("template."+b.template.Key), time.Now().UTC().Format(time.RFC3339)
	b.do(b.file.SetAppProps(&excelize.AppProperties{Application: programName}))
	b.do(b.file.SetDocProps(&excelize.DocProperties{
		Title:          title,
		Subject:        b.text("instructions.subject"),
		Creator:        programName,
		LastModifiedBy: programName,
		Keywords:       strings.Join([]string{programName, "import", b.template.Key}, ", "),
		Language:       b.lang.Tag().String(),
		Created:        now,
		Modified:       now,
	}))
	b.property(propertyProgram, programName)
	b.property(propertyTemplate, b.template.Key)
	b.property(propertyVersion, int32(TemplateVersion))
	b.property(propertyLanguage, string(b.lang))
	seen := map[string]bool{}
	for i := range b.template.Sheets {
		for _, c := range b.template.Sheets[i].Columns(b.schema) {
			name := propertyField + fieldIdentity(c.Field)
			if c.Field.Custom() && !seen[name] {
				seen[name] = true
				b.property(name, c.Field.Title)
			}
		}
	}
}

func (b *book) property(name string, value any) {
	b.do(b.file.SetCustomProps(excelize.CustomProperty{Name: name, Value: value}))
}
