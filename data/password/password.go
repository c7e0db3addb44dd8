// Package password turns passwords into what may be stored of them, and verifies them by it.
//
//	Hash   ──> "$argon2id$v=19$m=65536,t=3,p=4$salt$key", the PHC string format
//	Verify ──> does a password have that hash?
//	Check  ──> can a hash be verified at all?
//
// The cost of a hash stands in it, so stronger ones may be chosen later. A hash that comes from a file may ask for any amount of
// work; those beyond the limits here are refused before anything is computed.
package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

var (
	// ErrInvalid says that a text can't be a password: it is longer than 1024 bytes or no UTF-8.
	ErrInvalid = errors.New("not a valid password")
	// ErrUnverifiable says that a hash is none of ours or asks for more than 256 MiB, 10 passes or 16 lanes.
	ErrUnverifiable = errors.New("the password of the account can't be verified")
)

// A Cost is how much work one hash takes.
type Cost struct {
	Time    uint32 // passes over the memory
	Memory  uint32 // in KiB
	Threads uint8  // lanes
}

// Full is the second of the two recommendations of RFC 9106, section 4: 64 MiB, three passes.
var Full = Cost{Time: 3, Memory: 64 * 1024, Threads: 4}

// most bounds the work that a hash may ask for: a few seconds. It leaves room for stronger ones than ours.
var most = Cost{Time: 10, Memory: 256 * 1024, Threads: 16}

// The lengths of a key and of its salt, in bytes, and what those of others may have at most.
const (
	keyLength  = 32
	saltLength = 16
	mostLength = 64
)

// maxLength bounds the work that one try can cause, in bytes.
const maxLength = 1024

// cost returns the cost of a new hash: the full one, and in tests, which make hundreds, the least there is. Only "go test" links
// a program so that it is a test; no setting does.
func cost() Cost {
	if testing.Testing() {
		return Cost{Time: 1, Memory: 8, Threads: 1}
	}
	return Full
}

// Hash returns the Argon2id hash of a password with a new salt, or ErrInvalid.
func Hash(password string) (string, error) { return HashAt(password, cost()) }

// HashAt is [Hash] at a chosen cost.
func HashAt(password string, c Cost) (string, error) {
	if len(password) > maxLength || !utf8.ValidString(password) {
		return "", ErrInvalid
	}
	salt := make([]byte, saltLength)
	rand.Read(salt) //nolint:errcheck // never fails
	key := argon2.IDKey(composed(password), salt, c.Time, c.Memory, c.Threads, keyLength)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// Verify reports whether the password has that hash. ErrUnverifiable says that this can't be found out.
func Verify(hash, password string) (bool, error) {
	p, err := parse(hash)
	if err != nil || len(password) > maxLength {
		return false, err
	}
	key := argon2.IDKey(composed(password), p.salt, p.Time, p.Memory, p.Threads, uint32(len(p.key)))
	return subtle.ConstantTimeCompare(key, p.key) == 1, nil
}

// Check returns ErrUnverifiable for a hash that [Verify] would refuse.
func Check(hash string) error {
	_, err := parse(hash)
	return err
}

// A parsed is a hash in the PHC string format, taken apart.
type parsed struct {
	Cost
	salt, key []byte
}

// parse takes a hash apart, or returns ErrUnverifiable for one that is none of ours or asks for too much work.
func parse(hash string) (*parsed, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nil, fmt.Errorf("%w: unknown format", ErrUnverifiable)
	}
	var p parsed
	if n, err := fmt.Sscanf(parts[3]+"$", "m=%d,t=%d,p=%d$", &p.Memory, &p.Time, &p.Threads); n != 3 || err != nil {
		return nil, fmt.Errorf("%w: unknown parameters", ErrUnverifiable)
	}
	if p.Memory > most.Memory || p.Time < 1 || p.Time > most.Time || p.Threads < 1 || p.Threads > most.Threads {
		return nil, fmt.Errorf("%w: %s", ErrUnverifiable, parts[3])
	}
	for i, into := range []*[]byte{&p.salt, &p.key} {
		var err error
		if *into, err = base64.RawStdEncoding.DecodeString(parts[4+i]); err != nil || len(*into) == 0 || len(*into) > mostLength {
			return nil, fmt.Errorf("%w: salt or key", ErrUnverifiable)
		}
	}
	return &p, nil
}

// composed makes the same bytes of the same characters, whichever way a keyboard composes them.
func composed(password string) []byte { return norm.NFC.Bytes([]byte(password)) }
