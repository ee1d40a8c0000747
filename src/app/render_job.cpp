#include "app/render_job.hpp"

#include <fmt/format.h>

#include <deque>
#include <future>
#include <memory>

#include "app/data_directory.hpp"
#include "app/view_builder.hpp"
#include "core/error.hpp"
#include "core/replaced_file.hpp"
#include "core/thread_pool.hpp"
#include "render/video/video_encoder.hpp"

namespace mapgen {
namespace {

/// The days of a repository to draw.
struct Span {
    CivilDay first;
    CivilDay last;
};

std::optional<Span> days_to_draw(const ViewBuilder& builder, const DayRange& range) {
    if (!builder.has_days()) {
        return std::nullopt;
    }
    const Span span{std::max(range.from.value_or(builder.first_day()), builder.first_day()),
                    std::min(range.to.value_or(builder.last_day()), builder.last_day())};
    if (span.first > span.last) {
        return std::nullopt;
    }
    return span;
}

/// Draws frames in parallel and encodes them in their order.
void encode_days(const FrameRenderer& renderer, const ViewBuilder& builder, const Span& days,
                 VideoEncoder& encoder, unsigned jobs, const std::function<void(CivilDay)>& done) {
    ThreadPool pool(jobs);
    std::deque<std::pair<CivilDay, std::future<Picture>>> in_order;
    const std::size_t most_ahead = std::size_t{jobs} + 2;  // bounds the memory: 8 MB a frame
    const auto encode_next = [&] {
        const Picture picture = in_order.front().second.get();
        encoder.add({picture.pixels.data(), picture.width, picture.height,
                     static_cast<std::size_t>(picture.width) * sizeof(std::uint32_t)});
        done(in_order.front().first);
        in_order.pop_front();
    };
    for (CivilDay day = days.first; day <= days.last; ++day) {
        auto view = std::make_shared<DayView>(builder.view(day));
        in_order.emplace_back(day,
                              pool.submit([&renderer, view] { return renderer.render(*view); }));
        if (in_order.size() >= most_ahead) {
            encode_next();
        }
    }
    while (!in_order.empty()) {
        encode_next();
    }
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw failure(
            fmt::format("{}: the output folder cannot be made: {}; make it, or name "
                        "another with --output",
                        folder.string(), error.message()));
    }
}

}  // namespace

FrameSettings frame_settings(const Config& config) {
    FrameSettings settings;
    settings.width = config.width;
    settings.height = config.height;
    settings.projection = config.projection;
    settings.region = config.region;
    settings.central_meridian = config.central_meridian;
    settings.borders = config.borders;
    settings.theme = config.theme;
    settings.metric = config.metric;
    settings.afterglow = config.afterglow;
    settings.data_directory = data_directory();
    return settings;
}

void check_drawing(const Config& config) {
    FrameSettings smallest = frame_settings(config);
    smallest.width = 480;
    smallest.height = 270;
    const FrameRenderer renderer(smallest, ViewSubject{});
}

void render_videos(const Config& config, const StateStore& store,
                   std::span<const RepositoryRule> repositories, const DayRange& range,
                   const std::filesystem::path& file, Messages& messages, Progress& progress) {
    std::vector<std::unique_ptr<ReplacedFile>> finished;
    for (const RepositoryRule& rule : repositories) {
        const ViewBuilder builder(store, rule, config.metric, config.afterglow);
        const auto days = days_to_draw(builder, range);
        if (!days) {
            messages.problem(
                fmt::format("{}: there is no day to draw; no log of it was counted{}", rule.name,
                            builder.has_days()
                                ? fmt::format(" between these days (it has {} to {})",
                                              builder.first_day().iso(), builder.last_day().iso())
                                : ""));
            continue;
        }
        const std::filesystem::path target =
            file.empty() ? config.output / (rule.name + ".mp4") : file;
        if (target.has_parent_path()) {
            make_folder(target.parent_path());
        }
        const FrameRenderer renderer(frame_settings(config), view_subject(config, store, rule));
        auto written = std::make_unique<ReplacedFile>(target);
        VideoEncoder encoder(written->path(),
                             {config.width, config.height, config.days_per_second, rule.title});
        const int total = days->last - days->first + 1;
        encode_days(renderer, builder, *days, encoder, config.jobs, [&](CivilDay day) {
            progress.show(fmt::format("{}: drawing {} ({} of {} days)", rule.name, day.iso(),
                                      day - days->first + 1, total));
        });
        encoder.finish();
        progress.clear();
        messages.detail(fmt::format("{}: {} days, {} to {}", target.string(), total,
                                    days->first.iso(), days->last.iso()));
        finished.push_back(std::move(written));
    }
    for (const auto& video : finished) {
        video->commit();
    }
}

}  // namespace mapgen
