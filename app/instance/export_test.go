package instance

import "time"

// SetTimeout changes how long a second start waits, and returns what undoes it.
func SetTimeout(d time.Duration) (undo func()) {
	before := timeout
	timeout = d
	return func() { timeout = before }
}
