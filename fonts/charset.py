#!/usr/bin/env python3
"""Prints the code points of the bundled text fonts, one hexadecimal number a line.

GB 2312 (by Python's codec), the 8,105 characters of the Table of General Standard Chinese
Characters (Unihan kTGH, Debian package unicode-data), the common characters of Big5 (level 1,
A440-C67E), Latin-1, punctuation, arrows, enclosed and Roman numerals, full-width forms.
"""
import bz2

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
chars = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))


def codec(name, leads, trails):
    for lead in leads:
        for trail in trails:
            try:
                chars.add(ord(bytes([lead, trail]).decode(name)))
            except (UnicodeDecodeError, TypeError):
                pass


codec("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
codec("big5", range(0xA1, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
    chars |= {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}
for first, last in [
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20AC, 0x20AC), (0x2100, 0x214F),
    (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2600, 0x2606), (0x2713, 0x2717), (0x2776, 0x2793), (0x3000, 0x303F), (0x3200, 0x32FF),
    (0x3300, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0xFFFD, 0xFFFD),
    (0x3105, 0x312F), (0x1E00, 0x1EFF), (0x0100, 0x024F), (0x0391, 0x03C9), (0x0401, 0x0451),
]:
    chars |= set(range(first, last + 1))
print("\n".join(f"{c:X}" for c in sorted(chars)))
