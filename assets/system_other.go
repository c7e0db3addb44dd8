//go:build !windows && !darwin

package assets

// systemLocales is empty where the environment alone says which language is used.
func systemLocales() []string { return nil }
