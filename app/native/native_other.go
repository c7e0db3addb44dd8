//go:build !windows && !linux && !darwin

package native

const onMain = false

func show(Request) (string, error) { return "", ErrUnavailable }
