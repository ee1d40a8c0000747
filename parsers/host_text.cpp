#include "parsers/host_text.hpp"

#include "parsers/text_fields.hpp"

namespace mapgen {

std::size_t find_port(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !is_number(host.substr(colon + 1))) {
        return std::string_view::npos;
    }
    if (host.front() == '[') {
        return host[colon - 1] == ']' ? colon : std::string_view::npos;
    }
    return host.find(':') == colon ? colon : std::string_view::npos;
}

std::string_view without_brackets(std::string_view host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        return host.substr(1, host.size() - 2);
    }
    return host;
}

std::string_view without_port(std::string_view host) {
    return without_brackets(host.substr(0, find_port(host)));
}

std::string_view nearest_hop(std::string_view list) {
    std::string_view last = list.substr(list.rfind(',') + 1);
    last.remove_prefix(skip_all_of(last, 0, " "));
    return without_port(last);
}

}  // namespace mapgen
