#!/usr/bin/env bash
# Where there is no apt, what is missing is listed by library and version; what is there is found.
# Usage: setup.test.bash CHECKOUT
set -euo pipefail
checkout=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/build" "$root/bin"
for tool in bash cat sed grep; do ln -s "$(command -v "$tool")" "$root/bin/"; done

provided() {
  (
    PATH=$root/bin
    # shellcheck source=cmake/setup.bash
    source "$checkout/cmake/setup.bash"
    provide trial "$@"
  ) 2>&1
}

fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

code=0
output=$(provided "cat the base tools" "libwarp-dev Warp 9.1 or newer: for this test") || code=$?
((code == 3)) || fail "exit code $code instead of 3"
[[ $output == *"  Warp 9.1 or newer: for this test"* ]] || fail "the library is not listed: $output"
[[ $output == *"apt-get install -y --no-install-recommends libwarp-dev"* ]] || fail "no command"
[[ $output != *"base tools"* ]] || fail "what is there is listed as missing"
provided "cat the base tools" || fail "nothing is missing, and still it gives up"
printf 'what is missing is listed\n'
