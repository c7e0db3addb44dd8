package instance

import "time"

// SetPatience changes how long a second start waits, and returns what undoes it.
func SetPatience(d time.Duration) (undo func()) {
	before := patience
	patience = d
	return func() { patience = before }
}
