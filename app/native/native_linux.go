package native

import (
	"net/url"

	"github.com/rymdport/portal/filechooser"
)

const onMain = false

// show asks the desktop portal (org.freedesktop.portal.FileChooser).
func show(r Request) (string, error) {
	var filters []*filechooser.Filter
	for _, f := range r.Filters {
		filter := &filechooser.Filter{Name: f.Name}
		for _, e := range f.Exts {
			filter.Rules = append(filter.Rules, filechooser.Rule{Type: filechooser.GlobPattern, Pattern: "*." + e})
		}
		filters = append(filters, filter)
	}
	var uris []string
	var err error
	if r.Save {
		uris, err = filechooser.SaveFile(r.Parent, r.Title, &filechooser.SaveFileOptions{CurrentName: r.Name, CurrentFolder: r.Folder, Filters: filters})
	} else {
		uris, err = filechooser.OpenFile(r.Parent, r.Title, &filechooser.OpenFileOptions{CurrentFolder: r.Folder, Filters: filters})
	}
	if err != nil { // no session bus, no portal
		return "", ErrUnavailable
	}
	for _, s := range uris {
		if u, err := url.Parse(s); err == nil && u.Scheme == "file" {
			return u.Path, nil
		}
	}
	return "", nil
}
