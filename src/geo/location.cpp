#include "geo/location.hpp"

namespace mapgen {

std::string_view name_of(LocationKind kind) {
    switch (kind) {
        case LocationKind::place:
            return "place";
        case LocationKind::country_only:
            return "country-only";
        case LocationKind::no_place:
            return "no-place";
        case LocationKind::unknown_address:
            return "unknown-address";
        case LocationKind::private_address:
            return "private-address";
    }
    return "unknown-address";
}

}  // namespace mapgen
