package data_test

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(killedDatabase); path != "" {
		importUntilKilled(path)
	}
	code := m.Run()
	if largeFolder != "" {
		if s, err := large(); err == nil {
			s.Close()
		}
		os.RemoveAll(largeFolder)
	}
	os.Exit(code)
}
