#include "core/suggestion.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using namespace mapgen;

TEST_CASE("A mistyped name finds the one that was meant", "[suggestion]") {
    const std::vector<std::string> known{"all", "fedora", "epel"};
    CHECK(nearest_name("fedroa", known) == "fedora");
    CHECK(nearest_name("eple", known) == "epel");
    CHECK(nearest_name("debian", known).empty());
    CHECK(known_names("fedor", known) ==
          "did you mean fedora? the known ones are all, fedora and epel");
    CHECK(known_names("xyzzy", known) == "the known ones are all, fedora and epel");
    CHECK(known_names("x", std::vector<std::string>{"mp4"}) == "the known one is mp4");
}
