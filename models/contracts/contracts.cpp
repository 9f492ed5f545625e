#include "models/contracts/contracts.hpp"

namespace faultline {

Contracts::Contracts(const Table<ContractSettings>& contracts) : contracts_(contracts) {
  written_.push_back({});
  for (std::size_t contract = 0; contract < contracts.size(); ++contract) {
    first_format_.push_back(static_cast<std::uint8_t>(written_.size()));
    for (std::size_t i = 0; i < contracts[contract].value.versions.size(); ++i)
      written_.push_back({contract, i + 1});
  }
}

std::size_t Contracts::find(const std::string& name) const {
  return static_cast<std::size_t>(find_entry(contracts_, name) - contracts_.data());
}

std::uint16_t Contracts::add_build(const std::string& service,
                                   const std::map<std::size_t, std::size_t>& versions) {
  auto& builds = builds_[service];
  auto& build = builds.emplace_back(builds.empty() ? Build(contracts_.size(), 1) : builds.back());
  for (const auto& [contract, version] : versions) build[contract] = version;
  return static_cast<std::uint16_t>(builds.size());
}

std::vector<std::size_t> Contracts::versions(const std::string& service,
                                             std::size_t contract) const {
  std::vector<std::size_t> versions{1};
  if (const auto found = builds_.find(service); found != builds_.end())
    for (const auto& build : found->second) versions.push_back(build[contract]);
  return versions;
}

bool Contracts::understood(const Conversation& talk, std::uint16_t writer,
                           std::uint16_t reader) const {
  const auto written = versions(talk.writer, talk.contract)[writer];
  const auto known = versions(talk.reader, talk.contract)[reader];
  const auto& versions = contracts_[talk.contract].value.versions;
  return readability(versions[written - 1], versions[known - 1], talk.how, written < known) !=
         Readability::unreadable;
}

std::vector<std::uint8_t> Contracts::formats(const std::string& service,
                                             std::size_t contract) const {
  std::vector<std::uint8_t> formats;
  for (const auto version : versions(service, contract))
    formats.push_back(static_cast<std::uint8_t>(first_format_[contract] + version - 1));
  return formats;
}

}  // namespace faultline
