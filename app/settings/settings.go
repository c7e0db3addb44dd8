// Package settings keeps what one person has set up for himself: language, look, the size of the window, widths of columns, recent
// files. What holds for everybody is in the database.
//
// The file is a JSON object that only its owner can read. It is replaced as a whole, so that a crash leaves the old
// one or the new one; one that can't be read is set aside, never overwritten.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"

	"kartoteka/assets"
)

// File is where a person's settings are kept, in the folder the operating system has for them.
func File() string { return filepath.Join(xdg.ConfigHome, "kartoteka", "preferences.json") }

// A Theme says whether the window is light or dark.
type Theme string

// The themes. System follows the operating system.
const (
	System Theme = ""
	Light  Theme = "light"
	Dark   Theme = "dark"
)

// Bounds of Settings.TextSize, and what it is at first.
const (
	SmallestText = 12
	NormalText   = 14
	LargestText  = 20
)

// recentFiles is how many files Settings.Recent holds at most.
const recentFiles = 5

// Settings are the choices of a person. Every zero value but TextSize and Window is good.
type Settings struct {
	Language assets.Lang      `json:"language,omitempty"` // "" is the language of the system
	Theme    Theme            `json:"theme,omitempty"`
	TextSize int              `json:"textSize"` // of body text, in points
	Window   Size             `json:"window"`
	Page     string           `json:"page,omitempty"`   // key of the page shown last
	Narrow   bool             `json:"narrow,omitempty"` // the sidebar shows icons only
	Recent   []string         `json:"recent,omitempty"` // files, the newest first
	Grids    map[string]*Grid `json:"grids,omitempty"`  // by the key of the grid
	Split    [2]float32       `json:"split"`            // of the room for the issues and their detail: one above the other, side by side
	Folder   string           `json:"folder,omitempty"` // where a file was chosen or saved last

	file string
}

// A Size is a width and height in points.
type Size struct {
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
}

// A Grid is how a person likes one of the tables.
type Grid struct {
	Widths map[string]float32 `json:"widths,omitempty"` // of columns, by key
	Hidden []string           `json:"hidden,omitempty"` // keys of columns
	Order  []string           `json:"order,omitempty"`  // keys of columns that were moved, from the left; the others follow
	Sort   string             `json:"sort,omitempty"`   // key of the column
	Desc   bool               `json:"desc,omitempty"`
}

// Load reads the settings of a file. They are always good to use: a file that is not there gives the
// defaults, one that can't be understood too, and is renamed to end in ".damaged".
// The error says what went wrong, for the log. The file "" gives the defaults.
func Load(file string) (*Settings, error) {
	s := defaults(file)
	content, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return s, fmt.Errorf("read settings: %w", err)
	}
	if err := json.Unmarshal(content, s); err != nil {
		aside := os.Rename(file, file+".damaged")
		return defaults(file), fmt.Errorf("read settings %s: %w", file, errors.Join(err, aside))
	}
	s.mend()
	return s, nil
}

// SavedLanguage is the language the settings of a file name, "" for none. A file that can't be understood is
// left to Load, whose error the window shows.
func SavedLanguage(file string) assets.Lang {
	var s Settings
	content, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(content, &s) != nil {
		return ""
	}
	l, _ := assets.ParseLang(string(s.Language))
	return l
}

func defaults(file string) *Settings {
	return &Settings{TextSize: NormalText, Window: Size{1280, 800}, Grids: map[string]*Grid{}, file: file}
}

// mend corrects values that were edited by hand or written by another version.
func (s *Settings) mend() {
	if l, ok := assets.ParseLang(string(s.Language)); ok {
		s.Language = l
	} else {
		s.Language = ""
	}
	if s.Theme != Light && s.Theme != Dark {
		s.Theme = System
	}
	if s.TextSize == 0 {
		s.TextSize = NormalText
	}
	s.TextSize = min(max(s.TextSize, SmallestText), LargestText)
	s.Window.Width = min(max(s.Window.Width, 800), 8000)
	s.Window.Height = min(max(s.Window.Height, 500), 8000)
	s.Recent = s.Recent[:min(len(s.Recent), recentFiles)]
	if s.Grids == nil {
		s.Grids = map[string]*Grid{}
	}
	for key, grid := range s.Grids {
		if grid == nil {
			delete(s.Grids, key)
		}
	}
}

// Save writes the settings. Settings that came from no file stay in memory.
func (s *Settings) Save() error {
	if s.file == "" {
		return nil
	}
	if err := s.write(); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return nil
}

func (s *Settings) write() (err error) {
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	folder := filepath.Dir(s.file)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "settings-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(append(content, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), s.file)
	}
	return err
}

// Used notes a file as the most recent one.
func (s *Settings) Used(file string) {
	recent := slices.DeleteFunc(slices.Clone(s.Recent), func(f string) bool { return f == file })
	recent = append([]string{file}, recent...)
	s.Recent = recent[:min(len(recent), recentFiles)]
}

// Grid returns the settings of a table by its key, made when there are none yet.
func (s *Settings) Grid(key string) *Grid {
	g := s.Grids[key]
	if g == nil {
		g = &Grid{}
		s.Grids[key] = g
	}
	if g.Widths == nil {
		g.Widths = map[string]float32{}
	}
	return g
}

// File is where the settings are kept.
func (s *Settings) File() string { return s.file }
