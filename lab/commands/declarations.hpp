#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "lab/commands/commands.hpp"
#include "lab/reference/command_shape.hpp"

namespace faultline {

/// The program's commands, each with the options it takes and the function that does it. Help, the
/// manual page, completion and the reference are made from what is declared here.
class Declarations {
 public:
  Declarations();
  Declarations(const Declarations&) = delete;
  Declarations& operator=(const Declarations&) = delete;

  CLI::App& app() { return app_; }

  /// Once the words are read: what they ask for.
  int perform() const { return does_(); }

  std::vector<CommandShape> shapes() const;

 private:
  void add_run();
  void add_learn();
  void add_explain();
  void add_compare();
  void add_report();
  void add_lab();
  void add_trace();
  void add_watch();
  void add_advise();
  void add_schedule();
  void add_hunt();
  void add_validate();
  void add_new();
  void add_list();
  void add_schema();
  void add_analyze();
  void add_completion();
  void add_manual();

  CLI::App app_{"Faultline: compares designs of a business transaction under load and faults",
                "faultline"};
  RunOptions run_;
  RunOptions advise_;
  HuntOptions hunt_;
  LearnOptions learn_;
  ExplainOptions explain_;
  CompareOptions compare_;
  ReportOptions report_;
  LabOptions lab_;
  TraceOptions trace_;
  WatchOptions watch_;
  ScheduleOptions schedule_;
  ValidateOptions validate_;
  NewOptions new_;
  ListOptions list_;
  AnalyzeOptions analyze_;
  std::string shell_;
  std::function<int()> does_;
};

}  // namespace faultline
