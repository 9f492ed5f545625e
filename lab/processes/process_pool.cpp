#include "lab/processes/process_pool.hpp"

#include <poll.h>

#include <list>

#include "lab/processes/interruption.hpp"
#include "lab/processes/runner.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

struct Piece {
  Piece(std::size_t its_number, const std::function<Process::Bytes()>& work)
      : number(its_number), process(work) {}

  std::size_t number;
  Process process;
};

using Pieces = std::list<Piece>;

/// Waits until a process has something to take, or the user wants to stop; those that have ended
/// go to `ended`.
void wait(Interruption& interruption, Pieces& under_way, Pieces& ended) {
  std::vector<pollfd> watched{{interruption.descriptor(), POLLIN, 0}};
  for (const auto& piece : under_way) watched.push_back({piece.process.descriptor(), POLLIN, 0});
  if (poll(watched.data(), watched.size(), -1) <= 0) return;
  auto watch = watched.begin() + 1;
  for (auto piece = under_way.begin(); piece != under_way.end(); ++watch) {
    const auto current = piece++;
    if (watch->revents != 0 && current->process.take())
      ended.splice(ended.end(), under_way, current);
  }
}

void check_end(Process& process) {
  const auto end = process.end();
  if (end.how == Process::Ended::refused) throw ScenarioError(end.says);
  if (end.how == Process::Ended::starved) throw RunStarved(end.says);
  if (end.how == Process::Ended::badly) throw RunFailed(end.says);
}

}  // namespace

std::vector<Process::Bytes> ProcessPool::run(std::size_t pieces, const Work& work) const {
  Interruption interruption;
  std::vector<Process::Bytes> results(pieces);
  Pieces under_way;
  std::size_t next = 0;
  std::size_t finished = 0;
  while (finished < pieces) {
    for (; next < pieces && static_cast<int>(under_way.size()) < jobs; ++next)
      under_way.emplace_back(next, [&] { return work(next); });
    Pieces ended;
    wait(interruption, under_way, ended);
    if (interruption.heard()) throw Interrupted();
    for (auto& piece : ended) {
      check_end(piece.process);
      results[piece.number] = piece.process.bytes();
      ++finished;
      if (tell) tell(finished);
    }
  }
  return results;
}

Process::Bytes run_apart(const std::function<Process::Bytes()>& work) {
  Process process(work);
  while (!process.take()) continue;
  check_end(process);
  return process.bytes();
}

}  // namespace faultline
