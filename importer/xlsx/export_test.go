package xlsx

// SetWindow makes the first window over a part that small and returns how to undo it.
func SetWindow(bytes int) (undo func()) {
	before := bufferBytes
	bufferBytes = bytes
	return func() { bufferBytes = before }
}
