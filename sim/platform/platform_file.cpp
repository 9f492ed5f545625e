#include "sim/platform/platform_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xbt/log.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <simgrid/Exception.hpp>
#include <simgrid/s4u.hpp>
#include <sstream>
#include <string_view>

namespace faultline {

namespace {

namespace s4u = simgrid::s4u;

/// What the reading process writes: lines of fields, each ended by a byte that no name has.
constexpr char end_of_field = '\x1f';
constexpr char end_of_line = '\x1e';
constexpr const char* all_is_well = "complete";

class Sheet {
 public:
  template <class... Fields>
  void add(const Fields&... fields) {
    ((text_ << fields << end_of_field), ...);
    text_ << end_of_line;
  }
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
};

/// Where SimGrid stopped, and of what kind that was; its own words are for its developers.
std::string in_our_words(std::string_view said) {
  struct Kind {
    std::string_view mark;
    const char* ours;
  };
  constexpr std::array kinds{
      Kind{"Invalid XML", "the XML is not valid"},
      Kind{"does name a node", "it names something that is not declared before"},
      Kind{"not found", "it names something that is not declared before"},
      Kind{"already", "it declares something a second time"},
      Kind{"version", "its version of the format cannot be read (4.1 can)"},
  };
  const auto kind = std::ranges::find_if(
      kinds, [&](const Kind& one) { return said.find(one.mark) != said.npos; });
  std::string line;
  const auto colon = said.find(".xml:");
  if (colon != said.npos)
    for (auto i = colon + 5; i < said.size() && said[i] >= '0' && said[i] <= '9'; ++i)
      line += said[i];
  return fmt::format("{}{}", line.empty() ? "" : fmt::format("line {}: ", line),
                     kind == kinds.end() ? "this is no platform that SimGrid accepts" : kind->ours);
}

std::string labels_of(const s4u::Host& host) {
  std::string all;
  for (const auto& [name, value] : *host.get_properties())
    all += fmt::format("{}{}={}", all.empty() ? "" : "\n", name, value);
  return all;
}

void describe(const s4u::Engine& engine, Sheet& sheet) {
  const auto* root = engine.get_netzone_root();
  for (const auto* host : engine.get_all_hosts()) {
    const auto* zone = host->get_englobing_zone();
    const auto* around = zone == root ? root : zone->get_parent();
    sheet.add("host", host->get_name(), zone->get_name(),
              around == root ? std::string() : around->get_name(), host->get_core_count(),
              host->get_speed(), labels_of(*host));
  }
}

/// SimGrid ends the process where there is no way.
void try_routes(const s4u::Engine& engine) {
  const auto hosts = engine.get_all_hosts();
  for (auto* host : hosts)
    for (auto [from, to] : {std::pair{hosts.front(), host}, {host, hosts.front()}}) {
      std::vector<s4u::Link*> links;
      double latency = 0;
      if (from != to) from->route_to(to, links, &latency);
    }
}

void write_all(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const auto written = write(descriptor, text.data() + done, text.size() - done);
    if (written <= 0) return;
    done += static_cast<std::size_t>(written);
  }
}

[[noreturn]] void read_and_tell(const std::string& path, int descriptor) {
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  Sheet sheet;
  try {
    xbt_log_control_set("root.thresh:critical");
    s4u::Engine engine("faultline");
    engine.load_platform(path);
    describe(engine, sheet);
    write_all(descriptor, std::exchange(sheet, Sheet()).text());
    try_routes(engine);
    sheet.add(all_is_well);
  } catch (const std::exception& error) {
    sheet.add("wrong", in_our_words(error.what()));
  }
  write_all(descriptor, sheet.text());
  _exit(0);
}

std::string all_of(int descriptor) {
  std::string text;
  std::array<char, 4096> part{};
  for (ssize_t count; (count = read(descriptor, part.data(), part.size())) > 0;)
    text.append(part.data(), static_cast<std::size_t>(count));
  return text;
}

std::vector<std::string> split(std::string_view text, char end) {
  std::vector<std::string> parts;
  for (auto at = text.find(end); at != text.npos; at = text.find(end)) {
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  return parts;
}

PlatformFile::Host host_from(const std::vector<std::string>& fields) {
  return {fields[1],
          fields[2],
          fields[3],
          std::stoll(fields[4]),
          std::stod(fields[5]),
          fields[6].empty() ? std::vector<std::string>() : split(fields[6] + "\n", '\n')};
}

PlatformFile file_from(const std::string& text) {
  PlatformFile file;
  file.why = "this is no platform that SimGrid accepts";
  for (const auto& line : split(text, end_of_line)) {
    const auto fields = split(line, end_of_field);
    if (fields[0] == "host") {
      file.hosts.push_back(host_from(fields));
      file.why = "no route leads from each of its hosts to every other";
    }
    if (fields[0] == "wrong") file.why = fields[1];
    if (fields[0] == all_is_well) file.why = file.hosts.empty() ? "it has no host" : "";
  }
  return file;
}

}  // namespace

PlatformFile read_platform_file(const std::string& path) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return {{}, "there is no pipe to read it by"};
  const auto child = fork();
  if (child == 0) read_and_tell(path, ends[1]);
  close(ends[1]);
  const auto text = all_of(ends[0]);
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  return file_from(text);
}

}  // namespace faultline
