package data_test

import (
	"context"
	"errors"
	"maps"
	"testing"

	"kartoteka/data"
)

func TestTexts(t *testing.T) {
	ctx := context.Background()
	s, by, done := opened()
	defer done()
	var ids []int64
	for _, country := range []string{"DE", "", "SK"} {
		r := &data.Record{Type: data.Client}
		r.Set("name", "Alfa "+country)
		if country != "" {
			r.Set("country", country)
		}
		if err := s.Insert(ctx, by, r); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	got, err := s.Texts(ctx, data.Client, "country", append(ids, 999))
	if err != nil || !maps.Equal(got, map[int64]string{ids[0]: "DE", ids[2]: "SK"}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, key := range []string{"none", "row_key"} {
		if _, err := s.Texts(ctx, data.Client, key, ids); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%s: %v", key, err)
		}
	}
	if _, err := s.Texts(ctx, "nothing", "country", ids); !errors.Is(err, data.ErrInvalid) {
		t.Errorf("no record type: %v", err)
	}
}
