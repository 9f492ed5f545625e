# The engine as a WebAssembly module for a page: everything but processes, files and SimGrid, in
# few large units, since most of the time of a build goes into headers. See web/engine/README.md.
enable_language(C)

# Headers that need no library of their own. /usr/include itself would bring in the host's libc.
set(headers ${PROJECT_BINARY_DIR}/headers)
foreach(library boost fmt nlohmann)
  find_path(${library}_folder ${library} PATHS /usr/include /usr/local/include NO_DEFAULT_PATH
            NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  file(MAKE_DIRECTORY ${headers})
  file(CREATE_LINK ${${library}_folder}/${library} ${headers}/${library} SYMBOLIC)
endforeach()

# What libc++abi lacks for exceptions, from LLVM's sources: cmake/wasm.bash fetches them.
set(llvm ${PROJECT_BINARY_DIR}/llvm)
if(NOT EXISTS ${llvm}/libunwind/src/Unwind-wasm.c)
  message(FATAL_ERROR "the sources of the exception runtime are not in ${llvm}: "
                      "`./check --engine` fetches them from Debian")
endif()
set(exceptions abort_message cxa_aux_runtime cxa_default_handlers cxa_demangle cxa_exception
    cxa_exception_storage cxa_guard cxa_handlers cxa_personality cxa_virtual fallback_malloc
    private_typeinfo stdlib_exception stdlib_stdexcept stdlib_typeinfo)
list(TRANSFORM exceptions PREPEND ${llvm}/libcxxabi/src/)
list(TRANSFORM exceptions APPEND .cpp)
add_library(exceptions OBJECT ${exceptions} ${llvm}/libunwind/src/Unwind-wasm.c)
target_include_directories(exceptions PRIVATE ${llvm}/libcxxabi/include ${llvm}/libcxxabi/src
                           ${llvm}/libunwind/include ${llvm}/libcxx/src)
target_compile_definitions(exceptions PRIVATE NDEBUG _LIBCXXABI_BUILDING_LIBRARY
                           _LIBCPP_BUILDING_LIBRARY _LIBCXXABI_HAS_NO_THREADS
                           _LIBUNWIND_HIDE_SYMBOLS)
target_compile_options(exceptions PRIVATE -w)

# Folders whose files a page can do without are not named here. What runs once a scenario is made
# small instead of fast; objects that are fast stand first, since of a template the first copy is
# taken.
include(cmake/units.cmake)
function(engine_units name pattern)
  cmake_parse_arguments(of "" "" "FOLDERS;WITHOUT;WITH" ${ARGN})
  set(sources)
  foreach(folder ${of_FOLDERS})
    file(${pattern} found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  foreach(path ${of_WITH})
    list(APPEND sources ${PROJECT_SOURCE_DIR}/${path})
  endforeach()
  foreach(path ${of_WITHOUT})
    list(FILTER sources EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/${path}")
  endforeach()
  units(units ${PROJECT_BINARY_DIR}/units/${name} 144 ${sources})
  set(units_${name} ${units} PARENT_SCOPE)
endfunction()

set(once_rooms sim/language models/delivery models/faults/recurrences models/faults/targets
    models/faults/workflows models/loads models/placements models/releases models/scenario
    models/smells analysis/graph analysis/verdicts)
engine_units(often GLOB_RECURSE FOLDERS sim models analysis WITHOUT ${once_rooms}
             sim/platform/platform\\.cpp sim/platform/platform_file\\.cpp
             sim/platform/simgrid_world\\.cpp)
engine_units(once GLOB_RECURSE FOLDERS ${once_rooms})
engine_units(lab GLOB FOLDERS lab/text lab/running lab/output lab/output/csv
             lab/output/explanations lab/output/json lab/output/structure lab/output/summaries
             lab/output/tables lab/traces lab/report lab/door web/engine
             WITHOUT lab/report/page\\.cpp
             WITH lab/reference/listing_words.cpp lab/reference/schema.cpp
                  lab/reference/schema_values.cpp)
set(once ${units_once} ${units_lab})
set_source_files_properties(${units_often} PROPERTIES COMPILE_OPTIONS -O2)
set_source_files_properties(${once} PROPERTIES COMPILE_OPTIONS -Oz)

add_executable(engine ${units_often} ${once} $<TARGET_OBJECTS:exceptions>)
set_target_properties(engine PROPERTIES OUTPUT_NAME engine SUFFIX .wasm)
target_include_directories(engine SYSTEM PRIVATE ${headers})
target_compile_definitions(engine PRIVATE FMT_HEADER_ONLY BOOST_NO_CXX98_FUNCTION_BASE
                           _LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION)
# What the native build does not warn of: 32 bits for a size, and files that stand in one unit.
target_compile_options(engine PRIVATE -Wno-ignored-attributes -Wno-shorten-64-to-32 -Wno-shadow
                       -Werror=shift-count-overflow
                       "SHELL:-include ${PROJECT_SOURCE_DIR}/web/engine/no_threads.hpp")
target_link_options(engine PRIVATE -O3 -Wl,-mllvm,-wasm-enable-eh -mexec-model=reactor
                    -Wl,--strip-all
                    -Wl,-z,stack-size=8388608 -Wl,--import-memory
                    -Wl,--initial-memory=16777216,--max-memory=4294967296)
