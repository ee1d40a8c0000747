#pragma once

#include <string_view>

#include "parsers/clf.hpp"
#include "parsers/log_format.hpp"

namespace mapgen {

/// What common, combined, both with a virtual host in front, and lighttpd's share. They differ in
/// what they recognise; each parser reads a virtual host in front, behind the client or none as the
/// line has it, so a file in which all occur loses nothing.
class ClfFamilyFormat : public LogFormat {
public:
    Protocol protocol() const override { return Protocol::http; }
    int recognise(std::string_view line) const override;
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override;

protected:
    enum class Front : std::uint8_t { client, virtual_host, client_and_virtual_host };

    ClfFamilyFormat(Front front, ClfTail tail) : m_front(front), m_tail(tail) {}

private:
    bool has_front_of(const ClfFields& fields) const;

    Front m_front;
    ClfTail m_tail;
};

}  // namespace mapgen
