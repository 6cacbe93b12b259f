#!/usr/bin/env python3
"""Checks the bundled sample: check.py [ORIGINAL]

Every figure, name and heading of the lists beside this script stands in sample.txt, figures only
in the review, and what is new only in the plan. With ORIGINAL (the published report, which is not
part of this repository) also lists every run of 15 or more characters that the sample shares with
it; those that are proper names or fixed formulations (allowed.txt) are no fault.
White space does not count and widths are folded. Exit status 1 if anything is wrong.
Standard library only.
"""
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = 15     # characters
AROUND = 6   # characters that may stand around an allowed name in one run
NEW_IN_PLAN = ["双招双引双争", "三个区域中心", "一个美好家园", "第一议题", "政情通报会", "名院名校"]
NOT_IN_PLAN = ["共抓大保护", "四下基层", "电视问政"]


def fold(text):
    """Widths folded, white space and quotation marks removed."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and c not in "“”‘’\"'《》")


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [l.rstrip("\n").split("\t") for l in lines if l.strip() and not l.startswith("#")]


def shared_runs(text, other):
    """Maximal runs of RUN or more characters of `text` that also stand in `other`, in order."""
    known = {other[i:i + RUN] for i in range(len(other) - RUN + 1)}
    runs, at = [], 0
    while at + RUN <= len(text):
        end = at + RUN
        if text[at:end] not in known:
            at += 1
            continue
        while end < len(text) and text[at:end + 1] in other:
            end += 1
        runs.append(text[at:end])
        at = end - RUN + 1
    return runs


def borrowed(run, allowed):
    """What is left of a run when allowed names are taken out; `run` itself if it holds none."""
    rest = run
    for name in sorted(allowed, key=len, reverse=True):
        rest = rest.replace(name, "")
        # A run may begin or end inside a name.
        if rest == run:
            rest = "" if run in name else rest
    return rest


def faults_of_sample(text):
    faults = []
    flat = fold(text)
    at = 0
    for level, number, title, _, _ in rows("outline.tsv"):
        found = flat.find(fold(number + title), at)
        if found < 0:
            faults.append(f"heading missing or out of order: {number}{title}")
        at = max(at, found)
    third = flat.find("三、落实")
    review, plan = flat[:third], flat[third:]
    for value, unit, of, _, written in rows("figures.tsv"):
        if fold(written) not in review:
            faults.append(f"figure missing in the review: {written} ({of})")
    for (name,) in rows("names.txt"):
        if fold(name) not in flat:
            faults.append(f"name missing: {name}")
    for name in NEW_IN_PLAN:
        if name in review or name not in plan:
            faults.append(f"must stand in the plan only: {name}")
    for name in NOT_IN_PLAN:
        if name in plan or name not in review:
            faults.append(f"must stand in the review only: {name}")
    if not 2500 <= len(flat) <= 3700:
        faults.append(f"{len(flat)} characters")
    return faults


def self_test():
    """The check for shared runs can fail."""
    other = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
    assert shared_runs("天" + other[2:17] + "地", other) == [other[2:17]]
    assert shared_runs("天" + other[2:16] + "地", other) == []
    assert borrowed(other, [other[1:16]]) == other[0] + other[16:]


def main():
    self_test()
    with open(os.path.join(HERE, "sample.txt"), encoding="utf-8") as file:
        text = file.read()
    faults = faults_of_sample(text)
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            original = file.read()
        allowed = [fold(r[0]) for r in rows("allowed.txt")]
        for run in shared_runs(fold(text), fold(original)):
            rest = borrowed(run, allowed)
            excused = len(rest) <= AROUND
            print(("name    " if excused else "BORROWED"), len(run), run)
            if not excused:
                faults.append(f"shared with the original: {run}")
    for fault in faults:
        print("fault:", fault, file=sys.stderr)
    print(f"{len(fold(text))} characters without white space and quotes, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
