#include "app/run_lock.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <memory>

#include "catch.hpp"
#include "core/error.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

/// The exit code with which a second run would end.
int second_run(const std::filesystem::path& state) {
    const pid_t child = fork();
    if (child == 0) {
        try {
            const RunLock lock(state);
            _exit(0);
        } catch (const Error& error) {
            _exit(error.exit_code());
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("One run at a time, and no lock outlives its run", "[lock]") {
    const TemporaryFolder folder;
    const auto state = folder.path("new/state.db");
    auto lock = std::make_unique<RunLock>(state);
    CHECK(second_run(state) == 75);
    CHECK(second_run(folder.path("other.db")) == 0);
    lock.reset();
    CHECK(second_run(state) == 0);
    CHECK(second_run(state) == 0);
}
