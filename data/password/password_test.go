package password_test

import (
	"errors"
	"strings"
	"testing"

	"kartoteka/data/password"
)

// A password has its own hash and no other has it, whichever way its characters are composed; two hashes of it differ.
func TestHashAndVerify(t *testing.T) {
	for _, p := range []string{"heslo", "příliš žluťoučký", strings.Repeat("x", 1024), " "} {
		hash, err := password.Hash(p)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := password.Hash(p); again == hash {
			t.Errorf("%q: the same salt twice", p)
		}
		if err := password.Check(hash); err != nil {
			t.Errorf("%q: %v", p, err)
		}
		for try, want := range map[string]bool{p: true, p + "x": false, "": false, strings.ToUpper(p) + "!": false} {
			if right, err := password.Verify(hash, try); right != want || err != nil {
				t.Errorf("%q verified as %q: %v, %v", p, try, right, err)
			}
		}
	}
	hash, err := password.Hash("e\u0301")
	if right, wrong := password.Verify(hash, "é"); err != nil || !right || wrong != nil {
		t.Errorf("composed otherwise: %v, %v, %v", right, err, wrong)
	}
}

func TestInvalid(t *testing.T) {
	for _, p := range []string{strings.Repeat("x", 1025), "\xff"} {
		if _, err := password.Hash(p); !errors.Is(err, password.ErrInvalid) {
			t.Errorf("%.9q: %v", p, err)
		}
	}
}

// What asks for too much work is refused at once.
func TestUnverifiable(t *testing.T) {
	const tail = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"
	for _, hash := range []string{"", "x", "$$$$$", "$argon2i$v=19$m=64,t=1,p=1" + tail, "$argon2id$v=16$m=64,t=1,p=1" + tail,
		"$argon2id$v=19$m=262145,t=1,p=1" + tail, "$argon2id$v=19$m=64,t=11,p=1" + tail, "$argon2id$v=19$m=64,t=0,p=1" + tail,
		"$argon2id$v=19$m=64,t=1,p=17" + tail, "$argon2id$v=19$m=64,t=1,p=0" + tail, "$argon2id$v=19$m=64,t=1,p=300" + tail,
		"$argon2id$v=19$m=64,t=1,p=1,x" + tail, "$argon2id$v=19$m=64,t=1,p=1$AA$", "$argon2id$v=19$m=64,t=1,p=1$!$AA",
		"$argon2id$v=19$m=64,t=1,p=1$AA$" + strings.Repeat("A", 100)} {
		if right, err := password.Verify(hash, ""); right || !errors.Is(err, password.ErrUnverifiable) {
			t.Errorf("%q: %v, %v", hash, right, err)
		}
		if err := password.Check(hash); !errors.Is(err, password.ErrUnverifiable) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}
