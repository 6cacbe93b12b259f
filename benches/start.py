#!/usr/bin/env python3
"""Starts the program and what people use today, in turn, and measures from exec to text on the screen.

    cargo build --release && cargo build --release --manifest-path benches/floor/Cargo.toml
    python3 benches/start.py [--runs 7] [--file REPORT.txt] [--only duidu,floor,mousepad] [--compare]

Readers of other formats get the report as the program exports it.

Every run has a virtual screen, a home and a session of its own, and no window manager: windows are as
large as their program makes them. "Text on the screen" is the moment from which the part where the
program has its text holds ink as text does and stays as it is (for --rest seconds: a program may show
something else while it reads); a change of a few pixels is a caret that blinks. The screen's memory is
read directly, no program is asked. Memory is the proportional set of the process and its children then.
A start without text ends after --limit seconds. Programs that are not installed are left out and named.
Needs Xvfb.
"""

import argparse
import glob
import mmap
import operator
import os
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/support"))
from screen import Screen, environment  # noqa: E402

WIDTH, HEIGHT = 1440, 900
# The part of the screen that is looked at, in pixels: left, top, right, bottom. Text of readers, also in
# small windows at the top left; the two texts of each comparer in the window it makes, without the first
# line, which some let fade.
READING = (320, 225, 560, 540)
COMPARING = {
    "duidu": (40, 170, 1340, 800),
    "kdiff3": (30, 140, 560, 360),
    "kompare": (20, 325, 740, 430),
    "diffuse": (280, 215, 1180, 740),
    "meld": (10, 150, 880, 350),
}
# A caret's pixels in the rows that are looked at, with some to spare.
CARET = 40
# Reading: name -> command line; {file} is the report as txt, {pdf}, {docx} and {html} its exports.
READERS = {
    "duidu": ["{duidu}", "--new-window", "{file}"],
    "floor": ["{floor}", "{file}"],
    "featherpad": ["featherpad", "--standalone", "{file}"],
    "mousepad": ["mousepad", "--disable-server", "{file}"],
    "gedit": ["gedit", "--standalone", "{file}"],
    "zathura (pdf)": ["zathura", "{pdf}"],
    "evince (pdf)": ["evince", "{pdf}"],
    "chromium (html)": ["chromium", "--no-sandbox", "--no-first-run", "--user-data-dir={home}", "{html}"],
    "libreoffice (docx)": ["soffice", "--norestore", "--nologo", "{docx}"],
}
# Comparing: {file} and {second}.
COMPARERS = {
    "duidu": ["{duidu}", "--new-window", "{file}", "{second}"],
    "kdiff3": ["kdiff3", "{file}", "{second}"],
    "kompare": ["kompare", "{file}", "{second}"],
    "diffuse": ["diffuse", "{file}", "{second}"],
    "meld": ["meld", "{file}", "{second}"],
}


class Watched(Screen):
    """A virtual screen whose memory can be looked into."""

    def __init__(self, folder, part):
        super().__init__(f"{WIDTH}x{HEIGHT}", folder)
        self.left, top, self.right, bottom = part
        # Rows that are looked at, few enough to be looked through in some milliseconds.
        self.rows = range(top, bottom, max(3, (self.right - self.left) * (bottom - top) // 40_000))
        with open(os.path.join(folder, "Xvfb_screen0"), "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # XWD: size of the head first, the number of colours as its 20th number.
        head = struct.unpack(">25I", self.memory[:100])
        self.start = head[0] + head[19] * 12
        self.line = head[12]

    def seen(self):
        """The pixels of these rows, one after the other."""
        rows = (self.start + y * self.line for y in self.rows)
        return b"".join(self.memory[row + self.left * 4: row + self.right * 4] for row in rows)

    def close(self):
        self.memory.close()
        super().close()


def pixels(seen):
    return memoryview(seen).cast("I")


def inked(seen):
    """Whether these pixels are of a text: of many shades, and 1 to 60 % differ from the one before."""
    found = pixels(seen)
    edges = sum(map(operator.ne, found, found[1:])) / len(found)
    return 0.01 < edges < 0.6 and len(set(found)) > 8


def moved(seen, before):
    """Whether more than a caret differs."""
    return seen != before and sum(map(operator.ne, pixels(seen), pixels(before))) > CARET


def family(pid):
    """A process and all below it."""
    pids = [pid]
    for task in glob.glob(f"/proc/{pid}/task/*/children"):
        try:
            with open(task) as file:
                pids += [p for child in file.read().split() for p in family(int(child))]
        except OSError:
            pass
    return pids


def memory(pid, field):
    """Sum over the family in MB of a line of smaps_rollup."""
    total = 0
    for p in family(pid):
        try:
            with open(f"/proc/{p}/smaps_rollup") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(field + ":"))
        except OSError:
            pass
    return total / 1000


def run(command, part, rest, limit):
    """One start: milliseconds to the text that stays, PSS and RSS in MB, milliseconds to the first ink;
    None when no text came within `limit` seconds."""
    with tempfile.TemporaryDirectory() as folder:
        screen = Watched(folder, part)
        env = environment(screen, folder, GDK_BACKEND="x11", QT_QPA_PLATFORM="xcb", NO_AT_BRIDGE="1")
        command = [word.replace("{home}", folder) for word in command]
        begun = time.monotonic()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        first, spent, seen = None, None, screen.seen()
        while time.monotonic() - begun < limit and process.poll() is None:
            now, look = time.monotonic() - begun, screen.seen()
            if moved(look, seen):
                seen, spent = look, now * 1000 if inked(look) else None
                first = first or spent
            if spent is not None and now - spent / 1000 > rest:
                break
            time.sleep(0.002)
        pss, rss = memory(process.pid, "Pss"), memory(process.pid, "Rss")
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        screen.close()
        return None if spent is None else (spent, pss, rss, first)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--runs", type=int, default=7)
    args.add_argument("--file", default="assets/sample/sample.txt")
    args.add_argument("--second")
    args.add_argument("--only", default="")
    args.add_argument("--duidu", default=None)
    args.add_argument("--floor", default=None)
    args.add_argument("--compare", action="store_true")
    args.add_argument("--rest", type=float, default=1.0)
    args.add_argument("--limit", type=float, default=20.0)
    args = args.parse_args()
    target = os.environ.get("CARGO_TARGET_DIR", "target")
    names = {
        "duidu": args.duidu or f"{target}/release/duidu",
        "floor": args.floor or "benches/floor/target/release/floor",
        "file": os.path.abspath(args.file),
        "second": os.path.abspath(args.second or args.file),
    }
    exports = tempfile.TemporaryDirectory()
    for name in ["pdf", "docx", "html"]:
        names[name] = os.path.join(exports.name, "report." + name)
    names["home"] = "{home}"
    programs = COMPARERS if args.compare else READERS
    wanted = [n for n in args.only.split(",") if n] or list(programs)
    commands = {n: [os.path.expanduser(part.format(**names)) for part in programs[n]] for n in wanted}
    for name in ["pdf", "docx", "html"]:
        if any("{" + name + "}" in part for n in wanted for part in programs[n]):
            write = ["export", "--what", "text", "--format", name, "--out", names[name], names["file"]]
            subprocess.run([names["duidu"], *write], check=True, stdout=subprocess.DEVNULL)
    missing = [n for n, c in commands.items() if not shutil.which(c[0])]
    if missing:
        print("not here:", ", ".join(missing))
    commands = {n: c for n, c in commands.items() if n not in missing}
    results = {n: [] for n in commands}
    for round_ in range(args.runs + 1):
        for name, command in commands.items():
            result = run(command, COMPARING[name] if args.compare else READING, args.rest, args.limit)
            # The first round warms the disk's cache.
            if round_ > 0:
                results[name].append(result)
    print(f"{'program':19} {'ms min':>8} {'median':>8} {'max':>8} {'first':>8} {'PSS MB':>8} {'RSS MB':>8}  ({args.runs} runs)")
    for name, runs in results.items():
        good = [r for r in runs if r]
        if not good:
            print(f"{name:19} no text was seen")
            continue
        times = sorted(r[0] for r in good)
        lost = f"  {len(runs) - len(good)} without text" if len(good) < len(runs) else ""
        print(f"{name:19} {times[0]:8.0f} {statistics.median(times):8.0f} {times[-1]:8.0f}"
              f" {statistics.median(r[3] for r in good):8.0f}"
              f" {statistics.median(r[1] for r in good):8.0f} {statistics.median(r[2] for r in good):8.0f}{lost}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
