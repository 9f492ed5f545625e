#pragma once

#include "tests/house_rules/source.hpp"

/// The house rules that a program can hold, each a function from text to offences.
namespace faultline::house {

/// A room includes only the rooms it may, and includes start from the root of the project.
Findings wrong_directions(const Source& source);

/// Includes of a folder that does not stand below the file's own, and folders without a place.
Findings upward_includes(const Source& source);

/// A test stands in the folder below `tests` that has the name of the folder that it tests, those
/// of `tests/theory` in that of `models`; what is of several folders stands higher.
Findings misplaced_tests(const Source& source);

/// A library that is kept behind few files is included in those only.
Findings misplaced_libraries(const Source& source);

/// Boost.Graph is kept to one file of `analysis`, whichever that is.
Findings scattered_graphs(const std::vector<Source>& tree);

/// Files have a cap on their lines, lines on their columns; headers say #pragma once.
Findings misshapen(const Source& source);

/// README.md stays short; the rest is pages.
Findings long_readme(const Source& source);

/// The name of a test has no semicolon: ctest would take it for two tests.
Findings split_names(const Source& source);

/// Functions have a cap on their lines, from the line with their name to the closing brace.
///
/// A brace counter that relies on our format: a body's brace follows a blank, an initialiser's does
/// not (`name_{1}`), and `= {` opens a value. Lambdas count as lines of the function around them.
/// It takes no macro apart, and misses a function whose head begins with `struct` or the like.
Findings long_functions(const Source& source);

/// The lines of the file that has as many longer ones as shorter ones.
int median_length(const std::vector<Source>& tree);

/// Code calls nothing that makes a run depend on more than scenario, seed and replication.
Findings banned_words(const Source& source);

/// Types are nouns of the field: none is a Manager, Helper, Util, Impl or Base.
Findings empty_names(const Source& source);

/// A type is declared by one header: of two with one name the linker would mix up the functions.
Findings types_of_one_name(const std::vector<Source>& tree);

/// Nothing is left for later, and no text names a folder of somebody's machine.
Findings leftovers(const Source& source);

/// No tabs, no blanks at the ends of lines, and the last line ends.
Findings untidy_blanks(const Source& source);

/// The lock file names no registry: the machine's own settings say where packages come from.
Findings named_registries(const Source& source);

}  // namespace faultline::house
