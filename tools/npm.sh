#!/bin/sh
# Installs the npm packages of package-lock.json, exactly those.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! command -v npm >/dev/null; then
  echo "npm: not found; install Node 20 or newer with npm (Debian: apt-get install nodejs npm)" >&2
  exit 1
fi
echo "npm: installing the locked packages into node_modules"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if npm ci --no-audit --no-fund --loglevel=error >"$log" 2>&1; then
  exit 0
fi
tail -n 15 "$log" >&2
if grep -q "EUSAGE" "$log"; then
  echo "npm: package.json and package-lock.json disagree; run npm install and commit the lock" >&2
else
  echo "npm: could not install; is a registry reachable (npm ping)?" >&2
fi
exit 1
