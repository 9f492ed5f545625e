#include "models/events/assignment.hpp"

#include <algorithm>

namespace faultline {

std::vector<std::string> words(Assignment) { return {"range", "round_robin", "sticky"}; }

namespace {

/// How many partitions each member gets: as even as can be, the first ones one more.
std::vector<std::size_t> shares(std::size_t partitions, std::size_t members) {
  std::vector<std::size_t> shares(members, partitions / members);
  for (std::size_t i = 0; i < partitions % members; ++i) ++shares[i];
  return shares;
}

std::vector<std::uint32_t> in_blocks(const std::vector<std::uint32_t>& members,
                                     std::size_t partitions) {
  std::vector<std::uint32_t> owners;
  const auto share = shares(partitions, members.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    owners.insert(owners.end(), share[i], members[i]);
  return owners;
}

std::vector<std::uint32_t> kept(const std::vector<std::uint32_t>& members,
                                const std::vector<std::uint32_t>& before) {
  auto room = shares(before.size(), members.size());
  std::vector<std::uint32_t> owners(before.size(), unowned);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto found = std::ranges::find(members, before[i]);
    if (found == members.end()) continue;
    auto& left = room[static_cast<std::size_t>(found - members.begin())];
    if (left == 0) continue;
    --left;
    owners[i] = before[i];
  }
  std::size_t next = 0;
  for (auto& owner : owners) {
    if (owner != unowned) continue;
    while (room[next] == 0) ++next;
    --room[next];
    owner = members[next];
  }
  return owners;
}

}  // namespace

std::vector<std::uint32_t> assign(Assignment assignment, const std::vector<std::uint32_t>& members,
                                  const std::vector<std::uint32_t>& before) {
  if (members.empty()) return std::vector(before.size(), unowned);
  if (assignment == Assignment::range) return in_blocks(members, before.size());
  if (assignment == Assignment::sticky) return kept(members, before);
  std::vector<std::uint32_t> owners;
  for (std::size_t i = 0; i < before.size(); ++i) owners.push_back(members[i % members.size()]);
  return owners;
}

}  // namespace faultline
