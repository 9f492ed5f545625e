#pragma once

namespace faultline {

/// Does what the command line asks for, tells on stderr what is wrong, and gives the exit code.
int command_line(int argc, char** argv);

}  // namespace faultline
