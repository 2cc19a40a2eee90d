"""Packages made to do harm, from a good one: written byte by byte where no honest program would write them.

`hostile_packages(content)` gives 200 and more by name; `fuzzed` spoils one by a seed. `content` is what a good package
holds, in its order.
"""

from __future__ import annotations

import hashlib
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Content = dict[str, bytes]
Change = Callable[[Content], Content]


class Entry(NamedTuple):
    """An entry as it is written: what the list of contents says may be a lie."""

    name: bytes
    data: bytes
    method: int = 0
    flags: int = 0x800
    mode: int = 0o100644
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    own_name: bytes | None = None
    offset: int | None = None


def written(entries: list[Entry], *, count: int | None = None, comment: bytes = b"", before: bytes = b"") -> bytes:
    """The archive; `count` is how many entries its end claims."""
    out, listed = bytearray(before), bytearray()
    for entry in entries:
        at = len(out) if entry.offset is None else entry.offset
        size = len(entry.data) if entry.size is None else entry.size
        body = entry.data if entry.method != 8 else _deflated(entry.data)
        packed = len(body) if entry.packed is None else entry.packed
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        own = entry.name if entry.own_name is None else entry.own_name
        common = (entry.flags, entry.method, 0, 33, crc, packed & 0xFFFFFFFF, size & 0xFFFFFFFF)
        if entry.offset is None:
            out += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, *common, len(own), 0) + own + body
        listed += (
            struct.pack(
                "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 0x0314, 20, *common, len(entry.name), 0, 0, 0, 0, entry.mode << 16, at
            )
            + entry.name
        )
    claimed = min(len(entries) if count is None else count, 0xFFFF)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, claimed, claimed, len(listed), len(out), len(comment))
    return bytes(out + listed + end + comment)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def entries_of(content: Content) -> list[Entry]:
    return [Entry(name.encode(), data) for name, data in content.items()]


def packed(content: Content) -> bytes:
    """An honest archive of it."""
    return written(entries_of(content))


def known(content: Content) -> Content:
    """A manifest that knows all entries, as an attacker would write it."""
    manifest = json.loads(content["manifest.json"])
    manifest["files"] = [
        {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in content.items()
        if name not in ("mimetype", "manifest.json")
    ]
    return {**content, "manifest.json": json.dumps(manifest).encode()}


def manifest(change: Callable[[dict[str, Any]], object]) -> Change:
    def changed(content: Content) -> Content:
        record = json.loads(content["manifest.json"])
        change(record)
        return {**content, "manifest.json": json.dumps(record).encode()}

    return changed


def project(change: Callable[[dict[str, Any]], object]) -> Change:
    """Another project, which the manifest knows of."""

    def changed(content: Content) -> Content:
        record = json.loads(content["project.json"])
        change(record["project"])
        return known({**content, "project.json": json.dumps(record).encode()})

    return changed


def without(name: str) -> Change:
    return lambda content: {key: data for key, data in content.items() if key != name}


def spelled(name: str, old: bytes, new: bytes) -> Change:
    """The same with other letters in an entry; the manifest knows of a changed project."""

    def changed(content: Content) -> Content:
        assert old in content[name], (name, old)
        made = {**content, name: content[name].replace(old, new, 1)}
        return made if name == "manifest.json" else known(made)

    return changed


_BAD_NAMES = (
    "../evil",
    "../../evil",
    "media/../../evil",
    "media/../evil",
    "..",
    "./media/x",
    "media/./x",
    "media//x",
    "/evil",
    "//host/share/x",
    "/etc/passwd",
    "\\evil",
    "..\\evil",
    "media\\x",
    "\\\\host\\share",
    "C:/evil",
    "c:evil",
    "Z:\\evil",
    "media/x:stream",
    "media/x::$DATA",
    "media/CON",
    "media/con.mp4",
    "media/PRN",
    "media/AUX",
    "media/NUL",
    "media/nul.txt",
    *(f"media/COM{number}" for number in range(1, 10)),
    *(f"media/lpt{number}.mp4" for number in range(1, 10)),
    "media/CONIN$",
    "media/x.",
    "media/x ",
    "media/x. ",
    " /x",
    "media/\x00x",
    "media/x\n",
    "media/\x1b[2J",
    "media/x\x7f",
    "media/e\u0301.mp4",
    "media/" + "x" * 300,
    "x" * 500,
    "/".join("x" * 20),
    "media/a?b",
    "media/a*b",
    "media/a|b",
    "media/a<b",
    'media/a"b',
    "media/\u202egpj.exe",
    "~/evil",
    "~root/evil",
)


def _by_name(content: Content) -> Iterator[tuple[str, bytes]]:
    for name in _BAD_NAMES:
        yield f"name {name[:40]!r}", packed(known({**content, name: b"x"}))
    media = next(key for key in content if key.startswith("media/"))
    for twin in (media.upper(), media.replace("clip", "CLIP"), f"{media}/inside", "MANIFEST.JSON", "Mimetype"):
        yield f"twin {twin}", packed(known({**content, twin: b"x"}))
    for twice in ("mimetype", "manifest.json", "project.json", media):
        yield f"twice {twice}", written([*entries_of(content), Entry(twice.encode(), b"other")])
    for kind, mode in (
        ("link", 0o120777),
        ("pipe", 0o010644),
        ("socket", 0o140644),
        ("disk", 0o060644),
        ("tty", 0o020644),
    ):
        made = [entry._replace(mode=mode) if entry.name == media.encode() else entry for entry in entries_of(content)]
        yield f"a {kind}", written(made)
    yield (
        "a link to the password file",
        written([*entries_of(content), Entry(b"media/l", b"/etc/passwd", mode=0o120777)]),
    )
    yield "a folder with content", written([*entries_of(content), Entry(b"media/d/", b"hidden", mode=0o040755)])


def _by_size(content: Content) -> Iterator[tuple[str, bytes]]:
    entries = entries_of(content)
    zeros = bytes(12 << 20)
    last = entries[-1]
    yield "a bomb", written([*entries, Entry(b"media/bomb", zeros, 8)])
    yield "a bomb that is known", packed_deflated(known({**content, "media/bomb": zeros}), "media/bomb")
    for name, size in (("less", 3), ("more", 10 << 20), ("terabytes", 0xFFFFFFF0), ("all ones", 0xFFFFFFFF)):
        yield f"says {name}", written([*entries[:-1], last._replace(size=size)])
        yield f"packed says {name}", written([*entries[:-1], last._replace(packed=size)])
        yield f"deflated says {name}", written([*entries[:-1], last._replace(method=8, size=size)])
    for name, offset in (("zero", 0), ("one", 1), ("end", 0x7FFFFFFF), ("all ones", 0xFFFFFFFF)):
        yield f"lies at {name}", written([*entries, Entry(b"media/x", b"x", offset=offset)])
    yield (
        "all in the same bytes",
        written([*entries, *(Entry(f"media/{n}".encode(), zeros[:999], offset=0) for n in range(50))]),
    )
    yield "too many", written([*entries, *(Entry(f"media/{number}".encode(), b"") for number in range(2_100))])
    for count in (0, 1, 0xFFFE, 0xFFFF):
        yield f"claims {count}", written(entries, count=count)
    for method in (1, 6, 9, 12, 14, 93, 95, 99):
        yield f"method {method}", written([*entries[:-1], last._replace(method=method)])
    for flags in (0x801, 0x841, 0x2801):
        yield f"flags {flags:#x}", written([*entries[:-1], last._replace(flags=flags)])
    yield "another sum", written([*entries[:-1], last._replace(crc=1)])
    yield "another own name", written([*entries[:-1], last._replace(own_name=b"../../evil")])
    yield "an own name as long", written([*entries[:-1], last._replace(own_name=b"x" * len(last.name))])
    whole = written(entries)
    for share in (0, 1, 20, 25, 50, 75, 90, 97, 99):
        yield f"{share} % of it", whole[: len(whole) * share // 100]
    yield "without its end", whole[:-22]
    yield "two ends", whole + whole[-22:]
    yield "another program before it", written(entries, before=b"MZ" + bytes(500))
    yield "a page before it", written(entries, before=b"<html><script>alert(1)</script>")
    yield "empty", b""
    yield "only an end", written([])
    yield "a long comment", written(entries, comment=b"PK\5\6" * 9_000)
    for name, head in (
        ("a 7z", b"7z\xbc\xaf\x27\x1c"),
        ("a gzip", b"\x1f\x8b\x08"),
        ("a tar", b"ustar"),
        ("a PDF", b"%PDF-1.7"),
    ):
        yield name, head + bytes(600)


def packed_deflated(content: Content, name: str) -> bytes:
    """An archive in which one entry is deflated."""
    return written(
        [entry._replace(method=8) if entry.name == name.encode() else entry for entry in entries_of(content)]
    )


_MANIFESTS: dict[str, Change] = {
    "no mimetype": without("mimetype"),
    "no manifest": without("manifest.json"),
    "no project": without("project.json"),
    "another mimetype": lambda c: {**c, "mimetype": b"application/epub+zip"},
    "mimetype with a line": lambda c: {**c, "mimetype": c["mimetype"] + b"\n"},
    "one file more": lambda c: {**c, "media/more.mp4": b"more"},
    "code beside it": lambda c: {**c, "run.py": b"import os"},
    "a pickle known": lambda c: known({**c, "model.pkl": b"\x80\x04cos\nsystem\n"}),
    "newer": manifest(lambda m: m.update(schema=99)),
    "a schema of zero": manifest(lambda m: m.update(schema=0)),
    "half a schema": manifest(lambda m: m.update(schema=1.5)),
    "another format": manifest(lambda m: m.update(format="x")),
    "not a number": spelled("manifest.json", b"1080", b"NaN"),
    "endless": spelled("manifest.json", b"1080", b"Infinity"),
    "a huge number": spelled("manifest.json", b"1080", b"9" * 5_000),
    "a huge exponent": spelled("manifest.json", b"1080", b"1e999"),
    "below zero": spelled("manifest.json", b"1080", b"-1080"),
    "deep": lambda c: {**c, "manifest.json": b"[" * 200_000},
    "deep objects": lambda c: {**c, "manifest.json": b'{"a":' * 100_000},
    "half": lambda c: {**c, "manifest.json": c["manifest.json"][:40]},
    "binary": lambda c: {**c, "manifest.json": b"\xff\xfe\x00"},
    "UTF-16": lambda c: {**c, "manifest.json": c["manifest.json"].decode().encode("utf-16")},
    "half a letter": spelled("manifest.json", b'"Bloom"', b'"\\ud800\\u0000"' * 1 + b""[:0]),
    "nothing": lambda c: {**c, "manifest.json": b""},
    "a list": lambda c: {**c, "manifest.json": b"[]"},
    "null": lambda c: {**c, "manifest.json": b"null"},
    "nine megabytes": lambda c: {**c, "manifest.json": c["manifest.json"] + b" " * (9 << 20)},
    "a size below zero": manifest(lambda m: m["files"][0].update(size=-1)),
    "a size of words": manifest(lambda m: m["files"][0].update(size="1")),
    "another size": manifest(lambda m: m["files"][0].update(size=1)),
    "a short hash": manifest(lambda m: m["files"][0].update(sha256="ab")),
    "a hash in capitals": manifest(lambda m: m["files"][0].update(sha256=m["files"][0]["sha256"].upper())),
    "another hash": manifest(lambda m: m["files"][0].update(sha256="0" * 64)),
    "no hash": manifest(lambda m: m["files"][0].pop("sha256")),
    "named twice": manifest(lambda m: m["files"].append(m["files"][0])),
    "no files": manifest(lambda m: m.update(files=[])),
    "many files": manifest(lambda m: m.update(files=m["files"] * 2_000)),
    "no slots": manifest(lambda m: m.update(slots=[])),
    "many slots": manifest(lambda m: m.update(slots=m["slots"] * 5_000)),
    "a slot of another kind": manifest(lambda m: m["slots"][0].update(kind="code")),
    "another slot": manifest(lambda m: m["slots"][0].update(key="other")),
    "another name": manifest(lambda m: m["challenge"].update(name="Other")),
    "a number for a name": manifest(lambda m: m["challenge"].update(name=5)),
    "rules of a word": manifest(lambda m: m["challenge"].update(rules="x")),
    "another width": manifest(lambda m: m.update(width=720)),
    "a huge width": manifest(lambda m: m.update(width=10**9)),
    "seconds below zero": manifest(lambda m: m.update(seconds=-1)),
    "media changed": lambda c: {**c, "media/clip.mp4": c["media/clip.mp4"][:-1] + b"!"},
    "project changed": lambda c: {**c, "project.json": c["project.json"] + b" "},
    "picture changed": lambda c: {**c, "preview.jpg": b"another"},
}


def _first(p: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = p["main"][0]
    return found


def _nested(p: dict[str, Any]) -> None:
    for _ in range(100):
        inside = {**_first(p), "content": {"type": "compound", "main": [_first(p)]}}
        p["main"][0] = inside


_PROJECTS: dict[str, Change] = {
    "no project in it": lambda c: known({**c, "project.json": b"{}"}),
    "a list for a project": lambda c: known({**c, "project.json": b"[1]"}),
    "deep project": lambda c: known({**c, "project.json": b"[" * 300_000}),
    "binary project": lambda c: known({**c, "project.json": bytes(range(256)) * 9}),
    **{
        f"a path to {path[:24]}": project(lambda p, path=path: p["assets"][0].update(path=path))
        for path in (
            "/etc/passwd",
            "../clip.mp4",
            "media/../../clip.mp4",
            "C:\\Windows\\win.ini",
            "\\\\host\\share\\x.mp4",
            "http://host/x.mp4",
            "file:///etc/passwd",
            "concat:a|b",
            "rtsp://host/x",
            "data:video/mp4;base64,AAAA",
            "pipe:0",
            "/dev/zero",
            "media",
            "",
            "~/x",
            "manifest.json",
            "media/clip.mp4\x00.png",
        )
    },
    "a huge canvas": project(
        lambda p: p["canvas"].update(width=10**9) if "canvas" in p else p.update(canvas={"width": 10**9})
    ),
    "a canvas below zero": project(lambda p: p.update(canvas={"width": -5, "height": 1920})),
    "no canvas": project(lambda p: p.update(canvas={"width": 0, "height": 0})),
    "no rate": project(lambda p: p.update(rate="0")),
    "a rate below zero": project(lambda p: p.update(rate="-30")),
    "a rate by zero": project(lambda p: p.update(rate="30/0")),
    "a huge rate": project(lambda p: p.update(rate="1e300")),
    "a rate of many digits": project(lambda p: p.update(rate="9" * 4_000 + "/" + "7" * 4_000)),
    "an endless clip": project(lambda p: _first(p).update(window={"start": "0", "length": "1e18"})),
    "a clip below zero": project(lambda p: _first(p).update(window={"start": "-5", "length": "-1"})),
    "a time of words": project(lambda p: _first(p).update(window="x")),
    "a speed of zero": project(lambda p: _first(p).update(speed="0")),
    "a speed below zero": project(lambda p: _first(p).update(speed="-1")),
    "a huge speed": project(lambda p: _first(p).update(speed="1e99")),
    "many clips": project(lambda p: p.update(main=[{**_first(p), "id": f"x{n}"} for n in range(2_500)])),
    "the same id": project(lambda p: p["main"].append(_first(p))),
    "a clip of nothing": project(lambda p: _first(p).update(content={"type": "footage", "asset": "none"})),
    "a content of code": project(lambda p: _first(p).update(content={"type": "python", "code": "import os"})),
    "many words": project(lambda p: _first(p).update(name="x" * 50_000)),
    "nested": project(_nested),
    "main of a number": project(lambda p: p.update(main=7)),
    "no slots": project(lambda p: p["main"].pop()),
    "many keys": project(
        lambda p: _first(p).update(opacity={"keys": [{"time": str(n), "value": 1} for n in range(30_000)]})
    ),
    "keys backwards": project(
        lambda p: _first(p).update(opacity={"keys": [{"time": "2", "value": 1}, {"time": "1", "value": 1}]})
    ),
    "many rules": project(lambda p: p["challenge"].update(rules=["x"] * 5_000)),
    "long rules": project(lambda p: p["challenge"].update(rules=["x" * 90_000])),
    "joined before": project(lambda p: p.update(challenge=None)),
    "an unknown transition": project(lambda p: p["main"][-1].update(enter={"effect": "x", "length": "-3"})),
    "effects of a word": project(lambda p: _first(p).update(effects="x")),
    "many effects": project(
        lambda p: _first(p).update(effects=[{"id": f"e{n}", "effect": "blur"} for n in range(500)])
    ),
}


def hostile_packages(content: Content) -> Iterator[tuple[str, bytes]]:
    """Each by its name: archives that lie, names that lead elsewhere, manifests and projects that ask too much."""
    yield from _by_name(content)
    yield from _by_size(content)
    for name, change in (_MANIFESTS | {f"project: {name}": change for name, change in _PROJECTS.items()}).items():
        yield name, packed(change(content))


MEDIA: dict[str, bytes] = {
    "concat.mp4": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "list.mp4": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n",
    "dash.mp4": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>/etc/</BaseURL></MPD>',
    "sdp.mp4": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=video 5004 RTP/AVP 96\n",
    "page.mp4": b"<html><script>1</script></html>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "font.ttf": b"\x00\x01\x00\x00\x00\x0a" + b"\xff" * 400,
    "font.otf": b"OTTO" + b"\xff" * 400,
    "deep.json": b'{"v":"5","layers":' + b"[" * 90_000,
    "lottie.json": b'{"v":"5.5","fr":1e308,"ip":0,"op":1e308,"w":1e9,"h":1e9,"layers":[]}',
    "huge.cube": b"LUT_3D_SIZE 999999999\n0 0 0\n",
    "nan.cube": b"LUT_3D_SIZE 2\n" + b"nan nan nan\n" * 8,
    "short.cube": b"LUT_3D_SIZE 33\n0 0 0\n",
    "program.mp4": b"\x7fELF" + bytes(200),
    "script.mp4": b"#!/bin/sh\nrm -rf /\n",
    "empty.mp4": b"",
    "boxes.mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2\x00\x00\x00\x01moov" + b"\xff" * 8 + b"\x00" * 60,
    "huge.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\x00\x00\x00" + bytes(40),
    "huge.gif": b"GIF89a\xff\xff\xff\xff\x00\x00\x00" + bytes(40),
    "archive.mp4": b"PK\x05\x06" + bytes(18),
}
"""Files that are not what their names say, or ask for more than there is."""


def fuzzed(good: bytes, content: Content, seed: int) -> bytes:
    """A package spoiled by chance: its bytes, or what stands in it with a manifest that knows it."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        spoiled = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 5, 40))):
            _spoil(spoiled, chance)
        return bytes(spoiled)
    name = chance.choice(["manifest.json", "project.json", "project.json", "mimetype", "preview.jpg"])
    text = bytearray(content[name])
    for _ in range(chance.choice((1, 2, 4, 12))):
        _spoil(text, chance)
    changed = {**content, name: bytes(text)}
    if name != "manifest.json":
        changed = known(changed)
    return packed(changed)


_PIECES = (
    b"NaN",
    b"1e999",
    b"-1",
    b"null",
    b'"',
    b"[" * 99,
    b"{",
    b"}",
    b"\x00",
    b"\xff\xfe",
    b"../",
    b"9" * 400,
    b"/0",
    b'"\\ud800"',
)


def _spoil(data: bytearray, chance: random.Random) -> None:
    if not data:
        return
    at, way = chance.randrange(len(data)), chance.randrange(6)
    if way == 0:
        data[at] ^= 1 << chance.randrange(8)
    elif way == 1:
        data[at] = chance.randrange(256)
    elif way == 2:
        del data[at : at + chance.choice((1, 2, 8, 64))]
    elif way == 3:
        data[at:at] = chance.choice(_PIECES)
    elif way == 4:
        end = min(len(data), at + chance.choice((1, 4, 12)))
        data[at:end] = chance.choice(_PIECES)
    else:
        begin = chance.randrange(len(data))
        data[at:at] = data[begin : begin + chance.choice((4, 30, 200))]
