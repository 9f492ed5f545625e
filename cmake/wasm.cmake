# The toolchain of the preset `wasm`: Debian's clang 19 for WebAssembly, with exceptions.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar-19 CACHE FILEPATH "")
set(CMAKE_RANLIB llvm-ranlib-19 CACHE FILEPATH "")
set(CMAKE_C_FLAGS_INIT "-fwasm-exceptions")
# Coroutines resume each other by tail calls: without, a loop that never waits overflows the stack.
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++ -fwasm-exceptions -mtail-call")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE NEVER)
