package data_test

import (
	"errors"
	"testing"

	"kartoteka/data"
)

// TestMappingsAreRemembered: one of the same header takes the place of the earlier one of its name, one of another header
// gets a name of its own; the one used last comes first.
func TestMappingsAreRemembered(t *testing.T) {
	s, admin := fresh(t)
	remember := func(name, signature, content, want string) {
		t.Helper()
		got, err := s.RememberMapping(ctx, admin, data.Mapping{Name: name, Signature: signature, Content: []byte(content)})
		if err != nil || got != want {
			t.Fatalf("remembered as %q, %v, want %q", got, err, want)
		}
	}
	remember("Export", "a b", "1", "Export")
	remember("export", "a b", "2", "export")
	remember("Export", "a b c", "3", "Export 2")
	all, err := s.Mappings(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("%v %v", all, err)
	}
	if err := s.RenameMapping(ctx, admin, "Export 2", "export"); !errors.Is(err, data.ErrExists) {
		t.Errorf("a name that is taken: %v", err)
	}
	if err := s.ForgetMapping(ctx, admin, "EXPORT"); err != nil {
		t.Error(err)
	}
	if err := s.ForgetMapping(ctx, admin, "Export"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
	if all, _ := s.Mappings(ctx); len(all) != 1 || all[0].Name != "Export 2" || string(all[0].Content) != "3" {
		t.Errorf("left %+v", all)
	}
}
