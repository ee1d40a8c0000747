#include "app/view_builder.hpp"

#include "catch.hpp"
#include "render/frame/frame_renderer.hpp"
#include "store/state_transaction.hpp"
#include "temporary_folder.hpp"

using namespace mapgen;
using mapgen::test::TemporaryFolder;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds{1'800'000'000}};
constexpr CivilDay first{2026, 11, 1};
const Place kiel = Place::at({54.32, 10.14});
const Place oslo = Place::at({59.91, 10.75});
const RepositoryRule epel{"epel", "EPEL", {"/epel"}, {}};

PlaceTotals at(Place place, std::uint64_t clients) {
    return {place, clients, clients * 20, clients * 1'000'000};
}

/// A state with one repository, to which days are added.
class State {
public:
    State() : m_store(m_folder.path("state.db"), StateStore::Access::read_write) {
        m_repository = m_store.repository_id("epel");
    }

    void add(CivilDay day, std::vector<PlaceTotals> places,
             std::vector<CountryTotals> countries = {}) {
        DayCounts counts;
        for (const PlaceTotals& place : places) {
            counts.totals += {place.clients, place.clients, place.requests, place.bytes};
        }
        for (const CountryTotals& country : countries) {
            counts.totals.clients += country.totals.clients - country.totals.located;
        }
        counts.places = std::move(places);
        counts.countries = std::move(countries);
        StateTransaction transaction(m_store);
        DayDraft draft = transaction.draft(day);
        draft.add_counts(m_repository, counts);
        transaction.write(draft, now);
        transaction.commit();
    }

    const StateStore& store() const { return m_store; }

private:
    TemporaryFolder m_folder;
    StateStore m_store;
    std::size_t m_repository = 0;
};

}  // namespace

TEST_CASE("a view shows the metric that was asked for", "[view]") {
    State state;
    state.add(first, {at(kiel, 3)});
    const auto amount = [&](Metric metric) {
        const DayView view = ViewBuilder(state.store(), epel, metric).view(first);
        CHECK(view.clients == 3);
        REQUIRE(view.places.size() == 1);
        REQUIRE(view.timeline.size() == 1);
        CHECK(view.timeline[0].amount == view.places[0].amount);
        return view.places[0].amount;
    };
    CHECK(amount(Metric::clients) == 3);
    CHECK(amount(Metric::requests) == 60);
    CHECK(amount(Metric::bytes) == 3'000'000);
}

TEST_CASE("a view is the same whatever comes after its day", "[view]") {
    State state;
    state.add(first, {at(kiel, 3)});
    state.add(first + 2, {at(kiel, 1), at(oslo, 2)});
    const auto view = [&] {
        return ViewBuilder(state.store(), epel, Metric::clients, 5).view(first + 2);
    };
    const DayView before = view();
    CHECK(before.timeline.size() == 3);
    CHECK_FALSE(before.timeline[1].amount);
    state.add(first + 3, {at(oslo, 999'999)});
    state.add(first + 40, {at(oslo, 5)});
    const DayView after = view();
    FrameSettings settings;
    settings.width = 480;
    settings.height = 270;
    settings.data_directory = std::filesystem::path(MAPGEN_SOURCE_DIR) / "data";
    const FrameRenderer renderer(settings, view_subject(default_config(), state.store(), epel));
    CHECK(renderer.render(before).pixels == renderer.render(after).pixels);
    REQUIRE(after.timeline.size() == before.timeline.size());
    REQUIRE(after.places.size() == before.places.size());
    for (std::size_t i = 0; i < after.places.size(); ++i) {
        CHECK(after.places[i].amount == before.places[i].amount);
        CHECK(after.places[i].strength == before.places[i].strength);
    }
}

TEST_CASE("places glow on for as long as was asked for, and days without logs do not age them",
          "[view]") {
    State state;
    state.add(first, {at(kiel, 3)});
    state.add(first + 1, {at(oslo, 1)});
    // Nothing of first + 2: no log covers it.
    state.add(first + 3, {at(oslo, 1)});
    state.add(first + 4, {at(oslo, 1)});
    const ViewBuilder builder(state.store(), epel, Metric::clients, 3);
    const auto strength_of_kiel = [&](int day) -> int {
        for (const PlaceCount& place : builder.view(first + day).places) {
            if (place.place == kiel) {
                return place.strength;
            }
        }
        return 0;
    };
    CHECK(strength_of_kiel(0) == 256);
    CHECK(strength_of_kiel(1) == 192);
    CHECK(strength_of_kiel(2) == 0);    // a frame without data shows nothing
    CHECK(strength_of_kiel(3) == 128);  // the second day that has a log
    CHECK(strength_of_kiel(4) == 0);    // further back than three days
    CHECK(builder.first_day_of_places(first + 4) == first + 1);
    CHECK(builder.first_day_of_places(first + 1) == first);
    // The order in which views are asked for does not matter.
    CHECK(strength_of_kiel(1) == 192);
    CHECK(strength_of_kiel(3) == 128);
    CHECK(ViewBuilder(state.store(), epel, Metric::clients).view(first + 1).places.size() == 1);
}

TEST_CASE("clients without a place are counted, those with a country by country", "[view]") {
    State state;
    const auto country = [](const char* code, std::uint64_t clients, std::uint64_t located) {
        return CountryTotals{CountryCode::from(code), {clients, located, clients, clients}};
    };
    state.add(first, {at(kiel, 3)},
              {country("??", 4, 0), country("DE", 5, 3), country("NO", 7, 0), country("SE", 1, 1)});
    const DayView view = ViewBuilder(state.store(), epel, Metric::clients).view(first);
    CHECK(view.clients == 16);
    CHECK(view.unlocated == 13);
    REQUIRE(view.countries.size() == 2);
    CHECK(view.countries[0].country == CountryCode::from("DE"));
    CHECK(view.countries[0].clients == 2);
    CHECK(view.countries[1].country == CountryCode::from("NO"));
    CHECK(view.countries[1].clients == 7);
    // The tint is of clients, and would be wrong in a map of bytes.
    const DayView bytes = ViewBuilder(state.store(), epel, Metric::bytes).view(first);
    CHECK(bytes.countries.empty());
    CHECK(bytes.unlocated == 13);
}
