"""A virtual screen, and what is asked of a program on it: for scripts that start the real window.

Needs Xvfb, and xdotool for windows and keys.
"""
import os
import subprocess
import time

# What programs see of the environment besides what is made for them.
KEPT = ("PATH", "LD_LIBRARY_PATH", "LIBGL_DRIVERS_PATH")


class Screen:
    """A virtual screen until it is closed or left."""

    def __init__(self, size="1440x900", folder=None):
        """With a folder, the screen's memory lies there as the file Xvfb_screen0."""
        read, write = os.pipe()
        more = ["-fbdir", folder] if folder else []
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset", *more],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        # To the end of the line: the screen would die of a reader that is gone.
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def environment(screen, home, **more):
    """The environment of someone at the screen, with all folders below `home`."""
    env = {name: value for name, value in os.environ.items() if name in KEPT}
    env.update(HOME=home, DISPLAY=screen.name, XDG_RUNTIME_DIR=home, LANG="zh_CN.UTF-8")
    env.update(more)
    return env


def windows(pid, env):
    """The numbers of the visible windows of a process."""
    words = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    return subprocess.run(words, env=env, capture_output=True, text=True).stdout.split()


def ticks(pid):
    """Processor time a process has used, in hundredths of a second."""
    with open(f"/proc/{pid}/stat") as file:
        parts = file.read().rsplit(")", 1)[1].split()
    return int(parts[11]) + int(parts[12])


def rest(pid, limit=20, still=0.3):
    """Waits until no processor time is used for `still` seconds, `limit` seconds at most."""
    before, quiet, end = ticks(pid), 0, time.monotonic() + limit
    while quiet < still * 10 and time.monotonic() < end:
        time.sleep(0.1)
        now = ticks(pid)
        quiet = quiet + 1 if now == before else 0
        before = now
