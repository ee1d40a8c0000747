#include "core/file_descriptor.hpp"

#include <unistd.h>

namespace mapgen {

FileDescriptor::~FileDescriptor() {
    if (m_descriptor > STDIN_FILENO) {
        ::close(m_descriptor);
    }
}

}  // namespace mapgen
