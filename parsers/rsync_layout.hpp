#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/rsync_transfer.hpp"

namespace mapgen {

/// A `log format` of rsyncd.conf(5), taken apart once. What its escapes mean and how they are
/// written is that of log_formatted() in rsync's log.c; what it leaves out, make_rsync_template()
/// says.
class RsyncLayout {
public:
    /// Throws a usage Error where `log_format` cannot be read back; a "%t [%p] " in front is what
    /// the daemon writes by itself and is left out.
    explicit RsyncLayout(std::string_view log_format);

    /// False where `message` is not of this shape. Fills only what the format has.
    bool read(std::string_view message, RsyncTransfer& transfer) const;

    /// What the daemon would write of 9/RPM-GPG-KEY, sent to 192.0.2.7 from the module epel.
    const std::string& example() const { return m_example; }

    bool has_operation() const { return has('o') || has('i'); }
    bool has_address() const { return has('a'); }
    bool has_time() const { return has('t'); }

private:
    /// One escape, or the text up to the next one.
    struct Step {
        char field = 0;    ///< the escape's letter; 0 for text
        std::string text;  ///< only where it is text
        std::size_t width = 0;
        bool pads_right = false;  ///< "%-50n"
    };
    using Steps = std::vector<Step>;

    static std::string example_of(const Steps& steps);
    static Steps take_apart(std::string_view log_format);
    bool has(char field) const { return m_fields.find(field) != std::string::npos; }
    void check_ends() const;

    static bool read_from_left(const Steps& steps, std::string_view& message,
                               RsyncTransfer& transfer);
    static bool read_from_right(const Steps& steps, std::string_view& message,
                                RsyncTransfer& transfer);
    static bool store(const Step& step, std::string_view value, RsyncTransfer& transfer);

    std::string m_log_format;
    std::string m_fields;  // the letters of all escapes
    Steps m_head;
    Step m_name;
    Steps m_tail;
    std::string m_example;
    bool m_name_is_whole = false;
};

}  // namespace mapgen
