//go:build cgo

package opengl

import (
	"errors"
	"fmt"

	"github.com/go-gl/glfw/v3.3/glfw"
)

// Probe makes a hidden window and drops it. It must be called in the main goroutine, before Fyne starts.
func Probe() (err error) {
	defer func() { // glfw panics at errors it does not expect
		if cause := recover(); cause != nil {
			err = fmt.Errorf("OpenGL: %v", cause)
		}
	}()
	if err := glfw.Init(); err != nil {
		return fmt.Errorf("OpenGL: %w", err)
	}
	defer glfw.Terminate()
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	w, err := glfw.CreateWindow(64, 64, "Kartotéka", nil, nil)
	if err != nil {
		return fmt.Errorf("OpenGL: %w", err)
	}
	if w == nil {
		return errors.New("OpenGL: no window")
	}
	w.Destroy()
	return nil
}
