package native

import (
	"os/exec"
	"path"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

const onMain = true

var load = sync.OnceValue(func() error {
	_, err := purego.Dlopen("/System/Library/Frameworks/AppKit.framework/AppKit", purego.RTLD_GLOBAL|purego.RTLD_NOW)
	return err
})

func sel(s string) objc.SEL  { return objc.RegisterName(s) }
func class(s string) objc.ID { return objc.ID(objc.GetClass(s)) }
func text(s string) objc.ID {
	return class("NSString").Send(sel("stringWithUTF8String:"), s+"\x00")
}

// okay is NSModalResponseOK.
const okay = 1

func show(r Request) (string, error) {
	if err := load(); err != nil {
		return "", ErrUnavailable
	}
	pool := class("NSAutoreleasePool").Send(sel("new"))
	defer pool.Send(sel("drain"))
	var panel objc.ID
	if r.Save {
		panel = class("NSSavePanel").Send(sel("savePanel"))
		panel.Send(sel("setNameFieldStringValue:"), text(path.Base(r.Name)))
	} else {
		panel = class("NSOpenPanel").Send(sel("openPanel"))
		panel.Send(sel("setCanChooseDirectories:"), false)
		panel.Send(sel("setAllowsMultipleSelection:"), false)
	}
	if panel == 0 {
		return "", ErrUnavailable
	}
	panel.Send(sel("setMessage:"), text(r.Title))
	if r.Folder != "" {
		panel.Send(sel("setDirectoryURL:"), class("NSURL").Send(sel("fileURLWithPath:"), text(r.Folder)))
	}
	if len(r.Filters) > 0 {
		exts := class("NSMutableArray").Send(sel("array"))
		for _, f := range r.Filters {
			for _, e := range f.Exts {
				exts.Send(sel("addObject:"), text(e))
			}
		}
		panel.Send(sel("setAllowedFileTypes:"), exts) // deprecated since macOS 12, the replacement needs 11
	}
	if objc.Send[int](panel, sel("runModal")) != okay {
		return "", nil
	}
	return objc.Send[string](panel.Send(sel("URL")).Send(sel("path")), sel("UTF8String")), nil
}

func open(path string) error { return exec.Command("open", path).Run() }

func reveal(path string) error { return exec.Command("open", "-R", path).Run() }
