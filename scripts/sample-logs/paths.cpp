#include "paths.hpp"

#include <array>
#include <string_view>

#include "package_names.hpp"

namespace sample_logs {

namespace {

struct Place {
    std::string_view prefix;
    Tree tree;
    Repository repository;
    std::uint32_t weight;
};

/// Where mirrors keep EPEL and Fedora, and what only looks like them. The repository is stated
/// here, and nowhere in this program found out from the path.
constexpr auto places = std::to_array<Place>({
    {"/pub/epel/", Tree::epel, Repository::epel, 160},
    {"/epel/", Tree::epel, Repository::epel, 120},
    {"/fedora-epel/", Tree::epel, Repository::epel, 60},
    {"/pub/fedora-epel/", Tree::epel, Repository::epel, 12},
    {"/pub/linux/fedora-epel/", Tree::epel, Repository::epel, 12},
    {"/pub/linux/epel/", Tree::epel, Repository::epel, 12},
    {"/pub/mirrors/epel/", Tree::epel, Repository::epel, 8},
    {"/pub/mirrors/fedora-epel/", Tree::epel, Repository::epel, 8},
    {"/distributions/fedora-epel/", Tree::epel, Repository::epel, 8},
    {"/fedora-buffet/epel/", Tree::epel, Repository::epel, 12},
    {"/Linux/fedora/epel/", Tree::epel, Repository::epel, 8},
    {"/pub/Linux/Fedora/epel/", Tree::epel, Repository::epel, 8},
    {"/pub/fedora/epel/", Tree::epel, Repository::epel, 12},
    {"/EPEL/", Tree::epel, Repository::epel, 16},
    {"/srv/www/htdocs/mirror/epel/", Tree::epel, Repository::epel, 3},  // the fifth segment

    {"/pub/fedora/linux/", Tree::fedora_linux, Repository::fedora, 110},
    {"/pub/fedora/", Tree::fedora_top, Repository::fedora, 20},
    {"/fedora/linux/", Tree::fedora_linux, Repository::fedora, 80},
    {"/fedora/", Tree::fedora_linux, Repository::fedora, 50},
    {"/linux/fedora/linux/", Tree::fedora_linux, Repository::fedora, 10},
    {"/pub/linux/fedora/linux/", Tree::fedora_linux, Repository::fedora, 10},
    {"/FEDORA/Linux/", Tree::fedora_linux, Repository::fedora, 4},
    {"/fedora-buffet/fedora/linux/", Tree::fedora_linux, Repository::fedora, 10},
    {"/fedora-enchilada/linux/", Tree::fedora_linux, Repository::fedora, 8},
    {"/pub/fedora-secondary/", Tree::fedora_linux, Repository::fedora, 8},
    {"/fedora-secondary/", Tree::fedora_linux, Repository::fedora, 8},
    {"/pub/archive/fedora/linux/", Tree::fedora_linux, Repository::fedora, 8},
    {"/pub/fedora-archive/fedora/linux/", Tree::fedora_linux, Repository::fedora, 6},
    {"/fedora-archive/fedora/linux/", Tree::fedora_linux, Repository::fedora, 6},
    {"/pub/archive/fedora/linux/releases/20/Fedora/x86_64/iso/Fedora-20-x86_64-DVD.iso",
     Tree::as_is, Repository::fedora, 3},
    {"/pub/alt/", Tree::alt, Repository::fedora, 10},

    {"/rpmfusion/free/fedora/", Tree::fedora_linux, Repository::none, 12},
    {"/rpmfusion/nonfree/fedora/", Tree::fedora_linux, Repository::none, 10},
    {"/free/fedora/", Tree::fedora_linux, Repository::none, 6},
    {"/nonfree/fedora/", Tree::fedora_linux, Repository::none, 6},
    {"/docker-ce/linux/fedora/42/x86_64/stable/", Tree::other, Repository::none, 10},
    {"/fedora/42/prod/", Tree::other, Repository::none, 6},
    {"/pub/opensuse/repositories/home:/example/Fedora_25/", Tree::other, Repository::none, 6},
    {"/copr/results/example/tools/fedora-43-x86_64/", Tree::other, Repository::none, 6},
    {"/fedora-43-x86_64/", Tree::other, Repository::none, 4},
    {"/snapshots/2026/01/daily/mirror/epel/", Tree::epel, Repository::none, 3},  // the sixth
    {"/epel-release-latest-9.noarch.rpm", Tree::as_is, Repository::none, 4},
    {"/fedora.png", Tree::as_is, Repository::none, 2},
    {"/centos-stream/9/", Tree::other, Repository::none, 30},
    {"/centos/7/extras/", Tree::other, Repository::none, 10},
    {"/pub/kde/stable/", Tree::other, Repository::none, 12},
    {"/debian/dists/stable/InRelease", Tree::as_is, Repository::none, 20},
    {"/debian/pool/main/h/htop/htop_3.2.2-2_amd64.deb", Tree::as_is, Repository::none, 20},
    {"/ubuntu/dists/noble/main/binary-amd64/by-hash/SHA256/0", Tree::as_is, Repository::none, 10},
});

/// What only programs that speak HTTP ask for: listings, pages, detours.
constexpr auto web_places = std::to_array<Place>({
    {"/epel", Tree::as_is, Repository::epel, 3},
    {"/pub/epel/", Tree::as_is, Repository::epel, 3},
    {"/fedora/", Tree::as_is, Repository::fedora, 3},
    {"/mirrors/fedora", Tree::as_is, Repository::fedora, 2},
    {"/mirrorlist?repo=epel-9&path=/pub/epel/9/", Tree::as_is, Repository::none, 3},
    {"/epel/../centos/7/", Tree::other, Repository::none, 2},
    {"/100%/index.html", Tree::as_is, Repository::none, 1},
    {"/robots.txt", Tree::as_is, Repository::none, 3},
    {"/favicon.ico", Tree::as_is, Repository::none, 3},
    {"/icons/folder.gif", Tree::as_is, Repository::none, 3},
    {"/", Tree::as_is, Repository::none, 5},
});

constexpr auto modules = std::to_array<RsyncModule>({
    {"fedora-enchilada", "linux/", Tree::fedora_linux, Repository::fedora, 20},
    {"fedora-enchilada", "", Tree::fedora_top, Repository::fedora, 4},
    {"fedora-enchilada0", "linux/", Tree::fedora_linux, Repository::fedora, 3},
    {"fedora-secondary", "", Tree::fedora_linux, Repository::fedora, 3},
    {"fedora-alt", "", Tree::alt, Repository::fedora, 3},
    {"fedora-archive", "fedora/linux/", Tree::fedora_linux, Repository::fedora, 3},
    {"fedora-epel", "", Tree::epel, Repository::epel, 20},
    {"fedora-epel0", "", Tree::epel, Repository::epel, 4},
    {"epel", "", Tree::epel, Repository::epel, 4},
    {"fedora-buffet", "epel/", Tree::epel, Repository::epel, 8},
    {"fedora-buffet", "fedora/linux/", Tree::fedora_linux, Repository::fedora, 8},
    {"fedora-buffet", "alt/", Tree::alt, Repository::fedora, 2},
    {"fedora-buffet", "archive/fedora/linux/", Tree::fedora_linux, Repository::fedora, 2},
    {"pub", "epel/", Tree::epel, Repository::epel, 3},
    {"rpmfusion", "free/fedora/", Tree::fedora_linux, Repository::none, 3},
    {"docker-ce", "linux/fedora/42/x86_64/stable/", Tree::other, Repository::none, 2},
    {"centos-stream", "9-stream/", Tree::other, Repository::none, 8},
});

struct Release {
    std::string_view directory;
    std::string_view distribution;
    std::uint32_t weight;
};

constexpr auto epel_releases =
    std::to_array<Release>({{"9/Everything/x86_64/", "el9", 40},
                            {"8/Everything/x86_64/", "el8", 20},
                            {"10/Everything/x86_64/", "el10_0", 15},
                            {"9/Everything/aarch64/", "el9", 8},
                            {"7/x86_64/", "el7", 8},
                            {"9/Everything/SRPMS/", "el9", 3},
                            {"testing/9/Everything/x86_64/", "el9", 3},
                            {"next/9/Everything/x86_64/", "el9.next", 3}});

constexpr auto fedora_releases = std::to_array<Release>({
    {"updates/42/Everything/x86_64/", "fc42", 40},
    {"updates/41/Everything/x86_64/", "fc41", 15},
    {"releases/42/Everything/x86_64/os/", "fc42", 20},
    {"releases/42/Everything/aarch64/os/", "fc42", 6},
    {"releases/42/Workstation/x86_64/iso/", "fc42", 4},
    {"updates/testing/42/Everything/x86_64/", "fc42", 4},
    {"development/rawhide/Everything/x86_64/os/", "fc43", 6},
    {"extras/6/x86_64/", "fc6", 2},
    {"core/6/x86_64/os/Fedora/", "fc6", 3},
});

constexpr std::array<std::string_view, 4> fedora_lists = {
    "imagelist-fedora", "fullfiletimelist-fedora", "fullfilelist", "TIME"};

constexpr std::array<std::string_view, 3> alt_files = {
    "live-respins/F42-WORK-x86_64-LIVE.iso", "risc-v/disk_images/Fedora-42-riscv64.raw.xz",
    "stage/RELEASE/Everything/x86_64/os/GPL"};

template <std::size_t N>
void append_release(std::string& text, const std::array<Release, N>& releases, Random& random) {
    const Release& release = random.pick_weighted(releases);
    text += release.directory;
    append_package_file(text, release.distribution, random);
}

void append_tree(std::string& text, Tree tree, Random& random) {
    switch (tree) {
        case Tree::epel:
            if (random.chance(40)) {
                text += "RPM-GPG-KEY-EPEL-9";
            } else {
                append_release(text, epel_releases, random);
            }
            break;
        case Tree::fedora_top:
            if (random.chance(300)) {
                text += random.pick(fedora_lists);
                break;
            }
            text += "linux/";
            [[fallthrough]];
        case Tree::fedora_linux:
            append_release(text, fedora_releases, random);
            break;
        case Tree::alt:
            text += random.pick(alt_files);
            break;
        case Tree::other:
            append_package_file(text, "x86_64", random);
            break;
        case Tree::as_is:
            break;
    }
}

/// Writes `text`, from `begin` on a path, in another way that names the same file.
void disguise(std::string& text, std::size_t begin, Random& random) {
    switch (random.below(9)) {
        case 0:
            text.insert(begin, "http://mirror.example.org");
            break;
        case 1:
            text.insert(begin, "https://mirror.example.org:443");
            break;
        case 2:
            text.insert(begin, "/");
            break;
        case 3:
            text.insert(begin, "/.");
            break;
        case 4:
            text.insert(begin, "/debian/..");
            break;
        case 5:
            text.insert(begin, "/../..");
            break;
        case 6:
            text.insert(begin, "/debian/%2E%2e");
            break;
        case 7:
            text += "?from=/debian/&to=http://example.org/..";
            break;
        default:
            // The first letter of a mirror's path is never a percent sign or a slash.
            if (text.size() > begin + 1) {
                const auto letter = static_cast<unsigned char>(text[begin + 1]);
                constexpr std::string_view digits = "0123456789ABCDEF";
                const std::array<char, 3> escape = {'%', digits[letter >> 4U],
                                                    digits[letter & 0xfU]};
                text.replace(begin + 1, 1, escape.data(), escape.size());
            }
            break;
    }
}

Repository append_place(std::string& text, const Place& place, Random& random) {
    text += place.prefix;
    append_tree(text, place.tree, random);
    return place.repository;
}

}  // namespace

Repository append_path(std::string& text, Random& random) {
    return append_place(text, random.pick_weighted(places), random);
}

Repository append_request_target(std::string& text, Random& random) {
    const std::size_t begin = text.size();
    const Repository repository = append_place(
        text, random.chance(30) ? random.pick_weighted(web_places) : random.pick_weighted(places),
        random);
    if (random.chance(30)) {
        disguise(text, begin, random);
    }
    return repository;
}

void append_epel_host_path(std::string& text, Random& random) {
    text += '/';
    append_tree(text, Tree::epel, random);
}

const RsyncModule& rsync_module(Random& random) {
    return random.pick_weighted(modules);
}

void append_module_path(std::string& text, const RsyncModule& module, Random& random) {
    text += module.prefix;
    append_tree(text, module.tree, random);
}

std::uint64_t file_length(Random& random) {
    if (random.chance(3)) {
        return 2'000'000'000 + std::uint64_t{random.below(2'000'000'000)};
    }
    const std::uint32_t scale = std::uint32_t{1} << random.below(16);
    return 200 + std::uint64_t{scale} * random.between(100, 400);
}

}  // namespace sample_logs
