#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/contracts/contract.hpp"

namespace faultline {

/// Messages of one contract that one service writes and another one reads.
struct Conversation {
  std::string writer;
  std::string reader;
  std::size_t contract;
  FormatReader how;
};

/// All contracts of a scenario: numbers their formats, and knows for which versions each build of
/// each service is made. Build 0 of a service is made for version 1 of every contract.
class Contracts {
 public:
  /// Of one message: a contract and a version of it.
  struct Written {
    std::size_t contract = 0;
    std::size_t version = 0;  ///< from 1; 0: the message has no contract
  };
  /// Formats in one scenario: a message has room for this many.
  static constexpr std::size_t most_formats = UINT8_MAX;

  /// The settings outlive this.
  explicit Contracts(const Table<ContractSettings>& contracts);

  std::size_t find(const std::string& name) const;
  const ContractSettings& operator[](std::size_t contract) const {
    return contracts_[contract].value;
  }
  const Written& written(std::uint8_t format) const { return written_[format]; }

  /// One more build of a service, which differs from its latest one in these versions; its number.
  std::uint16_t add_build(const std::string& service,
                          const std::map<std::size_t, std::size_t>& versions);
  /// By build of the service: the version for which it is made.
  std::vector<std::size_t> versions(const std::string& service, std::size_t contract) const;
  /// Whether the reader can read what the writer writes, by the builds that they run.
  bool understood(const Conversation& talk, std::uint16_t writer, std::uint16_t reader) const;
  /// The same as numbers of formats.
  std::vector<std::uint8_t> formats(const std::string& service, std::size_t contract) const;

 private:
  using Build = std::vector<std::size_t>;  ///< by contract, its version

  const Table<ContractSettings>& contracts_;
  std::vector<Written> written_;                      ///< by number of the format
  std::vector<std::uint8_t> first_format_;            ///< by contract: of its version 1
  std::map<std::string, std::vector<Build>> builds_;  ///< by service, from build 1 on
};

}  // namespace faultline
