#include "ingest/download_rule.hpp"

#include "catch.hpp"

using namespace mapgen;

namespace {

const DownloadRule downloads(CountMode::downloads, {"mirrormanager-crawler/"});
const DownloadRule accesses(CountMode::accesses, {});

AccessRecord http(Action action, std::uint16_t status, std::string_view agent = "libdnf") {
    AccessRecord record;
    record.action = action;
    record.status = status;
    record.user_agent = agent;
    return record;
}

AccessRecord transfer(Action action) {
    AccessRecord record;
    record.protocol = Protocol::ftp;
    record.action = action;
    return record;
}

}  // namespace

TEST_CASE("GET answered 200 or 206 is a download", "[download]") {
    CHECK(downloads.outcome_of(http(Action::get, 200)) == LineOutcome::counted);
    CHECK(downloads.outcome_of(http(Action::get, 206)) == LineOutcome::counted);
    for (const int code : {0, 100, 201, 204, 301, 302, 304, 403, 404, 416, 499, 503}) {
        const auto status = static_cast<std::uint16_t>(code);
        INFO(status);
        CHECK(downloads.outcome_of(http(Action::get, status)) == LineOutcome::skipped_status);
    }
    CHECK(downloads.outcome_of(http(Action::head, 200)) == LineOutcome::skipped_method);
    CHECK(downloads.outcome_of(http(Action::other_method, 200)) == LineOutcome::skipped_method);
    CHECK(downloads.outcome_of(http(Action::unreadable, 200)) == LineOutcome::skipped_no_request);
}

TEST_CASE("Every request answered below 400 is an access", "[download]") {
    CHECK(accesses.outcome_of(http(Action::head, 200)) == LineOutcome::counted);
    CHECK(accesses.outcome_of(http(Action::get, 304)) == LineOutcome::counted);
    CHECK(accesses.outcome_of(http(Action::other_method, 302)) == LineOutcome::counted);
    CHECK(accesses.outcome_of(http(Action::get, 404)) == LineOutcome::skipped_status);
    CHECK(accesses.outcome_of(http(Action::get, 0)) == LineOutcome::skipped_status);
    CHECK(accesses.outcome_of(http(Action::unreadable, 200)) == LineOutcome::skipped_no_request);
}

TEST_CASE("FTP and rsync count complete transfers to the client", "[download]") {
    CHECK(downloads.outcome_of(transfer(Action::sent)) == LineOutcome::counted);
    CHECK(downloads.outcome_of(transfer(Action::sent_partly)) == LineOutcome::skipped_aborted);
    CHECK(downloads.outcome_of(transfer(Action::received)) == LineOutcome::skipped_upload);
    CHECK(downloads.outcome_of(transfer(Action::deleted)) == LineOutcome::skipped_deletion);
    CHECK(accesses.outcome_of(transfer(Action::sent_partly)) == LineOutcome::skipped_aborted);
}

TEST_CASE("The crawler does not count, clients without a browser do", "[download]") {
    CHECK(downloads.outcome_of(http(Action::get, 200, "mirrormanager-crawler/0.1 (+https://x)")) ==
          LineOutcome::skipped_user_agent);
    for (const char* agent : {"curl/8.0", "Wget/1.21", "libdnf (Fedora)", "java", "-", ""}) {
        INFO(agent);
        CHECK(downloads.outcome_of(http(Action::get, 200, agent)) == LineOutcome::counted);
    }
    CHECK(downloads.outcome_of(http(Action::get, 404, "mirrormanager-crawler/0.1")) ==
          LineOutcome::skipped_status);
}
