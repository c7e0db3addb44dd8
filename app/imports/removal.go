package imports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"kartoteka/assets"
	"kartoteka/data"
)

// sampleSums are the SHA-256 sums of the samples as they ship, and of their copies beside the database, which a trial may have corrected.
func sampleSums(database string) map[string]bool {
	sums := map[string]bool{}
	for _, s := range allSamples() {
		sum := sha256.Sum256(s.Content)
		sums[hex.EncodeToString(sum[:])] = true
		if f, err := os.Open(filepath.Join(filepath.Dir(database), "samples", s.Name)); err == nil {
			h := sha256.New()
			if _, err := io.Copy(h, f); err == nil {
				sums[hex.EncodeToString(h.Sum(nil))] = true
			}
			f.Close()
		}
	}
	return sums
}

// sampleImports are the imports of samples that still have records, the newest first.
func sampleImports(ctx context.Context, store *data.Store) ([]data.Import, error) {
	imports, err := store.Imports(ctx)
	sums := sampleSums(store.Path())
	imports = slices.DeleteFunc(imports, func(i data.Import) bool { return !sums[i.SHA256] || i.Remaining.Total() == 0 })
	slices.SortFunc(imports, func(x, y data.Import) int { return int(y.Number - x.Number) })
	return imports, err
}

// remainingOf counts what is left of imports.
func remainingOf(imports []data.Import) data.Counts {
	left := data.Counts{}
	for _, i := range imports {
		for t, n := range i.Remaining {
			left[t] += n
		}
	}
	return left
}

// A sampleRemoval is what deleting the samples did.
type sampleRemoval struct {
	deleted data.Counts
	labels  []string            // of the imports that something was deleted of, in this order
	kept    []data.Kept         // what stays because records that are no samples hold it
	items   map[string][]string // list items that went with the records, by list
}

// removeSamples deletes all that came from samples, and the list items nothing else uses. A sample can hold another one, so it goes on
// until nothing more can go. After an error the result says what was deleted before it.
func removeSamples(ctx context.Context, store *data.Store, by data.User, progress data.Progress) (*sampleRemoval, error) {
	r := &sampleRemoval{deleted: data.Counts{}, items: map[string][]string{}}
	imports, err := sampleImports(ctx, store)
	if err != nil {
		return r, err
	}
	all := remainingOf(imports).Total()
	used, err := usedItems(ctx, store)
	if err != nil {
		return r, err
	}
	for gone := true; gone; {
		gone, r.kept = false, nil
		for _, im := range imports {
			for _, kind := range data.Deletables() {
				n, err := r.removeImport(ctx, store, by, kind, im.Label, func(done, _ int) {
					if progress != nil {
						progress(min(r.deleted.Total()+done, all), all)
					}
				})
				if err != nil {
					return r, err
				}
				gone = gone || n > 0
			}
		}
	}
	if len(r.labels) == 0 {
		return r, nil
	}
	return r, r.removeItems(ctx, store, by, used)
}

// removeImport deletes what can go of an import and notes what stays.
func (r *sampleRemoval) removeImport(ctx context.Context, store *data.Store, by data.User, kind data.Deletable, label string, progress data.Progress) (int, error) {
	plan, err := store.PlanDeletion(ctx, by, kind, label)
	if errors.Is(err, data.ErrNotFound) { // nothing of this kind
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if plan.Deleted.Total() == 0 {
		r.kept = append(r.kept, plan.Kept...)
		return 0, nil
	}
	result, err := store.Delete(ctx, by, plan, progress)
	if err != nil {
		return 0, err
	}
	r.kept = append(r.kept, result.Kept...)
	for t, n := range result.Deleted {
		r.deleted[t] += n
	}
	if !slices.Contains(r.labels, label) {
		r.labels = append(r.labels, label)
	}
	return result.Deleted.Total(), nil
}

// usedItems are the items of lists that some record has, without those of a fresh database.
func usedItems(ctx context.Context, store *data.Store) (map[string][]string, error) {
	lists, err := store.Lists(ctx)
	if err != nil {
		return nil, err
	}
	used := map[string][]string{}
	for list, items := range lists {
		for _, item := range items {
			if assets.IsListItem(list, item) {
				continue
			}
			n, err := store.ItemUses(ctx, list, item)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				used[list] = append(used[list], item)
			}
		}
	}
	return used, nil
}

// removeItems takes the items out of the lists that were used before and are used by nothing now.
func (r *sampleRemoval) removeItems(ctx context.Context, store *data.Store, by data.User, used map[string][]string) error {
	for _, list := range slices.Sorted(maps.Keys(used)) {
		for _, item := range used[list] {
			n, err := store.ItemUses(ctx, list, item)
			if err != nil {
				return err
			}
			if n > 0 {
				continue
			}
			if err := store.RemoveListItem(ctx, by, list, item); err != nil {
				return err
			}
			r.items[list] = append(r.items[list], item)
		}
	}
	return nil
}

// putBack undoes the removal. What refers to records of another sample comes back after that one.
func (r *sampleRemoval) putBack(ctx context.Context, store *data.Store, by data.User, progress data.Progress) (data.Counts, error) {
	back := data.Counts{}
	for list, items := range r.items {
		if err := store.AddListItems(ctx, by, list, items...); err != nil && !errors.Is(err, data.ErrExists) {
			return back, err
		}
	}
	waiting := slices.Clone(r.labels)
	slices.Reverse(waiting)
	for len(waiting) > 0 {
		var blocked []string
		var why error
		for _, label := range waiting {
			counts, err := store.Restore(ctx, by, label, progress)
			var obstacle *data.RestoreError
			switch {
			case errors.As(err, &obstacle):
				blocked, why = append(blocked, label), err
			case err != nil:
				return back, err
			}
			for t, n := range counts {
				back[t] += n
			}
		}
		if len(blocked) == len(waiting) {
			return back, why
		}
		waiting = blocked
	}
	return back, nil
}
