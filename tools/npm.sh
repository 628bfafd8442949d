#!/bin/sh
# Installs the npm packages of package-lock.json. A lock written against a registry
# that does not carry every platform's builds of a package is refused by `npm ci` as
# incomplete; then `npm install` takes the locked versions and leaves the lock alone.
set -u
cd "$(dirname "$0")/.." || exit 1
quiet="--no-audit --no-fund --loglevel=error"

if ! command -v npm >/dev/null; then
  echo "npm: not found; install Node 20 or newer with npm (Debian: apt-get install nodejs npm)" >&2
  exit 1
fi
echo "npm: installing the locked packages into node_modules"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # the options are words
if npm ci $quiet >"$log" 2>&1; then
  exit 0
fi
if ! grep -q "EUSAGE" "$log"; then
  tail -n 15 "$log" >&2
  echo "npm: could not install; is a registry reachable (npm ping)?" >&2
  exit 1
fi
# A build that the registry lacked is reported without a version.
missing=$(grep -c "Missing: .*@ from lock file" "$log")
if [ "$missing" -eq 0 ] || grep -q -e "Invalid:" -e "Missing: .*@[0-9][^ ]* from lock file" "$log"; then
  grep -e "Invalid:" -e "Missing:" "$log" | head -n 15 >&2
  echo "npm: package.json and package-lock.json disagree; run npm install and commit the lock" >&2
  exit 1
fi
echo "npm: the lock lacks $missing builds for other platforms; installing without them"
# shellcheck disable=SC2086 # the options are words
exec npm install --no-save $quiet
