#!/usr/bin/env bash
# The tests that need the engine for pages; skipped where `./check --engine` has not built it.
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit
if [[ ! -e build/wasm/engine.wasm ]]; then
  echo "skipped: build/wasm/engine.wasm is not there; ./check --engine builds it"
  exit 77
fi
exec node --test tests/web/engine.test.mjs
