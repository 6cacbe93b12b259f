#!/usr/bin/env python3
"""Hard days of the real window: killed, without disk, without home, twice at once, damaged files.

    tests/window.py PATH/TO/duidu [CHECK ...]     all checks, or those named
    tests/window.py PATH/TO/duidu kills=200       so many kills instead of 10

Needs xvfb xdotool python3; imagemagick for screenshots with SHOTS=FOLDER. Each check has a display,
a home and XDG folders of its own. `full` needs to be allowed a user namespace (or root) for a small
tmpfs, `readonly` likewise; without, they say so and are left out.
"""
import glob
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "support"))
from screen import Screen, environment, windows  # noqa: E402

SAMPLE = os.path.join(HERE, "..", "assets", "sample", "sample.txt")
# The promise: a decision older than this is on the disk.
PROMISE = 2.0
VERDICTS = {"confirmed": "alt+1", "doubtful": "alt+3"}


class Fault(Exception):
    """A check failed."""


def need(condition, words):
    if not condition:
        raise Fault(words)


class Home:
    """A user's home, display and environment."""

    def __init__(self, size="1280x800"):
        self.folder = tempfile.mkdtemp(prefix="duidu-window-")
        self.home = os.path.join(self.folder, "home")
        self.report = os.path.join(self.folder, "报告 2024.txt")
        shutil.copy(SAMPLE, self.report)
        os.makedirs(self.home)
        os.makedirs(os.path.join(self.folder, "run"), mode=0o700)
        self.screen = Screen(size)
        self.env = environment(self.screen, self.home, LANG="C.UTF-8", DUIDU_LOG="debug",
                               XDG_RUNTIME_DIR=os.path.join(self.folder, "run"))
        self.running = []

    def path(self, *names):
        return os.path.join(self.home, *names)

    def decisions(self):
        """The entries of all decisions files: place on the left and right, and the verdict."""
        out = {}
        for file in glob.glob(self.path(".local/share/duidu/decisions/*.json")):
            with open(file, encoding="utf-8") as f:
                data = json.load(f)
            need(data["version"] >= 1, "a decisions file without version")
            for link in data["links"]:
                out[(link["left"]["start"], link["right"]["start"])] = link["verdict"]
        return out

    def intact(self):
        """Every file of the program's own is whole JSON, and none was set aside as damaged."""
        for folder, _, names in os.walk(self.home):
            for name in names:
                need("broken" not in name, f"{name}: a damaged file")
                if name.endswith((".json", ".json.bak")):
                    with open(os.path.join(folder, name), encoding="utf-8") as f:
                        json.load(f)

    def end(self):
        for program in self.running:
            program.stop()
        self.screen.close()
        subprocess.run(["chmod", "-R", "u+w", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    """The program in its window."""

    def __init__(self, home, *args, env=None, before=()):
        self.home = home
        self.log = None if before or env else home.path(".local/state/duidu/duidu.log")
        self.begun = os.path.getsize(self.log) if self.log and os.path.exists(self.log) else 0
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen([*before, DUIDU, *args], env={**home.env, **(env or {})},
                                        stdout=self.said, stderr=subprocess.STDOUT, start_new_session=True)
        home.running.append(self)

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.home.env, capture_output=True, text=True)

    def windows(self):
        return windows(self.process.pid, self.home.env)

    def wait_for_window(self, seconds=40):
        end = time.time() + seconds
        while time.time() < end:
            need(self.process.poll() is None, f"it ended by itself: {self.words()}")
            found = self.windows()
            if found:
                self.tool("windowfocus", found[-1])
                return found[-1]
            time.sleep(0.05)
        raise Fault("no window")

    def key(self, *keys):
        self.tool(*[word for key in keys for word in ("key", key)])

    def focus(self):
        found = self.windows()
        if found:
            self.tool("windowfocus", found[-1])

    def words(self):
        self.said.seek(0)
        return self.said.read().decode(errors="replace")

    def alive(self):
        need(self.process.poll() is None, f"it ended by itself: {self.words()}")
        need("panicked" not in self.words(), f"a panic: {self.words()}")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.kill()

    def quit(self):
        self.focus()
        self.key("ctrl+q")
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            raise Fault("Ctrl+Q does not end it") from None

    def shot(self, name):
        folder = os.environ.get("SHOTS")
        if folder:
            os.makedirs(folder, exist_ok=True)
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                           env=self.home.env, check=False)

    def wait_for_report(self, seconds=60):
        """Until the title names the report and, where there is a log, it has been compared."""
        window = self.wait_for_window(seconds)
        end = time.time() + seconds
        while "《" not in self.title() or not self.compared():
            self.alive()
            if time.time() > end:
                self.shot("not-opened")
                tail = open(self.log, encoding="utf-8", errors="replace").read()[-700:] if self.log else ""
                raise Fault(f"the report does not open: {self.title()}\n{tail}")
            time.sleep(0.05)
        # Keys are for a window that has the keyboard and has painted what they are about.
        self.tool("windowfocus", window)
        time.sleep(0.5)
        self.key("ctrl+2")

    def title(self):
        found = self.windows()
        return self.tool("getwindowname", found[-1]).stdout.strip() if found else ""

    def compared(self):
        if self.log is None:
            time.sleep(2)
            return True
        try:
            with open(self.log, encoding="utf-8", errors="replace") as f:
                f.seek(self.begun)
                return "compared:" in f.read()
        except OSError:
            return False

    def decide(self, verdict, seconds=10):
        """Goes to the next link and decides on it; gives what changed on the disk, None for a stop
        without a link."""
        before = self.home.decisions()
        self.key("F8", VERDICTS[verdict])
        end = time.time() + seconds
        while time.time() < end:
            now = self.home.decisions()
            if now != before:
                changed = [k for k, v in now.items() if before.get(k) != v]
                need(len(changed) == 1 and now[changed[0]] == verdict, f"{changed} changed")
                return changed[0]
            time.sleep(0.02)
        return None


def other(verdict):
    return "doubtful" if verdict == "confirmed" else "confirmed"


def walk(home):
    """The links in the order in which F8 visits them (None: a unit without one), each confirmed."""
    program = Program(home, home.report)
    program.wait_for_report()
    stops = [program.decide("confirmed", 2)]
    while len(stops) < 14:
        stops.append(program.decide("confirmed", 1))
    need(len([s for s in stops if s]) >= 6, f"hardly a link to decide: {stops}")
    return program, stops


def kills(home, rounds=10):
    """Killed at random moments: no decision older than 2 s is lost, no file is damaged."""
    pick = random.Random(rounds)
    program, stops = walk(home)
    program.kill()
    home.intact()
    decided = young = 0
    for n in range(rounds):
        if n and n % 20 == 0:
            print(f"  {n} kills", flush=True)
        before = home.decisions()
        program = Program(home)
        if n % 8 == 7:
            # While it starts.
            time.sleep(pick.uniform(0.0, 1.0))
            program.kill()
            home.intact()
            need(home.decisions() == before, f"kill {n + 1}: a decision went while starting")
            continue
        # Nothing is named: the report that was open comes back.
        program.wait_for_report()
        lone = next(i for i, s in enumerate(stops) if s)
        program.key(*["F8"] * lone)
        time.sleep(0.2)
        first = program.decide(other(before[stops[lone]]))
        need(first == stops[lone], f"kill {n + 1}: the walk begins at {first}")
        state, pressed = home.decisions(), []
        end = time.time() + pick.uniform(0.0, 3.2)
        for stop in stops[lone + 1:]:
            if time.time() > end:
                break
            verdict = other(state.get(stop))
            program.key("F8", VERDICTS[verdict])
            pressed.append((time.time(), stop, verdict))
            time.sleep(pick.uniform(0.0, 0.35))
        time.sleep(max(0.0, min(end - time.time(), 0.5)))
        killed = time.time()
        program.kill()
        home.intact()
        now = home.decisions()
        changed = {stop: verdict for _, stop, verdict in pressed if stop}
        for key, verdict in state.items():
            need(now.get(key) in (verdict, changed.get(key)), f"kill {n + 1}: {key} is {now.get(key)}")
        for at, stop, verdict in pressed:
            if stop:
                decided += 1
                kept = now[stop] == verdict
                young += not kept
                need(kept or killed - at < PROMISE, f"kill {n + 1}: lost after {killed - at:.1f} s")
    print(f"  {rounds} kills, {decided} decisions at random moments; lost: none older than "
          f"{PROMISE:g} s, {young} younger")


def two(home):
    """Two windows on the same report, deciding in turn and at once: both files' decisions stay."""
    program, stops = walk(home)
    links = [s for s in stops if s]
    alone = Program(home, "--new-window", home.report)
    alone.wait_for_report()
    state = home.decisions()
    # Both walk over the same links at once, one with either verdict, then each has the last word.
    for _ in links:
        for p, verdict in ((program, "confirmed"), (alone, "doubtful")):
            p.focus()
            p.key("F8", VERDICTS[verdict])
    time.sleep(PROMISE)
    home.intact()
    need(set(state) <= set(home.decisions()), "a decision went")
    for p in (program, alone):
        p.alive()
    alone.quit()
    program.kill()
    home.intact()
    now = home.decisions()
    need(set(links) <= set(now), f"of {len(links)} links {len(now)} are kept")
    # The other's decisions are in the window that stays.
    again = Program(home)
    again.wait_for_report()
    again.quit()
    need(home.decisions() == now, "opening and leaving changes decisions")
    print(f"  two windows, {len(now)} decisions kept")


def handover(home):
    """A second start gives its files to the window that runs and ends; --new-window does not."""
    program = Program(home, home.report)
    program.wait_for_report()
    other_report = os.path.join(home.folder, "另一份.md")
    with open(other_report, "w", encoding="utf-8") as f:
        f.write("# 某局工作总结\n\n## 一、去年工作\n\n完成三件事。\n\n## 二、今年打算\n\n再做三件事。\n")
    second = Program(home, other_report)
    need(second.process.wait(20) == 0, "the second start does not end well")
    end = time.time() + 10
    while "另一份" not in program.title():
        if time.time() > end:
            program.shot("handover")
            with open(program.log, encoding="utf-8") as f:
                raise Fault(f"the file does not arrive: {program.title()} {f.read()[-600:]}")
        time.sleep(0.1)
    alone = Program(home, "--new-window", home.report)
    alone.wait_for_report()
    program.kill()
    # The lock went with the process: the next start is the first again, and what was open is back.
    third = Program(home)
    third.wait_for_report()
    time.sleep(1)
    third.shot("restored")
    third.key("ctrl+Tab")
    third.alive()
    names = set()
    for _ in range(4):
        names.add(third.title())
        third.key("ctrl+Tab")
        time.sleep(0.3)
    need(len(names) == 2, f"two reports were open, now {names}")
    third.quit()
    left = [f for f in glob.glob(home.path(".local/state/duidu/sessions/*"))]
    need(len(left) == 2, f"one session lives, {left}")
    alone.quit()
    need(not glob.glob(home.path(".local/state/duidu/sessions/*")), "a session was left")
    print("  handed over, restored after a kill, own windows on demand")


def damaged(home):
    """Damaged, foreign and newer files of the program's own: it starts, says so, loses nothing."""
    program, stops = walk(home)
    before = home.decisions()
    program.quit()
    [file] = glob.glob(home.path(".local/share/duidu/decisions/*.json"))
    settings = home.path(".config/duidu/settings.json")
    window = home.path(".local/state/duidu/window.json")
    need(os.path.getsize(window) > 0, "the window's place was not kept")
    cut = open(file, encoding="utf-8").read()
    for name, text in ((file, cut[:len(cut) // 2]), (settings, '{"lang": "zh", "zoom": '),
                       (window, "\0" * 64)):
        with open(name, "w", encoding="utf-8") as f:
            f.write(text)
    program = Program(home, home.report)
    program.wait_for_report()
    program.shot("damaged")
    need(len(home.decisions()) >= len(before) - 1, "the backup was not used")
    program.quit()
    need(glob.glob(file + ".broken-*") and glob.glob(settings + ".broken-*"), "not set aside")
    # What a newer version wrote stays.
    data = json.load(open(file, encoding="utf-8"))
    data.update(version=99, tags=["新"])
    data["links"][0]["by"] = "王"
    json.dump(data, open(file, "w", encoding="utf-8"), ensure_ascii=False)
    wanted = {"zoom": 999, "text_size": "huge", "future": {"a": 1}, "recent": 7, "lang": "zh"}
    json.dump(wanted, open(settings, "w", encoding="utf-8"))
    # A place far outside every screen.
    with open(window, encoding="utf-8") as f:
        far = f.read()
    program = Program(home, home.report)
    program.wait_for_report()
    program.shot("newer")
    need(program.decide("doubtful"), "no decision is kept")
    program.quit()
    data = json.load(open(file, encoding="utf-8"))
    need(data["version"] == 99 and data["tags"] == ["新"], "a newer version's fields are gone")
    need(any(link.get("by") == "王" for link in data["links"]), "a newer version's entry lost a field")
    kept = json.load(open(settings, encoding="utf-8"))
    need(kept["future"] == {"a": 1} and kept["zoom"] <= 3, f"settings: {kept}")
    print("  damaged files set aside, backup used, newer files kept")
    return far


def mounted(home, options, folder):
    """The words before a command that give it `folder` mounted otherwise, in a namespace of its own;
    None when that is not allowed here."""
    unshare = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    before = [*unshare, "sh", "-c", f'{options} && shift && exec "$@"', "sh", folder]
    return before if subprocess.run([*before, "true"], capture_output=True).returncode == 0 else None


def readonly(home):
    """A home that nothing can be written to: it opens, says so, and goes on."""
    os.makedirs(home.path(".config"))
    before = mounted(home, 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"', home.home)
    if before is None:
        return print("  left out: no mounts allowed here")
    program = Program(home, home.report, before=before)
    program.wait_for_report()
    program.key("F8", "F8", "alt+1")
    time.sleep(1.5)
    program.shot("readonly")
    program.alive()
    # Leaving asks first, as the decision would be lost.
    program.key("ctrl+q")
    time.sleep(1.5)
    program.shot("readonly-leaving")
    program.alive()
    need(not os.listdir(home.path(".config")), "something was written")
    print("  read-only home: opens, decides, asks before leaving")


def full(home):
    """A disk that runs full: no file is damaged, and what could not be kept is kept when there is room."""
    share = home.path("own")
    os.makedirs(share)
    pipe = os.path.join(home.folder, "steps")
    os.mkfifo(pipe)
    # The disk is filled and freed from inside the namespace, on demand.
    script = ('mount -t tmpfs -o size=400k tmpfs "$1" && (while read step <"$2"; do if [ "$step" = fill ]; '
              'then dd if=/dev/zero of="$1/fill" bs=1k 2>/dev/null; else rm "$1/fill"; fi; done) &\n'
              'sleep 0.5; shift 2; exec "$@"')
    unshare = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*unshare, "mount", "-t", "tmpfs", "tmpfs", share], capture_output=True).returncode:
        return print("  left out: no mounts allowed here")
    before = [*unshare, "sh", "-c", script.replace("\\n", "\n"), "sh", share, pipe]
    program = Program(home, home.report, env={"DUIDU_HOME": share}, before=before)
    program.wait_for_report()
    inside = f"/proc/{program.process.pid}/root{share}"

    def entries():
        found = glob.glob(inside + "/data/decisions/*.json")
        need(len(found) == 1, "no decisions file")
        with open(found[0], encoding="utf-8") as f:
            return len(json.load(f)["links"])

    program.key("F8", "alt+1")
    time.sleep(PROMISE)
    need(entries() == 1, "nothing is kept while there is room")

    def zoom():
        with open(inside + "/config/settings.json", encoding="utf-8") as f:
            return json.load(f)["zoom"]

    before, old = zoom(), old_exports(inside + "/exports")
    tell(pipe, "fill")
    time.sleep(1)
    refuse(home, old)
    program.key("ctrl+plus")
    for _ in range(4):
        program.key("F8", "alt+1")
    time.sleep(PROMISE)
    program.shot("full")
    program.alive()
    held = entries()
    need(zoom() == before, "the settings were written where there is no room")
    tell(pipe, "free")
    time.sleep(8)
    program.shot("room-again")
    program.alive()
    need(zoom() > before, "the settings are not kept although there is room again")
    need(entries() > held, f"not kept although there is room again: {entries()} after {held}")
    print(f"  full disk: {held} entries whole, {entries()} when there was room again")


def old_exports(folder):
    """A file for every format, to be replaced: path by name of the format."""
    os.makedirs(folder)
    out = {}
    for form in ("docx", "xlsx", "pdf", "html", "md", "text", "csv", "json"):
        out[form] = os.path.join(folder, "表." + form)
        with open(out[form], "w", encoding="utf-8") as f:
            f.write("old")
    return out


def refuse(home, exports):
    """No export finds room: each says so, the old files stay, and nothing lies beside them."""
    for form, out in exports.items():
        done = subprocess.run([DUIDU, "export", home.report, "--what", "comparison", "--format", form, "--force",
                               "--out", out], env=home.env, capture_output=True, text=True)
        need(done.returncode == 1 and "磁盘空间不足" in done.stderr, f"{form}: {done.returncode} {done.stderr}")
        with open(out, encoding="utf-8") as f:
            need(f.read() == "old", f"{form}: the old file is gone")
    beside = os.listdir(os.path.dirname(next(iter(exports.values()))))
    need(len(beside) == len(exports), f"left behind: {beside}")


def tell(pipe, step):
    with open(pipe, "w", encoding="utf-8") as f:
        f.write(step + "\n")


def bare(home):
    """Hardly an environment: no HOME, no XDG folders, LANG=C, no fonts, no D-Bus, a small screen."""
    for env in ({"HOME": ""}, {"HOME": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"},
                {"LANG": "C", "LC_ALL": "C"}, {"XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""},
                {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "FONTCONFIG_FILE": "/nonexistent"}):
        program = Program(home, home.report, env=env)
        program.wait_for_report()
        program.key("F8", "alt+1", "F1", "Escape")
        time.sleep(0.5)
        program.alive()
        program.shot("bare-" + "-".join(env))
        program.kill()
    print("  starts with hardly an environment")


def small(home):
    """A screen of 800×600, and a window that was last far larger."""
    program = Program(home, home.report)
    program.wait_for_report()
    program.shot("800x600")
    program.quit()
    window = home.path(".local/state/duidu/window.json")
    with open(window, encoding="utf-8") as f:
        kept = json.load(f)
    need(kept["size"][0] <= 800, f"larger than the screen: {kept}")
    with open(window, "w", encoding="utf-8") as f:
        json.dump(dict(kept, size=[9000.0, 5000.0]), f)
    program = Program(home, home.report)
    program.wait_for_report()
    program.shot("800x600-far")
    place = program.tool("getwindowgeometry", "--shell", program.windows()[-1]).stdout
    at = {k: int(v) for k, v in (line.split("=") for line in place.split())}
    # Without a window manager a height of 3 cannot be refused, only the place.
    need(-400 < at["X"] < 700 and -300 < at["Y"] < 500 and at["WIDTH"] <= 2000, f"out of sight: {at}")
    print(f"  small screen; a far window comes back to {at['X']},{at['Y']} {at['WIDTH']}×{at['HEIGHT']}")


def panic(home):
    """The program itself fails: decisions are kept, a window shows the details, reports come back.
    Development builds only: `DUIDU_PANIC` names a file that makes the next frame fail."""
    trigger = os.path.join(home.folder, "panic")
    program = Program(home, home.report, env={"DUIDU_PANIC": trigger})
    program.wait_for_report()
    place = program.decide("confirmed", 2) or program.decide("confirmed")
    open(trigger, "w").close()
    # The last decision and the panic come in the same breath.
    program.key("F8", "alt+3")
    try:
        status = program.process.wait(20)
    except subprocess.TimeoutExpired:
        return print("  left out: not a development build")
    need(status == 1, f"exit status {status}")
    need(home.decisions().get(place) == "confirmed", "a decision went")
    home.intact()
    details = open(home.path(".local/state/duidu/crash.txt"), encoding="utf-8").read()
    need("a panic was asked for" in details and "报告" not in details, details[:400])
    end = time.time() + 30
    found = []
    while not found and time.time() < end:
        found = program.tool("search", "--onlyvisible", "--name", "Duidu|对读").stdout.split()
        pids = subprocess.run(["pgrep", "-g", str(program.process.pid), "-f", "crash-report"],
                              capture_output=True, text=True).stdout.split()
        for pid in pids:
            found = windows(pid, home.env)
        time.sleep(0.1)
    need(found, "no window with the details")
    time.sleep(1)
    program.shot("panic")
    os.remove(trigger)
    os.killpg(program.process.pid, signal.SIGKILL)
    again = Program(home)
    again.wait_for_report()
    need(home.decisions().get(place) == "confirmed", "a decision went")
    again.shot("after-panic")
    again.quit()
    print("  a panic: decisions kept, details shown, the report came back")


CHECKS = [kills, two, handover, damaged, readonly, full, bare, small, panic]


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        print(__doc__, file=sys.stderr)
        return 2
    global DUIDU
    DUIDU = os.path.abspath(sys.argv[1])
    wanted = dict(w.partition("=")[::2] for w in sys.argv[2:])
    unknown = set(wanted) - {c.__name__ for c in CHECKS}
    if unknown:
        print(f"no check called {', '.join(unknown)}", file=sys.stderr)
        return 2
    failed = 0
    for check in CHECKS:
        if wanted and check.__name__ not in wanted:
            continue
        begun = time.time()
        print(f"{check.__name__}: {check.__doc__.splitlines()[0]}", flush=True)
        home = Home("800x600" if check is small else "1280x800")
        try:
            if wanted.get(check.__name__):
                check(home, int(wanted[check.__name__]))
            else:
                check(home)
        except Fault as fault:
            failed += 1
            print(f"  FAILED: {fault}")
        finally:
            home.end()
        print(f"  {time.time() - begun:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
