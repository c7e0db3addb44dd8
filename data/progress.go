package data

// A Progress is called with how far a long task is: done of total, in rows or records. A nil Progress is never called.
type Progress func(done, total int)

// Report calls the progress, if there is one. The total is never less than what is done.
func (p Progress) Report(done, total int) {
	if p != nil {
		p(done, max(done, total))
	}
}
