package native

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

const onMain = false

var (
	comdlg32   = windows.NewLazySystemDLL("comdlg32.dll")
	procOpen   = comdlg32.NewProc("GetOpenFileNameW")
	procSave   = comdlg32.NewProc("GetSaveFileNameW")
	procExtErr = comdlg32.NewProc("CommDlgExtendedError")
)

// Flags of OPENFILENAMEW.
const (
	ofnOverwritePrompt = 0x2
	ofnHideReadOnly    = 0x4
	ofnNoChangeDir     = 0x8
	ofnPathMustExist   = 0x800
	ofnFileMustExist   = 0x1000
	ofnExplorer        = 0x80000
)

// openFileName is OPENFILENAMEW of commdlg.h.
type openFileName struct {
	size                       uint32
	owner, instance            uintptr
	filter, customFilter       *uint16
	maxCustFilter, filterIndex uint32
	file                       *uint16
	maxFile                    uint32
	fileTitle                  *uint16
	maxFileTitle               uint32
	initialDir, title          *uint16
	flags                      uint32
	fileOffset, fileExtension  uint16
	defExt                     *uint16
	custData, hook             uintptr
	templateName               *uint16
	reservedPtr                uintptr
	reserved, flagsEx          uint32
}

func show(r Request) (string, error) {
	runtime.LockOSThread() // the dialog handles the messages of this thread
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err == nil {
		defer windows.CoUninitialize()
	}
	if procOpen.Find() != nil {
		return "", ErrUnavailable
	}
	path := make([]uint16, windows.MAX_LONG_PATH)
	name, err := windows.UTF16FromString(r.Name)
	if err != nil {
		return "", fmt.Errorf("file dialog: %w", err)
	}
	copy(path, name)
	filter, err := filters(r.Filters)
	if err != nil {
		return "", fmt.Errorf("file dialog: %w", err)
	}
	o := openFileName{owner: r.Owner, filter: &filter[0], filterIndex: 1, file: &path[0], maxFile: uint32(len(path)),
		flags: ofnExplorer | ofnHideReadOnly | ofnNoChangeDir | ofnPathMustExist}
	o.size = uint32(unsafe.Sizeof(o))
	if o.title, err = windows.UTF16PtrFromString(r.Title); err != nil {
		return "", fmt.Errorf("file dialog: %w", err)
	}
	if r.Folder != "" {
		if o.initialDir, err = windows.UTF16PtrFromString(filepath.FromSlash(r.Folder)); err != nil {
			return "", fmt.Errorf("file dialog: %w", err)
		}
	}
	if len(r.Filters) > 0 {
		if o.defExt, err = windows.UTF16PtrFromString(r.Filters[0].Exts[0]); err != nil {
			return "", fmt.Errorf("file dialog: %w", err)
		}
	}
	call := procOpen
	if r.Save {
		call = procSave
		o.flags |= ofnOverwritePrompt
	} else {
		o.flags |= ofnFileMustExist
	}
	if chosen, _, _ := call.Call(uintptr(unsafe.Pointer(&o))); chosen == 0 {
		if code, _, _ := procExtErr.Call(); code != 0 {
			return "", fmt.Errorf("%w: comdlg32 0x%x", ErrUnavailable, code)
		}
		return "", nil
	}
	return windows.UTF16ToString(path), nil
}

// filters writes name\0*.a;*.b\0 for each kind of file, and \0 at the end.
func filters(list []Filter) ([]uint16, error) {
	var all []uint16
	for _, f := range list {
		pattern := "*." + strings.Join(f.Exts, ";*.")
		for _, s := range []string{f.Name + " (" + pattern + ")", pattern} {
			part, err := windows.UTF16FromString(s)
			if err != nil {
				return nil, err
			}
			all = append(all, part...)
		}
	}
	return append(all, 0, 0), nil
}

func open(path string) error { return shellOpen(path, "") }

func reveal(path string) error { return shellOpen("explorer.exe", `/select,"`+path+`"`) }

func shellOpen(file, arguments string) error {
	f, err := windows.UTF16PtrFromString(file)
	if err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	var a *uint16
	if arguments != "" {
		if a, err = windows.UTF16PtrFromString(arguments); err != nil {
			return fmt.Errorf("open %s: %w", file, err)
		}
	}
	if err := windows.ShellExecute(0, nil, f, a, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	return nil
}
