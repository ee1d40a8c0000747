#include "parsers/rsync_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/ip_address.hpp"
#include "parsers/rsync_escapes.hpp"
#include "parsers/rsync_prefix.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t link_mark = 4;  // " -> ", or spaces in its place

bool is_name(char field) {
    return field == 'f' || field == 'n';
}

bool is_stamp(std::string_view text, char before_time) {
    // 2026/11/22 01:23:18
    return text.size() == rsync_time_length && text[4] == '/' && text[7] == '/' &&
           text[10] == before_time && text[13] == ':' && text[16] == ':';
}

bool is_unset(const RsyncOperation& operation) {
    return operation.action == Action::other && operation.outcome == LineOutcome::counted;
}

/// How many bytes longer the daemon's escapes, "\\#ooo", made a name after it was padded.
std::size_t escaped_bytes(std::string_view name) {
    constexpr std::size_t longer = 4;
    std::size_t bytes = 0;
    for (std::size_t at = name.find("\\#"); at != npos; at = name.find("\\#", at + 1)) {
        bytes +=
            skip_all_of(name.substr(0, at + longer + 1), at + 2, "01234567") == at + 5 ? longer : 0;
    }
    return bytes;
}

std::size_t leading_spaces(std::string_view text, std::size_t at_most) {
    return std::min(skip_all_of(text, 0, " "), at_most);
}

std::size_t trailing_spaces(std::string_view text, std::size_t at_most) {
    std::size_t count = 0;
    while (count < at_most && count < text.size() && text[text.size() - 1 - count] == ' ') {
        ++count;
    }
    return count;
}

Error unreadable(std::string_view log_format, std::string_view why) {
    return usage_error(fmt::format("rsync's log format '{}' {}", log_format, why));
}

}  // namespace

RsyncLayout::RsyncLayout(std::string_view log_format) : m_log_format(log_format) {
    constexpr std::string_view by_itself = "%t [%p] ";
    if (log_format.starts_with(by_itself)) {
        log_format.remove_prefix(by_itself.size());
    }
    Steps steps = take_apart(log_format);
    for (const Step& step : steps) {
        if (step.field != 0) {
            m_fields.push_back(step.field);
        }
    }
    const auto is_the_name = [](const Step& step) { return is_name(step.field); };
    const auto name = std::find_if(steps.begin(), steps.end(), is_the_name);
    if (name == steps.end()) {
        throw unreadable(m_log_format, "does not say which file it was; add %f");
    }
    if (std::find_if(name + 1, steps.end(), is_the_name) != steps.end()) {
        throw unreadable(m_log_format,
                         "has two names of the file, and where the first one ends cannot be "
                         "told; leave out %n");
    }
    m_name = *name;
    m_example = example_of(steps);
    m_head.assign(steps.begin(), name);
    m_tail.assign(name + 1, steps.end());
    // "%P/%f" is the whole path on disk: both have slashes and spaces, and need not be told apart.
    const std::size_t size = m_head.size();
    if (size >= 2 && m_head[size - 1].text == "/" && m_head[size - 2].field == 'P' &&
        m_head[size - 2].width == 0 && m_name.width == 0) {
        m_head.resize(size - 2);
        m_name_is_whole = true;
    }
    check_ends();
}

std::string RsyncLayout::example_of(const Steps& steps) {
    std::string example;
    for (const Step& step : steps) {
        const std::string_view value =
            step.field == 0 ? std::string_view(step.text) : rsync_example(step.field);
        const std::size_t width =
            step.width + (step.field == 'L' && step.width > 0 ? link_mark : 0);
        const std::size_t padding = width > value.size() ? width - value.size() : 0;
        example.append(step.pads_right ? 0 : padding, ' ').append(value);
        example.append(step.pads_right ? padding : 0, ' ');
    }
    return example;
}

RsyncLayout::Steps RsyncLayout::take_apart(std::string_view log_format) {
    Steps steps;
    const auto add_text = [&steps](std::string_view text) {
        if (steps.empty() || steps.back().field != 0) {
            steps.emplace_back();
        }
        steps.back().text += text;
    };
    for (std::size_t at = 0; at < log_format.size();) {
        const std::size_t percent = std::min(log_format.find('%', at), log_format.size());
        if (percent > at) {
            add_text(log_format.substr(at, percent - at));
            at = percent;
            continue;
        }
        Step step;
        std::size_t letter = skip_all_of(log_format, at + 1, "'");
        if (letter < log_format.size() && log_format[letter] == '-') {
            step.pads_right = true;
            ++letter;
        }
        while (letter < log_format.size() && is_digit(log_format[letter]) && step.width < 10'000) {
            step.width = step.width * 10 + static_cast<std::size_t>(log_format[letter++] - '0');
        }
        letter = skip_all_of(log_format, letter, "'");
        if (letter < log_format.size() && is_one_of(log_format[letter], rsync_escapes)) {
            step.field = log_format[letter];
            steps.push_back(step);
            at = letter + 1;
            continue;
        }
        const bool is_letter = letter < log_format.size() &&
                               ((log_format[letter] >= 'a' && log_format[letter] <= 'z') ||
                                (log_format[letter] >= 'A' && log_format[letter] <= 'Z'));
        if (is_letter) {
            throw unreadable(log_format, fmt::format("has an escape that rsync does not know, "
                                                     "%{}; it knows the letters {}",
                                                     log_format[letter], rsync_escapes));
        }
        // The daemon writes one for two, and leaves any other percent sign as it is.
        add_text("%");
        at += log_format.substr(at).starts_with("%%") ? 2U : 1U;
    }
    return steps;
}

void RsyncLayout::check_ends() const {
    const auto fail = [this](char left, char right) {
        throw unreadable(
            m_log_format,
            fmt::format("has nothing between %{} and %{} that tells where one ends; write a space "
                        "between them",
                        left, right));
    };
    for (std::size_t i = 0; i < m_head.size(); ++i) {
        const char then = i + 1 < m_head.size() ? m_head[i + 1].field : m_name.field;
        if (m_head[i].field != 0 && then != 0 && !has_fixed_rsync_length(m_head[i].field)) {
            fail(m_head[i].field, then);
        }
    }
    for (std::size_t i = 0; i < m_tail.size(); ++i) {
        const char before = i > 0 ? m_tail[i - 1].field : m_name.field;
        const bool ends_itself = has_fixed_rsync_length(m_tail[i].field) || m_tail[i].field == 'L';
        if (m_tail[i].field != 0 && before != 0 && !ends_itself) {
            fail(before, m_tail[i].field);
        }
    }
}

bool RsyncLayout::store(const Step& step, std::string_view value, RsyncTransfer& transfer) {
    switch (step.field) {
        case 'a':
            transfer.address = value;
            return IpAddress::parse(value).has_value();
        case 'h':
            transfer.host = value;
            return !value.empty() && value.find(' ') == npos;
        case 'm':
            transfer.module = value;
            return !value.empty();
        case 'P':
            transfer.directory = value;
            return !value.empty();
        case 'b':
            transfer.sent = value;
            return !value.empty();
        case 'l':
            transfer.length = value;
            return !value.empty();
        case 'c':
            return !value.empty();
        case 'p':
            transfer.process = value;
            return is_number(value);
        case 't':
            transfer.time = value;
            return is_stamp(value, ' ');
        case 'M':
            return is_stamp(value, '-');
        case 'o':
        case 'i': {
            const std::string_view word = value.substr(0, value.find_last_not_of(' ') + 1);
            const auto operation = read_rsync_operation(value.starts_with('*') ? word : value);
            // Where both are there, %i says more: directories and links.
            if (operation && (step.field == 'i' || is_unset(transfer.operation))) {
                transfer.operation = *operation;
            }
            return operation.has_value();
        }
        default:
            return true;
    }
}

bool RsyncLayout::read_from_left(const Steps& steps, std::string_view& message,
                                 RsyncTransfer& transfer) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        if (step.field == 0) {
            if (!message.starts_with(step.text)) {
                return false;
            }
            message.remove_prefix(step.text.size());
            continue;
        }
        if (step.width > 0 && !step.pads_right) {
            message.remove_prefix(leading_spaces(message, step.width));
        }
        const bool text_follows = i + 1 < steps.size() && steps[i + 1].field == 0;
        const std::string_view then = text_follows ? steps[i + 1].text : std::string_view();
        const std::size_t length = rsync_length_from_left(step.field, message, then);
        if (length == npos || !store(step, message.substr(0, length), transfer)) {
            return false;
        }
        message.remove_prefix(length);
        if (step.pads_right && step.width > length) {
            message.remove_prefix(leading_spaces(message, step.width - length));
        }
    }
    return true;
}

bool RsyncLayout::read_from_right(const Steps& steps, std::string_view& message,
                                  RsyncTransfer& transfer) {
    for (std::size_t i = steps.size(); i-- > 0;) {
        const Step& step = steps[i];
        if (step.field == 0) {
            if (!message.ends_with(step.text)) {
                return false;
            }
            message.remove_suffix(step.text.size());
            continue;
        }
        const std::size_t widest = step.width + (step.field == 'L' ? link_mark : 0);
        if (step.width > 0 && (step.pads_right || step.field == 'L')) {
            message.remove_suffix(trailing_spaces(message, widest));
        }
        const bool text_before = i > 0 && steps[i - 1].field == 0;
        const std::string_view before = text_before ? steps[i - 1].text : std::string_view();
        const std::size_t length = rsync_length_from_right(step.field, message, before);
        if (length == npos || !store(step, message.substr(message.size() - length), transfer)) {
            return false;
        }
        message.remove_suffix(length);
        if (!step.pads_right && step.width > length && step.field != 'L') {
            message.remove_suffix(trailing_spaces(message, step.width - length));
        }
    }
    return true;
}

bool RsyncLayout::read(std::string_view message, RsyncTransfer& transfer) const {
    transfer = RsyncTransfer{};
    if (!read_from_left(m_head, message, transfer) || !read_from_right(m_tail, message, transfer)) {
        return false;
    }
    if (m_name.width > 0 && message.size() - escaped_bytes(message) == m_name.width) {
        if (m_name.pads_right) {
            message.remove_suffix(trailing_spaces(message, m_name.width));
        } else {
            message.remove_prefix(leading_spaces(message, m_name.width));
        }
    }
    if (!has_operation()) {
        transfer.operation = {Action::sent, LineOutcome::counted};
    }
    transfer.name = message;
    transfer.name_is_whole = m_name_is_whole;
    return !message.empty();
}

}  // namespace mapgen
