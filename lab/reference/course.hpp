#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/scenario/lesson.hpp"

namespace faultline {

/// A scenario file that is a lesson.
struct CourseLesson {
  std::filesystem::path file;
  std::string title;
  std::string question;
  LessonSettings lesson;

  /// By which one asks for it: "01"; the path of the file where its name has no number.
  std::string name() const;
};

/// The lessons of the folder "scenarios" in teaching order: by chapter, then by their names. Files
/// that cannot be read are left out.
std::vector<CourseLesson> course();

/// By which one asks for the scenario in this file: the number of a lesson, otherwise its path.
std::string lesson_name(const std::filesystem::path& file);

/// The chapters, each with its lessons, their minutes and questions.
std::string course_listed(const std::vector<CourseLesson>& lessons);

/// The same as a page, with what each lesson asks to predict.
std::string course_markdown(const std::vector<CourseLesson>& lessons);

}  // namespace faultline
