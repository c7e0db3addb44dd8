package app

func (p *recordsPage) merge(kept, other int64) {}
