#!/usr/bin/env python3
"""nd_png: its images, decoded here, against numpy's scaling of the same cells."""
import struct
import zlib

import numpy as np

from numpy_case import NUMBERS, Error, Nd, Suite

CASES = 250
suite = Suite('numpy_png')
rnd = suite.rnd

# matplotlib's colours at 0, 1/2 and 1
COLORS = {'viridis': ('440154', '21918c', 'fde725'), 'magma': ('000004', 'b73779', 'fcfdbf'),
          'plasma': ('0d0887', 'cc4778', 'f0f921'), 'inferno': ('000004', 'bc3754', 'fcffa4'),
          'cividis': ('00224e', '7d7c78', 'fee838'), 'coolwarm': ('3b4cc0', 'dddddd', 'b40426'),
          'gray': ('000000', '808080', 'ffffff')}


def decode(data):
    """Pixels of an image, rows of bytes for each pixel; and its palette.  Checks what there is to check."""
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    at, chunks = 8, []
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body, crc = data[at + 8:at + 8 + length], struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0]
        assert crc == zlib.crc32(kind + body)
        chunks.append((kind, body))
        at += 12 + length
    parts = dict(chunks)
    assert chunks[0][0] == b'IHDR' and chunks[-1] == (b'IEND', b'')
    width, height, depth, color, _, _, interlace = struct.unpack('>IIBBBBB', parts[b'IHDR'])
    assert depth == 8 and interlace == 0 and color in (3, 6)
    size = 1 if color == 3 else 4
    raw = zlib.decompress(b''.join(body for kind, body in chunks if kind == b'IDAT'))
    assert len(raw) == height * (1 + width * size)
    rows = np.zeros((height, width * size), np.uint8)
    for y in range(height):
        line = raw[y * (1 + width * size):(y + 1) * (1 + width * size)]
        above = rows[y - 1] if y else np.zeros(width * size, np.uint8)
        rows[y] = unfilter(line[0], np.frombuffer(line[1:], np.uint8), above, size)
    palette = None
    if color == 3:
        assert parts[b'tRNS'] == b'\0' and len(parts[b'PLTE']) == 768
        palette = np.frombuffer(parts[b'PLTE'], np.uint8).reshape(256, 3)
    return rows.reshape((height, width) if color == 3 else (height, width, 4)), palette


def unfilter(kind, line, above, size):
    if kind == 0:
        return line
    if kind == 2:
        return line + above
    out = np.zeros(len(line), np.uint8)
    for i in range(len(line)):
        a = int(out[i - size]) if i >= size else 0
        b = int(above[i])
        c = int(above[i - size]) if i >= size else 0
        p = a + b - c
        near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        out[i] = (int(line[i]) + {1: a, 3: (a + b) // 2, 4: near}[kind]) % 256
    return out


def image(check):
    """A check of an image in hex."""
    def verdict(text):
        try:
            return check(*decode(bytes.fromhex(text)))
        except (AssertionError, struct.error, zlib.error, KeyError) as error:
            return 'is no image: %r' % error
    return verdict


def levels(values, low, high, first):
    """Bytes first to 255 for low to high, what is outside at the ends."""
    if low == high:
        return np.full(values.shape, (first + 255) // 2)
    with np.errstate(all='ignore'):
        t = (values / 2 - low / 2) / (high / 2 - low / 2)
    return np.clip(np.round(first + t * (255 - first)), first, 255)


def heat(a, low, high):
    values = a.values.astype(float)
    there = a.valid & ~np.isnan(values)
    finite = values[there & np.isfinite(values)]
    if low is None:
        low = finite.min() if finite.size else 0
        low = low if high is None else min(low, high)
    if high is None:
        high = max(finite.max() if finite.size else 0, low)
    expected = levels(np.where(there, values, 0), low, high, 1)

    def check(pixels, palette):
        if pixels.shape != (a.shape if a.ndim == 2 else (1,) + a.shape):
            return 'has shape %s' % (pixels.shape,)
        pixels = pixels.reshape(a.shape).astype(int)
        wrong = np.where(there, np.abs(pixels - expected) > 1, pixels != 0) | (there & (pixels == 0))
        if wrong.any():
            at = tuple(np.argwhere(wrong)[0])
            return 'pixel %s of value %s is %s, not %s' % (at, a.values[at], pixels[at], expected[at] if there[at] else 0)
        return None
    return image(check)


def colors(name):
    def check(pixels, palette):
        for at, color in zip((1, 128, 255), COLORS[name]):
            wanted = np.array(list(bytes.fromhex(color)))
            if np.abs(palette[at].astype(int) - wanted).max() > 15:
                return 'color %d is %s, not %s' % (at, palette[at], wanted)
        return None
    return image(check)


def photo(a, low, high):
    values = a.values.astype(float)
    there = (a.valid & ~np.isnan(values)).all(-1)
    expected = levels(np.where(a.valid & ~np.isnan(values), values, 0), low, high, 0)

    def check(pixels, palette):
        if pixels.shape[:2] != a.shape[:2]:
            return 'has shape %s' % (pixels.shape,)
        opacity = pixels[..., 3] if a.shape[2] == 3 else np.full(a.shape[:2], 255)
        if (opacity[there] != 255).any() or pixels[~there].any():
            return 'opacity %s, present %s' % (pixels[..., 3].tolist(), there.tolist())
        wrong = there[..., None] & (np.abs(pixels[..., :a.shape[2]].astype(int) - expected) > 1)
        return 'pixels %s, not %s' % (pixels.tolist(), expected.tolist()) if wrong.any() else None
    return image(check)


for _ in range(CASES):
    a = suite.array(suite.kind('bool', *NUMBERS), suite.shape(int(rnd.integers(1, 3)), cells=int(rnd.choice([9, 600]))))
    low = None if rnd.random() < 0.6 else float(rnd.integers(-60, 60))
    high = None if rnd.random() < 0.6 else float(rnd.integers(-60, 60))
    wrong = low is not None and high is not None and low > high
    suite.case('nd_png of a matrix', "encode(nd_png(%s, low => %s, high => %s), 'hex')" % (
        a.sql(), 'NULL' if low is None else low, 'NULL' if high is None else high),
        Error('22023') if wrong and a.size else Error('22000') if not a.size else heat(a, low, high))
    name = str(rnd.choice(list(COLORS)))
    suite.case('colormaps', "encode(nd_png(%s, '%s'), 'hex')" % (suite.array('int4', (2, 2)).sql(), name), colors(name))
    kind = suite.kind()
    whole = kind.startswith('int')
    shape = suite.shape(2, cells=40) + (int(rnd.integers(3, 5)),)
    a = suite.array(kind, shape, low=-20 if whole else -0.2, high=300 if whole else 1.2)
    suite.case('nd_png of colors', "encode(nd_png(%s), 'hex')" % a.sql(),
               photo(a, 0, 255 if whole else 1) if a.size else Error('22000'))
    a = suite.array(ndim=int(rnd.choice([0, 4, 5])))
    suite.case('not an image', 'nd_png(%s)' % a.sql(), Error('22000'))

if __name__ == '__main__':
    suite.finish()
