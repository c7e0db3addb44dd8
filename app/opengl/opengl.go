// Package opengl finds out, before Fyne starts, whether a window can be drawn: Fyne 2.7 ends without a
// word, or waits for ever, where OpenGL 2.1 is missing (a server over remote desktop, a virtual machine, no display).
//
// On Windows a folder softgl beside the program may hold an opengl32.dll that draws in software. That library is loaded with the
// program, so the fallback is a second start of the same program from that folder.
package opengl
