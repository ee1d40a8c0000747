#include "parsers/rsync_template.hpp"

#include <string>

#include "parsers/rsync_layout.hpp"
#include "parsers/rsync_parser.hpp"
#include "parsers/text_fields.hpp"

namespace mapgen {
namespace {

class RsyncTemplate final : public LogFormat {
public:
    explicit RsyncTemplate(std::string_view log_format)
        : m_name(log_format),
          m_layout(log_format),
          m_sample("2026/11/22 01:23:44 [26094] " + m_layout.example()) {}

    std::string_view name() const override { return m_name; }
    std::string_view description() const override {
        return "rsync daemon's log with transfer lines in a log format of its own, rsyncd.conf(5)";
    }
    Protocol protocol() const override { return Protocol::rsync; }
    std::vector<std::string_view> sample_lines() const override {
        return {"2026/11/22 01:23:44 [26094] rsync on epel/ from client.example.org (192.0.2.7)",
                m_sample};
    }
    int recognise(std::string_view line) const override {
        return recognise_rsync_line(line, &m_layout);
    }
    int recognise_message(std::string_view message) const override {
        return recognise_rsync_message(message, &m_layout);
    }
    bool is_ordered() const override { return true; }
    std::unique_ptr<LineParser> make_parser(const ParserSettings& settings) const override {
        return std::make_unique<RsyncParser>(settings, &m_layout);
    }

private:
    std::string m_name;
    RsyncLayout m_layout;
    std::string m_sample;
};

/// Where `%` and then the letter stand, with whatever rsync allows in between.
bool has_escape(std::string_view text, std::string_view letters) {
    for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
        const std::size_t letter = skip_all_of(text, at + 1, "'-0123456789");
        if (letter < text.size() && is_one_of(text[letter], letters)) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool is_rsync_template(std::string_view text) {
    const bool is_another = text.find("%r") != text.npos || text.find("%s") != text.npos ||
                            text.find("%>s") != text.npos || text.find("%{") != text.npos;
    return !is_another && has_escape(text, "oinf");
}

std::shared_ptr<const LogFormat> make_rsync_template(std::string_view log_format) {
    return std::make_shared<RsyncTemplate>(log_format);
}

}  // namespace mapgen
