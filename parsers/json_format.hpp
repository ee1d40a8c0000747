#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/json_reader.hpp"
#include "parsers/log_format.hpp"
#include "parsers/time_layout.hpp"

namespace mapgen {

/// The format of JSON lines with these keys; `configured` is its name, and `sample` one of its
/// lines. Times are of `layout`, if there is one, or of a kind that read_free_time() knows.
std::shared_ptr<const LogFormat> make_json_format(std::string_view configured, JsonKeys keys,
                                                  std::optional<TimeLayout> layout,
                                                  std::string sample);

}  // namespace mapgen
