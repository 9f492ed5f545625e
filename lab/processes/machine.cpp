#include "lab/processes/machine.hpp"

#include <unistd.h>

#include <algorithm>
#include <thread>

#include "lab/running/size.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

double physical_memory() {
  return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

int processes_for(const RunOptions& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void warn_of_memory(const Experiment& experiment, int jobs) {
  const auto bytes = size_of(experiment, jobs).bytes;
  if (bytes > physical_memory())
    tell(
        "{}: warning: this takes about {:.1f} GB of memory, and the machine has {:.1f} GB; use "
        "fewer --jobs\n",
        experiment.document.file, bytes / 1e9, physical_memory() / 1e9);
}

}  // namespace faultline
