#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mapgen {

/// The options of a command, or of the program itself, as they are handed to CLI11. What is given
/// on the command line goes into the variables named here, which must outlive the parsing.
class OptionSet {
public:
    explicit OptionSet(CLI::App& app) : m_app(app) {}

    /// `names` is "--size" or "-v,--verbose"; `type` stands in the help, e.g. "WxH".
    void text(const std::string& names, std::string& to, const std::string& type,
              const std::string& help);
    void required_text(const std::string& names, std::string& to, const std::string& type,
                       const std::string& help);
    /// An option that may be given many times, with one value each time.
    void texts(const std::string& names, std::vector<std::string>& to, const std::string& type,
               const std::string& help);
    void number(const std::string& names, unsigned& to, unsigned least, unsigned most,
                const std::string& type, const std::string& help);
    /// A number of which "not given" is not the same as any value.
    void optional_number(const std::string& names, std::optional<unsigned>& to, unsigned least,
                         unsigned most, const std::string& type, const std::string& help);
    void flag(const std::string& names, bool& to, const std::string& help);

    /// Arguments without a name.
    void argument(const std::string& name, std::string& to, const std::string& help);
    void arguments(const std::string& name, std::vector<std::string>& to, const std::string& help);

private:
    CLI::App& m_app;
};

}  // namespace mapgen
