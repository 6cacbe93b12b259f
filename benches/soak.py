#!/usr/bin/env python3
"""Ten thousand times scrolling, zooming, opening and closing: does the memory grow?

    cargo build --release
    python3 benches/soak.py [--cycles 10000] [--file REPORT.txt] [--duidu target/release/duidu]

A real window on a virtual screen, keys sent as a person's would be, a round of a hundred cycles at a
time; after each round the program comes to rest and its memory is noted. Fails when the last
tenth is more than a twentieth above the sixth, or when the program has ended. In the first half the
caches fill: the texture of letters doubles when new sizes are seen, by up to 17 MB at a time. Needs Xvfb and xdotool.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

# What is done in a round, and how many of its hundred cycles each kind makes.
ROUND = (
    ["Next"] * 30 + ["End"] + ["Prior"] * 28 + ["Home"]
    + ["ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0"] * 5
    + ["ctrl+2", "Next", "Next", "F8", "F8", "ctrl+3", "Next", "ctrl+4", "Next", "ctrl+1"]
    + ["ctrl+w", "ctrl+shift+t"] * 5
)


def status(pid, field):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1000 for line in file if line.startswith(field))


def ticks(pid):
    with open(f"/proc/{pid}/stat") as file:
        parts = file.read().rsplit(")", 1)[1].split()
    return int(parts[11]) + int(parts[12])


def rest(pid, limit=20):
    """Waits until no processor time is used for a while."""
    before, quiet, end = ticks(pid), 0, time.monotonic() + limit
    while quiet < 3 and time.monotonic() < end:
        time.sleep(0.1)
        now = ticks(pid)
        quiet = quiet + 1 if now == before else 0
        before = now


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--cycles", type=int, default=10_000)
    args.add_argument("--file", default="assets/sample/sample.txt")
    args.add_argument("--duidu", default="target/release/duidu")
    args = args.parse_args()
    rounds = max(args.cycles // len(ROUND), 10)
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        screen = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24"],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)
        with os.fdopen(read) as pipe:
            display = ":" + pipe.readline().strip()
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "WAYLAND", "DBUS"))}
        env.update(HOME=folder, DISPLAY=display, XDG_RUNTIME_DIR=folder, LANG="zh_CN.UTF-8")
        program = subprocess.Popen([args.duidu, "--new-window", os.path.abspath(args.file)], env=env)
        memory = []
        try:
            time.sleep(5)
            find = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)]
            # A busy machine takes its time.
            windows = ""
            for _ in range(60):
                windows = subprocess.run(find, env=env, stdout=subprocess.PIPE, text=True).stdout
                if windows:
                    break
                time.sleep(0.5)
            window = windows.split()[0]
            subprocess.run(["xdotool", "windowfocus", "--sync", window], env=env, check=True)
            for number in range(1, rounds + 1):
                subprocess.run(["xdotool", "key", "--delay", "12", *ROUND], env=env, check=True)
                rest(program.pid)
                memory.append(status(program.pid, "VmRSS"))
                if number == 1 or number % max(rounds // 10, 1) == 0:
                    print(f"{number * len(ROUND):6} cycles: {memory[-1]:7.1f} MB, "
                          f"{ticks(program.pid) / 100:7.1f} s of processor time", flush=True)
        finally:
            ended = program.poll()
            program.kill()
            screen.terminate()
    if ended is not None:
        print(f"the program ended with {ended}")
        return 1
    tenth = max(len(memory) // 10, 1)
    early, late = statistics.median(memory[5 * tenth:6 * tenth]), statistics.median(memory[-tenth:])
    print(f"sixth tenth {early:.1f} MB, last tenth {late:.1f} MB: {late / early:.3f}")
    return 1 if late > early * 1.05 else 0


if __name__ == "__main__":
    sys.exit(main())
