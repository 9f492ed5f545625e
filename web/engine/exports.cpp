#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#include "lab/door/door.hpp"

/// What the module exports, and the one thing that it imports beside WASI: web/engine/engine.mjs
/// has the other side.

extern "C" [[clang::import_module("page"), clang::import_name("progress")]] void progress(
    double share);

namespace {

constexpr int out_of_memory = 4;  ///< the program's exit code for it

std::vector<std::byte> room;
std::vector<std::byte> reply;

faultline::Door& door() {
  static faultline::Door the_door([](double share) { progress(share); });
  return the_door;
}

}  // namespace

extern "C" {

/// Where a request goes: so many bytes, the JSON text before what is attached to it.
[[clang::export_name("room_for")]] std::byte* room_for(std::size_t size) {
  // Where it is thrown, it may come to coroutines, which let no exception through.
  std::set_new_handler([] { std::_Exit(out_of_memory); });
  room.clear();
  room.resize(size);
  return room.data();
}

/// Answers what stands in the room: 1 where that went well.
[[clang::export_name("answer")]] int answer(std::size_t json_size) {
  const std::span<const std::byte> given(room);
  const std::string_view json(reinterpret_cast<const char*>(room.data()), json_size);
  auto found = door().answer(json, given.subspan(json_size));
  reply = std::move(found.bytes);
  return found.well ? 1 : 0;
}

[[clang::export_name("reply")]] const std::byte* reply_begin() { return reply.data(); }
[[clang::export_name("reply_size")]] std::size_t reply_size() { return reply.size(); }
}
