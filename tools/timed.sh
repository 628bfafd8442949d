#!/bin/sh
# Runs a command and says how long it took: timed.sh NAME COMMAND…
name=$1
shift
began=$(date +%s)
"$@"
code=$?
took=$(($(date +%s) - began))
if [ "$code" -eq 0 ]; then
  echo "== $name: ok, $took s"
else
  echo "== $name: FAILED ($code), $took s"
fi
exit "$code"
