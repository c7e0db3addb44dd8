package assets_test

import (
	"testing"

	"kartoteka/assets"
)

func BenchmarkText(b *testing.B) {
	b.ReportAllocs()
	values := assets.Values{"M": "3", "S": "5"}
	for b.Loop() {
		assets.Czech.Text("duration.minutes_seconds", values)
	}
}

func BenchmarkPlural(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		assets.Czech.Plural("remaining.seconds", 4987)
	}
}

func BenchmarkCompare(b *testing.B) {
	for b.Loop() {
		assets.Czech.Compare("Žďár nad Sázavou", "Žďár nad Metují")
	}
}
