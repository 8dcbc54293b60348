#!/usr/bin/python3
"""Prints the cells of a GTX grid as 'lat,lon,height', one line for each cell.

A GTX file is big-endian: south latitude, west longitude and the two steps in
degrees as four float8, rows and columns as two int4, then float4 heights by
rows from the south.  lat and lon are row and column, counted from zero; metres
are printed so that float4 reads back the same value.
"""
import array
import struct
import sys


def main(path):
    with open(path, "rb") as f:
        south, west, lat_step, lon_step, rows, columns = struct.unpack(">4d2i", f.read(40))
        heights = array.array("f")
        heights.frombytes(f.read())
    if sys.byteorder == "little":
        heights.byteswap()
    if len(heights) != rows * columns:
        sys.exit(f"{path}: {rows} x {columns} cells announced, {len(heights)} there")
    for lat in range(rows):
        row = heights[lat * columns:(lat + 1) * columns]
        sys.stdout.write("".join(f"{lat},{lon},{height:.9g}\n" for lon, height in enumerate(row)))


main(sys.argv[1])
