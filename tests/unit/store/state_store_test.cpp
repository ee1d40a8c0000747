#include "store/state_store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "core/error.hpp"
#include "store/state_transaction.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds{1'800'000'000}};
constexpr CivilDay day{2026, 11, 22};

DayCounts some_counts(std::uint64_t requests) {
    DayCounts counts;
    counts.day = day;
    counts.totals = {0, 0, requests, requests * 100};
    counts.places = {{Place::at({48.74, 9.31}), 0, requests, requests * 100}};
    counts.countries = {{CountryCode::from("DE"), counts.totals}};
    return counts;
}

void execute(const std::filesystem::path& file, const char* statement) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    CHECK(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

/// The keys of the days that data came to at `last_added`, as the file holds them.
std::vector<std::string> keys_of(const std::filesystem::path& file,
                                 std::chrono::sys_seconds last_added) {
    std::vector<std::string> keys;
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    sqlite3_stmt* query = nullptr;
    REQUIRE(sqlite3_prepare_v2(database, "SELECT client_key FROM day WHERE last_added = ?", -1,
                               &query, nullptr) == SQLITE_OK);
    sqlite3_bind_int64(query, 1, last_added.time_since_epoch().count());
    while (sqlite3_step(query) == SQLITE_ROW) {
        keys.emplace_back(static_cast<const char*>(sqlite3_column_blob(query, 0)),
                          static_cast<std::size_t>(sqlite3_column_bytes(query, 0)));
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
    return keys;
}

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    return content.str();
}

std::size_t found_in(const std::filesystem::path& file, const std::vector<std::string>& keys) {
    const std::string bytes = content_of(file);
    return static_cast<std::size_t>(
        std::count_if(keys.begin(), keys.end(),
                      [&](const std::string& key) { return bytes.find(key) != bytes.npos; }));
}

/// Does on purpose what SQLite sometimes does when it moves rows from page to page: leaves a copy
/// of the key in the free space of the page (of a table's leaf:
/// https://sqlite.org/fileformat2.html, section 1.6) that holds it.
void leave_copy(const std::filesystem::path& file, const std::string& key) {
    std::string bytes = content_of(file);
    const auto number = [&](std::size_t at) {
        return std::size_t{static_cast<unsigned char>(bytes[at])} << 8 |
               static_cast<unsigned char>(bytes[at + 1]);
    };
    const std::size_t page = bytes.find(key) / number(16) * number(16);
    REQUIRE(bytes[page] == 13);
    const std::size_t free_begin = 8 + 2 * number(page + 3);
    REQUIRE(free_begin + key.size() < number(page + 5));
    bytes.replace(page + free_begin, key.size(), key);
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("Counts add up over transactions and openings", "[state]") {
    const TemporaryFolder folder;
    for (std::uint64_t i = 1; i <= 3; ++i) {
        StateStore store(folder.path("new/state.db"), StateStore::Access::read_write);
        const std::size_t id = store.repository_id("epel");
        StateTransaction transaction(store);
        DayDraft draft = transaction.draft(day);
        REQUIRE_FALSE(draft.is_sealed());
        draft.add_counts(id, some_counts(i));
        transaction.write(draft, now);
        transaction.commit();
    }
    const StateStore store(folder.path("new/state.db"), StateStore::Access::read_only);
    const DayCounts counts = store.counts(*store.find_repository("epel"), day);
    CHECK(counts.totals == Totals{0, 0, 6, 600});
    REQUIRE(counts.places.size() == 1);
    CHECK(counts.places.front().requests == 6);
    CHECK(counts.countries.front().totals.bytes == 600);
    CHECK(store.covered_days() == std::vector{day});
    CHECK(store.totals(0).size() == 1);
    CHECK(store.counts(0, day + 1).places.empty());
}

TEST_CASE("Sealing deletes key and hashes for good", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    const auto client = *IpAddress::parse("192.0.2.1");
    const auto in_first = RepoSet::from_bits(1);
    {
        StateTransaction transaction(store);
        DayDraft draft = transaction.draft(day);
        CHECK(draft.add_client(client, in_first) == in_first);
        CHECK(draft.add_client(client, in_first).empty());
        transaction.write(draft, now);
        transaction.commit();
    }
    {
        StateTransaction transaction(store);
        DayDraft draft = transaction.draft(day);
        CHECK(draft.add_client(client, RepoSet::from_bits(3)).bits() == 2);
    }
    CHECK(store.seal_days(now + std::chrono::days{30}, std::chrono::days{30}) == 1);
    CHECK(store.seal_days(now + std::chrono::days{30}, std::chrono::days{30}) == 0);
    StateTransaction transaction(store);
    DayDraft draft = transaction.draft(day);
    CHECK(draft.is_sealed());
    CHECK(draft.add_client(client, in_first).empty());
    draft.add_counts(0, some_counts(5));
    transaction.write(draft, now);
    CHECK(transaction.draft(day).is_sealed());
}

TEST_CASE("Nothing of a sealed day's key is left in the file, wherever it has been", "[state]") {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path("state.db");
    constexpr std::chrono::sys_seconds later = now + std::chrono::days{20};
    {
        StateStore store(file, StateStore::Access::read_write);
        StateTransaction transaction(store);
        for (int number = 0; number < 60; ++number) {
            DayDraft draft = transaction.draft(day + number);
            draft.add_client(IpAddress::from_v4(0xc0000201), RepoSet::from_bits(1));
            transaction.write(draft, number % 3 == 0 ? later : now);
        }
        transaction.commit();
    }
    const auto sealed = keys_of(file, now);
    const auto open = keys_of(file, later);
    leave_copy(file, sealed.back());
    CHECK(found_in(file, sealed) == 40);
    StateStore store(file, StateStore::Access::read_write);
    CHECK(store.seal_days(now + std::chrono::days{30}, std::chrono::days{30}) == 40);
    CHECK(found_in(file, sealed) == 0);
    REQUIRE(open.size() == 20);
    CHECK(keys_of(file, later) == open);
}

TEST_CASE("A day that is written twice in one transaction has both", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    const std::size_t id = store.repository_id("all");
    {
        StateTransaction transaction(store);
        for (int i = 0; i < 2; ++i) {
            DayDraft draft = transaction.draft(day);
            const auto client = *IpAddress::parse("192.0.2.1");
            CHECK(draft.add_client(client, RepoSet::from_bits(1)).empty() == (i > 0));
            draft.add_counts(id, some_counts(2));
            transaction.write(draft, now);
        }
        transaction.commit();
    }
    CHECK(store.counts(id, day).totals.requests == 4);
    CHECK(store.counts(id, day + 1).totals.requests == 0);
}

TEST_CASE("A state keeps the settings it was made with", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    store.require_settings({"UTC", "downloads", 64});
    store.require_settings({"UTC", "downloads", 64});
    CHECK_THROWS_WITH(store.require_settings({"Europe/Berlin", "downloads", 64}),
                      contains("state.db") && contains("timezone") && contains("Europe/Berlin"));
    CHECK_THROWS_WITH(store.require_settings({"UTC", "accesses", 64}), contains("count"));
    CHECK_THROWS_WITH(store.require_settings({"UTC", "downloads", 56}), contains("ipv6_prefix"));
}

TEST_CASE("There is room for 64 repositories, and a name for each", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    for (std::size_t i = 0; i < 64; ++i) {
        CHECK(store.repository_id("r" + std::to_string(i)) == i);
    }
    CHECK(store.repository_id("r7") == 7);
    CHECK_FALSE(store.find_repository("r64"));
    CHECK_THROWS_WITH(store.repository_id("r64"), contains("64 repositories"));
}

TEST_CASE("The ledger finds a log by its head and by its file", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    LedgerEntry entry;
    entry.head_length = 1024;
    entry.head_hash.fill(7);
    entry.offset = 5000;
    entry.device = 1;
    entry.inode = ~std::uint64_t{0};
    entry.size = 5000;
    entry.modified_ns = 123;
    entry.path = "/var/log/access_log";
    entry.lines.add(LineOutcome::counted, 10);
    entry.lines.add(LineOutcome::rejected_malformed, 2);
    entry.located_requests = {1, 2, 3, 4, 5, 6};
    {
        StateTransaction transaction(store);
        transaction.write_ledger(entry);
        transaction.commit();
    }
    CHECK(store.ledger_head_lengths() == std::vector<std::uint32_t>{1024});
    auto found = store.ledger_by_head(1024, entry.head_hash);
    REQUIRE(found.size() == 1);
    CHECK(found.front().lines == entry.lines);
    CHECK(found.front().located_requests == entry.located_requests);
    REQUIRE(store.ledger_by_stamp(entry));

    found.front().offset = 6000;
    found.front().size = 6000;
    found.front().lines.add(LineOutcome::counted, 5);
    {
        StateTransaction transaction(store);
        transaction.write_ledger(found.front());
        transaction.commit();
    }
    CHECK_FALSE(store.ledger_by_stamp(entry));
    REQUIRE(store.ledger().size() == 1);
    CHECK(store.ledger().front().offset == 6000);
    CHECK(store.ledger().front().lines.counted() == 15);
}

TEST_CASE("The last run is remembered", "[state]") {
    const TemporaryFolder folder;
    StateStore store(folder.path("state.db"), StateStore::Access::read_write);
    CHECK_FALSE(store.last_run());
    RunReport report;
    report.command = "ingest";
    report.started = now;
    report.finished = now + std::chrono::seconds{5};
    report.exit_code = 1;
    report.inputs_seen = 3;
    report.lines.add(LineOutcome::skipped_status, 4);
    report.problems = "x: missing\ny: damaged";
    RunReport earlier;
    store.write_run(earlier);
    CHECK(store.last_run()->exit_code == RunReport::unfinished);
    store.write_run(report);
    const std::int64_t id = report.id;
    store.write_run(report);
    CHECK(report.id == id);
    const auto last = store.last_run();
    REQUIRE(last);
    CHECK(last->exit_code == 1);
    CHECK(last->lines == report.lines);
    CHECK(last->problems == report.problems);
    CHECK(last->finished - last->started == std::chrono::seconds{5});
}

TEST_CASE("A state of the first format is brought up to date when it is written to", "[state]") {
    const TemporaryFolder folder;
    const auto file = folder.path("state.db");
    { StateStore made(file, StateStore::Access::read_write); }
    execute(file, "DROP TABLE ledger_lines; PRAGMA user_version = 1");
    { StateStore only_read(file, StateStore::Access::read_only); }
    StateStore store(file, StateStore::Access::read_write);
    StateTransaction transaction(store);
    LedgerEntry entry;
    entry.head_length = 1;
    entry.line_hashes = "ab";
    transaction.write_ledger(entry);
    transaction.commit();
    const auto found = store.ledger_by_head(1, entry.head_hash);
    REQUIRE(found.size() == 1);
    CHECK(found.front().line_hashes == "ab");
}

TEST_CASE("A file that is no state is left alone and named", "[state]") {
    const TemporaryFolder folder;
    const auto file = folder.path("state.db");
    const auto open = [&](StateStore::Access access) { StateStore store(file, access); };
    SECTION("missing") {
        CHECK_THROWS_WITH(open(StateStore::Access::read_only),
                          contains("state.db") && contains("no state yet"));
        CHECK_FALSE(std::filesystem::exists(file));
    }
    SECTION("text") {
        folder.write("state.db", std::string(5000, 'x'));
        CHECK_THROWS_WITH(open(StateStore::Access::read_write), contains("state.db"));
        CHECK(folder.read("state.db") == std::string(5000, 'x'));
    }
    SECTION("another program's database") {
        execute(file, "CREATE TABLE cookies (name TEXT)");
        CHECK_THROWS_WITH(open(StateStore::Access::read_write), contains("not a mapgen state"));
    }
    SECTION("of a newer mapgen") {
        execute(file, "PRAGMA user_version = 99");
        CHECK_THROWS_WITH(open(StateStore::Access::read_write), contains("newer mapgen"));
    }
    SECTION("in a place where nothing can be made") {
        folder.write("file", "");
        CHECK_THROWS_AS(StateStore(folder.path("file/state.db"), StateStore::Access::read_write),
                        Error);
    }
}
