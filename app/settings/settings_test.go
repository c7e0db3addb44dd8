package settings_test

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"kartoteka/app/settings"
	"kartoteka/assets"
)

func TestSaveAndLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new folder", "settings.json")
	s, err := settings.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	s.Language, s.Theme, s.TextSize, s.Page = assets.English, settings.Dark, 16, "history"
	s.Grid("issues").Widths["cell"] = 77
	for _, f := range []string{"a", "b", "c", "d", "e", "f", "b"} {
		s.Used(f)
	}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	got, err := settings.Load(file)
	if err != nil || !reflect.DeepEqual(got, s) {
		t.Errorf("loaded %+v, %v, saved was %+v", got, err, s)
	}
	if want := []string{"b", "f", "e", "d", "c"}; !reflect.DeepEqual(got.Recent, want) {
		t.Errorf("recent files %v, want %v", got.Recent, want)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o, want 600", info.Mode().Perm())
	}
}

func TestDamagedSettingsAreSetAside(t *testing.T) {
	for _, content := range []string{"", "{", `{"textSize": "large"}`, "\x00\x00", "[]"} {
		file := filepath.Join(t.TempDir(), "settings.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if l := settings.SavedLanguage(file); l != "" {
			t.Errorf("%q: language %q", content, l)
		}
		s, err := settings.Load(file) // SavedLanguage has left the file where it was
		if err == nil || s.TextSize != settings.NormalText || s.Grids == nil {
			t.Errorf("%q: %+v, %v, want the defaults and an error", content, s, err)
		}
		if kept, err := os.ReadFile(file + ".damaged"); err != nil || string(kept) != content {
			t.Errorf("%q was not set aside: %q, %v", content, kept, err)
		}
	}
}

func TestStrangeValuesAreMended(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.json")
	strange := `{"language":"xx","theme":"pink","textSize":900,"window":{"width":-5,"height":1e9},"grids":{"issues":null},"unknown":1}`
	if err := os.WriteFile(file, []byte(strange), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := settings.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if s.Language != "" || s.Theme != settings.System || s.TextSize != settings.LargestText || s.Window.Width < 1 || s.Window.Height > 8000 {
		t.Errorf("%+v", s)
	}
	s.Grid("issues").Widths["cell"] = 1
}

func TestUnwritableFolder(t *testing.T) {
	blocker := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocker, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, _ := settings.Load(filepath.Join(blocker, "settings.json"))
	if s.TextSize != settings.NormalText {
		t.Errorf("%+v, want the defaults", s)
	}
	if s.Save() == nil {
		t.Error("saved into a file that is no folder")
	}
}
