#pragma once

/// libc++ for WebAssembly has no threads, and so no std::mutex, which Boost.Math asks for through
/// this header of Boost's. Included before everything else in the engine for a page.
#define BOOST_SMART_PTR_DETAIL_LIGHTWEIGHT_MUTEX_HPP_INCLUDED

namespace boost::detail {

/// Of the one thread that there is.
class lightweight_mutex {
 public:
  struct scoped_lock {
    explicit scoped_lock(lightweight_mutex&) {}
  };
};

}  // namespace boost::detail
