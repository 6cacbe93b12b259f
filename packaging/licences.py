#!/usr/bin/env python3
"""Lists the crates in the program with their licences; refuses a licence deny.toml does not allow.

    packaging/licences.py              writes assets/licences.tsv, which 关于 shows
    packaging/licences.py --check      only checks that the file is up to date
    packaging/licences.py --texts OUT  also writes the licence texts, equal ones once

Takes all platforms together. Needs cargo and the crates (cargo fetch). Standard library only.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tomllib

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
LIST = os.path.join(ROOT, "assets", "licences.tsv")
HEAD = "# crate\tversion\tlicence (written by packaging/licences.py)\n"


def crates():
    """Packages that the program is linked with, on any platform, by name and version."""
    told = subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT,
                          check=True, capture_output=True, text=True)
    data = json.loads(told.stdout)
    packages = {p["id"]: p for p in data["packages"]}
    nodes = {n["id"]: n for n in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, todo = set(), [root]
    while todo:
        for dep in nodes[todo.pop()]["deps"]:
            linked = any(kind["kind"] is None for kind in dep["dep_kinds"])
            macro = any("proc-macro" in t["kind"] for t in packages[dep["pkg"]]["targets"])
            if linked and not macro and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                todo.append(dep["pkg"])
    return sorted((packages[i] for i in seen), key=lambda p: (p["name"], p["version"]))


def allowed(expression, allow):
    """True when an SPDX expression can be satisfied from `allow`."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def alternatives():
        value = all_of()
        while words and words[0] == "OR":
            words.pop(0)
            value = all_of() or value
        return value

    def all_of():
        value = one()
        while words and words[0] == "AND":
            words.pop(0)
            value = one() and value
        return value

    def one():
        word = words.pop(0)
        if word == "(":
            value = alternatives()
            words.pop(0)
            return value
        if words and words[0] == "WITH":
            word = " ".join([word, words.pop(0), words.pop(0)])
        return word in allow

    return alternatives()


def self_test():
    allow = {"MIT", "ISC", "A WITH e"}
    for good in ["MIT", "MIT/GPL", "GPL OR MIT", "(GPL OR MIT) AND ISC", "A WITH e"]:
        assert allowed(good, allow), good
    for bad in ["GPL", "MIT AND GPL", "(GPL OR MIT) AND A", "A"]:
        assert not allowed(bad, allow), bad


def texts(packages, out):
    """Writes every licence and notice file once, with the crates that have it."""
    users = collections.defaultdict(list)
    for p in packages:
        folder = os.path.dirname(p["manifest_path"])
        for pattern in ("LICEN[SC]E*", "COPYING*", "NOTICE*", "UNLICENSE*"):
            for path in sorted(glob.glob(os.path.join(folder, pattern))):
                if os.path.isfile(path):
                    with open(path, encoding="utf-8", errors="replace") as file:
                        users[file.read().strip()].append(f"{p['name']} {p['version']}")
    with open(out, "w", encoding="utf-8") as file:
        for text, names in sorted(users.items(), key=lambda u: (-len(u[1]), u[1])):
            file.write(f"{'=' * 78}\n{', '.join(sorted(set(names)))}\n{'=' * 78}\n\n{text}\n\n")


def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--check", action="store_true")
    ask.add_argument("--texts", metavar="OUT")
    o = ask.parse_args()
    self_test()
    with open(os.path.join(ROOT, "deny.toml"), "rb") as file:
        allow = set(tomllib.load(file)["licenses"]["allow"])
    packages = crates()
    bad = [p for p in packages if not p["license"] or not allowed(p["license"], allow)]
    for p in bad:
        print(f"not allowed: {p['name']} {p['version']}: {p['license']}", file=sys.stderr)
    rows = [f"{p['name']}\t{p['version']}\t{p['license']}\n" for p in packages]
    wanted = HEAD + "".join(rows)
    old = open(LIST, encoding="utf-8").read() if os.path.exists(LIST) else ""
    if o.check and old != wanted:
        print("assets/licences.tsv is out of date: run packaging/licences.py", file=sys.stderr)
        return 1
    if not o.check and old != wanted:
        with open(LIST, "w", encoding="utf-8") as file:
            file.write(wanted)
    if o.texts:
        texts(packages, o.texts)
    print(f"{len(packages)} crates, {len(bad)} not allowed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
