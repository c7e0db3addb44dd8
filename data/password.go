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

// verifyPassword reports whether the password has that hash. The parameters are those of the
// hash, so that stronger ones may be chosen later.
func verifyPassword(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > maxPassword {
		return false
	}
	var version int
	var memory, time uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &threads); err != nil ||
		memory > 1024*1024 || time < 1 || time > 100 || threads < 1 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false
	}
	key := argon2.IDKey(passwordBytes(password), salt, time, memory, threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(key, want) == 1
}

// passwordBytes makes the same bytes of the same characters, whichever way a keyboard composes them.
func passwordBytes(password string) []byte { return norm.NFC.Bytes([]byte(password)) }
