package data

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The lengths of a hash and of its salt, in bytes.
const (
	argonKey  = 32
	argonSalt = 16
)

// An argonCost is how much work one hash takes.
type argonCost struct {
	time    uint32 // passes over the memory
	memory  uint32 // in KiB
	threads uint8
}

// fullCost is the second of the two recommendations of RFC 9106, section 4: 64 MiB, three passes.
var fullCost = argonCost{time: 3, memory: 64 * 1024, threads: 4}

// cost returns the cost of a new hash: the full one, and in tests, which make hundreds, the least there is. Only "go test" links
// a program so that it is a test; no setting does.
func cost() argonCost {
	if testing.Testing() {
		return argonCost{time: 1, memory: 8, threads: 1}
	}
	return fullCost
}

// maxPassword bounds the work a try to sign in can cause, in bytes.
const maxPassword = 1024

// hashPassword returns the Argon2id hash of a password with a new salt, or nil for "".
// It has the PHC string format: $argon2id$v=19$m=65536,t=3,p=4$salt$hash.
func hashPassword(password string, c argonCost) (any, error) {
	if password == "" {
		return nil, nil
	}
	if len(password) > maxPassword || !utf8.ValidString(password) {
		return nil, fmt.Errorf("%w: password", ErrInvalid)
	}
	salt := make([]byte, argonSalt)
	rand.Read(salt) //nolint:errcheck // never fails
	key := argon2.IDKey(passwordBytes(password), salt, c.time, c.memory, c.threads, argonKey)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.time, c.threads,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// mostCost bounds the work that a hash may ask for: a few seconds. It leaves room for stronger ones than ours.
var mostCost = argonCost{time: 10, memory: 256 * 1024, threads: 16}

// maxArgonBytes bounds the length of a salt, and of a key.
const maxArgonBytes = 64

// An argonHash is a hash in the PHC string format, taken apart.
type argonHash struct {
	argonCost
	salt, key []byte
}

// parseHash takes a hash apart, or returns ErrUnverifiable for one that is none of ours or asks for too much work.
func parseHash(hash string) (*argonHash, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nil, fmt.Errorf("%w: unknown format", ErrUnverifiable)
	}
	var h argonHash
	if n, err := fmt.Sscanf(parts[3]+"$", "m=%d,t=%d,p=%d$", &h.memory, &h.time, &h.threads); n != 3 || err != nil {
		return nil, fmt.Errorf("%w: unknown parameters", ErrUnverifiable)
	}
	if h.memory > mostCost.memory || h.time < 1 || h.time > mostCost.time || h.threads < 1 || h.threads > mostCost.threads {
		return nil, fmt.Errorf("%w: %s", ErrUnverifiable, parts[3])
	}
	for i, into := range []*[]byte{&h.salt, &h.key} {
		var err error
		if *into, err = base64.RawStdEncoding.DecodeString(parts[4+i]); err != nil || len(*into) == 0 || len(*into) > maxArgonBytes {
			return nil, fmt.Errorf("%w: salt or key", ErrUnverifiable)
		}
	}
	return &h, nil
}

// verifyPassword reports whether the password has that hash. The parameters are those of the
// hash, so that stronger ones may be chosen later; see parseHash for its error.
func verifyPassword(hash, password string) (bool, error) {
	h, err := parseHash(hash)
	if err != nil || len(password) > maxPassword {
		return false, err
	}
	key := argon2.IDKey(passwordBytes(password), h.salt, h.time, h.memory, h.threads, uint32(len(h.key)))
	return subtle.ConstantTimeCompare(key, h.key) == 1, nil
}

// passwordBytes makes the same bytes of the same characters, whichever way a keyboard composes them.
func passwordBytes(password string) []byte { return norm.NFC.Bytes([]byte(password)) }
