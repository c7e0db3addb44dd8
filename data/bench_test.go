package data_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kartoteka/data"
	"kartoteka/data/fold"
)

// A generator makes records such as those of the reference workbook T1: clients of some twenty values, persons of ten.
type generator struct {
	*rand.Rand
	number int
}

func newGenerator(seed uint64) *generator { return &generator{Rand: rand.New(rand.NewPCG(seed, 1))} }

var (
	firstNames = strings.Fields("Jan Petr Pavel Tomáš Jiří Josef Martin Jaroslav Zdeněk Václav Michal Milan Jana Marie Eva Hana Anna Lenka Kateřina Věra Lucie Alena Petra Jaroslava Řehoř Žofie Šimon Čeněk Adéla Ondřej")
	lastNames  = strings.Fields("Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Pospíšil Hájek Král Jelínek Růžička Beneš Fiala Sedlák Doležal Zeman Kolář Navrátil Čermák Urban Vaněk Blažek Kříž Kratochvíl Kopecký Bartoš Vlček Musil Šimek Polák Konečný Chalupa Řezáč Žák")
	towns      = strings.Fields("Praha Brno Ostrava Plzeň Liberec Olomouc Budějovice Hradec Ústí Pardubice Zlín Havířov Kladno Most Opava Frýdek Jihlava Teplice Karviná Karlovy Chomutov Děčín Jablonec Mladá Prostějov Přerov Česká Třebíč Třinec Tábor")
	words      = strings.Fields("Alfa Beta Gama Delta Stavby Doprava Servis Obchod Technik Kovo Dřevo Elektro Agro Bio Eko Info Soft Data Plast Sklo Papír Textil Moto Auto Metal Trans Inter Euro Moravia Bohemia")
)

func (g *generator) pick(from []string) string { return from[g.IntN(len(from))] }

func (g *generator) syllables(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("bcdfghjklmnprstvz"[g.IntN(17)])
		b.WriteString([]string{"a", "e", "i", "o", "u", "á", "í", "ě"}[g.IntN(8)])
	}
	return b.String()
}

func (g *generator) phone() string {
	return fmt.Sprintf("+420 %d%02d %03d %03d", 6+g.IntN(2), g.IntN(100), g.IntN(1000), g.IntN(1000))
}

func (g *generator) client() *data.Record {
	g.number++
	name := g.pick(words) + " " + g.syllables(3) + " " + g.pick([]string{"s.r.o.", "a.s.", "spol. s r.o.", "k.s."})
	mail := strings.ToLower(fold.Text(name))
	return &data.Record{Type: data.Client, Row: g.number + 2, Values: []data.Value{
		{Key: "name", V: name}, {Key: "person", V: false}, {Key: "reg_number", V: fmt.Sprintf("%08d", g.IntN(100_000_000))},
		{Key: "tax_number", V: fmt.Sprintf("CZ%08d", g.IntN(100_000_000))}, {Key: "vat_payer", V: g.IntN(2) == 0},
		{Key: "rating", V: "A"}, {Key: "state", V: "potential"}, {Key: "role", V: "subscriber"}, {Key: "owner", V: int64(1)},
		{Key: "category", V: "VIP"}, {Key: "legal_form", V: "s.r.o."}, {Key: "employees", V: "10–49"}, {Key: "payment_terms", V: "14 dní"},
		{Key: "anniversary", V: "2001-05-17"}, {Key: "street", V: g.syllables(4) + " 12/7"}, {Key: "city", V: g.pick(towns)},
		{Key: "zip", V: fmt.Sprintf("%03d %02d", 100+g.IntN(600), g.IntN(100))}, {Key: "country", V: "CZ"}, {Key: "phone_1", V: g.phone()},
		{Key: "phone_1_type", V: "mobil"}, {Key: "email_1", V: "info@" + mail + ".cz"}, {Key: "website", V: "www." + mail + ".cz"},
		{Key: "note", V: "Poznámka ke klientovi " + g.syllables(6)}, {Key: "tags", V: "veletrh, " + g.syllables(2)}, {Key: "external_id", V: fmt.Sprintf("K-%06d", g.number)},
	}}
}

func (g *generator) contact(client int64) *data.Record {
	first, last := g.pick(firstNames), g.pick(lastNames)
	if g.IntN(3) == 0 {
		last += g.syllables(1)
	}
	mail := fold.Text(first) + "." + fold.Text(last) + "@" + fold.Text(g.syllables(3)) + ".cz"
	return &data.Record{Type: data.Contact, Row: g.number + 2, Values: []data.Value{
		{Key: "client", V: client}, {Key: "title_before", V: "Ing."}, {Key: "first_name", V: first}, {Key: "last_name", V: last},
		{Key: "position", V: "jednatel"}, {Key: "phone_1", V: g.phone()}, {Key: "phone_2", V: g.phone()}, {Key: "email_1", V: mail},
		{Key: "birthday", V: "1980-02-29"}, {Key: "gender", V: "male"}, {Key: "key_person", V: g.IntN(5) == 0}, {Key: "note", V: g.syllables(5)},
	}}
}

// importT1 imports clients with six contact persons each.
func (g *generator) importT1(s *data.Store, by data.User, clients int) (data.Import, error) {
	return s.Import(ctx, by, data.Import{File: "t1.xlsx", Found: data.Counts{data.Client: clients, data.Contact: 6 * clients}},
		func(insert func(*data.Record) error) error {
			for range clients {
				c := g.client()
				if err := insert(c); err != nil {
					return err
				}
				for range 6 {
					if err := insert(g.contact(c.ID)); err != nil {
						return err
					}
				}
			}
			return nil
		})
}

func importT1(tb testing.TB, s *data.Store, by data.User, g *generator, clients int) data.Import {
	tb.Helper()
	im, err := g.importT1(s, by, clients)
	if err != nil {
		tb.Fatal(err)
	}
	return im
}

// BenchmarkImport reports how many times as long an import of T1 takes as S: inserting the same rows into the same
// tables, with their indexes, by one prepared statement each in one transaction, and nothing else.
func BenchmarkImport(b *testing.B) {
	var ratios []float64
	for range b.N {
		s, admin := fresh(b)
		g := newGenerator(1)
		start := time.Now()
		importT1(b, s, admin, g, 5000)
		took := time.Since(start)
		ratios = append(ratios, took.Seconds()/bareInsert(b, s).Seconds())
		b.ReportMetric(took.Seconds(), "s/import")
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "×S")
}

// bareInsert copies the rows of the store's clients and contacts into an empty store and returns how long the writing
// took.
func bareInsert(b *testing.B, from *data.Store) time.Duration {
	b.Helper()
	to, _ := fresh(b)
	path := to.Path()
	to.Close()
	const options = "?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=cache_size(-32768)&_txlock=immediate"
	source := openSQL(b, from.Path()+options)
	target := openSQL(b, path+options)
	target.SetMaxOpenConns(1)
	if _, err := target.Exec(`INSERT INTO imports (label, at, file, sha256, template, language, user_id, found, imported, rejected, duplicates) VALUES ('', '', '', '', '', '', 1, '', '', '', '')`); err != nil {
		b.Fatal(err)
	}
	rows := map[string][][]any{}
	insert := map[string]string{}
	for _, table := range []string{"clients", "contacts"} {
		read, err := source.Query("SELECT * FROM " + table)
		if err != nil {
			b.Fatal(err)
		}
		columns, _ := read.Columns()
		for read.Next() {
			row, dest := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				dest[i] = &row[i]
			}
			if err := read.Scan(dest...); err != nil {
				b.Fatal(err)
			}
			rows[table] = append(rows[table], row)
		}
		insert[table] = "INSERT INTO " + table + " VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")"
	}
	start := time.Now()
	tx, err := target.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for _, table := range []string{"clients", "contacts"} {
		stmt, err := tx.Prepare(insert[table])
		if err != nil {
			b.Fatal(err)
		}
		for _, row := range rows[table] {
			if _, err := stmt.Exec(row...); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func openSQL(tb testing.TB, dsn string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	return db
}

// largeFolder is where large made its store, "" when no benchmark asked for it.
var largeFolder string

// large returns a store of 84,000 clients and 504,000 contact persons, made once.
var large = sync.OnceValues(func() (s *data.Store, err error) {
	if largeFolder, err = os.MkdirTemp("", "large"); err != nil {
		return nil, err
	}
	if s, err = data.Open(filepath.Join(largeFolder, "large.db"), data.Options{}); err != nil {
		return nil, err
	}
	admin, err := s.DefaultUser(ctx)
	if err != nil {
		return nil, err
	}
	g := newGenerator(2)
	for range 12 {
		if _, err := g.importT1(s, admin, 7000); err != nil {
			return nil, err
		}
	}
	return s, nil
})

func benchStore(b *testing.B) *data.Store {
	b.Helper()
	s, err := large()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkSearch is one keystroke over 504,000 contact persons: the first page of what is found.
func BenchmarkSearch(b *testing.B) {
	s := benchStore(b)
	for _, search := range []string{"n", "a", "c", "no", "nov", "novak", "jan nov", "j n", "ing", "cz", "alfa", "beta sta", "praha", "jan.novak@", "777", "+420 777 1", "777 123 456", "novak 6", "rezac zofie", "xyzzy", "j n a c"} {
		b.Run(search, func(b *testing.B) {
			var slowest time.Duration
			n := 0
			for range b.N {
				start := time.Now()
				records, err := s.Records(ctx, data.Contact, data.Query{Search: search, Limit: 100})
				if err != nil {
					b.Fatal(err)
				}
				slowest, n = max(slowest, time.Since(start)), len(records)
			}
			b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-slowest")
			b.ReportMetric(float64(n), "records")
		})
	}
}

func BenchmarkCount(b *testing.B) {
	s := benchStore(b)
	for _, search := range []string{"", "n", "nov", "cz", "xyzzy", "jan nov"} {
		b.Run(search, func(b *testing.B) {
			for range b.N {
				if _, err := s.Count(ctx, data.Contact, data.Query{Search: search}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMatching asks for 5,000 names, half of them known, as the check of a file does.
func BenchmarkMatching(b *testing.B) {
	s := benchStore(b)
	known, err := s.Records(ctx, data.Client, data.Query{Limit: 2500, Offset: 40000})
	if err != nil {
		b.Fatal(err)
	}
	var values []string
	for _, r := range known {
		values = append(values, r.Match("name"), r.Match("name")+"x")
	}
	for b.Loop() {
		found, err := s.Matching(ctx, data.Client, "name", values)
		if err != nil || len(found) < len(known) {
			b.Fatal(len(found), err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	s := benchStore(b)
	for name, q := range map[string]data.Query{
		"first": {Limit: 100}, "middle": {Limit: 100, Offset: 250_000}, "backwards": {Limit: 100, Desc: true},
		"byPosition": {Limit: 100, Sort: "position"}, "byClient": {Limit: 100, Sort: "client"}, "label": {Limit: 100, Import: 5},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Records(ctx, data.Contact, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkEach reads all contact persons, as an export does.
func BenchmarkEach(b *testing.B) {
	s := benchStore(b)
	for _, sort := range []string{"", "id"} {
		b.Run("by "+sort, func(b *testing.B) {
			for b.Loop() {
				n := 0
				if err := s.Each(ctx, data.Contact, data.Query{Sort: sort}, func(*data.Record) error { n++; return nil }); err != nil || n < 500_000 {
					b.Fatal(n, err)
				}
			}
		})
	}
}
