#!/bin/sh
# Finds Chromium or gets it, and says in one line which: what is on the machine,
# else Debian's package when root, else the download that playwright keeps.
set -u
cd "$(dirname "$0")/.." || exit 1

if [ -n "${CHROMIUM_PATH:-}" ]; then
  if [ -x "$CHROMIUM_PATH" ]; then
    echo "Chromium: $CHROMIUM_PATH, as CHROMIUM_PATH says"
    exit 0
  fi
  echo "Chromium: CHROMIUM_PATH names $CHROMIUM_PATH, which cannot be run; correct it or leave it out" >&2
  exit 1
fi

for name in chromium chromium-browser google-chrome-stable google-chrome \
  "/Applications/Chromium.app/Contents/MacOS/Chromium" \
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
  if found=$(command -v "$name"); then
    echo "Chromium: $found"
    exit 0
  fi
done

log=$(mktemp)
trap 'rm -f "$log"' EXIT

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Chromium: not found; installing Debian's package"
  if { DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-liberation; } >"$log" 2>&1; then
    exit 0
  fi
  tail -n 5 "$log" >&2
fi

if [ -x node_modules/.bin/playwright-core ] || make --no-print-directory node_modules >"$log" 2>&1; then
  cache=${AFU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/applyforus}
  echo "Chromium: not found; downloading it into $cache/chromium"
  if PLAYWRIGHT_BROWSERS_PATH="$cache/chromium" node_modules/.bin/playwright-core install chromium >"$log" 2>&1; then
    found=$(find "$cache/chromium" -type f -perm -u+x \( -name chrome -o -name Chromium -o -name "Google Chrome for Testing" \) | sort | tail -n 1)
    if [ -n "$found" ]; then
      mkdir -p bin
      ln -sf "$found" bin/chromium
      exit 0
    fi
  fi
fi
tail -n 5 "$log" >&2
echo "Chromium: neither found nor fetched; install it (Debian, as root: apt-get install chromium), or set CHROMIUM_PATH" >&2
exit 1
