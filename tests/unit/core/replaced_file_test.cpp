#include "core/replaced_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "core/error.hpp"

namespace fs = std::filesystem;
using mapgen::ReplacedFile;

namespace {

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "mapgen-replaced-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path operator/(const char* name) const { return m_path / name; }
    const fs::path& path() const { return m_path; }
    auto entries() const {
        return std::distance(fs::directory_iterator(m_path), fs::directory_iterator());
    }

private:
    fs::path m_path;
};

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

std::string read(const fs::path& file) {
    std::ostringstream content;
    content << std::ifstream(file).rdbuf();
    return content.str();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

unsigned mode_of(const fs::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

template <typename Action>
std::string message_of(Action action) {
    try {
        action();
    } catch (const mapgen::Error& error) {
        CHECK(error.kind() == mapgen::ErrorKind::failure);
        return error.what();
    }
    FAIL("no Error was thrown");
    return {};
}

}  // namespace

TEST_CASE("a replaced file keeps its old content until the commit") {
    const Folder folder;
    const auto target = folder / "map.png";
    write(target, "old");

    ReplacedFile file(target);
    write(file.path(), "new");
    CHECK(file.path().parent_path() == folder.path());
    CHECK(file.path().filename().string().starts_with(".map.png."));
    CHECK(file.path().extension() == ".tmp");
    CHECK(read(target) == "old");

    file.commit();
    CHECK(read(target) == "new");
    CHECK(folder.entries() == 1);
}

TEST_CASE("without a commit nothing is left of a replaced file") {
    const Folder folder;
    const auto target = folder / "map.png";
    { ReplacedFile file(target); }
    CHECK(folder.entries() == 0);

    write(target, "old");
    {
        ReplacedFile file(target);
        write(file.path(), "new");
    }
    CHECK(read(target) == "old");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a commit that fails leaves the old file") {
    const Folder folder;
    const auto target = folder / "map.png";
    write(target, "old");
    ReplacedFile file(target);
    fs::remove(file.path());
    const std::string message = message_of([&] { file.commit(); });
    CHECK(contains(message, target.string()));
    CHECK(contains(message, "No such file or directory"));
    CHECK(read(target) == "old");
}

TEST_CASE("permissions come from the umask, or from the file that is replaced") {
    const Folder folder;
    const mode_t before = ::umask(027);
    ReplacedFile fresh(folder / "fresh");
    CHECK(mode_of(fresh.path()) == 0640);
    write(folder / "old", "");
    fs::permissions(folder / "old", fs::perms(0604));
    ReplacedFile replaced(folder / "old");
    replaced.commit();
    CHECK(mode_of(folder / "old") == 0604);
    ::umask(before);
}

TEST_CASE("a symbolic link stays, and what it points to is replaced") {
    const Folder folder;
    fs::create_directory(folder / "real");
    fs::create_symlink("real/map.png", folder / "latest.png");
    const bool exists = GENERATE(true, false);
    if (exists) {
        write(folder / "real/map.png", "old");
    }
    ReplacedFile file(folder / "latest.png");
    write(file.path(), "new");
    file.commit();
    CHECK(fs::is_symlink(folder / "latest.png"));
    CHECK(read(folder / "real/map.png") == "new");
}

TEST_CASE("a device, a pipe or a folder is never replaced") {
    const Folder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    for (const fs::path& target : {folder.path(), folder / "pipe", fs::path("/dev/null")}) {
        const std::string message = message_of([&] { const ReplacedFile file(target); });
        CHECK(contains(message, target.string()));
        CHECK(contains(message, "not a regular file"));
    }
}

TEST_CASE("a folder that cannot be written to is named") {
    const Folder folder;
    const std::string message =
        message_of([&] { const ReplacedFile file(folder / "missing/map.png"); });
    CHECK(contains(message, (folder / "missing").string()));
    CHECK(contains(message, "No such file or directory"));
}

TEST_CASE("temporaries of killed runs are removed after a day") {
    const Folder folder;
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours{25};
    for (const char* name : {".map.png.0123abcd.tmp", ".map.png.89abcdef.tmp", ".map.png.bak.tmp",
                             ".other.png.0123abcd.tmp"}) {
        write(folder / name, "");
        fs::last_write_time(folder / name, old);
    }
    fs::last_write_time(folder / ".map.png.89abcdef.tmp", fs::file_time_type::clock::now());
    { ReplacedFile file(folder / "map.png"); }
    CHECK_FALSE(fs::exists(folder / ".map.png.0123abcd.tmp"));
    CHECK(fs::exists(folder / ".map.png.89abcdef.tmp"));
    CHECK(fs::exists(folder / ".map.png.bak.tmp"));
    CHECK(fs::exists(folder / ".other.png.0123abcd.tmp"));
}

TEST_CASE("very long names and names without a folder work") {
    const Folder folder;
    const auto target = folder.path() / std::string(250, 'm');
    ReplacedFile file(target);
    write(file.path(), "new");
    file.commit();
    CHECK(read(target) == "new");

    const auto before = fs::current_path();
    fs::current_path(folder.path());
    {
        ReplacedFile plain("plain.png");
        write(plain.path(), "new");
        plain.commit();
    }
    fs::current_path(before);
    CHECK(read(folder / "plain.png") == "new");
}
