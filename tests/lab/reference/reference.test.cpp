#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "lab/processes/exit_code.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

std::string content(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// What bash offers behind these words, by the script itself.
std::string offered(const std::vector<std::string>& words) {
  const TemporaryFolder folder;
  folder.file("faultline", faultline_with({"completion", "bash"}).out);
  folder.file("mine.json", "{}");
  std::string typed;
  for (const auto& word : words) typed += "'" + word + "' ";
  const auto command =
      "cd '" + (folder / "") + "' && bash -c \"source ./faultline; COMP_WORDS=(faultline " + typed +
      ") COMP_CWORD=" + std::to_string(words.size()) + "; _faultline; echo \\${COMPREPLY[*]}\"";
  auto* pipe = popen(command.c_str(), "r");
  std::string text;
  for (int letter; (letter = std::fgetc(pipe)) != EOF;) text += static_cast<char>(letter);
  CHECK(pclose(pipe) == 0);
  return text.substr(0, text.find('\n'));
}

bool is_there(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

}  // namespace

TEST_CASE("The reference pages are what the program declares") {
  for (const std::string page : {"kinds", "measures", "commands", "scenarios"}) {
    INFO("faultline list " << page << " --markdown > docs/reference/" << page << ".md");
    CHECK(content("docs/reference/" + page + ".md") ==
          faultline_with({"list", page, "--markdown"}).out);
  }
}

TEST_CASE("The page of the course is what the lessons declare") {
  INFO("faultline learn --markdown > scenarios/README.md");
  CHECK(content("scenarios/README.md") == faultline_with({"learn", "--markdown"}).out);
}

TEST_CASE("Without a name all pages of the reference are printed") {
  const auto all = faultline_with({"list", "--markdown"}).out;
  for (const std::string page : {"kinds", "measures", "commands", "scenarios"})
    CHECK_THAT(all, Contains(content("docs/reference/" + page + ".md")));
}

TEST_CASE("A page of the reference that there is not is refused") {
  const auto answer = faultline_with({"list", "measure", "--markdown"});
  CHECK(answer.code == ExitCode::bad_input);
  CHECK_THAT(answer.err, Contains("no page \"measure\"; did you mean \"measures\"?"));
}

TEST_CASE("The manual page tells of every command, option and exit code") {
  const auto page = faultline_with({"manual"}).out;
  for (const std::string word :
       {".TH FAULTLINE 1", "\\fB\\-\\-replications\\fR \\fINUMBER\\fR", ".SS analyze", ".SS new",
        ".SH EXIT STATUS", "\\fB130\\fR", "NO_COLOR"})
    CHECK_THAT(page, Contains(word));
}

TEST_CASE("bash completes commands, options, choices, lessons and files") {
  CHECK(offered({"ru"}) == "run");
  CHECK(offered({"run", "--see"}) == "--seed");
  CHECK(offered({"run", "--format", ""}) == "table json csv");
  CHECK(offered({"run", "01"}) == "01-order-checkout");
  CHECK(offered({"run", "min"}) == "mine.json");
  CHECK(offered({"list", "retr"}) == "retry");
  CHECK(offered({"completion", "z"}) == "zsh");
  CHECK(offered({"run", "--seed", ""}).empty());
  CHECK(offered({"help", "anal"}) == "analyze");
}

TEST_CASE("zsh and fish, where they are installed, can read their completion") {
  const TemporaryFolder folder;
  for (const std::string shell : {"zsh", "fish"}) {
    const auto script = folder.file(shell, faultline_with({"completion", shell}).out);
    CHECK_THAT(folder.content_of(shell), Contains("replications") && Contains("retry"));
    if (is_there(shell)) CHECK(std::system((shell + " -n " + script).c_str()) == 0);
  }
}
