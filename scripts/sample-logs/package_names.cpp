#include "package_names.hpp"

#include <array>
#include <charconv>

namespace sample_logs {

namespace {

struct Package {
    std::string_view name;
    std::string_view version;
    std::string_view architecture;
};

constexpr auto packages = std::to_array<Package>({
    {"ansible-core", "2.14.18", "noarch"},
    {"bash-completion", "2.11", "noarch"},
    {"chromium", "138.0.7204.100", "x86_64"},
    {"clamav-lib", "1.0.9", "x86_64"},
    {"cowsay", "3.8.4", "noarch"},
    {"dkms", "3.2.1", "noarch"},
    {"ffmpeg-free", "7.1.1", "x86_64"},
    {"fail2ban-server", "1.1.0", "noarch"},
    {"glibc", "2.41", "i686"},
    {"google-noto-sans-fonts", "20250301", "noarch"},
    {"gtk+", "1.2.10", "x86_64"},
    {"htop", "3.3.0", "x86_64"},
    {"inkscape", "1.4.2", "aarch64"},
    {"kernel-core", "6.15.4", "x86_64"},
    {"kernel-modules", "6.15.4", "aarch64"},
    {"libreoffice-core", "25.2.4.3", "x86_64"},
    {"libstdc++", "15.1.1", "ppc64le"},
    {"mosquitto", "2.0.21", "x86_64"},
    {"nginx", "1.28.0", "x86_64"},
    {"openvpn", "2.5.11", "x86_64"},
    {"perl-Mail-SPF", "2.9.0", "noarch"},
    {"python3-requests", "2.32.4", "noarch"},
    {"qt6-qtbase", "6.9.1", "x86_64"},
    {"R-core", "4.5.1", "x86_64"},
    {"rust-std-static", "1.88.0", "s390x"},
    {"vim-enhanced", "9.1.1484", "x86_64"},
    {"xz-libs", "5.8.1", "x86_64"},
    {"zabbix-agent", "7.0.16", "x86_64"},
});

/// So many checksums are in use.
constexpr std::uint32_t metadata_generations = 60;

constexpr std::array<std::string_view, 6> metadata_files = {
    "primary.xml.gz", "filelists.xml.gz",   "updateinfo.xml.zst",
    "comps.xml.zst",  "primary.sqlite.bz2", "other.xml.zck"};

void append_package(std::string& text, std::string_view distribution, Random& random) {
    const Package& package = random.pick(packages);
    text += "Packages/";
    const char first = package.name.front();
    text += first >= 'A' && first <= 'Z' ? static_cast<char>(first - 'A' + 'a') : first;
    text += '/';
    text += package.name;
    text += '-';
    text += package.version;
    text += '-';
    append_number(text, random.between(1, 3));
    text += '.';
    text += distribution;
    text += '.';
    text += package.architecture;
    text += ".rpm";
}

}  // namespace

void append_number(std::string& text, std::uint64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

void append_checksum(std::string& text, Random& random) {
    Random digits({checksum_purpose, random.below(metadata_generations)});
    for (int part = 0; part < 4; ++part) {
        std::uint64_t bits = digits.next();
        for (int i = 0; i < 16; ++i) {
            text += "0123456789abcdef"[bits & 0xfU];
            bits >>= 4U;
        }
    }
}

void append_package_file(std::string& text, std::string_view distribution, Random& random) {
    const std::uint32_t dice = random.below(100);
    if (dice < 30) {
        text += "repodata/repomd.xml";
    } else if (dice < 50) {
        text += "repodata/";
        append_checksum(text, random);
        text += '-';
        text += random.pick(metadata_files);
    } else {
        append_package(text, distribution, random);
    }
}

}  // namespace sample_logs
