#include "sim/platform/host_share.hpp"

namespace faultline {

double HostShare::used() const {
  auto used = ended_;
  works_.visit([&](const Work& work) { used += work.computation_.served(); });
  return used;
}

void HostShare::suspend(bool stopped) {
  stopped_ = stopped;
  works_.visit_until([&](Work& work) {
    work.computation_.suspend(stopped);
    return false;
  });
}

}  // namespace faultline
