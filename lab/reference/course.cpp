#include "lab/reference/course.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lab/reference/lessons.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/markdown.hpp"
#include "lab/running/placeholders.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/sheet.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

/// Nothing of a file that is no lesson, or cannot be read.
std::optional<CourseLesson> lesson_in(const fs::path& file) {
  try {
    auto document = read_document(file.string());
    const auto* block = document.root.find("lesson");
    if (!block) return std::nullopt;
    CourseLesson lesson{
        file, text_of(document.root, "title"), text_of(document.root, "question"), {}};
    Codec<LessonSettings>::read(*block, lesson.lesson, document.problems);
    if (!document.problems.none()) return std::nullopt;
    lesson.lesson.predict.ask.text = with_settings(lesson.lesson.predict.ask.text, document);
    return lesson;
  } catch (const ScenarioError&) {
    return std::nullopt;
  }
}

std::string chapter_of(const CourseLesson& lesson) {
  return words(Chapter{})[static_cast<std::size_t>(lesson.lesson.chapter)];
}

/// "1 h 25 min"
std::string minutes_in_words(std::int64_t minutes) {
  if (minutes < 60) return fmt::format("{} min", minutes);
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                           : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

/// Of the lessons of a chapter, or of all.
std::string time_of(const std::vector<CourseLesson>& lessons, const std::string& chapter = "") {
  std::int64_t minutes = 0;
  for (const auto& lesson : lessons)
    if (chapter.empty() || chapter_of(lesson) == chapter) minutes += lesson.lesson.minutes;
  return minutes_in_words(minutes);
}

}  // namespace

std::string lesson_name(const fs::path& file) {
  const auto stem = file.stem().string();
  const auto number = stem.substr(0, stem.find('-'));
  const bool numbered = !number.empty() && number.size() < stem.size() &&
                        number.find_first_not_of("0123456789") == number.npos;
  return numbered && file.parent_path() == scenario_folder() ? number : file.string();
}

std::string CourseLesson::name() const { return lesson_name(file); }

std::vector<CourseLesson> course() {
  std::vector<CourseLesson> lessons;
  for (const auto& file : json_files(scenario_folder()))
    if (auto lesson = lesson_in(file)) lessons.push_back(std::move(*lesson));
  std::ranges::stable_sort(lessons, {}, [](const auto& each) { return each.lesson.chapter; });
  return lessons;
}

std::string course_listed(const std::vector<CourseLesson>& lessons) {
  std::string chapter;
  Sheet sheet(2);
  for (const auto& lesson : lessons) {
    if (chapter != chapter_of(lesson)) {
      chapter = chapter_of(lesson);
      sheet.add_heading(fmt::format("{} ({})", chapter, time_of(lessons, chapter)));
    }
    sheet.add(
        {lesson.name(), minutes_in_words(lesson.lesson.minutes), lesson.title, lesson.question});
  }
  return sheet.text();
}

std::string course_markdown(const std::vector<CourseLesson>& lessons) {
  auto page = fmt::format(
      "# The course\n\n"
      "Made by `faultline learn --markdown` from the `lesson` blocks of the files.\n\n"
      "{} lessons, {} in all. `faultline learn 01` asks for a prediction, runs the lesson, and\n"
      "explains the result; `faultline run 01` only runs it. The folder `gallery` has systems "
      "that\n"
      "people know, `chaos` the outages that chaos engineers try out, and `kinds` one small\n"
      "example for each kind of the scenario language ([all "
      "files](../docs/reference/scenarios.md)).\n",
      lessons.size(), time_of(lessons));
  std::string chapter;
  for (const auto& lesson : lessons) {
    if (chapter != chapter_of(lesson)) {
      chapter = chapter_of(lesson);
      page += fmt::format("\n## {}\n\n{} in all.\n\n{}", capitalised(chapter),
                          time_of(lessons, chapter),
                          table_head({"lesson", "minutes", "question", "what to predict"}));
    }
    const auto stem = lesson.file.stem().string();
    const auto link =
        fmt::format("[{} {}]({}.json)", stem.substr(0, stem.find('-')), lesson.title, stem);
    page += table_row({link, fmt::format("{}", lesson.lesson.minutes), lesson.question,
                       lesson.lesson.predict.ask.text});
  }
  return page;
}

}  // namespace faultline
