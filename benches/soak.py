#!/usr/bin/env python3
"""Ten thousand times scrolling, zooming, opening and closing: does the memory grow?

    cargo build --release
    python3 benches/soak.py [--cycles 10000] [--file REPORT.txt] [--duidu target/release/duidu]
    python3 benches/soak.py --cycles 500 --files REPORT REPORT ...

A real window on a virtual screen, keys sent as a person's would be, a round of a hundred cycles at a
time; after each round the program comes to rest and its memory is noted. With --files a cycle hands
the next of these files to the window, as opening it in a file manager does, looks at its views and
closes it; a round is once through all of them. Fails when the last tenth is more than a twentieth
above the sixth, or when the program has ended. In the first half the caches fill: the texture of
letters doubles when new sizes are seen. Needs Xvfb and xdotool.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/support"))
from screen import Screen, environment, rest, ticks, windows  # noqa: E402

# What is done in a round, and how many of its hundred cycles each kind makes.
ROUND = (
    ["Next"] * 30 + ["End"] + ["Prior"] * 28 + ["Home"]
    + ["ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0"] * 5
    + ["ctrl+2", "Next", "Next", "F8", "F8", "ctrl+3", "Next", "ctrl+4", "Next", "ctrl+1"]
    + ["ctrl+w", "ctrl+shift+t"] * 5
)
# What is looked at of each of the files.
LOOK = ["Next"] * 3 + ["ctrl+2", "Next", "ctrl+3", "ctrl+4", "ctrl+1"]


class Window:
    """The program on a screen, with the keyboard."""

    def __init__(self, duidu, screen, folder, *args):
        self.duidu, self.env = duidu, environment(screen, folder)
        self.process = subprocess.Popen([duidu, *args], env=self.env)
        # A busy machine takes its time.
        found, end = [], time.monotonic() + 40
        while not found and time.monotonic() < end:
            time.sleep(0.5)
            found = windows(self.process.pid, self.env)
        if not found:
            self.process.kill()
            sys.exit("no window within 40 s")
        rest(self.process.pid)
        subprocess.run(["xdotool", "windowfocus", "--sync", found[0]], env=self.env, check=True)

    def keys(self, keys):
        subprocess.run(["xdotool", "key", "--delay", "12", *keys], env=self.env, check=True)

    def hand_over(self, file):
        """Opens a file as a second start does, and comes to rest."""
        subprocess.run([self.duidu, file], env=self.env, check=True, timeout=60)
        time.sleep(0.1)
        rest(self.process.pid)

    def memory(self):
        """Resident MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) / 1000 for line in file if line.startswith("VmRSS"))


def soak(window, cycles, files):
    """Resident MB after each round."""
    size = len(files) or len(ROUND)
    rounds = max(cycles // size, 10)
    memory = []
    for number in range(1, rounds + 1):
        if not files:
            window.keys(ROUND)
        for file in files:
            window.hand_over(file)
            window.keys(LOOK)
            rest(window.process.pid)
            window.keys(["ctrl+w"])
        rest(window.process.pid)
        memory.append(window.memory())
        if number == 1 or number % max(rounds // 10, 1) == 0:
            print(f"{number * size:6} cycles: {memory[-1]:7.1f} MB, "
                  f"{ticks(window.process.pid) / 100:7.1f} s of processor time", flush=True)
    return memory


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--cycles", type=int, default=10_000)
    args.add_argument("--file", default="assets/sample/sample.txt")
    args.add_argument("--files", nargs="+", default=[])
    args.add_argument("--duidu", default="target/release/duidu")
    args = args.parse_args()
    file, files = os.path.abspath(args.file), [os.path.abspath(f) for f in args.files]
    # A window of its own takes no files from other starts.
    start = [file] if files else ["--new-window", file]
    with tempfile.TemporaryDirectory() as folder, Screen() as screen:
        window = Window(args.duidu, screen, folder, *start)
        try:
            memory = soak(window, args.cycles, files)
        finally:
            ended = window.process.poll()
            window.process.kill()
            window.process.wait()
    if ended is not None:
        print(f"the program ended with {ended}")
        return 1
    tenth = max(len(memory) // 10, 1)
    early, late = statistics.median(memory[5 * tenth:6 * tenth]), statistics.median(memory[-tenth:])
    print(f"sixth tenth {early:.1f} MB, last tenth {late:.1f} MB: {late / early:.3f}")
    return 1 if late > early * 1.05 else 0


if __name__ == "__main__":
    sys.exit(main())
