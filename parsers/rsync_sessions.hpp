#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mapgen {

/// What an rsync daemon said of a connection when its transfer began.
struct RsyncSession {
    std::string client;  ///< its address
    /// "/MODULE/PATH", the daemon's escapes undone. Several paths stand one behind the other, as
    /// the daemon logs them: "/MODULE/A MODULE/B".
    std::string path;
    std::chrono::sys_seconds time{};
    bool is_upload = false;

    std::string_view module() const;
};

/// The sessions that are open at one line of an rsync daemon's log, by process id. Sessions whose
/// end was never logged (a killed process, a log that was cut) would add up: there are no more than
/// `most_sessions`, and no more than `most_text` bytes in them; the one opened first goes first.
class RsyncSessions {
public:
    static constexpr std::size_t most_sessions = 65'536;
    static constexpr std::size_t most_text = std::size_t{32} << 20;

    /// Takes the place of a session of the same process. `path` is as logged, without a slash in
    /// front. The session is valid until the next open().
    const RsyncSession& open(std::uint32_t process, std::string_view client, std::string_view path,
                             std::chrono::sys_seconds time, bool is_upload);
    /// Null where the process has none. Valid until the next open().
    const RsyncSession* find(std::uint32_t process) const;
    /// The session stays readable until the next open(); null where the process has none.
    const RsyncSession* close(std::uint32_t process);

private:
    static constexpr std::uint32_t none = 0xffffffff;

    // Slots are linked in the order of opening and, for finding them, within the bucket of their
    // process. A closed one is used again with the memory of its texts: a log of a million sessions
    // allocates no more than one of a few.
    struct Slot {
        RsyncSession session;
        std::uint32_t process = 0;
        std::uint32_t before = none;
        std::uint32_t after = none;
        std::uint32_t next_in_bucket = none;
    };

    std::uint32_t& bucket(std::uint32_t process) { return m_buckets[process % m_buckets.size()]; }
    std::uint32_t index_of(std::uint32_t process) const;
    void remove(std::uint32_t index);
    std::uint32_t take_slot();

    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_free;
    std::vector<std::uint32_t> m_buckets;  // empty until there is a first session
    std::uint32_t m_oldest = none;
    std::uint32_t m_newest = none;
    std::size_t m_open = 0;
    std::size_t m_text = 0;  // bytes of the open sessions' texts
};

}  // namespace mapgen
