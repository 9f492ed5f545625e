#include "sim/platform/platform_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xbt/log.h>

#include <array>
#include <csignal>
#include <regex>
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
constexpr const char* no_platform = "this is no platform that SimGrid accepts";
/// What the reading process may use.
constexpr rlim_t most_seconds = 8;
#if __has_feature(address_sanitizer)
constexpr rlim_t most_bytes = RLIM_INFINITY;  // it needs all addresses
#else
constexpr rlim_t most_bytes = rlim_t{4} << 30;
#endif

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

/// What SimGrid says, for its developers, and what that means; the last group is what it is about.
struct Complaint {
  const char* said;
  const char* ours;
};
constexpr Complaint complaints[] = {
    {"second host named '([^']*)'", "host \"{}\" appears twice"},
    {"second NetZone called '([^']*)'", "zone \"{}\" appears twice"},
    {"Link not found: (\\S+)", "there is no link \"{}\""},
    {"='([^']*)' does name a node", "there is no host, router or zone \"{}\""},
    {"Host (\\S+) must have at least one core", "host \"{}\" has no core"},
    {"Bad attribute `([^']*)'", "\"{}\" is no attribute of this element"},
    {"Required attribute `([^']*)' not set", "the attribute \"{}\" is missing"},
    {"unknown unit: *(\\S+)", "there is no unit \"{}\""},
    {"cannot parse number: *(\\S+)", "\"{}\" is not a number"},
    {"(\\S+) is not an int", "\"{}\" is not a whole number"},
    {"`</([^']*)>' expected", "the end of the element \"{}\" is missing"},
    {"<include> tag", "a platform cannot include another file"},
    {"NetZone '([^']*)' does not accept new routes",
     "zone \"{}\" takes no routes: its routing does not need any"},
    {"Not a valid model", "a zone names a routing that does not exist"},
    {"Cannot open file '([^']*)'", "the profile \"{}\" cannot be opened"},
    {"Error while creating an actor", "it declares an actor, which is not possible here"},
    {"TOO OLD", "its version of the format cannot be read (4.1 can)"},
    {"bad_alloc", "there is not enough memory for it"},
    {"Invalid XML", "the XML is not valid"},
};

/// Where SimGrid stopped, and why.
std::string in_our_words(const std::string& said) {
  std::smatch found;
  std::string line;
  if (std::regex_search(said, found, std::regex("\\.xml:([0-9]+)")))
    line = fmt::format("line {}: ", found[1].str());
  for (const auto& [mark, ours] : complaints)
    if (std::regex_search(said, found, std::regex(mark)))
      return line + fmt::format(fmt::runtime(ours), found[found.size() - 1].str());
  return line + no_platform;
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

/// A number that nothing could work with; SimGrid takes it without a word.
std::string impossible_in(const s4u::Engine& engine) {
  constexpr double longest_s = 3600;
  for (const auto* host : engine.get_all_hosts())
    if (!(host->get_speed() > 0))
      return fmt::format("the speed of host \"{}\" is not above 0", host->get_name());
  for (const auto* link : engine.get_all_links()) {
    if (!(link->get_bandwidth() > 0))
      return fmt::format("the bandwidth of link \"{}\" is not above 0", link->get_name());
    if (!(link->get_latency() >= 0 && link->get_latency() <= longest_s))
      return fmt::format("the latency of link \"{}\" is not between 0 and 1 h", link->get_name());
  }
  return {};
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

void limit(decltype(RLIMIT_CPU) resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(resource, &both);
}

/// What SimGrid says on its way out goes to `said`.
[[noreturn]] void read_and_tell(const std::string& path, int descriptor, int said) {
  dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
  dup2(said, STDERR_FILENO);
  limit(RLIMIT_CPU, most_seconds);
  limit(RLIMIT_AS, most_bytes);
  limit(RLIMIT_CORE, 0);
  Sheet sheet;
  try {
    xbt_log_control_set("root.thresh:critical");
    s4u::Engine engine("faultline");
    engine.load_platform(path);
    if (const auto why = impossible_in(engine); !why.empty()) {
      sheet.add("wrong", why);
    } else {
      describe(engine, sheet);
      write_all(descriptor, std::exchange(sheet, Sheet()).text());
      try_routes(engine);
      sheet.add(all_is_well);
    }
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

PlatformFile file_from(const std::string& text, const std::string& said) {
  PlatformFile file;
  file.why = in_our_words(said);
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
  std::array<int, 2> words{};
  if (pipe(ends.data()) != 0 || pipe2(words.data(), O_NONBLOCK) != 0)
    return {{}, "there is no pipe to read it by"};
  const auto child = fork();
  if (child == 0) read_and_tell(path, ends[1], words[1]);
  close(ends[1]);
  close(words[1]);
  const auto text = all_of(ends[0]);
  int status = 0;
  if (child > 0) waitpid(child, &status, 0);
  const auto said = all_of(words[0]);
  close(ends[0]);
  close(words[0]);
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return {{}, fmt::format("SimGrid has not read it after {} s", most_seconds)};
  return file_from(text, said);
}

}  // namespace faultline
