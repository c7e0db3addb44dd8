package native

import (
	"os"

	"golang.org/x/sys/windows"
)

var (
	kernel32   = windows.NewLazySystemDLL("kernel32.dll")
	procAttach = kernel32.NewProc("AttachConsole")
	procFree   = kernel32.NewProc("FreeConsole")
)

// parentProcess is ATTACH_PARENT_PROCESS: the console of whoever started this program.
const parentProcess = ^uintptr(0)

func joinConsole() {
	streams := []struct {
		id   uint32
		file **os.File
		name string
	}{
		{windows.STD_INPUT_HANDLE, &os.Stdin, "CONIN$"},
		{windows.STD_OUTPUT_HANDLE, &os.Stdout, "CONOUT$"},
		{windows.STD_ERROR_HANDLE, &os.Stderr, "CONOUT$"},
	}
	var redirected [3]bool // asked before, because a console brings streams of its own
	for i, s := range streams {
		redirected[i] = usable(s.id)
	}
	if attached, _, _ := procAttach.Call(parentProcess); attached == 0 {
		return // not started from a console, or this is a program of the console
	}
	for i, s := range streams {
		if redirected[i] {
			continue
		}
		if f, err := os.OpenFile(s.name, os.O_RDWR, 0); err == nil {
			*s.file = f
		}
	}
}

func leaveConsole() { _, _, _ = procFree.Call() }

// usable reports whether there is a file or a pipe behind a standard stream.
func usable(id uint32) bool {
	h, err := windows.GetStdHandle(id)
	if err != nil || h == 0 || h == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(h)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}
