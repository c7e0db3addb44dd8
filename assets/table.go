package assets

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/collate"
	"golang.org/x/text/language/display"
)

// translations holds a folder for each language: its texts, its words, and help with the pages of the help and their
// pictures.
//
//go:embed translations
var translations embed.FS

// A spoken is a language with all that was read from its folder.
type spoken struct {
	Language
	folder    fs.FS
	chain     []*spoken // itself and those that say what it does not
	localizer *i18n.Localizer
	has       map[string]bool // keys of its own texts
	words     words
	countries func() display.Namer // nil for a language the CLDR of golang.org/x/text lacks
	collators sync.Pool            // a Collator keeps buffers and serves one goroutine at a time
}

// A table is all languages in their order. It is never changed, only replaced.
type table struct {
	languages []*spoken
	byCode    map[Lang]*spoken
}

// current is the table in use; nil until it is first asked for.
var current atomic.Pointer[table]

// loaded is the table in use.
func loaded() *table {
	if t := current.Load(); t != nil {
		return t
	}
	// A file that could not be read is a fault of the build; TestTranslationsLoad names it.
	t, _ := load(builtIn, translations)
	current.CompareAndSwap(nil, t)
	return current.Load()
}

// spoken is the entry of the language, of English for a value that is none of Languages.
func (l Lang) spoken() *spoken {
	t := loaded()
	if s := t.byCode[l]; s != nil {
		return s
	}
	return t.byCode[English]
}

// Register adds a language behind the others, with its folder. Everything that follows the table finds it from then
// on. The function that is returned takes it out again. Register is for tests: a made-up language
// proves that nothing else knows which languages there are.
func Register(l Language, folder fs.FS) (remove func(), err error) {
	before := loaded()
	if before.byCode[l.Code] != nil {
		return nil, fmt.Errorf("register language %s: it is there already", l.Code)
	}
	after := &table{byCode: map[Lang]*spoken{}}
	var faults []error
	for _, s := range before.languages {
		faults = append(faults, after.add(s.Language, s.folder)...)
	}
	faults = append(faults, after.add(l, folder)...)
	after.link()
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("register language %s: %w", l.Code, err)
	}
	current.Store(after)
	return func() { current.Store(before) }, nil
}

// PerTable returns a function that makes a value of all languages when it is first called, and again
// after they changed.
func PerTable[T any](build func() T) func() T {
	type built struct {
		of    *table
		value T
	}
	var last atomic.Pointer[built]
	return func() T {
		t := loaded()
		b := last.Load()
		if b == nil || b.of != t {
			b = &built{t, build()}
			last.Store(b)
		}
		return b.value
	}
}

// load reads the languages from their folders. It goes on past a faulty file and returns all faults: files
// that are no translations, keys defined twice.
func load(languages []Language, folders fs.FS) (*table, []error) {
	t := &table{byCode: map[Lang]*spoken{}}
	var faults []error
	for _, l := range languages {
		folder, err := fs.Sub(folders, "translations/"+string(l.Code))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		faults = append(faults, t.add(l, folder)...)
	}
	t.link()
	return t, faults
}

// add reads a language from its folder.
func (t *table) add(l Language, folder fs.FS) (faults []error) {
	s := &spoken{Language: l, folder: folder, has: map[string]bool{}}
	t.languages = append(t.languages, s)
	t.byCode[l.Code] = s
	s.countries = sync.OnceValue(func() display.Namer { return display.Regions(l.Tag) })
	s.collators.New = func() any { return collate.New(l.Tag, collate.Numeric) }
	bundle := i18n.NewBundle(l.Tag)
	s.localizer = i18n.NewLocalizer(bundle, string(l.Code))
	names, err := fs.Glob(folder, "*.json")
	if len(names) == 0 {
		faults = append(faults, fmt.Errorf("%s: no texts, %w", l.Code, cmp.Or(err, fs.ErrNotExist)))
	}
	for _, name := range names {
		read := func(content []byte) error { return s.addTexts(bundle, content) }
		if name == wordsFile {
			read = s.words.read
		}
		content, err := fs.ReadFile(folder, name)
		if err == nil {
			err = read(content)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s/%s: %w", l.Code, name, err))
		}
	}
	return faults
}

// addTexts reads a file of texts.
func (s *spoken) addTexts(bundle *i18n.Bundle, content []byte) error {
	file, err := bundle.ParseMessageFileBytes(content, s.Tag.String()+".json")
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if s.has[m.ID] {
			err = cmp.Or(err, fmt.Errorf("%q is defined twice", m.ID))
		}
		s.has[m.ID] = true
	}
	return err
}

// link finds out for each language who says what it does not.
func (t *table) link() {
	for _, s := range t.languages {
		for next := s; next != nil && !slices.Contains(s.chain, next); next = t.byCode[next.Fallback] {
			s.chain = append(s.chain, next)
		}
	}
}
