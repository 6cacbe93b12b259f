#!/usr/bin/env python3
"""Counts how common short phrases are in the genre.

    background.py REPORTS_DIR > background.txt

Reads every text of REPORTS_DIR (UTF-8 or GB18030; copies in Traditional script, `trad-*`, are left
out) and writes, for every sequence of 2 to 4 Chinese characters that occurs in at least MIN of
them, in how many texts it occurs. No running text is kept: sequences are sorted, nothing longer
than four characters leaves this script, and what occurs in one text only is dropped.

Format: a line `#texts N`; then for each count d a line `=d` followed by lines of sequences of one
length, sorted, without separator (`2:` `3:` `4:` at the start of the line tell the length).
Standard library only.
"""
import glob
import os
import re
import sys
import unicodedata
from collections import Counter

MIN = 2
HAN = re.compile(r"[\u3400-\u9fff]+")


def decoded(path):
    data = open(path, "rb").read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def folded(text):
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s“”\"‘’'「」『』\u200b\ufeff]", "", text)


def grams(text):
    found = set()
    for run in HAN.findall(text):
        for n in (2, 3, 4):
            found.update(run[i:i + n] for i in range(len(run) - n + 1))
    return found


def main():
    paths = [p for p in sorted(glob.glob(os.path.join(sys.argv[1], "*"))) if not os.path.basename(p).startswith("trad-")]
    count = Counter()
    for path in paths:
        count.update(grams(folded(decoded(path))))
    print(f"#texts {len(paths)}")
    for d in range(MIN, len(paths) + 1):
        print(f"={d}")
        for n in (2, 3, 4):
            row = sorted(g for g, c in count.items() if c == d and len(g) == n)
            if row:
                print(f"{n}:" + "".join(row))


main()
