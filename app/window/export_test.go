package window

// What tests of package window_test look at.
type (
	CrashError = crashError
	FileEntry  = fileEntry
)

// Cause is what the panic was about.
func (e *crashError) Cause() any { return e.cause }

// Name is what the file is called.
func (e *fileEntry) Name() string { return e.name }

var TimeLeft = timeLeft
