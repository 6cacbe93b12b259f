#!/usr/bin/env python3
"""Counts the processor instructions of the program's stages and compares them with those on record.

    python3 benches/instructions.py            # fails when a stage costs a fifth more than on record
    python3 benches/instructions.py --update   # writes the record

Instructions do not depend on what else the machine does. Every command runs once under valgrind over a
report of 110 KB (the bundled sample ten times over), and what it costs to start the program is taken
off. The record holds for the locked libraries; another compiler moves it by some hundredths. Builds
the command line alone, without the window and without link-time optimisation, in a folder of its own.
Needs valgrind.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORD = ROOT / "benches" / "instructions.json"
# Each includes the reading of the file and of its structure.
STAGES = {
    "outline": ["outline", "{file}", "--format", "json"],
    "facts": ["facts", "{file}", "--format", "json"],
    "compare": ["compare", "{file}", "--format", "json"],
    "export md": ["export", "{file}", "--what", "text", "--format", "md", "--out", "{out}/a.md"],
    "export docx": ["export", "{file}", "--what", "comparison", "--format", "docx", "--out", "{out}/a.docx"],
    "export pdf": ["export", "{file}", "--what", "text", "--format", "pdf", "--out", "{out}/a.pdf"],
}
ALLOWED = 1.2


def program():
    """Builds the command line and returns its path."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "counted"
    subprocess.run(["cargo", "build", "--release", "--no-default-features", "--bin", "duidu", "--quiet",
                    "--config", "profile.release.lto=false", "--target-dir", target], cwd=ROOT, check=True)
    return target / "release" / "duidu"


def count(command, home):
    """Instructions of one run, in millions."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    # One thread, and nothing of this machine's own settings.
    env = {"PATH": os.environ["PATH"], "HOME": home, "RAYON_NUM_THREADS": "1", "LANG": "zh_CN.UTF-8"}
    run = subprocess.run(valgrind + command, env=env, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode or not found:
        sys.exit(f"{' '.join(map(str, command))}: {run.stderr[-600:]}")
    return int(found[1]) / 1e6


def main():
    binary = program()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "report.txt"
        file.write_bytes((ROOT / "assets/sample/sample.txt").read_bytes() * 10)
        floor = count([binary, "--version"], folder)
        spent = {}
        for stage, arguments in STAGES.items():
            filled = [a.format(file=file, out=folder) for a in arguments]
            spent[stage] = round(count([binary, *filled], folder) - floor, 1)
    if "--update" in sys.argv:
        RECORD.write_text(json.dumps(spent, indent=2) + "\n")
        print(spent)
        return 0
    record = json.loads(RECORD.read_text())
    worse = [stage for stage, now in spent.items() if now > record.get(stage, 0) * ALLOWED]
    for stage, now in spent.items():
        before = record.get(stage, float("nan"))
        print(f"{stage:12} {now:9.1f} million instructions, on record {before:9.1f}, {now / before:5.2f}"
              f"{'  WORSE' if stage in worse else ''}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
