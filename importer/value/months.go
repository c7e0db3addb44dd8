package value

import (
	"strings"
	"sync"
)

// monthWords are the words for each month, folded: Czech (with its second case and Excel's
// abbreviations), Slovak, English, and Roman numerals.
const monthWords = `
leden ledna led januar januara january jan i
unor unora uno februar februara february feb ii
brezen brezna bre marec marca march mar iii
duben dubna dub april aprila apr iv
kveten kvetna kve maj maja may v
cerven cervna cvn jun juna june vi
cervenec cervence cvc jul jula july vii
srpen srpna srp august augusta aug viii
zari zar september septembra sep sept ix
rijen rijna rij oktober oktobra october oct x
listopad listopadu lis november novembra nov xi
prosinec prosince pro december decembra dec xii`

var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(monthWords), "\n") {
		for _, word := range strings.Fields(line) {
			m[word] = i + 1
		}
	}
	return m
})
