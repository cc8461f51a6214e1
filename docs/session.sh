#!/bin/sh
# Runs the commands of a first session on the local stack, and prints what a terminal would show, as text for the README.
# The stack and its data are removed at the end, unless SESSION_KEEP is set: so run it in a checkout of its own.
set -u
cd "$(dirname "$0")/.." || exit 1

run() { # quiet: without the progress that a terminal rewrites
  printf '$ ./cdc %s\n' "$*"
  command=$1
  shift
  ./cdc "$command" "$@" 2>/dev/null
  echo
}

[ -n "${SESSION_KEEP:-}" ] || trap './cdc down --purge >/dev/null 2>&1' EXIT INT TERM
run up --ports auto --small
run demo
run demo --rate 50 --for 10s
run status
run tail --since 1h --max 2
run verify
run lint
run validate
run doctor
run dlq list
