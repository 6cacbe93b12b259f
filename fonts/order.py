#!/usr/bin/env python3
"""Puts the commonest characters of a font first: order.py FONT...

A system reads a file of a program in pieces of some 64 KB when a byte of them is first used. With the
letters in Unicode's order a page of text touches nearly all of a font; with the common ones together it
touches a third. Outlines and widths stay as they are. Needs fontTools (4.68 was used).
"""

import collections
import pathlib
import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

ASSETS = pathlib.Path(__file__).resolve().parent.parent / "assets"
TEXTS = ["words/topics.txt", "words/commonplaces.txt", "sample/sample.txt"]


def wanted():
    """Latin letters and marks, the characters of the program's own texts by number, GB 2312 level 1."""
    count = collections.Counter("".join((ASSETS / text).read_text("utf-8") for text in TEXTS))
    common = [c for c, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    rows, cells = range(0xB0, 0xD8), range(0xA1, 0xFF)
    level1 = [bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells]
    return [chr(c) for c in range(0x20, 0x7F)] + list("，。、；：？！“”‘’（）《》—…·％　") + common + level1


def order(path):
    font = TTFont(path, recalcTimestamp=False)
    # The table of 16-bit characters says nothing that the one of 32-bit characters does not say.
    tables = font["cmap"].tables
    font["cmap"].tables = [t for t in tables if t.format == 12] or tables
    cmap, old = font.getBestCmap(), font.getGlyphOrder()
    first = old[:1] + [cmap[ord(c)] for c in wanted() if c and ord(c) in cmap]
    new = list(dict.fromkeys(first + old))
    top = font["CFF "].cff.topDictIndex[0]
    index = {name: i for i, name in enumerate(old)}
    # The library moves names only; outlines and their dictionaries are moved here.
    outlines = [top.CharStrings.charStringsIndex[index[name]] for name in new]
    dictionaries = [top.FDSelect[index[name]] for name in new]
    reorderGlyphs(font, new)
    top.CharStrings.charStringsIndex.items = outlines
    top.CharStrings.charStrings = {name: i for i, name in enumerate(new)}
    top.charset = new
    top.FDSelect.gidArray = dictionaries
    font.save(path)


for path in sys.argv[1:]:
    order(path)
