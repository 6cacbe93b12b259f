#!/usr/bin/env python3
"""One report in every form people have it in: each must give the outline of its text.

    tests/formats.py PATH/TO/duidu REPORT.txt [REPORT …] [--mutations=N]

For each report: twelve encodings, pages in several charsets with right, wrong and missing
labels, docx, odt, rtf, html and PDF (page numbers, two columns) from LibreOffice, docx with automatic
Chinese numbers from python-docx, fifteen kinds of damage, and N mutated files (20). The same: headings
with number, title, level and role. Damaged: no crash, and nine tenths of the Chinese characters stay.
Needs libreoffice-writer and python3-docx; what is missing is said and left out.
"""
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile

NUMERALS = "零一二三四五六七八九"
HAN = re.compile("[\u3400-\u9fff]")


def outline(program, path):
    """Headings as they are compared; None and the sentence when nothing is read."""
    done = subprocess.run([program, "outline", path, "--format", "json"], capture_output=True)
    said = done.stderr.decode(errors="replace")
    if "panicked" in said or done.returncode not in (0, 1):
        raise SystemExit(f"{path}: crashed ({done.returncode}): {said}")
    if done.returncode:
        return None, said.strip()
    data = json.loads(done.stdout)
    bare = lambda t: re.sub(r"\s", "", t)
    return [(h["level"], bare(h["number"]), bare(h["title"]), h["role"]) for h in data["headings"]], ""


def encodings(text):
    forms = {
        "utf-8": text.encode(), "utf-8 bom": b"\xef\xbb\xbf" + text.encode(),
        "utf-16le": text.encode("utf-16-le"), "utf-16le bom": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf-16be": text.encode("utf-16-be"), "utf-16be bom": b"\xfe\xff" + text.encode("utf-16-be"),
        "utf-32le bom": b"\xff\xfe\0\0" + text.encode("utf-32-le"), "utf-32be": text.encode("utf-32-be"),
        "gb18030": text.encode("gb18030"), "crlf gb18030": text.replace("\n", "\r\n").encode("gb18030"),
    }
    for name, codec in (("big5", "big5"), ("big5-hkscs", "big5hkscs")):
        try:
            forms[name] = text.encode(codec)
        except UnicodeEncodeError:
            pass
    return forms


def page(text, title, meta):
    body = "".join(f"<p>　　{html.escape(line.strip())}</p>\n" for line in text.split("\n") if line.strip())
    links = "".join(f'<li><a href="/{n}.html">栏目导航{n}</a></li>' for n in range(20))
    return (f"<!DOCTYPE html><html><head>{meta}<title>{html.escape(title)}</title></head><body><ul>{links}</ul>"
            f'<div id="content">{body}</div><div class="footer"><a href="/">返回首页</a></div></body></html>')


def pages(text):
    title = text.strip().split("\n")[0].lstrip("# ")
    label = '<meta http-equiv="Content-Type" content="text/html; charset={}">'.format
    forms = {
        "html utf-8": page(text, title, '<meta charset="utf-8">').encode(),
        "html gb2312": page(text, title, label("gb2312")).encode("gb18030"),
        "html without label": page(text, title, "").encode("gb18030"),
        "html wrong label": page(text, title, label("utf-8")).encode("gb18030"),
        "html utf-16 bom": b"\xff\xfe" + page(text, title, "").encode("utf-16-le"),
    }
    try:
        forms["html big5"] = page(text, title, label("big5")).encode("big5hkscs")
    except UnicodeEncodeError:
        pass
    return forms


def flat(text, columns):
    """The report as a flat OpenDocument with page numbers; its paragraphs set in and justified."""
    lines = "".join(f'<text:p text:style-name="T">{html.escape(line.strip())}</text:p>'
                    for line in text.split("\n") if line.strip())
    wide = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:text-indent="0.85cm"
 fo:text-align="justify" fo:line-height="150%" style:punctuation-wrap="simple"/>
<style:text-properties fo:font-size="12pt" style:font-size-asian="12pt" style:font-name-asian="Noto Serif CJK SC"
 fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties>{wide}</style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:footer>
<text:p>— <text:page-number>1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:section text:style-name="S" text:name="S">{lines}</text:section></office:text></office:body>
</office:document>"""


def office(text, folder):
    """What LibreOffice makes of it: name and path."""
    out = {}
    for columns in (1, 2):
        source = os.path.join(folder, f"报告{columns}.fodt")
        with open(source, "w", encoding="utf-8") as f:
            f.write(flat(text, columns))
        for kind in ("docx", "odt", "rtf", "html", "pdf") if columns == 1 else ("pdf",):
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                       "--convert-to", kind, "--outdir", folder, source]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=240)
            except (OSError, subprocess.SubprocessError) as error:
                print(f"  {kind} left out: {error}")
                continue
            out[f"{kind}, {columns} column(s)"] = source.replace(".fodt", "." + kind)
    return out


def numeral(n):
    tens, ones = divmod(n, 10)
    if n < 10:
        return NUMERALS[n]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def numbered(text, path):
    """A docx whose 一、 and （一） are automatic, wherever Word's counting gives what stands there."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{shape}"/></w:lvl>' for i, shape in enumerate(("%1、", "（%2）")))
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    count, automatic = [0, 0], 0
    for line in (l.strip() for l in text.split("\n")):
        if not line:
            continue
        paragraph = document.add_paragraph()
        for level, shape in enumerate(("{}、", "（{}）")):
            head = shape.format(numeral(count[level] + 1))
            if line.startswith(head):
                line = line[len(head):]
                count[level] += 1
                count[level + 1:] = [0] * (1 - level)
                automatic += 1
                paragraph._p.get_or_add_pPr().append(parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
                break
        paragraph.add_run(line)
    document.save(path)
    return automatic


def damaged(text):
    """Fifteen kinds of damage."""
    u, g, w = text.encode(), text.encode("gb18030"), text.encode("utf-16-le")
    third = lambda b: len(b) // 3
    put = lambda b, at, new, skip=0: b[:at] + new + b[at + skip:]
    mixed = [line.encode("gb18030" if i % 2 else "utf-8") for i, line in enumerate(text.split("\n"))]
    return {
        "bad byte, utf-8": put(u, third(u), b"\xff", 1), "bad byte, gb18030": put(g, third(g), b"\xff", 1),
        "lost byte, utf-8": put(u, third(u), b"", 1), "lost byte, gb18030": put(g, third(g), b"", 1),
        "lost byte, utf-16": put(w, third(w), b"", 1), "added byte, utf-16 bom": b"\xff\xfe" + put(w, third(w), b"\x31"),
        "cut in a character, utf-8": u[:-2], "cut in a character, gb18030": g[:-1], "cut in a character, utf-16": w[:-1],
        "nul bytes, utf-8": put(u, third(u), b"\0\0\0"), "nul bytes, gb18030": put(g, third(g), b"\0"),
        "bom in the middle": put(u, u.index(b"\n") + 1, b"\xef\xbb\xbf"), "utf-8 bom before gb18030": b"\xef\xbb\xbf" + g,
        "mixed by line": b"\n".join(mixed), "bad bytes everywhere": bytes(0xff if i % 997 == 996 else b for i, b in enumerate(u)),
    }


def mutated(data, pick):
    data = bytearray(data)
    for _ in range(pick.randint(1, 12)):
        at = pick.randrange(len(data))
        way = pick.randrange(4)
        if way == 0:
            data[at] = pick.randrange(256)
        elif way == 1:
            del data[at:at + pick.randint(1, 40)]
        elif way == 2:
            data[at:at] = bytes(pick.randrange(256) for _ in range(pick.randint(1, 8)))
        else:
            data[at:at] = data[at // 2:at // 2 + pick.randint(1, 200)]
    return bytes(data)


def readable(program, path, least):
    done = subprocess.run([program, "export", path, "--what", "text", "--format", "txt", "--out", path + ".out.txt",
                           "--force"], capture_output=True)
    if done.returncode:
        return done.stderr.decode(errors="replace").strip()
    with open(path + ".out.txt", encoding="utf-8") as f:
        found = len(HAN.findall(f.read()))
    return "" if found >= least else f"{found} Chinese characters of {least}"


def decoded(report):
    with open(report, "rb") as f:
        data = f.read()
    read = {}
    for codec in ("utf-8-sig", "gb18030", "big5hkscs"):
        try:
            read[codec] = data.decode(codec).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    if not read:
        raise SystemExit(f"{report}: not UTF-8, GB18030 or Big5")
    # A wrong set gives rare characters; these are in every report.
    return read.get("utf-8-sig") or max(read.values(), key=lambda t: sum(map(t.count, "的工作年一")))


def check(program, report, mutations):
    text = decoded(report)
    bad = total = 0
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "plain" + os.path.splitext(report)[1])
        with open(plain, "w", encoding="utf-8") as f:
            f.write(text)
        want, _ = outline(program, plain)
        # Marks of markdown mean something in markdown only.
        bare = re.sub(r"\*\*|^#+ ", "", text, flags=re.M)
        kept = os.path.join(folder, "bare.txt")
        with open(kept, "w", encoding="utf-8") as f:
            f.write(bare)
        wanted_bare, _ = outline(program, kept)
        files = {}
        suffix = os.path.splitext(report)[1]
        for forms, source in ((encodings(text), suffix), (pages(bare), ".html")):
            for name, data in forms.items():
                files[name] = os.path.join(folder, name.replace(" ", "-") + source)
                with open(files[name], "wb") as f:
                    f.write(data)
        files.update(office(bare, folder))
        try:
            files["docx, automatic numbers"] = os.path.join(folder, "numbered.docx")
            print(f"  {numbered(bare, files['docx, automatic numbers'])} automatic numbers")
        except ImportError:
            print("  docx with automatic numbers left out: no python3-docx")
            del files["docx, automatic numbers"]
        for name, path in files.items():
            got, said = outline(program, path)
            target = want if name in encodings(text) else wanted_bare
            total += 1
            if got != target:
                bad += 1
                lost = [h for h in target if h not in (got or [])]
                more = [h for h in got or [] if h not in target]
                print(f"  {name}: {said} {len(lost)} of {len(target)} missing {lost[:3]}, {len(more)} other {more[:3]}")
        least = len(HAN.findall(text)) * 9 // 10
        pick = random.Random(report)
        worn = dict(damaged(text))
        sources = [open(p, "rb").read() for p in files.values()]
        for n in range(mutations):
            worn[f"mutation {n}"] = mutated(pick.choice(sources), pick)
        for n, (name, data) in enumerate(worn.items()):
            path = os.path.join(folder, f"worn{n}{suffix}")
            with open(path, "wb") as f:
                f.write(data)
            total += 1
            if name.startswith("mutation"):
                outline(program, path)
            elif said := readable(program, path, least):
                bad += 1
                print(f"  {name}: {said}")
    print(f"{os.path.basename(report)}: {len(want)} headings, {total - bad} of {total} right", flush=True)
    return bad


def main():
    mutations = [int(a.split("=")[1]) for a in sys.argv[1:] if a.startswith("--mutations=")]
    words = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(words) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    bad = [check(os.path.abspath(words[0]), report, (mutations or [20])[0]) for report in words[1:]]
    return 1 if sum(bad) else 0


if __name__ == "__main__":
    sys.exit(main())
