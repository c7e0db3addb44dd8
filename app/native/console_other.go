//go:build !windows

package native

func joinConsole() {}

func leaveConsole() {}
