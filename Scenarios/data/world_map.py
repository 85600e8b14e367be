"""Makes Sources/StatecraftServe/Assets/world.txt from Natural Earth's 1:110m outlines.

    python3 Scenarios/data/world_map.py world_110m.geojson centroids.csv > world.txt

A line a country: code, name, the point where its mark goes, and its outline as an SVG path. The
projection is Equal Earth (Savric, Patterson and Jenny 2019), which keeps areas; coordinates are
whole numbers in a box of 1600 by 780. Outlines are thinned by Douglas and Peucker's rule to one
unit, islands below four square units are left out.
"""

import csv
import json
import math
import sys

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
WIDTH = 1600
SCALE = WIDTH / (2 * 2.70663)  # half the width of the projection
MIDDLE = 11.0  # the meridian in the middle, so that the cut goes through the Bering Strait
TOP = 1.27  # northern edge of the box, in the projection's units
TOLERANCE = 1.0
AREA_MIN = 4.0


def project(lon, lat):
    lon = (lon - MIDDLE + 180) % 360 - 180
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    slope = A1 + 3 * A2 * t**2 + t**6 * (7 * A3 + 9 * A4 * t**2)
    x = 2 * math.sqrt(3) / 3 * math.radians(lon) * math.cos(t) / slope
    y = t * (A1 + A2 * t**2 + t**6 * (A3 + A4 * t**2))
    return WIDTH / 2 + x * SCALE, (TOP - y) * SCALE


def thinned(points):
    """Douglas and Peucker, without recursion."""
    keep = {0, len(points) - 1}
    work = [(0, len(points) - 1)]
    while work:
        first, last = work.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = math.hypot(bx - ax, by - ay)
        worst, where = 0.0, None
        for i in range(first + 1, last):
            px, py = points[i]
            if length == 0:
                distance = math.hypot(px - ax, py - ay)
            else:
                distance = abs((by - ay) * (px - ax) - (bx - ax) * (py - ay)) / length
            if distance > worst:
                worst, where = distance, i
        if where is not None and worst > TOLERANCE:
            keep.add(where)
            work += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def cut(ring):
    """Parts of a ring that crosses the edge of the map, each closed by itself."""
    parts, part = [], []
    for lon, lat in ring:
        x, y = project(lon, lat)
        if part and abs(x - part[-1][0]) > WIDTH / 2:
            parts.append(part)
            part = []
        part.append((x, y))
    parts.append(part)
    if len(parts) > 2:  # first and last belong together
        parts[0] = parts.pop() + parts[0]
    return parts


def path(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    pieces = []
    rings = [part for polygon in polygons for ring in polygon for part in cut(ring)]
    largest = max(area(ring) for ring in rings)
    for ring in rings:
        if area(ring) < min(AREA_MIN, largest):
            continue
        half = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
        points = thinned(ring[: half + 1])[:-1] + thinned(ring[half:])
        whole = [(round(x), round(y)) for x, y in points]
        whole = [p for i, p in enumerate(whole) if i == 0 or p != whole[i - 1]]
        if len(whole) < 3:
            continue
        text = "M{} {}".format(*whole[0])
        x, y = whole[0]
        deltas = []
        for px, py in whole[1:]:
            deltas.append("{} {}".format(px - x, py - y))
            x, y = px, py
        pieces.append(text + "l" + " ".join(deltas).replace(" -", "-") + "z")
    return "".join(pieces)


def main():
    countries, points = sys.argv[1:3]
    names, outlines = {}, {}
    for feature in json.load(open(countries))["features"]:
        code = feature.get("id") or feature["properties"]["iso3"]
        names[code] = feature["properties"]["name"]
        outlines[code] = path(feature["geometry"])
    marks = {}
    for row in csv.DictReader(open(points)):
        marks[row["iso3"]] = project(float(row["lon"]), float(row["lat"]))
        names.setdefault(row["iso3"], row["name"])
    for code in sorted(names):
        x, y = marks.get(code, (0, 0))
        print(code, names[code], round(x), round(y), outlines.get(code, ""), sep="\t")


main()
