# shellcheck shell=bash disable=SC2034,SC2154  # setup.bash reads the names, and has set others
# What the engine for a page (WebAssembly) needs beside what setup.bash installs, and how it is
# built: build/wasm/engine.wasm. Sourced behind setup.bash.

wasm_needs=(
  "wasi-libc the C library of WebAssembly"
  "libc++-19-dev-wasm32 its C++ library"
  "libc++abi-19-dev-wasm32 what that stands on"
  "libclang-rt-19-dev-wasm32 what the compiler itself calls"
  "llvm-19 llvm-ar, which makes archives of it"
  "debian-archive-keyring checks what Debian's sources are signed with"
  "xz-utils unpacks them"
)

# Debian's libc++abi for WebAssembly has no exceptions. What it lacks is in LLVM's sources.
exception_sources=(
  '*/libcxxabi/src' '*/libcxxabi/include' '*/libunwind/src' '*/libunwind/include'
  '*/libcxx/src/include'
)

# Lines of a list that has Debian's sources, from where its packages come.
# shellcheck disable=SC2016  # apt puts in the values
source_list() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | sort -u | grep ' main$' |
    sed 's|^|deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] |'
}

# Downloads the compiler's source package (165 MB) of a version into the working folder and takes
# out what is needed of it, all by the options for apt.
unpack_sources() {
  apt-get "${@:2}" update &&
    apt-get "${@:2}" source --download-only "llvm-toolchain-19=$1" &&
    mkdir llvm &&
    tar --extract --file llvm-toolchain-19_*.orig.tar.xz --directory llvm --strip-components 1 \
      --wildcards "${exception_sources[@]}"
}

# fetch_sources VERSION FOLDER: ends with code 75 where they cannot be had.
fetch_sources() {
  local work
  work=$(mktemp -d)
  mkdir -p "$work/lists/partial"
  local -r own=(-o "Dir::Etc::SourceList=$work/list" -o Dir::Etc::SourceParts=-
    -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=)
  say "fetching the sources of the exception runtime from Debian (165 MB, once)"
  (cd "$work" && source_list >list && unpack_sources "$1" "${own[@]}") >>"$log" 2>&1 </dev/null || {
    rm -rf "$work"
    say "the engine for pages needs the sources of LLVM 19 from a mirror of Debian's," \
      "and apt gets none: $log"
    exit 75
  }
  mkdir -p "$(dirname -- "$2")"
  rm -rf "$2"
  mv "$work/llvm" "$2"
  rm -rf "$work"
}

# Puts the sources of the exception runtime into build/wasm/llvm, by way of the user's cache.
provide_sources() {
  [[ -e $build/llvm/libunwind/src/Unwind-wasm.c ]] && return
  command -v apt-get >/dev/null ||
    give_up "the engine for pages is built with Debian's packages only, and there is no apt here"
  local version
  version=$(dpkg-query --show --showformat='${source:Version}' libc++abi-19-dev-wasm32)
  local -r cached=${XDG_CACHE_HOME:-$HOME/.cache}/faultline/llvm-${version//[^0-9a-zA-Z.+~-]/_}
  [[ -e $cached/libunwind/src/Unwind-wasm.c ]] || fetch_sources "$version" "$cached"
  mkdir -p "$build"
  ln -sfn "$cached" "$build/llvm"
}

build_engine() {
  local -r preset=wasm build=$root/build/wasm
  provide program "${build_needs[@]}"
  provide wasm "${wasm_needs[@]}"
  provide_sources
  configure CMAKE_BUILD_TYPE:STRING=Release
  build engine "$@"
}
