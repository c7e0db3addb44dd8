package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// pack is the ZIP file as a set of parts, kept in memory. It holds nothing that contradicts itself:
// names that differ only in case are refused, and so are sizes that deflate cannot reach.
type pack struct {
	data   []byte
	limits Limits
	files  map[string]*zip.File // by clean name
	order  []*zip.File          // as they stand in the file
}

// maxDeflate is the most bytes a byte of deflated data can yield: a little over 1032.
const maxDeflate = 1040

func openPack(data []byte, limits Limits) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &DamageError{Offset: -1, Detail: "ZIP directory", Err: err}
	}
	if int64(len(z.File)) > limits.Parts {
		return nil, &LimitError{Limit: LimitParts, Max: limits.Parts}
	}
	p := &pack{data: data, limits: limits, files: make(map[string]*zip.File, len(z.File))}
	var inflated uint64
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := p.checkEntry(f); err != nil {
			return nil, err
		}
		name := cleanName(f.Name)
		if p.files[name] != nil {
			return nil, damaged(f.Name, "the part is there twice")
		}
		p.files[name] = f
		p.order = append(p.order, f)
		inflated += f.UncompressedSize64
	}
	return p, p.checkInflated(inflated)
}

// checkInflated compares what is to be inflated with what a workbook of this size may ask for.
func (p *pack) checkInflated(bytes uint64) error {
	if bytes > uint64(p.limits.InflatedBytes) {
		return &LimitError{Limit: LimitInflatedBytes, Max: p.limits.InflatedBytes}
	}
	if bytes > uint64(max(p.limits.RatioFloor, p.limits.Ratio*int64(len(p.data)))) {
		return &LimitError{Limit: LimitRatio, Max: p.limits.Ratio}
	}
	return nil
}

// checkEntry compares what the directory claims of a part with what can be true, and with what
// stands in front of its data.
func (p *pack) checkEntry(f *zip.File) error {
	if f.Flags&1 != 0 {
		return ErrEncrypted
	}
	size := uint64(len(p.data))
	offset, err := f.DataOffset()
	if err != nil || uint64(offset) > size || f.CompressedSize64 > size-uint64(offset) {
		return &DamageError{Part: f.Name, Offset: -1, Detail: "lies outside of the file", Err: err}
	}
	switch {
	case f.Method == zip.Store && f.UncompressedSize64 != f.CompressedSize64,
		f.Method == zip.Deflate && f.UncompressedSize64 > f.CompressedSize64*maxDeflate:
		return damaged(f.Name, "claims a size of %d bytes", f.UncompressedSize64)
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return damaged(f.Name, "is compressed by method %d", f.Method)
	}
	if !p.sameHeader(f, int(offset)) {
		return damaged(f.Name, "header and directory of the ZIP file disagree")
	}
	return nil
}

// sameHeader reports whether the local header in front of the data at offset agrees with the
// directory. The header is found backwards, as it ends with a field of unknown length.
func (p *pack) sameHeader(f *zip.File, offset int) bool {
	const fixed = 30
	le := binary.LittleEndian
	for at := offset - fixed - len(f.Name); at >= 0 && offset-at < fixed+len(f.Name)+1<<16; at-- {
		h := p.data[at:]
		if string(h[:4]) != "PK\x03\x04" || int(le.Uint16(h[26:])) != len(f.Name) ||
			int(le.Uint16(h[28:])) != offset-at-fixed-len(f.Name) {
			continue
		}
		if le.Uint16(h[8:]) != f.Method || string(h[fixed:fixed+len(f.Name)]) != f.Name {
			return false
		}
		const sizesFollow = 8 // flag: sums and sizes stand behind the data
		if le.Uint16(h[6:])&sizesFollow != 0 {
			return true
		}
		same := func(local uint32, directory uint64) bool {
			return local == 0xFFFFFFFF || uint64(local) == directory
		}
		return same(le.Uint32(h[14:]), uint64(f.CRC32)) &&
			same(le.Uint32(h[18:]), f.CompressedSize64) && same(le.Uint32(h[22:]), f.UncompressedSize64)
	}
	return false
}

// cleanName brings the name of a part to the form by which parts are told apart (ECMA-376 part 2,
// 6.2.2): no leading slash, no dots, lower case; backslashes, which some programs write, are slashes.
func cleanName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(path.Clean("/" + name)[1:])
}

// find returns the part of that name, nil if there is none. A relationship may spell it as a URI.
func (p *pack) find(name string) *zip.File {
	if f := p.files[cleanName(name)]; f != nil {
		return f
	}
	if plain, err := url.PathUnescape(name); err == nil {
		return p.files[cleanName(plain)]
	}
	return nil
}

// open returns the part inflated. Its reader proves at the end that size and CRC are as claimed.
func (p *pack) open(f *zip.File) (*part, error) {
	offset, err := f.DataOffset()
	if err != nil {
		return nil, &DamageError{Part: f.Name, Offset: -1, Detail: "header", Err: err}
	}
	raw := bytes.NewReader(p.data[offset:][:f.CompressedSize64])
	r := &part{file: f, r: raw}
	if f.Method == zip.Deflate {
		r.inflater = inflaters.Get().(io.ReadCloser)
		if err := r.inflater.(flate.Resetter).Reset(raw, nil); err != nil {
			return nil, &DamageError{Part: f.Name, Offset: -1, Detail: "cannot be inflated", Err: err}
		}
		r.r = r.inflater
	}
	return r, nil
}

// openSmall is open for a part that is not a sheet and not the shared strings.
func (p *pack) openSmall(f *zip.File) (*part, error) {
	if f.UncompressedSize64 > uint64(p.limits.SmallPartBytes) {
		return nil, &LimitError{Limit: LimitSmallPartBytes, Max: p.limits.SmallPartBytes, Part: f.Name}
	}
	return p.open(f)
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

// part reads a part of the package.
type part struct {
	file     *zip.File
	r        io.Reader
	inflater io.ReadCloser
	done     uint64 // bytes read
	sum      uint32
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.done += uint64(n)
	p.sum = crc32.Update(p.sum, crc32.IEEETable, b[:n])
	switch {
	case p.done > p.file.UncompressedSize64:
		return 0, damaged(p.file.Name, "inflates to more than the %d bytes it claims", p.file.UncompressedSize64)
	case err == io.EOF && p.done < p.file.UncompressedSize64:
		return n, damaged(p.file.Name, "inflates to %d bytes instead of the %d it claims", p.done, p.file.UncompressedSize64)
	case err == io.EOF && p.sum != p.file.CRC32:
		return n, damaged(p.file.Name, "its sum (CRC-32) is wrong")
	case err != nil && err != io.EOF:
		return n, &DamageError{Part: p.file.Name, Offset: int64(p.done), Detail: "cannot be inflated", Err: err}
	}
	return n, err
}

// close gives the inflater back for the next part.
func (p *part) close() {
	if p.inflater != nil {
		inflaters.Put(p.inflater)
		p.inflater, p.r = nil, strings.NewReader("")
	}
}
