package value

import (
	"kartoteka/assets"
	"kartoteka/data"
	"kartoteka/importer/issue"
)

// parseWord reads a value that must be one of a vocabulary.
func (p *Parser) parseWord(v *vocabulary, s string, unknown issue.Code) (any, []issue.Finding) {
	if value, ok := v.find(s); ok {
		return value, nil
	}
	if value, ok := v.find(plainSpaces(s)); ok {
		return value, nil
	}
	return nil, []issue.Finding{{Code: unknown, Want: v.want(), Suggestion: v.suggest(plainSpaces(s))}}
}

// parseList reads an item of a list. An unknown one may be taken as a new item, by the context.
func (p *Parser) parseList(f *data.Field, s string) (any, []issue.Finding) {
	v := p.list(f.List)
	if value, ok := v.find(s); ok {
		return value, nil
	}
	if p.AddListItems {
		added := p.added(f.List)
		if value, ok := added.find(s); ok {
			s = value.(string) // as it was first written
		} else {
			added.add(s, s)
		}
		return s, []issue.Finding{{Code: issue.NewListItem, Suggestion: s}}
	}
	return p.parseWord(v, s, issue.NotInList)
}

// list is the vocabulary of the items of a list.
func (p *Parser) list(key string) *vocabulary {
	return remember(&p.lists, key, func(v *vocabulary) {
		for _, item := range p.Lists[key] {
			var words []string
			if key == currencyList {
				words = p.wordsOf(item)
			}
			v.add(item, item, words...)
		}
	})
}

// wordsOf are the signs and names of the currency that an item of the list of currencies is. There are none when another item is that
// currency, too.
func (p *Parser) wordsOf(item string) (words []string) {
	code := currencyCode(item)
	for _, other := range p.Lists[currencyList] {
		if code == "" || other != item && currencyCode(other) == code {
			return nil
		}
	}
	for word, of := range currencies() {
		if of == code {
			words = append(words, word)
		}
	}
	return append(words, code)
}

// added is the vocabulary of the items found that a list lacks.
func (p *Parser) added(list string) *vocabulary {
	return remember(&p.newItems, list, func(*vocabulary) {})
}

// choices is the vocabulary of a Choice: keys, and titles in every language.
func (p *Parser) choices(f *data.Field) *vocabulary {
	return remember(&p.choice, f, func(v *vocabulary) {
		for _, key := range f.Choices {
			v.add(key, choiceTitle(p.Lang, f, key), append(inEveryLanguage(func(l assets.Lang) string { return choiceTitle(l, f, key) }), key)...)
		}
	})
}

func choiceTitle(l assets.Lang, f *data.Field, key string) string {
	return l.Text("choice." + f.Key + "." + key)
}

func inEveryLanguage(title func(assets.Lang) string) []string {
	var titles []string
	for _, l := range assets.Languages() {
		titles = append(titles, title(l))
	}
	return titles
}

// accounts is the vocabulary of the people who may own a record.
func (p *Parser) accounts() *vocabulary {
	return remember(&p.account, "", func(v *vocabulary) {
		for _, a := range p.Users {
			v.add(a.ID, a.Name, a.SignIn)
		}
	})
}

// remember returns the vocabulary of a key, filled when it is asked for the first time.
func remember[K comparable](m *map[K]*vocabulary, key K, fill func(*vocabulary)) *vocabulary {
	v, ok := (*m)[key]
	if !ok {
		if *m == nil {
			*m = map[K]*vocabulary{}
		}
		v = newVocabulary()
		fill(v)
		(*m)[key] = v
	}
	return v
}
