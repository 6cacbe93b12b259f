#!/usr/bin/env bash
# Starts the built window on a display of its own, without a network, looks at it, uses it, ends it.
#   tests/smoke.sh PATH/TO/duidu
# Needs xvfb xdotool x11-utils imagemagick python3 util-linux. SHOT=FILE.png keeps the screenshot.
set -euo pipefail
if [ $# -ne 1 ] || [ ! -x "$1" ]; then
  echo "usage: $0 PATH/TO/duidu" >&2
  exit 2
fi
duidu=$(realpath "$1")
sample=$(realpath "$(dirname "$0")/../assets/sample/sample.txt")

# Again inside an empty network namespace, where that is allowed: the program needs no network.
if [ -z "${DUIDU_NO_NETWORK:-}" ] && unshare --map-root-user --net true 2>/dev/null; then
  DUIDU_NO_NETWORK=1 exec unshare --map-root-user --net "$0" "$duidu"
fi
if [ -n "${DUIDU_NO_NETWORK:-}" ]; then echo "without a network"; else echo "with the network there is"; fi

work=$(mktemp -d)
server="" program=""
finish() {
  local status=$?
  if [ -n "$program" ]; then kill -KILL "$program" 2>/dev/null || true; fi
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  if [ "$status" -ne 0 ] && [ -s "$work/log" ]; then
    echo "--- what the program said:"
    tail -n 20 "$work/log"
  fi
  rm -rf "$work"
}
trap finish EXIT

fail() { echo "smoke: $*" >&2; exit 1; }

# Settings, state and the last report of whoever runs this stay untouched.
export HOME="$work/home" XDG_RUNTIME_DIR="$work/run"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share"
export XDG_STATE_HOME="$HOME/.local/state" XDG_CACHE_HOME="$HOME/.cache"
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY WAYLAND_SOCKET DBUS_SESSION_BUS_ADDRESS DISPLAY

# No display: one sentence and exit status 1.
status=0
timeout 30 "$duidu" "$sample" >"$work/log" 2>&1 || status=$?
[ "$status" -eq 1 ] || fail "without a display the exit status is $status, not 1"
if grep -q 'panicked' "$work/log"; then fail "without a display it panics"; fi

mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
server=$!
read -r -t 20 number <"$work/display" || fail "Xvfb does not start"
export DISPLAY=":$number"

# How many colours the screen shows, and the share of its most frequent one in percent.
look() {
  import -window root -depth 8 rgb:"$work/screen" 2>/dev/null || { echo "0 100"; return; }
  python3 - "$work/screen" <<'PY'
import collections, sys
data = open(sys.argv[1], "rb").read()
seen = collections.Counter(data[i:i + 3] for i in range(0, len(data) - 2, 3 * 7))
print(len(seen), round(100 * seen.most_common(1)[0][1] / max(1, sum(seen.values()))))
PY
}

cp "$sample" "$work/报告 2024.txt"
"$duidu" "$work/报告 2024.txt" >"$work/log" 2>&1 &
program=$!
painted=""
for _ in $(seq 60); do
  kill -0 "$program" 2>/dev/null || fail "the program ended by itself"
  read -r colours most < <(look)
  # Text drawn smoothly has many shades; a black or single-coloured window has none.
  if [ "$colours" -ge 40 ] && [ "$most" -le 97 ]; then painted=1; break; fi
  sleep 0.5
done
[ -n "$painted" ] || fail "nothing painted within 30 s ($colours colours, $most % of one)"
echo "painted: $colours colours"
if [ -n "${SHOT:-}" ]; then import -window root "$SHOT"; fi

# It must outlive some use: find, a word, away with it, zoom, the keys.
xdotool key ctrl+f && xdotool type --delay 20 "2024" && xdotool key Escape
xdotool key ctrl+plus key ctrl+0 key F1 key Escape
xdotool mousemove 640 500 click 5 click 5 click 1
sleep 2
kill -0 "$program" 2>/dev/null || fail "the program did not survive being used"
if grep -q 'panicked' "$work/log"; then fail "a panic while being used"; fi
read -r colours most < <(look)
[ "$colours" -ge 40 ] || fail "the window is empty after being used"

kill -TERM "$program"
for _ in $(seq 50); do
  kill -0 "$program" 2>/dev/null || break
  sleep 0.1
done
if kill -0 "$program" 2>/dev/null; then fail "does not end when asked to (SIGTERM)"; fi
wait "$program" 2>/dev/null || true
program=""

# The settings folder it leaves behind must let it start again.
"$duidu" "$work/报告 2024.txt" >"$work/log" 2>&1 &
program=$!
sleep 3
kill -0 "$program" 2>/dev/null || fail "does not start a second time"
if grep -q 'panicked' "$work/log"; then fail "panics when started a second time"; fi
echo "smoke: fine"
