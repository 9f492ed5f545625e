#!/usr/bin/env bash
# with_engine.bash COMMAND...: runs a test that needs the engine for pages, which is skipped where
# ./check could not build that.
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit
if [[ ! -e build/wasm/engine.wasm ]]; then
  echo "skipped: build/wasm/engine.wasm is not there; ./check --engine builds it or says why not"
  exit 77
fi
exec "$@"
