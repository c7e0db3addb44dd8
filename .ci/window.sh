# Sourced by the end-to-end scripts: a private display, the program in it, what a person does there, and what is seen.
# The window covers the display of 1280×720 points and speaks Czech in the light look, so that places and colours are known.
# Needs what .ci/run installs. $work is a folder of the script's own, $pictures one for screenshots or "".
# shellcheck shell=bash
pictures=${1:-}
work=$(mktemp -d)
home=$work/home # of the person
running=()

finish() {
  status=$?
  if [ $status -ne 0 ]; then
    echo "failed; the window shows:"
    cut -d' ' -f3- "$work/shown" 2>/dev/null || true
    echo "its log ends:"
    tail -n 20 "$work/window.log" 2>/dev/null || true
    picture failed
  fi
  for p in "${running[@]}"; do kill "$p" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT

# picture NAME – a screenshot, where somebody wants to have them
picture() { [ -z "$pictures" ] || { mkdir -p "$pictures"; import -window root "$pictures/$1.png" 2>/dev/null || true; }; }

# until_true SECONDS WHAT COMMAND… – waits until the command succeeds
until_true() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || { echo "not within the time: $what"; return 1; }
    sleep 0.2
  done
  echo "ok: $what"
}

# says TEXT – waits until it can be read in the window, also where it goes on in a next line
says() { until_true 30 "the window says: $1" reads "$1"; }
reads() { cut -d' ' -f3- "$work/shown" | tr '\n' ' ' | grep -F -- "$1"; }

# place TEXT [BACK] – where the last text stands that is this and nothing more, or the one so many before it
place() {
  awk -v text="$1" -v back="${2:-0}" '{ at = $1 " " $2; sub(/^[^ ]+ [^ ]+ /, ""); if ($0 == text) found[n++] = at }
    END { if (n <= back) exit 1; print found[n - 1 - back] }' "$work/shown"
}

# settled TEXT [BACK] – whether it stands and stays there: the page may still be laying itself out
settled() {
  local at
  at=$(place "$@") && sleep 0.25 && [ "$(place "$@")" = "$at" ]
}

# tap TEXT [BACK] – presses what it stands on with the mouse, as soon as it is there
tap() {
  local x y
  until_true 30 "to press: $1" settled "$@"
  read -r x y <<<"$(place "$@")"
  xdotool mousemove --window "$window" "$x" "$y" sleep 0.05 click 1
}

# Colours of the light look, see app/ui/palette.go.
# shellcheck disable=SC2034 # for the scripts that source this
primary=17555A danger=B3261E success=E3F2E7 chosen=D8E8E6

# shows COLOUR WIDTHxHEIGHT+X+Y – whether anything there has that colour
shows() { import -window root -crop "$2" -depth 8 txt:- 2>/dev/null | grep -i "#$1" >/dev/null; } # all of it: grep -q would break the pipe

# hides COLOUR WIDTHxHEIGHT+X+Y – whether nothing there has that colour
hides() { ! shows "$@"; }

# click X Y [COLOUR] – presses what is there, as soon as it has that colour
click() {
  [ $# -lt 3 ] || until_true 20 "something to press at $1,$2" shows "$3" "9x9+$(($1 - 4))+$(($2 - 4))"
  xdotool mousemove "$1" "$2" click 1
}

# write TEXT – into the field where the keyboard is, in place of what it holds
write() { xdotool key ctrl+a && xdotool type --delay 20 "$1"; }

# press COLOUR WIDTHxHEIGHT+X+Y – waits for a button of that colour there, and presses the last one
press() {
  until_true 20 "a button" shows "$1" "$2"
  local place x y
  place=$(import -window root -crop "$2" -depth 8 txt:- | grep -i "#$1" | tail -n 1 | cut -d: -f1)
  x=${2#*+} y=${2##*+}
  click $((${x%+*} + ${place%,*} - 12)) $((y + ${place#*,} - 12))
}

# question COLOUR – answers a dialog in the middle of the window with its button of that colour
question() { press "$1" 480x300+400+220; }

# title_has TEXT – whether it stands in the title of the window, as the name of the page does
title_has() { xdotool getwindowname "$window" | grep -q "$1"; }

# kartoteka ARGUMENT… – the command line, on the database of the window
kartoteka() { "$work/kartoteka" --db "$work/window.db" --lang cs "$@"; }

# build – the program, with Fyne watching for calls from wrong threads, as it does without the tag migrated_fynedo. With the
# tag e2e it writes down what it shows and where. No portal of this desktop is to show its own dialogs.
build() {
  export CGO_ENABLED=1 LANG=C.UTF-8 XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" KARTOTEKA_SHOWN="$work/shown"
  unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
  mkdir -p "$work/config/kartoteka" "$home"
  echo '{"language":"cs","theme":"light","window":{"width":1280,"height":720}}' >"$work/config/kartoteka/preferences.json"
  go build -tags e2e -o "$work/kartoteka" .
}

# in_place – puts the window over the display, its frame outside; the sidebar stands at the left edge then
in_place() {
  xdotool windowactivate "$window" windowmove "$window" 0 0 windowsize "$window" 1280 720
  sleep 0.5
  shows ECEFEE 1x1+0+40 && shows ECEFEE 1x1+5+715
}

managed() { xprop -root _NET_SUPPORTING_WM_CHECK | grep "window id"; }

# open_window – starts a display and the program in it, as $program in $window
open_window() {
  Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 & running+=($!) # a free number
  until_true 30 "a display" test -s "$work/display"
  DISPLAY=":$(cat "$work/display")"
  export DISPLAY
  openbox >/dev/null 2>&1 & running+=($!)
  until_true 30 "a window manager" managed
  HOME=$home "$work/kartoteka" --db "$work/window.db" --lang cs >"$work/window.log" 2>&1 & running+=($!)
  program=$!
  until_true 30 "the window" xdotool search --onlyvisible --name Kartot
  window=$(xdotool search --onlyvisible --name Kartot | tail -n 1)
  until_true 20 "the first page, in its place" in_place
}

# still_well – the program runs, and nothing touched its window from a wrong thread
still_well() {
  kill -0 "$program"
  if grep -n "Error in Fyne call thread" "$work/window.log"; then
    echo "the window was touched from another thread"
    return 1
  fi
  echo "ok: nothing touched the window from another thread"
}
