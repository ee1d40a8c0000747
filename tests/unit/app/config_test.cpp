#include "app/config.hpp"

#include <regex>
#include <string>

#include "app/config_file.hpp"
#include "catch.hpp"
#include "core/error.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

Config load(const std::string& text) {
    const TemporaryFolder folder;
    folder.write("mapgen.toml", text);
    return load_config(folder.path("mapgen.toml"));
}

std::string error_of(const std::string& text) {
    try {
        load(text);
    } catch (const Error& error) {
        CHECK(error.exit_code() == 2);
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("An empty configuration is the defaults", "[config]") {
    const Config config = load("");
    const Config defaults = default_config();
    CHECK(config.timezone == "UTC");
    CHECK(config.state == "/var/lib/mapgen/mapgen.db");
    CHECK(config.repository_names() == std::vector<std::string>{"all", "fedora", "epel"});
    CHECK(config.inputs.size() == defaults.inputs.size());
    CHECK(config.width == 1920);
    CHECK(config.days_per_second == 10);
    CHECK(config.jobs >= 1);
}

TEST_CASE("The documented example is valid, commented in and out", "[config]") {
    const TemporaryFolder folder;
    const std::filesystem::path example = MAPGEN_SOURCE_DIR "/data/mapgen.toml";
    const Config as_shipped = load_config(example);
    CHECK(as_shipped.timezone == "UTC");

    std::ifstream stream(example);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    // "#key = value" and "#[[table]]" are the documented keys; "# Words" are words.
    text = std::regex_replace(text, std::regex("(^|\\n)#(?=[a-z\\[])"), "$1");
    folder.write("mapgen.toml", text);
    const Config config = load_config(folder.path("mapgen.toml"));
    const Config defaults = default_config();
    CHECK(config.timezone == defaults.timezone);
    CHECK(config.state == defaults.state);
    CHECK(config.output == defaults.output);
    CHECK(config.count == defaults.count);
    CHECK(config.exclude_user_agents == defaults.exclude_user_agents);
    CHECK(config.ipv6_prefix == defaults.ipv6_prefix);
    CHECK(config.seal_after_days == defaults.seal_after_days);
    CHECK(config.projection == defaults.projection);
    CHECK(config.region == defaults.region);
    CHECK(config.borders == defaults.borders);
    CHECK(config.theme == defaults.theme);
    CHECK(config.metric == defaults.metric);
    CHECK(config.afterglow == defaults.afterglow);
    CHECK(config.width == defaults.width);
    CHECK(config.height == defaults.height);
    CHECK(config.days_per_second == defaults.days_per_second);
    CHECK(config.mirror_location == Coordinates{48.74, 9.31});
    REQUIRE(config.inputs.size() == 2);
    CHECK(config.inputs.front().strip == "/srv/mirror");
    CHECK(config.inputs.front().modules.size() == 2);
    CHECK(config.inputs.front().virtual_hosts.size() == 1);
    CHECK(config.inputs.front().trusted_proxies.size() == 1);
    CHECK(config.inputs.back().format == "json");
    CHECK(config.inputs.back().fields.size() == 6);
    CHECK(config.find_repository("kde")->title == "KDE");
}

TEST_CASE("Paths are relative to the configuration's folder", "[config]") {
    const TemporaryFolder folder;
    folder.write("mapgen.toml",
                 "state = \"a/state.db\"\noutput = \"/srv/maps\"\n[geoip]\ntables = \"t.mmdb\"\n"
                 "[[input]]\npaths = [\"logs/*\", \"/var/log/x\"]\n");
    const Config config = load_config(folder.path("mapgen.toml"));
    CHECK(config.state == folder.path("a/state.db"));
    CHECK(config.output == "/srv/maps");
    CHECK(config.geoip_tables == std::vector{folder.path("t.mmdb")});
    CHECK(config.inputs.front().paths.front() == folder.path("logs/*").string());
    CHECK(config.inputs.front().paths.back() == "/var/log/x");
    CHECK(config.inputs.front().must_exist);

    folder.write("mapgen.toml", "[map]\nborders = \"maps/own.shp\"\n");
    CHECK(load_config(folder.path("mapgen.toml")).borders == folder.path("maps/own.shp").string());
    folder.write("mapgen.toml", "[map]\nborders = \"/srv/own.shp\"\n");
    CHECK(load_config(folder.path("mapgen.toml")).borders == "/srv/own.shp");
}

TEST_CASE("What the map shows is read", "[config]") {
    const Config config = load(
        "[map]\nregion = \"165,-25,-170,-10\"\ncentral_meridian = -179.5\nborders = \"none\"\n");
    CHECK(config.region == "165,-25,-170,-10");
    CHECK(config.central_meridian == -179.5);
    CHECK(config.borders == "none");
    CHECK(load("[map]\ncentral_meridian = 11\n").central_meridian == 11.0);
    CHECK_FALSE(load("").central_meridian);
}

TEST_CASE("A repository of the same name replaces the default", "[config]") {
    const Config config = load(
        "[[repository]]\nname = \"epel\"\ntitle = \"Extra\"\nmatch = [\"/e\"]\n"
        "[[repository]]\nname = \"kde\"\nmatch = \"/kde\"\n");
    CHECK(config.repository_names() == std::vector<std::string>{"all", "fedora", "epel", "kde"});
    CHECK(config.find_repository("epel")->title == "Extra");
    CHECK(config.find_repository("epel")->match == std::vector<std::string>{"/e"});
    CHECK(config.find_repository("kde")->title == "kde");
}

TEST_CASE("Every mistake is told with its place and what to do", "[config]") {
    struct Row {
        const char* text;
        const char* place;
        const char* advice;
    };
    const Row rows[] = {
        {"timezon = \"UTC\"\n", ":1:1: timezon", "did you mean timezone?"},
        {"\n\ntimezone = \"Mars/Base\"\n", ":3:12: timezone", "Mars/Base"},
        {"timezone = 5\n", ":1:12: timezone", "expected a text"},
        {"state = \n", ":1:", ""},
        {"count = \"acesses\"\n", ":1:9: count", "did you mean accesses?"},
        {"ipv6_prefix = 0\n", ":1:15: ipv6_prefix", "from 1 to 128"},
        {"mirror = { name = \"x\", latitude = 91.0, longitude = 0.0 }\n", "latitude", "-90 to 90"},
        {"mirror = { latitude = 1.0 }\n", "mirror.latitude", "belong together"},
        {"mirror = { nam = \"x\" }\n", "mirror.nam", "did you mean name?"},
        {"geoip = 3\n", ":1:9: geoip", "[geoip]"},
        {"[geoip]\ntabels = []\n", ":2:1: geoip.tabels", "did you mean tables?"},
        {"[video]\nsize = \"19x5\"\n", ":2:8: video.size", "480x270"},
        {"[video]\nsize = \"1921x1080\"\n", ":2:8: video.size", "even"},
        {"[video]\nsize = \"axb\"\n", ":2:8: video.size", "no size"},
        {"[video]\ndays_per_second = 0.5\n", ":2:19: video.days_per_second", "whole number"},
        {"[video]\nformats = [\"gif\"]\n", "video.formats", "mp4"},
        {"[map]\nregion = \"moon\"\n", ":2:10: map.region", "world"},
        {"[map]\nregion = \"0,10,20\"\n", ":2:10: map.region", "west,south,east,north"},
        {"[map]\ncentral_meridian = 181\n", ":2:20: map.central_meridian", "-180 to 180"},
        {"[map]\nborders = \"\"\n", ":2:11: map.borders", "a path"},
        {"[map]\nmetric = \"byte\"\n", ":2:10: map.metric", "did you mean bytes?"},
        {"[map]\nafterglow = 31\n", ":2:13: map.afterglow", "from 0 to 30"},
        {"[[input]]\nname = \"x\"\n", "input.paths", "needs paths"},
        {"[[input]]\npaths = [1]\n", ":2:9: input.paths", "texts in quotes"},
        {"[[input]]\npaths = \"x\"\nformat = \"combind\"\n", ":3:10: input.format", "combined"},
        {"[[input]]\npaths = \"x\"\nrepository = \"epl\"\n", ":3:14: input.repository", "epel"},
        {"[[input]]\npaths = \"x\"\nstrip = \"srv\"\n", "input.strip", "begins with"},
        {"input = 1\n", ":1:9: input", "[[input]]"},
        {"[[repository]]\nmatch = \"/x\"\n", "repository.name", "needs a name"},
        {"[[repository]]\nname = \"../x\"\n", "repository.name", "file name"},
        {"[[repository]]\nname = \"x\"\nmatch = \"kde\"\n", ":3:9: repository.match", "begin with"},
        {"[[repository]]\nname = \"x\"\n[[repository]]\nname = \"x\"\n", ":4:8: repository.name",
         "two repositories"},
        {"[privacy]\nseal_after_days = -1\n", "privacy.seal_after_days", "from 1"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const std::string error = error_of(row.text);
        CHECK_THAT(error, contains("mapgen.toml"));
        CHECK_THAT(error, contains(row.place));
        CHECK_THAT(error, contains(row.advice));
    }
}

TEST_CASE("A configuration that is not there is named", "[config]") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(load_config(folder.path("none.toml")),
                      contains("none.toml") && contains("No such file"));
}

TEST_CASE("What an input says of its lines is checked", "[config]") {
    const auto input = [](const std::string& keys) {
        return "[[input]]\npaths = \"/var/log/x\"\n" + keys + "\n";
    };
    CHECK_THROWS_WITH(load(input("format = \"combind\"")),
                      contains("input.format") && contains("combined"));
    CHECK_THROWS_WITH(load(input("format = '%h %u'")), contains("input.format"));
    CHECK_THROWS_WITH(load(input("fields = { time = \"t\" }")),
                      contains("input.fields") && contains("json"));
    CHECK_THROWS_WITH(load(input("format = \"json\"\nfields = { tme = \"t\" }")),
                      contains("tme") && contains("time"));
    CHECK_THROWS_WITH(load(input("trusted_proxies = \"192.0.2.1/24\"")),
                      contains("input.trusted_proxies") && contains("192.0.2.1/24"));
    CHECK_THROWS_WITH(load(input("virtual_hosts = { \"a.example.org\" = \"kde\" }")),
                      contains("input.virtual_hosts") && contains("kde") && contains("epel"));
    CHECK_THROWS_WITH(load(input("virtual_hosts = { \"a.example.org:80\" = \"epel\" }")),
                      contains("a.example.org:80") && contains("port"));
    CHECK_THROWS_WITH(load(input("modules = { \"epel/\" = \"/epel\" }")), contains("epel/"));
    const Config config =
        load(input("format = '%h %t \"%r\" %>s %b'\ntrusted_proxies = [\"2001:db8::/32\"]\n"
                   "virtual_hosts = { \"EPEL.example.org\" = \"epel\" }"));
    CHECK(config.inputs.front().virtual_hosts.front().first == "epel.example.org");
}

TEST_CASE("A message about a file that is no TOML is one line", "[config]") {
    try {
        load("mirror = t\n");
        FAIL("was accepted");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find('\n') == std::string::npos);
    }
}

TEST_CASE("A theme of one's own lies beside the configuration", "[config]") {
    const TemporaryFolder folder;
    folder.write("mapgen.toml", "[map]\ntheme = \"own.toml\"\nmetric = \"bytes\"\nafterglow = 7\n");
    const Config config = load_config(folder.path("mapgen.toml"));
    CHECK(config.theme == folder.path("own.toml"));
    CHECK(config.metric == Metric::bytes);
    CHECK(config.afterglow == 7);
    folder.write("mapgen.toml", "[map]\ntheme = \"paper\"\n");
    CHECK(load_config(folder.path("mapgen.toml")).theme == "paper");
}
