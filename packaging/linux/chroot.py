#!/usr/bin/env python3
"""Installs the .deb in a bare Debian and uses it there as a reader would; then removes it. Or unpacks
the portable .tar.gz there.

    sudo packaging/linux/chroot.py target/dist/duidu_….deb|duidu-….tar.gz [BASE.tar]

BASE.tar is a `debootstrap --variant=minbase bookworm` packed by tar; without it one is made.
Needs root, debootstrap, xvfb, xdotool, imagemagick. The system has no fonts, fontconfig, D-Bus, portal,
GPU: only what the package depends on. Started by the desktop entry (`gio launch`, installed after the
package has been started by its Exec line without it), a link is decided, the program killed.
"""
import glob
import os
import shlex
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests"))
import window  # noqa: E402

REPORT = "/srv/reader/报告 2024.txt"
# What the .deb depends on; any desktop with X11 has them.
LIBRARIES = ["libx11-6", "libx11-xcb1", "libxcursor1", "libxi6", "libxkbcommon-x11-0", "libgl1"]


def run(*words, **more):
    return subprocess.run(words, check=True, text=True, capture_output=True, **more).stdout


def inside(root, *words):
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return run("chroot", root, *words, env=env)


class Bare(window.Home):
    """A display outside, a home inside."""

    def __init__(self, root):
        super().__init__()
        self.root = root
        self.home = root + "/srv/reader"
        self.env.update(HOME="/srv/reader", XDG_RUNTIME_DIR="/srv/reader/run")


def start(home, command):
    window.DUIDU = "/bin/sh"
    # The process keeps its number through chroot and exec.
    words = " ".join(shlex.quote(w) for w in command)
    return window.Program(home, "-c", f"cd /srv/reader && exec {words}",
                          before=["chroot", "--userspec=reader", home.root])


def of(root, pid):
    """True when the process is the program in this system."""
    try:
        return os.readlink(f"/proc/{pid}/exe").endswith("/usr/bin/duidu") and \
            os.readlink(f"/proc/{pid}/root") == root
    except OSError:
        return False


def use(home, command, shot):
    """Starts, waits until the report is painted, decides a link, kills."""
    program = start(home, command)
    if command[0] == "gio":
        program.process.wait(20)
        end = time.time() + 20
        while not (found := [p for p in os.listdir("/proc") if p.isdigit() and of(home.root, p)]):
            window.need(time.time() < end, "gio launch starts nothing")
            time.sleep(0.1)
        program.process.pid = int(found[-1])
        program.process.returncode = None
        program.alive = lambda: window.need(os.path.exists(f"/proc/{found[-1]}"), "it ended")
        program.process.poll = lambda: None
        program.kill = lambda: os.kill(int(found[-1]), 9)
    program.wait_for_report()
    program.shot(shot)
    before = home.decisions()
    for _ in range(4):
        if program.decide("doubtful" if before else "confirmed", 3):
            break
    now = home.decisions()
    window.need(now != before, "no decision is kept")
    program.kill()
    time.sleep(0.5)
    home.intact()
    window.need(home.decisions() == now, "a decision went")


def own(root):
    inside(root, "chown", "-R", "reader", "/srv/reader")


def packaged(root, home):
    """The .deb: installed, used by its desktop entry, removed."""
    before = set(inside(root, "dpkg-query", "-f", "${Package}\n", "-W").split())
    inside(root, "apt-get", "install", "-q", "-y", "--no-install-recommends", "/duidu.deb")
    after = set(inside(root, "dpkg-query", "-f", "${Package}\n", "-W").split())
    print(f"installed with {len(after - before) - 1} packages it depends on")
    window.need(not any(p.startswith("fonts-") for p in after), "fonts came along")
    own(root)
    entry = open(root + "/usr/share/applications/duidu.desktop", encoding="utf-8").read()
    [line] = [w for w in entry.splitlines() if w.startswith("Exec=")]
    command = [REPORT if w == "%F" else w for w in shlex.split(line.removeprefix("Exec="))]
    use(home, command, "chroot")
    print("started by its Exec line, decided, killed: kept")
    inside(root, "apt-get", "install", "-q", "-y", "--no-install-recommends", "libglib2.0-bin",
           "shared-mime-info", "desktop-file-utils", "procps")
    kinds = {"text/plain", "text/html", "text/markdown", "application/pdf",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    for kind in sorted(kinds):
        window.need("duidu.desktop" in inside(root, "gio", "mime", kind), f"not offered for {kind}")
    use(home, ["gio", "launch", "/usr/share/applications/duidu.desktop", REPORT], "chroot-gio")
    print("offered under “open with” for txt, md, html, docx, pdf; started by the desktop entry")
    files = inside(root, "dpkg", "-L", "duidu").split("\n")
    inside(root, "apt-get", "purge", "-q", "-y", "duidu")
    left = [f for f in files if os.path.isfile(root + f)]
    window.need(not left, f"left behind: {left}")
    window.need(glob.glob(home.home + "/.local/share/duidu/decisions/*.json"), "the reader's data went")
    print("removed: nothing left but the reader's own files")


def portable(root, home):
    """The .tar.gz: unpacked by the reader, started by a double click, moved, deleted."""
    # What any desktop has; the program's window needs it and nothing else of the system.
    inside(root, "apt-get", "install", "-q", "-y", "--no-install-recommends", *LIBRARIES)
    inside(root, "tar", "-C", "/srv/reader", "-xzf", "/duidu.tar.gz")
    os.remove(root + "/duidu.tar.gz")
    own(root)
    [folder] = glob.glob(root + "/srv/reader/duidu-*")
    program = folder.removeprefix(root) + "/duidu"
    # A double click: the file manager runs it without arguments, in no particular folder.
    first = start(home, [program])
    first.wait_for_window()
    time.sleep(3)
    first.shot("portable-first")
    first.alive()
    first.kill()
    kept = folder + "/duidu-data"
    window.need(os.path.isdir(kept), "portable mode keeps nothing beside the program")
    window.need(not glob.glob(home.home + "/.local") and not glob.glob(home.home + "/.config/duidu"),
                "portable mode writes to the home")
    print("started by itself; everything it keeps lies beside it")
    second = start(home, [program, REPORT])
    second.log = glob.glob(kept + "/**/duidu.log", recursive=True)[0]
    second.begun = os.path.getsize(second.log)
    second.wait_for_report()
    second.key("F8", window.VERDICTS["confirmed"])
    time.sleep(window.PROMISE)
    second.shot("portable")
    found = glob.glob(kept + "/**/decisions/*.json", recursive=True)
    window.need(found and '"verdict"' in open(found[0], encoding="utf-8").read(), "no decision is kept")
    second.kill()
    run("mv", folder, root + "/srv/reader/别处")
    third = start(home, ["/srv/reader/别处/duidu"])
    third.log = glob.glob(root + "/srv/reader/别处/duidu-data/**/duidu.log", recursive=True)[0]
    third.begun = os.path.getsize(third.log)
    third.wait_for_report()
    third.shot("portable-moved")
    third.kill()
    print("decided, killed, moved to another folder: report and decision came along")
    run("rm", "-r", root + "/srv/reader/别处")
    window.need(not glob.glob(home.home + "/.local") and not glob.glob(home.home + "/.config/duidu"),
                "something is left of it")
    print("deleted: nothing left")


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    deb = os.path.abspath(sys.argv[1])
    way = portable if deb.endswith(".tar.gz") else packaged
    root = tempfile.mkdtemp(prefix="duidu-chroot-")
    os.chmod(root, 0o755)
    if len(sys.argv) > 2:
        run("tar", "-C", root, "-xpf", sys.argv[2])
    else:
        run("debootstrap", "--variant=minbase", "bookworm", root, "http://deb.debian.org/debian")
    run("cp", "/etc/resolv.conf", root + "/etc/resolv.conf")
    run("cp", deb, root + ("/duidu.tar.gz" if way is portable else "/duidu.deb"))
    sockets = root + "/tmp/.X11-unix"
    os.makedirs(sockets, exist_ok=True)
    os.makedirs("/tmp/.X11-unix", exist_ok=True)
    run("mount", "--bind", "/tmp/.X11-unix", sockets)
    for name in ("dev", "proc"):
        run("mount", "--rbind", "/" + name, f"{root}/{name}")
        run("mount", "--make-rslave", f"{root}/{name}")
    home = None
    try:
        inside(root, "apt-get", "update", "-q")
        inside(root, "useradd", "-m", "-d", "/srv/reader", "reader")
        run("cp", window.SAMPLE, root + REPORT)
        os.makedirs(root + "/srv/reader/run", mode=0o700)
        home = Bare(root)
        way(root, home)
    except window.Fault as fault:
        print(f"FAILED: {fault}")
        return 1
    except subprocess.CalledProcessError as error:
        print(f"FAILED: {error}\n{error.stderr[-800:]}")
        return 1
    finally:
        for name in ("tmp/.X11-unix", "dev", "proc"):
            subprocess.run(["umount", "-l", f"{root}/{name}"], check=False)
        if home:
            home.running.clear()
            home.end()
        # Never below a mount that would not go.
        if not os.path.ismount(root + "/proc") and not os.path.ismount(root + "/dev"):
            subprocess.run(["rm", "-rf", "--one-file-system", root], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
