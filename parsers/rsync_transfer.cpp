#include "parsers/rsync_transfer.hpp"

#include <algorithm>

#include "core/ip_address.hpp"
#include "parsers/rsync_prefix.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

constexpr auto npos = std::string_view::npos;

struct OperationWord {
    RsyncOperation operation;
    std::size_t end = 0;
};

/// %o or %i at `from`, where a word begins.
std::optional<OperationWord> operation_at(std::string_view text, std::size_t from) {
    constexpr std::size_t itemized_length = 11;
    const std::size_t end = word_end(text, from);
    if (const auto operation = read_rsync_operation(text.substr(from, end - from))) {
        return OperationWord{*operation, end};
    }
    // "Nothing changed but …" is written with spaces for dots.
    if (end - from >= 2 && end - from < itemized_length && is_one_of(text[from], "<>ch.")) {
        if (const auto operation = read_rsync_operation(text.substr(from, itemized_length))) {
            return OperationWord{*operation, std::min(from + itemized_length, text.size())};
        }
    }
    return std::nullopt;
}

std::string_view without_brackets(std::string_view word) {
    while (!word.empty() && is_one_of(word.front(), "[(")) {
        word.remove_prefix(1);
    }
    while (!word.empty() && is_one_of(word.back(), "]),;")) {
        word.remove_suffix(1);
    }
    return word;
}

/// The client's address where `word` is that; empty where it is not. A session says which address
/// it is, so that a name that looks like one is not taken for it.
std::string_view client_in(std::string_view word, const RsyncSession* session) {
    const std::string_view address = without_brackets(word);
    const bool is_client =
        session != nullptr ? address == session->client : IpAddress::parse(address).has_value();
    return is_client ? address : std::string_view();
}

/// Takes the last word of `text` away where it is a number and something stands before it.
std::string_view take_number(std::string_view& text) {
    const std::size_t space = text.rfind(' ');
    if (space == npos || space == 0 || !read_rsync_length(text.substr(space + 1))) {
        return {};
    }
    const std::string_view number = text.substr(space + 1);
    text = text.substr(0, text.find_last_not_of(' ', space) + 1);
    return number;
}

/// The rest of a transfer: "[MODULE ][(USER) ]NAME[ LENGTH] BYTES".
RsyncLineKind read_foreign_rest(std::string_view rest, std::optional<std::uint32_t> process,
                                const RsyncSession* session, RsyncTransfer& transfer) {
    if (transfer.address.empty()) {
        transfer.address = session != nullptr ? std::string_view(session->client) : "";
    }
    if (transfer.address.empty() || session == nullptr) {
        return RsyncLineKind::malformed;
    }
    transfer.module = session->module();
    if (rest.starts_with(transfer.module) && rest.substr(transfer.module.size()).starts_with(' ')) {
        rest.remove_prefix(transfer.module.size() + 1);
        const std::size_t user_end = rest.starts_with('(') ? rest.find(") ") : npos;
        rest.remove_prefix(user_end == npos ? 0 : user_end + 2);
    } else if (rest.starts_with("() ")) {
        rest.remove_prefix(3);
    }
    rest = rest.substr(0, rest.find_last_not_of(' ') + 1);
    std::string_view last = take_number(rest);
    if (process && read_process_id(last) == process) {
        last = take_number(rest);
    }
    const std::string_view before_last = last.empty() ? last : take_number(rest);
    (before_last.empty() ? transfer.length : transfer.sent) = last;
    if (!before_last.empty()) {
        transfer.length = before_last;
    }
    transfer.name = rest;
    const bool content = transfer.operation.outcome == LineOutcome::counted &&
                         transfer.operation.action != Action::deleted;
    return rest.empty() || (content && last.empty()) ? RsyncLineKind::malformed
                                                     : RsyncLineKind::transfer;
}

}  // namespace

bool read_default_rsync_transfer(std::string_view message, RsyncTransfer& transfer) {
    // The head has no spaces but known ones and is read from the left; the name may have any
    // characters, so the length is what follows the last space.
    const std::size_t operation_end = message.find(' ');
    const auto operation = read_rsync_operation(message.substr(0, operation_end));
    if (!operation) {
        return false;
    }
    // "*deleting" is padded to the width of the other itemized changes.
    const std::size_t host = message.find_first_not_of(' ', operation_end);
    const std::size_t host_end = message.find(' ', host);
    if (operation_end == npos || host == npos || host_end == npos ||
        message.compare(host_end, 2, " [") != 0) {
        return false;
    }
    const std::size_t address = host_end + 2;
    const std::size_t address_end = message.find("] ", address);
    if (address_end == npos) {
        return false;
    }
    const std::size_t module = address_end + 2;
    const std::size_t module_end = message.find(" (", module);
    const std::size_t user_end = module_end == npos ? npos : message.find(") ", module_end + 2);
    const std::size_t name_end = message.rfind(' ');
    if (user_end == npos || name_end <= user_end + 2 || address == address_end ||
        module == module_end) {
        return false;
    }
    transfer.operation = *operation;
    transfer.address = message.substr(address, address_end - address);
    transfer.module = message.substr(module, module_end - module);
    transfer.name = message.substr(user_end + 2, name_end - user_end - 2);
    transfer.length = message.substr(name_end + 1);
    return true;
}

RsyncLineKind read_foreign_rsync_transfer(std::string_view message,
                                          std::optional<std::uint32_t> process,
                                          const RsyncSession* session, RsyncTransfer& transfer) {
    transfer = RsyncTransfer{};
    std::size_t at = 0;
    std::optional<OperationWord> operation;
    while (at < message.size() && !operation) {
        operation = operation_at(message, at);
        if (!operation) {
            const std::size_t end = word_end(message, at);
            if (transfer.address.empty()) {
                transfer.address = client_in(message.substr(at, end - at), session);
            }
            at = end + 1;
        }
    }
    const std::size_t last = message.rfind(' ');
    const bool ends_with_number =
        last != npos && read_rsync_length(message.substr(last + 1)).has_value();
    if (!operation) {
        const std::size_t first_end = word_end(message, 0);
        const bool begins_with_client =
            session != nullptr && !client_in(message.substr(0, first_end), session).empty();
        if (!begins_with_client || !ends_with_number) {
            return RsyncLineKind::message;
        }
        transfer.operation = {session->is_upload ? Action::received : Action::sent,
                              LineOutcome::counted};
        return read_foreign_rest(message.substr(first_end + 1), process, session, transfer);
    }
    // An operation behind the client's address is no message's word either.
    if (at != 0 && !ends_with_number && (session == nullptr || transfer.address.empty())) {
        return RsyncLineKind::message;
    }
    transfer.operation = operation->operation;
    const bool is_in_front = !transfer.address.empty();
    std::size_t rest = skip_all_of(message, operation->end, " ");
    std::size_t word = rest;
    for (int words = 0; words < 2 && transfer.address.empty(); ++words) {
        const std::size_t end = word_end(message, word);
        transfer.address = client_in(message.substr(word, end - word), session);
        word = skip_all_of(message, end, " ");
    }
    if (!is_in_front && !transfer.address.empty()) {
        rest = word;
    }
    return read_foreign_rest(message.substr(rest), process, session, transfer);
}

}  // namespace mapgen
