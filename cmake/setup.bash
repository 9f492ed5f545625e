# shellcheck shell=bash disable=SC2034,SC2154  # the caller sets `root` and reads the lists
# What ./faultline and ./check share: install what is missing, configure, build.
# Words go to stderr, the output of tools to a log; stdin and the working folder stay the caller's.
# The caller sets `root`, the checkout.
set -euo pipefail

preset=release
build=$root/build/$preset
log=$root/build/setup.log

build_needs=(
  "clang-19 clang 19, the C++20 compiler (g++ 12 miscompiles coroutines)"
  "lld-19 lld 19 links, and optimises across files"
  "cmake CMake 3.25 or newer configures the build"
  "ninja-build Ninja runs the build"
  "pkg-config pkg-config finds SimGrid"
  "libsimgrid-dev SimGrid 3.32 or newer: hosts, links and transfers"
  "libboost-graph-dev Boost.Graph 1.74 or newer: who needs whom"
  "libboost-dev Boost.Math 1.74 or newer: intervals, what the theory expects"
  "nlohmann-json3-dev nlohmann_json 3.11 or newer reads scenarios, writes results"
  "libcli11-dev CLI11 2.1 or newer: the command line"
  "libfmt-dev fmt 9 or newer formats text"
  "zlib1g-dev zlib compresses what a report holds"
)

# found PACKAGE: on a system without dpkg, whether what the package holds is there by other means.
found() {
  case $1 in
  clang-19) command -v clang++-19 ;;
  lld-19) command -v ld.lld-19 ;;
  ninja-build) command -v ninja ;;
  libsimgrid-dev) pkg-config --exists 'simgrid >= 3.32' ;;
  libboost-graph-dev) has_header boost/graph/adjacency_list.hpp ;;
  libboost-dev) has_header boost/math/distributions/students_t.hpp ;;
  nlohmann-json3-dev) has_header nlohmann/json.hpp ;;
  libcli11-dev) has_header CLI/CLI.hpp ;;
  libfmt-dev) has_header fmt/format.h ;;
  catch2) has_header catch2/catch.hpp ;;
  *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

has_header() { clang++-19 -x c++ -std=c++20 -fsyntax-only -include "$1" /dev/null; }

say() { printf 'faultline: %s\n' "$*" >&2; }

give_up() {
  say "$@"
  exit 3
}

# quietly COMMAND...: with its output in the log, whose end is shown where the command fails.
quietly() {
  "$@" >>"$log" 2>&1 </dev/null || show_log_and_give_up "$*"
}

show_log_and_give_up() {
  tail -n 60 "$log" >&2
  give_up "failed: $1 (all of it: $log)"
}

# alone COMMAND...: runs it in a subshell while nothing else that writes this log runs.
alone() (
  if ! mkdir -p "$root/build" || ! exec {lock}>"${log%.log}.lock"; then
    give_up "cannot write to $root/build"
  fi
  flock --timeout 2 "$lock" || {
    say "waiting for another set-up of this checkout"
    flock "$lock"
  }
  : >"$log"
  "$@"
)

# provide NAME NEED...: each need is "package why"; installs the packages that are missing.
# A list found complete is remembered under its name: the next time nothing is looked up.
provide() {
  local stamp=$root/build/packages.$1 need missing=()
  shift
  [[ -f $stamp && $(<"$stamp") == "$*" ]] && return
  if command -v dpkg-query >/dev/null; then
    local installed
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${@%% *}" \
      2>/dev/null) || true
    for need in "$@"; do
      grep -qxF "installed ${need%% *}" <<<"$installed" || missing+=("$need")
    done
  else
    for need in "$@"; do
      found "${need%% *}" || missing+=("$need")
    done
  fi
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
  printf '%s' "$*" >"$stamp"
}

# cannot_install WHY NEED...
cannot_install() {
  local why=$1
  shift
  say "missing here:"
  printf '  %s\n' "${@#* }" >&2
  give_up "$why. On Debian 12, as root:" \
    "apt-get update && apt-get install -y --no-install-recommends" "${@%% *}"
}

install_packages() {
  command -v apt-get >/dev/null || cannot_install "there is no apt-get" "$@"
  local names="${*%% *}" as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || cannot_install "you are not root, and there is no sudo" "$@"
    as_root=(sudo)
  fi
  say "installing what is missing, from Debian with apt:"
  printf '  %s\n' "${@/ /: }" >&2
  # A source that cannot be refreshed need not be the one that has the packages: install decides.
  "${as_root[@]}" apt-get update >>"$log" 2>&1 </dev/null || say "apt-get update complains: $log"
  # shellcheck disable=SC2086
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y \
    --no-install-recommends -o DPkg::Lock::Timeout=600 $names
}

# configured SETTING...: whether it was done with these settings and with the present presets.
configured() {
  local setting
  [[ $build/build.ninja -nt $root/CMakePresets.json ]] || return
  for setting; do
    grep -qsxF -e "$setting" "$build/CMakeCache.txt" || return
  done
}

# configure SETTING...: where that is to be done; Ninja sees to the rest.
configure() { configured "$@" || quietly cmake -S "$root" --preset "$preset" "${@/#/-D}"; }

# build TARGET...: silent where nothing has changed; otherwise reports how far it is.
build() {
  local commands
  mapfile -t commands < <(ninja -C "$build" -t commands "$@")
  NINJA_STATUS='[%f/%t %e] ' ninja -C "$build" "$@" 2>&1 </dev/null |
    follow_ninja "${commands[@]}" || {
    rm -f "$root"/build/packages.*
    show_log_and_give_up "the build"
  }
}

# weigh LINE: sets `work` to what a step costs that Ninja shows or would run, about, in files that
# are compiled; the headers of a unit count as ten.
weigh() {
  work=1
  [[ $1 == *" Building "* || $1 == *" -c "* ]] || return 0
  work=8
  [[ ! $1 =~ (units/[^ ]+\.cpp)\.o ]] ||
    work=$((10 + $(grep -c '\.cpp"' "$build/${BASH_REMATCH[1]}" || true)))
}

# follow_ninja COMMAND...: Ninja's lines begin with "[steps done/steps in all seconds] "; the
# commands are those of a build from nothing.
follow_ninja() {
  local line work told='' next_at=20 worked=0 all=0 counts
  local -r step='^\[([0-9]+)/([0-9]+) ([0-9]+)\.[0-9]+\]'
  for line; do
    weigh "$line"
    all=$((all + work))
  done
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ $step ]] || continue
    counts=("${BASH_REMATCH[@]:1}")
    weigh "$line"
    worked=$((worked + work))
    [[ $told ]] || say "building ($preset); the first time takes minutes"
    told=yes
    local far=("${counts[@]}" "$worked" "$all")
    ((counts[1] >= $#)) || far=("${counts[@]}" "${counts[@]:0:2}")  # of some steps only
    if [[ -t 2 ]]; then
      printf '\r\033[K%s' "$(how_far "${far[@]}")" >&2
    elif ((counts[2] >= next_at && counts[0] < counts[1])); then
      say "$(how_far "${far[@]}")"
      next_at=$((counts[2] + 20))
    fi
  done
  [[ ! $told || ! -t 2 ]] || printf '\r\033[K' >&2
}

# how_far STEPS_DONE STEPS SECONDS WORK_DONE WORK: half of what is under way counts as done.
how_far() {
  local -r steps=$(($2 - $1)) work=$(($5 > $4 ? $5 - $4 : 0))
  local -r at_once=$(($(nproc) < steps ? $(nproc) : steps))
  local -r passed=$(($4 + (steps > 0 ? work * at_once / steps / 2 : 0)))
  local -r left=$(($3 * ($5 - passed) / (passed > 0 ? passed : 1)))
  if (($3 < 5)); then
    printf 'built %d of %d' "$1" "$2"
  elif ((left < 60)); then
    printf 'built %d of %d, about %d s left' "$1" "$2" "$((left > 0 ? left : 1))"
  else
    printf 'built %d of %d, about %d min left' "$1" "$2" $(((left + 59) / 60))
  fi
}
