package assets_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"regexp"
	"strings"
	"testing"

	"kartoteka/assets"
)

// TestFyneAppAgrees keeps the packager's file equal to what the program says of itself.
func TestFyneAppAgrees(t *testing.T) {
	toml, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	value := func(key string) string {
		found := regexp.MustCompile(`(?m)^\s*` + key + ` = (.*)$`).FindSubmatch(toml)
		if found == nil {
			t.Fatalf("FyneApp.toml has no %s", key)
		}
		return string(bytes.Trim(found[1], `"`))
	}
	if got := value("Version"); got != assets.Version || !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(got) {
		t.Errorf("version %q in FyneApp.toml, %q in assets/VERSION", got, assets.Version)
	}
	if got, want := value("Languages"), fmt.Sprintf("%q", assets.Offered("")); strings.ReplaceAll(got, ",", "") != want {
		t.Errorf("languages %s, the program offers %s", got, want)
	}
	file, err := os.Open("../" + value("Icon"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if size, _, err := image.DecodeConfig(file); err != nil || size.Width != 512 || size.Height != 512 {
		t.Errorf("the packager's icon is %d × %d (%v), want 512 × 512", size.Width, size.Height, err)
	}
}

func TestIconIsSVG(t *testing.T) {
	var svg struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	}
	if err := xml.Unmarshal(assets.Icon(), &svg); err != nil {
		t.Error(err)
	}
}
