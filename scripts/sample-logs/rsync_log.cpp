#include "rsync_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "garbage.hpp"
#include "package_names.hpp"

namespace sample_logs {

namespace {

/// What a line means, without its time; kept until the lines of all sessions are in order.
struct Event {
    sys_seconds time;
    bool is_download;
    Repository repository;
    ClientId client;
    std::uint64_t bytes;
    std::string text;  ///< after "DATE TIME [PID] "
    std::uint32_t process;
};

/// How a session goes.
enum class Course : std::uint8_t { downloads, listing, uploads, module_list, unknown, refused };

struct WeightedCourse {
    Course course;
    std::uint32_t weight;
};

constexpr auto courses = std::to_array<WeightedCourse>({{Course::downloads, 700},
                                                        {Course::listing, 80},
                                                        {Course::uploads, 30},
                                                        {Course::module_list, 100},
                                                        {Course::unknown, 50},
                                                        {Course::refused, 40}});

constexpr auto host_names = std::to_array<std::string_view>(
    {"UNKNOWN", "UNDETERMINED", "mirror.example.net", "rsync-1.example.com"});

/// What rsyncd logs raw, or as an escape, and a reader must not stumble over.
constexpr auto odd_names = std::to_array<std::string_view>(
    {" (1) [old].rpm", " \"q\" 42", "\\#011tab", "  two  spaces", " () 300"});

/// The lines that a session needs beside those of its files.
constexpr std::uint64_t session_overhead = 5;

std::string with_thousands_marks(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t place = digits.size(); place > 3;) {
        place -= 3;
        digits.insert(place, ",");
    }
    return digits;
}

class Sessions {
public:
    Sessions(const World& world, sys_seconds period_end, Random& random)
        : m_world(world), m_last(period_end - std::chrono::seconds(1)), m_random(random) {}

    /// Adds one session of at most `room` lines, at least 1, and returns how many it has.
    std::uint64_t add(sys_seconds begin, std::uint64_t room) {
        const std::size_t before = m_events.size();
        start(begin);
        Course course =
            m_events.empty() ? Course::downloads : m_random.pick_weighted(courses).course;
        if (room <= session_overhead) {
            course = Course::module_list;
        }
        message("connect");
        switch (course) {
            case Course::downloads:
                open_module();
                add_files(room - session_overhead);
                add_event(fmt::format("sent {} bytes  received {} bytes  total size {}", m_sent,
                                      m_random.between(40, 9'000), m_sent));
                break;
            case Course::listing:
                open_module();
                add_event("sent 187 bytes  received 45 bytes  total size 312");
                break;
            case Course::uploads:
                open_module();
                add_upload();
                break;
            case Course::unknown:
                message_if_room("unknown module 'nosuch' tried", room);
                break;
            case Course::refused:
                message_if_room("rsync denied on module secret", room);
                break;
            case Course::module_list:
                message_if_room("module-list request", room);
                break;
        }
        return m_events.size() - before;
    }

    /// All lines in the order in which the server wrote them.
    std::vector<Event> in_order() {
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const Event& a, const Event& b) { return a.time < b.time; });
        return std::move(m_events);
    }

private:
    void start(sys_seconds begin) {
        m_time = begin;
        m_sent = 0;
        m_process = m_random.between(1'000, 4'194'303);
        m_client = visitor(m_world, begin, m_random);
        m_host = m_random.pick(host_names);
        m_address = m_world.population.address(m_client, m_random);
        m_module = &rsync_module(m_random);
    }

    Event& add_event(std::string text) {
        m_events.push_back(
            {m_time, false, Repository::none, m_client, 0, std::move(text), m_process});
        return m_events.back();
    }

    void message(std::string_view what) {
        add_event(fmt::format("{} from {} ({})", what, m_host, m_address));
    }
    void message_if_room(std::string_view what, std::uint64_t room) {
        if (room > 1) {
            message(what);
        }
    }

    /// Three lines, so that with "connect" and the last one a session without files has five.
    void open_module() {
        message(fmt::format("rsync allowed access on module {}", m_module->name));
        message(fmt::format("rsync on {}/{}", m_module->name, m_module->prefix));
        add_event("building file list");
    }

    void add_files(std::uint64_t room) {
        // Most updates are small, and now and then somebody fills an empty mirror.
        const std::uint32_t most = m_random.chance(950) ? 12 : 200;
        const std::uint64_t files = std::min<std::uint64_t>(room, m_random.between(1, most));
        for (std::uint64_t i = 0; i < files; ++i) {
            m_time = std::min(m_last, m_time + std::chrono::seconds(m_random.below(4)));
            add_download();
        }
    }

    void add_download() {
        const std::uint64_t length = file_length(m_random);
        Event& event = add_event(transfer("send"));
        event.text += m_random.chance(20) ? with_thousands_marks(length) : std::to_string(length);
        event.is_download = true;
        event.repository = m_module->repository;
        event.bytes = length;
        m_sent += length;
    }

    void add_upload() {
        add_event(m_random.chance(700) ? transfer("recv") + std::to_string(file_length(m_random))
                                       : transfer("del.") + "0");
    }

    /// "send HOST [ADDRESS] MODULE () PATH ", all but the length.
    std::string transfer(std::string_view operation) {
        std::string text =
            fmt::format("{} {} [{}] {} () ", operation, m_host, m_address, m_module->name);
        append_module_path(text, *m_module, m_random);
        if (m_random.chance(20)) {
            text += m_random.pick(odd_names);
        }
        text += ' ';
        return text;
    }

    const World& m_world;
    sys_seconds m_last;
    Random& m_random;
    std::vector<Event> m_events;

    // The session being written.
    sys_seconds m_time;
    std::uint64_t m_sent = 0;
    std::uint32_t m_process = 0;
    ClientId m_client = 0;
    std::string_view m_host;
    std::string_view m_address;
    const RsyncModule* m_module = nullptr;
};

void append_event(LogBuilder& log, TimeText& time, const Event& event, Random& random) {
    const std::size_t begin = log.text.size();
    log.text += time.rsyncd(event.time);
    if (!event.is_download && begin > 0 && random.chance(4)) {
        cut_line(log.text, begin, log.text.size() - begin, random);
        log.rejected();
        return;
    }
    log.text += " [";
    append_number(log.text, event.process);
    log.text += "] ";
    log.text += event.text;
    log.text += '\n';
    if (event.is_download) {
        log.counted(event.time, event.repository, event.client, event.bytes);
    } else {
        log.skipped();
    }
}

}  // namespace

void write_rsync_log(LogBuilder& log, const World& world, std::size_t period, std::uint64_t total,
                     Random random) {
    const std::vector<sys_seconds> moments = world.timeline.moments(period, total, random);
    Sessions sessions(world, world.timeline.period_end(period), random);
    for (std::uint64_t lines = 0; lines < moments.size();) {
        // A session takes as many of the period's moments as it has lines, and begins at the first.
        lines += sessions.add(moments[lines], moments.size() - lines);
    }
    TimeText time;
    for (const Event& event : sessions.in_order()) {
        append_event(log, time, event, random);
        if (random.chance(1)) {
            append_garbage(log, random);
        }
    }
}

}  // namespace sample_logs
