#include "app/option_set.hpp"

#include <CLI/CLI.hpp>

namespace mapgen {

void OptionSet::text(const std::string& names, std::string& to, const std::string& type,
                     const std::string& help) {
    m_app.add_option(names, to, help)->type_name(type);
}

void OptionSet::required_text(const std::string& names, std::string& to, const std::string& type,
                              const std::string& help) {
    m_app.add_option(names, to, help)->type_name(type)->required();
}

void OptionSet::texts(const std::string& names, std::vector<std::string>& to,
                      const std::string& type, const std::string& help) {
    m_app.add_option(names, to, help)->type_name(type)->allow_extra_args(false);
}

void OptionSet::number(const std::string& names, unsigned& to, unsigned least, unsigned most,
                       const std::string& type, const std::string& help) {
    m_app.add_option(names, to, help)->type_name(type)->check(CLI::Range(least, most));
}

void OptionSet::optional_number(const std::string& names, std::optional<unsigned>& to,
                                unsigned least, unsigned most, const std::string& type,
                                const std::string& help) {
    m_app.add_option(names, to, help)->type_name(type)->check(CLI::Range(least, most));
}

void OptionSet::flag(const std::string& names, bool& to, const std::string& help) {
    m_app.add_flag(names, to, help);
}

void OptionSet::argument(const std::string& name, std::string& to, const std::string& help) {
    m_app.add_option(name, to, help)->type_name("")->required();
}

void OptionSet::arguments(const std::string& name, std::vector<std::string>& to,
                          const std::string& help) {
    m_app.add_option(name, to, help)->type_name("");
}

}  // namespace mapgen
