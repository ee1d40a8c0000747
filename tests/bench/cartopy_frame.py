#!/usr/bin/env python3
"""Draws mapgen's frame with matplotlib and cartopy, to measure beside it (scripts/bench render).

What it draws is what mapgen draws: the same places of the same day on the same shapefiles in the
same projection, with core and glow, mirror ring, texts, timeline and legend. Twice: as a script
does that makes a figure for each day, and as one does that draws the map once and keeps it.
Prints `whole SECONDS` and `kept SECONDS`, the medians of one frame in one thread.
"""

import argparse
import csv
import datetime
import pathlib
import statistics
import time

import cartopy.crs as ccrs
import matplotlib

matplotlib.use("Agg")

import matplotlib.font_manager
import matplotlib.pyplot as plt
import numpy
import shapefile
import shapely.geometry
from matplotlib.colors import LinearSegmentedColormap

FONT = "Inter"
BACKGROUND, OCEAN, LAND, GRATICULE = "#070e14", "#0b131d", "#1c2834", "#131d28"
STRONG, NORMAL, FAINT, LINE, AXIS = "#eef3f7", "#8fa0b0", "#75869a", "#ffb547", "#2a3846"
HEAT = LinearSegmentedColormap.from_list(
    "heat", ["#932667", "#bc3754", "#dd513a", "#f37819", "#fca50a", "#f6d746", "#fcffa4"])
PIXEL = 72 / 100  # points, at 100 dots per inch
DEGREES = ccrs.PlateCarree()
MIRROR = (9.31, 48.74)


def read_columns(file):
    with open(file, newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))[1:]
    return [numpy.array(column, dtype=float) for column in zip(*rows)]


def read_shapes(file):
    # Without the table of attributes, which cartopy's own reader insists on.
    with open(file, "rb") as shp, open(file.with_suffix(".shx"), "rb") as shx:
        with shapefile.Reader(shp=shp, shx=shx) as reader:
            return [shapely.geometry.shape(shape.__geo_interface__) for shape in reader.shapes()]


class Frame:
    """One day's frame; `artists` are those that change from day to day."""

    def __init__(self, shapes, places, timeline):
        self.figure = plt.figure(figsize=(19.2, 10.8), dpi=100, facecolor=BACKGROUND)
        self.axes = self.figure.add_axes((0.025, 0.165, 0.95, 0.75), projection=ccrs.EqualEarth())
        self.axes.set_global()
        self.axes.set_ylim(self.axes.projection.transform_point(0, -60, DEGREES)[1],
                           self.axes.projection.transform_point(0, 84, DEGREES)[1])
        self.axes.set_facecolor(OCEAN)
        self.axes.spines["geo"].set_visible(False)
        self.axes.add_geometries(shapes["land"], DEGREES, facecolor=LAND, edgecolor="none")
        self.axes.add_geometries(shapes["lakes"], DEGREES, facecolor=OCEAN, edgecolor="none")
        self.axes.add_geometries(shapes["countries"], DEGREES, facecolor="none", edgecolor=OCEAN,
                                 linewidth=PIXEL)
        self.axes.gridlines(color=GRATICULE, linewidth=PIXEL, zorder=0.5)
        self.axes.plot(*MIRROR, "o", transform=DEGREES, markersize=13 * PIXEL, fillstyle="none",
                       color=STRONG, markeredgewidth=1.5 * PIXEL, zorder=4)
        self.write(0.025, 0.94, "EPEL", 36, STRONG, weight="semibold")
        self.write(0.082, 0.94, "clients of mirror.example.org", 22, NORMAL)
        self.write(0.025, 0.02, "IP geolocation by DB-IP · map: Natural Earth", 16, FAINT)
        self.write(0.975, 0.02, "a client is an address that downloaded at least once that day", 16,
                   FAINT, ha="right")
        for left, label in ((0.025, "clients"), (0.13, "requests"), (0.225, "sent")):
            self.write(left, 0.06, label, 20, NORMAL)
        bar = self.figure.add_axes((0.82, 0.1, 0.155, 0.011))
        bar.imshow(numpy.linspace(0, 1, 348)[None, :], aspect="auto", cmap=HEAT)
        bar.set_axis_off()
        self.history = self.figure.add_axes((0.335, 0.065, 0.455, 0.065))
        self.history.set_facecolor("none")
        self.history.set_xlim(0, len(timeline) * 1.1)
        self.history.set_ylim(0, timeline.max() * 1.2)
        self.history.tick_params(colors=FAINT, labelsize=16 * PIXEL)
        for side, spine in self.history.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(AXIS)
        self.artists = []
        self.draw_day(places, timeline)

    def write(self, x, y, text, size, colour, **more):
        return self.figure.text(x, y, text, fontsize=size * PIXEL, color=colour, family=FONT,
                                **more)

    def draw_day(self, places, timeline, day=0):
        for artist in self.artists:
            artist.remove()
        latitude, longitude, clients = places
        points = self.axes.projection.transform_points(DEGREES, longitude, latitude)[:, :2]
        strength = numpy.clip(numpy.log(clients) / numpy.log(300), 0, 1)
        light = dict(c=strength, cmap=HEAT, vmin=0, vmax=1, linewidths=0)
        days = numpy.arange(len(timeline))
        date = datetime.date(2018, 12, 3) + datetime.timedelta(days=day)
        # The glow: rings of little opacity, as there is no soft brush.
        glow = [self.axes.scatter(*points.T, s=((11 + 23 * strength ** 2) * part * 2 * PIXEL) ** 2,
                                  alpha=0.03, zorder=2, **light) for part in (1, 0.66, 0.33)]
        core = self.axes.scatter(*points.T, s=((1.8 + 1.7 * strength) * 2 * PIXEL) ** 2, zorder=3,
                                 **light)
        self.artists = [
            *glow, core,
            self.history.fill_between(days, timeline, color=LINE, alpha=0.25, linewidth=0),
            *self.history.plot(days, timeline, color=LINE, linewidth=2 * PIXEL),
            self.write(0.975, 0.94, date.isoformat(), 40, STRONG, ha="right", weight="semibold"),
            self.write(0.025, 0.085, f"{int(clients.sum()):,}", 40, STRONG, weight="semibold"),
            self.write(0.13, 0.085, "1.84 M", 40, STRONG, weight="semibold"),
            self.write(0.225, 0.085, "3.1 TB", 40, STRONG, weight="semibold"),
        ]


def whole_frame(shapes, places, timeline):
    frame = Frame(shapes, places, timeline)
    frame.figure.canvas.draw()
    numpy.asarray(frame.figure.canvas.buffer_rgba())
    return frame


class KeptMap:
    def __init__(self, shapes, places, timeline):
        self.frame = Frame(shapes, places, timeline)
        for artist in self.frame.artists:
            artist.set_visible(False)
        self.frame.figure.canvas.draw()
        self.background = self.frame.figure.canvas.copy_from_bbox(self.frame.figure.bbox)

    def draw(self, places, timeline, day):
        self.frame.figure.canvas.restore_region(self.background)
        self.frame.draw_day(places, timeline, day)
        for artist in self.frame.artists:
            artist.axes.draw_artist(artist) if artist.axes else self.frame.figure.draw_artist(
                artist)
        numpy.asarray(self.frame.figure.canvas.buffer_rgba())


def seconds(rounds, draw):
    times = []
    for day in range(rounds + 1):
        begin = time.perf_counter()
        draw(day)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])  # the first one fills caches


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--places", required=True, help="CSV: latitude,longitude,clients")
    parser.add_argument("--timeline", required=True, help="CSV: clients, a line a day")
    parser.add_argument("--data", required=True, type=pathlib.Path, help="mapgen's data directory")
    parser.add_argument("--rounds", type=int, default=3, help="frames to draw")
    parser.add_argument("--picture", help="where to write one of them as PNG")
    arguments = parser.parse_args()

    for font in (arguments.data / "fonts").glob("*.otf"):
        matplotlib.font_manager.fontManager.addfont(str(font))
    maps = arguments.data / "natural-earth"
    shapes = {"land": read_shapes(maps / "ne_50m_land_union.shp"),
              "lakes": read_shapes(maps / "ne_50m_lakes.shp"),
              "countries": read_shapes(maps / "ne_50m_admin_0_countries.shp")}
    places = read_columns(arguments.places)
    timeline = read_columns(arguments.timeline)[0]

    def draw_whole(_day):
        plt.close(whole_frame(shapes, places, timeline).figure)

    print(f"whole {seconds(arguments.rounds, draw_whole):.4f}")
    kept = KeptMap(shapes, places, timeline)
    print(f"kept {seconds(arguments.rounds, lambda day: kept.draw(places, timeline, day)):.4f}")
    if arguments.picture:
        kept.frame.figure.canvas.draw()
        kept.frame.figure.savefig(arguments.picture, facecolor=BACKGROUND)


if __name__ == "__main__":
    main()
