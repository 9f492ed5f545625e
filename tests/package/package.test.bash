#!/usr/bin/env bash
# The Debian package installs and runs on a clean system: a chroot that this test makes.
# Usage: package.test.bash BUILD_FOLDER
set -euo pipefail

skip() {
  printf 'skipped: %s\n' "$*"
  exit 77
}

needs() { command -v "$1" >/dev/null || skip "there is no $1 here, $2"; }

needs debootstrap "which makes the clean system"
needs dpkg-shlibdeps "which finds what the program depends on (package dpkg-dev)"
((EUID == 0)) || skip "only root can make a chroot"
# shellcheck disable=SC2016  # apt expands it
mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
  awk '$2 == "bookworm" && !found++ { print $1 }')
[[ $mirror ]] || skip "apt here knows no source of Debian 12"

work=$(mktemp -d)
system=$work/system
clear_away() {
  umount "$system/proc" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap clear_away EXIT

quietly() { "$@" >"$work/log" 2>&1 || { tail -n 30 "$work/log"; printf 'FAILED: %s\n' "$*"; exit 1; }; }
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 chroot "$system" "$@"; }

quietly cpack --config "$1/CPackConfig.cmake" -B "$work/package"
debootstrap --variant=minbase bookworm "$system" "$mirror" >"$work/log" 2>&1 ||
  skip "debootstrap could not make a system: $(tail -n 1 "$work/log")"
mount -t proc proc "$system/proc" || skip "no /proc can be mounted here"
cp /etc/apt/sources.list "$system/etc/apt/" 2>/dev/null || true
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$system/etc/apt/"
cp "$work"/package/*.deb "$system/faultline.deb"
quietly inside apt-get update
quietly inside apt-get install -y --no-install-recommends ./faultline.deb

fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

inside faultline --version | grep -q '^faultline ' || fail "it does not say its version"
inside faultline run 01 --replications 2 --quiet >"$work/table" || fail "lesson 01 does not run"
grep -q 'expectations hold' "$work/table" || fail "the table does not say what was found"
inside test -s /usr/share/man/man1/faultline.1 || fail "there is no manual page"
# shellcheck disable=SC2016  # the inner bash expands it
inside bash -c 'source /usr/share/bash-completion/completions/faultline
  COMP_WORDS=(faultline ru) COMP_CWORD=1; _faultline; [[ ${COMPREPLY[*]} == run ]]' ||
  fail "completion does not complete"
quietly inside apt-get remove -y faultline
inside test ! -e /usr/bin/faultline || fail "something is left of it"
printf 'installed, run and removed in a clean Debian 12\n'
