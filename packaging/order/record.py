#!/usr/bin/env python3
"""Records which functions run until the first page stands: functions.txt, for the linker (build.rs).

    python3 packaging/order/record.py [PROGRAM]   (a quarter of an hour; needs valgrind and Xvfb)

PROGRAM is what this has built before: then nothing is built.

Worth doing when the memory of the open sample has grown (`benches/start.py`) or the toolkit is a new
one. A name that is no longer in the program does no harm: the linker passes it over. The compiler's
hashes in the names are left open, as they change with its version and ours; but for functions that
differ by them alone: of hundreds of such copies few run. With another version those stay where they
are, which costs 2 to 3 MB of memory until this is run again, best before every release.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from screen import Screen, environment, rest  # noqa: E402

OUT = Path(__file__).with_name("functions.txt")
# Seconds until the page stands and all is found of it, at most; valgrind is some fifty times slower than
# the machine, and other programs may want it too.
WAIT = 1200


def build():
    """The release program with the names of its functions, in the compiler's order: valgrind knows
    names in the usual section only. Told by the profile instead, the compiler's hashes were others."""
    env = dict(os.environ, DUIDU_UNORDERED="1")
    subprocess.run(["cargo", "rustc", "--release", "--bin", "duidu", "--", "-C", "strip=none"],
                   cwd=ROOT, env=env, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "duidu"


def run(program, record):
    """Opens the sample on a screen of its own; callgrind writes when it is told to end."""
    with tempfile.TemporaryDirectory() as home, Screen() as screen:
        valgrind = subprocess.Popen(
            ["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={record}",
             program, "--new-window", ROOT / "assets/sample/sample.txt"],
            env=environment(screen, home))
        rest(valgrind.pid, WAIT, still=10)
        valgrind.terminate()
        valgrind.wait()


def plain(name):
    """The name without a copy's number."""
    return re.sub(r"\.\d+$", "", name)


def hashless(name):
    """The name without a copy's number, `*` for the compiler's hashes."""
    name = plain(name)
    return re.sub(r"17h[0-9a-f]{16}E", "17h*E", re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name))


def ran(record, program):
    """The program's own functions in the order they first ran."""
    objects, names, found, here = {}, {}, {}, None
    for line in record.read_text(errors="replace").splitlines():
        part = re.match(r"(c?)(ob|fn)=\((\d+)\)(?: (.*))?", line)
        if not part:
            continue
        called, kind, number, name = part.groups()
        table = objects if kind == "ob" else names
        if name:
            table[number] = name
        if kind == "ob" and not called:
            here = table[number]
        elif kind == "fn" and not called and here == str(program):
            # After an apostrophe stands how deep a call of itself is.
            found[table[number].split("'")[0]] = None
    return {name: None for name in found if re.fullmatch(r"[\w.$]+", name) and not name.startswith("0x")}


def functions(record, program):
    """Their names, `*` for hashes where no other function has the same name without."""
    listed = subprocess.run(["nm", program], capture_output=True, text=True, check=True).stdout
    symbols = [line.split() for line in listed.splitlines()]
    symbols = {parts[2]: parts[0] for parts in symbols if len(parts) == 3}
    names = ran(record, program)
    # The linker keeps one of functions with the same code: whichever it is, it is to be found.
    at = {symbols.get(name) for name in names}
    names.update((name, None) for name, address in symbols.items() if address in at)
    others = {hashless(name) for name in symbols if name not in names}
    return list(dict.fromkeys(plain(name) if hashless(name) in others else hashless(name) for name in names))


def main():
    program = (Path(sys.argv[1]) if sys.argv[1:] else build()).resolve()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "callgrind.out"
        run(program, record)
        found = functions(record, program)
    if len(found) < 1000:
        sys.exit(f"only {len(found)} functions: no window?")
    OUT.write_text("\n".join(found) + "\n")
    print(len(found), "functions")


if __name__ == "__main__":
    main()
