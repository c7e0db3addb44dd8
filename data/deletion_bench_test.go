package data_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kartoteka/data"
)

// BenchmarkDelete imports T1 into a database of 588,000 records, gives every tenth of its clients an activity,
// deletes the import with its plan and puts it back. It reports plan and deletion as a ratio to the import's
// own time; the backup that Delete makes beforehand is reported apart.
func BenchmarkDelete(b *testing.B) {
	big, by := benchStore(b), data.User{ID: 1}
	copied, err := big.Backup(ctx, by, filepath.Join(b.TempDir(), "copy.db"), false)
	if err != nil {
		b.Fatal(err)
	}
	s, err := data.Open(copied.Path, data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	times := map[string][]float64{}
	lap := func(what string, start time.Time) time.Duration {
		took := time.Since(start)
		times[what] = append(times[what], took.Seconds())
		return took
	}
	for i := range b.N {
		start := time.Now()
		im := importT1(b, s, by, newGenerator(uint64(i)+7), 5000)
		lap("import", start)
		clients, err := s.Records(ctx, data.Client, data.Query{Import: im.Number})
		if err != nil {
			b.Fatal(err)
		}
		for n, c := range clients {
			if n%10 == 0 {
				add(b, s, by, data.Activity, "subject", "Schůzka", "client", c.ID)
			}
		}
		start = time.Now()
		d := plan(b, s, by, data.Clients, im.Label)
		planned := lap("plan", start)
		start = time.Now()
		backup, err := s.Backup(ctx, by, "", false)
		if err != nil {
			b.Fatal(err)
		}
		lap("backup", start)
		b.ReportMetric(float64(backup.Size>>20), "MB")
		start = time.Now()
		if _, err := data.CarryOut(s, ctx, by, d, nil); err != nil {
			b.Fatal(err)
		}
		times["plan+delete"] = append(times["plan+delete"], (planned + time.Since(start)).Seconds())
		start = time.Now()
		if _, err := s.Restore(ctx, by, im.Label, nil); err != nil {
			b.Fatal(err)
		}
		lap("restore", start)
	}
	medians := map[string]float64{}
	for what, laps := range times {
		slices.Sort(laps)
		medians[what] = laps[len(laps)/2]
		b.ReportMetric(medians[what], "s/"+what)
	}
	b.ReportMetric(medians["plan+delete"]/medians["import"], "×import")
}
