#pragma once

#include <stdexcept>
#include <string>

namespace mapgen {

/// Who has to act on an error; decides the exit code (see exit_code()).
enum class ErrorKind {
    usage,    ///< wrong command line or configuration; nothing was done
    failure,  ///< the work could not be done; earlier outputs are untouched
    locked,   ///< another run holds the lock
};

/// An error that a person will read. The message is one line without a trailing full stop or
/// newline and names the file, the line or offset, what was expected, and what to do.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}

    ErrorKind kind() const noexcept { return m_kind; }
    /// 2 for usage, 3 for failure, 75 (EX_TEMPFAIL of sysexits.h) for locked.
    int exit_code() const noexcept;

private:
    ErrorKind m_kind;
};

/// Shorthands for the two frequent kinds.
Error usage_error(const std::string& message);
Error failure(const std::string& message);

/// The system's text for an errno value, e.g. "Permission denied"; safe to call from any thread.
std::string system_message(int error_number);

}  // namespace mapgen
