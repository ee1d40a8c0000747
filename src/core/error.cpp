#include "core/error.hpp"

#include <system_error>

namespace mapgen {

int Error::exit_code() const noexcept {
    switch (m_kind) {
        case ErrorKind::usage:
            return 2;
        case ErrorKind::failure:
            return 3;
        case ErrorKind::locked:
            return 75;
    }
    return 3;
}

Error usage_error(const std::string& message) {
    return {ErrorKind::usage, message};
}

Error failure(const std::string& message) {
    return {ErrorKind::failure, message};
}

std::string system_message(int error_number) {
    return std::generic_category().message(error_number);
}

}  // namespace mapgen
