#!/usr/bin/env bash
# What the system does to the program: its streams, its memory, files that are none. $FAULTLINE is
# the program; works in a folder of its own.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
bad=0

# expect CODE WORDS COMMAND...: runs the command, at most 20 s, and looks for the words on stderr.
expect() {
  local code=$1 words=$2 found
  shift 2
  timeout 20 bash -c "$*" 2>said >out
  found=$?
  [[ $found == "$code" ]] && grep -qF -- "$words" said || [[ $found == "$code" && -z $words ]] &&
    return
  printf 'WRONG: %s\n  exit %s, expected %s with "%s"; it said: %s\n' \
    "$*" "$found" "$code" "$words" "$(head -c 300 said)"
  bad=1
}

cat >shop.json <<'END'
{ "faultline": 1, "title": "Shop", "question": "Is it open?",
  "run": { "length": "5s", "warmup": "1s", "replications": 2 },
  "transaction": { "entry": "shop.buy", "effects": ["sold"], "deadline": "1s" },
  "workload": { "kind": "open", "arrivals": "20/s" },
  "services": { "shop": {} },
  "operations": { "shop.buy": [ { "work": "2ms" }, { "effect": "sold" } ] },
  "designs": { "only": {} } }
END
mkfifo pipe
printf '0\n1\n2\n' >trace.csv
program=$FAULTLINE

# Standard input, by any of its names, and a pipe that a shell opened.
expect 0 "" "$program run - --quiet <shop.json"
expect 0 "" "cat shop.json | $program run /dev/stdin --quiet"
expect 0 "" "$program validate <(cat shop.json)"
expect 2 "standard input:1:3: not valid JSON" "echo '{ x' | $program run -"
expect 2 "larger than the limit of 16 MiB" "$program run - </dev/zero"

# Files that are none.
expect 2 "pipe: cannot be read: it is a named pipe" "$program run pipe"
expect 2 "/dev/zero: cannot be read: it is a device" "$program validate /dev/zero"
expect 2 "cannot be read: it is a folder" "$program analyze ."
for file in trace.csv pipe /dev/zero; do
  sed 's|"workload": .*|"workload": { "kind": "replay", "file": "'"$file"'" },|' shop.json \
    >"replay-${file//\//-}.json"
done
expect 0 "" "$program run replay-trace.csv.json --quiet"
expect 2 "it is a named pipe" "$program run replay-pipe.json"
expect 2 "it is a device" "$program run replay--dev-zero.json"

# Streams that are full or closed.
expect 4 "standard output cannot be written: No space left" "$program run shop.json >/dev/full"
expect 4 "standard output cannot be written" "$program run shop.json >&-"
expect 4 "standard output cannot be written" "$program list >/dev/full"
expect 0 "" "$program run shop.json 2>&-"
expect 0 "" "$program run shop.json 2>/dev/full"
expect 2 "" "$program run none.json 2>&-"
expect 0 "" "$program run shop.json <&-"

# Memory that is not there: requests that are never done with. The address sanitizer itself needs
# more addresses than this.
grep -q __asan_init "$program" || expect 4 "it needs more memory than there is" "ulimit -v 400000; $program run shop.json --quiet \
  --set run.length=1h --set workload.arrivals=100000/s --set services.shop.workers=1"

# What would not end.
expect 2 "use --force" "$program run shop.json --set workload.arrivals=1000000000/s \
  --set run.length=1min"
expect 0 "" "$program validate shop.json"

# Interrupted before anything is finished: one sentence, and no table. A shell has what it starts in
# the background ignore the signal until the program asks for it, so that it is sent until then.
expect 130 "interrupted: 0 of 2 replications are finished" "$program run shop.json \
  --set run.length=1000h --set workload.arrivals=1000/s & sleep 0.5
  while kill -INT \$! 2>/dev/null; do sleep 0.5; done; wait \$!"
[[ ! -s out ]] || { echo "WRONG: an interrupted run without a number printed something"; bad=1; }

exit "$bad"
