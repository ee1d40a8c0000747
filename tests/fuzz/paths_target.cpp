// Normalising any path. Input: a byte for the protocol, then the path.

#include <string>

#include "fuzz_input.hpp"
#include "ingest/path_normaliser.hpp"

using namespace mapgen;
using namespace mapgen::fuzz;

namespace {

void check_normal(std::string_view path) {
    require(path.starts_with('/'), "a path begins with a slash");
    require(path == "/" || !path.ends_with('/'), "a path has no slash at its end");
    std::string_view rest = path.substr(1);
    while (!rest.empty()) {
        const std::string_view segment = rest.substr(0, rest.find('/'));
        require(!segment.empty() && segment != "." && segment != "..",
                "a segment is none that goes nowhere");
        rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view data = text_of(bytes, size);
    const auto protocol = static_cast<Protocol>(take_byte(data) % 3);
    const OwnedText raw(data);
    std::string scratch = "what was there before";
    const std::string path(normalise_path(raw.view(), protocol, scratch));
    if (!path.empty()) {
        check_normal(path);
        std::string again;
        require(normalise_path(path, Protocol::ftp, again) == path, "a normal path stays");
    }
    return 0;
}
