"""Bytes → text: encodings, and what is no text at all."""

from __future__ import annotations

import logging
import re

from charset_normalizer import from_bytes

from recension.letters import whole
from recension.refusals import ReadingError

log = logging.getLogger("recension.reading")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"), (b"SQLite format 3", "a database"), (b"ID3", "a sound file"), (b"OggS", "a sound file"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"\xfd7zXZ", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]")
_SAMPLE = 65_536
_NOT_WESTERN = frozenset(
    "Bosnian Croatian Czech Estonian Hungarian Latvian Lithuanian Polish Romanian Serbian Slovak Slovene Slovenian Turkish".split())


def decode(raw: bytes) -> str:
    """The text of some bytes.

    UTF-8 first, then what a byte order mark or the page declares, then detection, then Windows-1252.

    Raises:
        ReadingError: the bytes are empty, all white space, or no text.
    """
    if not raw:
        raise ReadingError("the file is empty")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise ReadingError(f"this is {what}, not text: save it as .txt or .html first")
    text = whole(_decoded(raw))
    if not text.strip():
        raise ReadingError("there is nothing but white space in it")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > 0.1 * len(sample):
        raise ReadingError("binary data, not text")
    return text


def _decoded(raw: bytes) -> str:
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return raw.decode(name, "replace")
    if b"\0" in raw[:_SAMPLE]:
        return _without_bom(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    broken = raw.decode("utf-8", "replace")
    if broken.count("\ufffd") * 200 < sum(c > "\x7f" for c in broken) * 20 or _cut_off(raw):
        log.info("some bytes are not UTF-8 and were replaced")
        return broken
    declared = _DECLARED.search(raw[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    names += _detected(raw[:_SAMPLE])
    for name in names:
        try:
            text = raw.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
        log.info("not UTF-8: read as %s", name)
        return text
    log.info("not UTF-8: read as Windows-1252")
    return raw.decode("cp1252", "replace")


def _detected(sample: bytes) -> list[str]:
    """The likeliest encoding. Code pages of Latin letters tie on short texts: then it is the western one, unless the
    letters make words of a language that needs another."""
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return []
    western = any(m.encoding == "cp1252" and m.chaos <= best.chaos for m in matches)
    return ["cp1252" if western and best.language not in _NOT_WESTERN else best.encoding]


def _cut_off(raw: bytes) -> bool:
    """Whether only the last character is broken: a text cut off in its middle."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(raw) - 4 and any(b > 0x7F for b in raw[: error.start])
    return False


def _without_bom(raw: bytes) -> str:
    """UTF-16 without its mark has a zero in every other byte of plain text; anything else with zeros is no text."""
    sample = raw[:_SAMPLE]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.3 * len(zeros):
            text = raw[: len(raw) // 2 * 2].decode(name, "replace")
            if not _CONTROLS.search(text[:_SAMPLE]):
                return text
    raise ReadingError("binary data, not text (it holds zero bytes)")
