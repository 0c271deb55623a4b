"""The reading room: what is read, what is refused, what is text and what is debris."""

from __future__ import annotations

import io
import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.model import Refusal, Report
from recension.reading import MAX_BYTES, ReadingError, clean, read, read_items, reclean

LEAD = "KHARTOUM, Sudan (AP) — Shells killed nine people at a market in Omdurman on Tuesday, a doctors' group said."
NEXT = "The army and the paramilitary force blamed each other for the shelling, the worst in Omdurman this month."
LAST = "Aid agencies say that half of the hospitals in the capital have closed since the fighting began in April."


def page(*lines: str) -> bytes:
    return "\n\n".join(lines).encode()


def one(text: str | bytes, kind: str = "text") -> Report:
    return clean(text.encode() if isinstance(text, str) else text, label="a.txt", kind=kind)


def role(report: Report, words: str) -> str:
    at = report.text.index(words)
    return next(b.role for b in report.blocks if b.start <= at < b.end)


def body(report: Report) -> str:
    return "\n".join(report.text[b.start: b.end].strip() for b in report.blocks if b.role == "body")


# ---------------------------------------------------------------- roles
DEBRIS = [
    ("Home / News / Africa", "boilerplate"), ("Current:Home > Markets", "boilerplate"),
    ("World | Business | Markets | Video", "boilerplate"), ("Share  Facebook  Telegram  WhatsApp  Copy link", "boilerplate"),
    ("4173355021 9ab7cc01de o", "boilerplate"), ("IMG_20230412.jpg", "boilerplate"), ("Great! (219)", "boilerplate"),
    ("ORGANIZATIONS IN THIS STORY", "boilerplate"), ("Advertisement", "boilerplate"), ("5 min read", "boilerplate"),
    ("We use cookies to improve your experience. Accept all", "boilerplate"), ("Noticias", "boilerplate"),
    ("Sign up for our morning briefing.", "boilerplate"), ("Published: 2023-08-08 10:22", "boilerplate"),
    ("Also read: Ferry sinks off the coast", "boilerplate"), ("12 comments", "boilerplate"), ("اقرأ أيضا: الأسعار", "boilerplate"),
    ("Smoke rises over Omdurman, August 8, 2023. REUTERS/El Tayeb Siddig", "caption"),
    ("A market in Omdurman (AP Photo/Marwan Ali)", "caption"), ("Photo: Sari Mona/Getty Images", "caption"),
    ("Cover image source: Shutterstock", "caption"), ("A doctor in Omdurman | Sara Ali/UN Photo", "caption"),
    ("File photo: Soldiers at a bridge", "caption"), ("By Jane Doe and John Roe", "byline"), ("By Staff Writer", "byline"),
    ("Source: Xinhua", "byline"), ("Reporting by Jane Doe; Editing by John Roe", "byline"),
]


@pytest.mark.parametrize(("line", "expected"), DEBRIS)
@pytest.mark.parametrize("place", ["head", "middle"])
def test_debris_is_told_from_text_and_kept(line: str, expected: str, place: str) -> None:
    title = "Nine killed in shelling of Omdurman market"
    lines = [title, line, LEAD, NEXT, LAST] if place == "head" else [title, LEAD, NEXT, line, LAST]
    report = one(page(*lines))
    assert role(report, " ".join(line.split())) == expected
    assert report.title == title
    assert "Aid agencies say" in body(report)
    assert "Shells killed nine" in body(report)


TITLES = [
    (["Nine killed in shelling", "", LEAD, NEXT], "Nine killed in shelling"),
    (["# Market shelled", "", LEAD, NEXT], "Market shelled"),
    (["Fighting in Omdurman kills nine | The Daily Herald", LEAD, NEXT], "Fighting in Omdurman kills nine"),
    (["Fighting in Omdurman kills nine", "photo", "Fighting in Omdurman kills nine", LEAD], "Fighting in Omdurman kills nine"),
    ([LEAD, NEXT], None),
    (["World News", LEAD, NEXT], None),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_title(lines: list[str], title: str | None) -> None:
    assert one("\n".join(lines)).title == title


OUTLETS = [
    (["Shelling in Omdurman kills nine people -WorldFlash", LEAD], "WorldFlash"),
    (["The Nile Gazette > Africa > Sudan", "Shelling in Omdurman kills nine people", LEAD], "The Nile Gazette"),
    (["Radio Kassala 94 FM", "Shelling in Omdurman kills nine people", LEAD], "Radio Kassala 94 FM"),
    (["Flash News", "Shelling in Omdurman kills nine people", LEAD], None),
    (["Latest News", "Shelling in Omdurman kills nine people", LEAD], None),
]


@pytest.mark.parametrize(("lines", "outlet"), OUTLETS)
def test_outlet(lines: list[str], outlet: str | None) -> None:
    assert one("\n\n".join(lines)).outlet == outlet


def test_a_list_of_other_stories_ends_the_story_until_the_story_resumes() -> None:
    report = one(page("Nine killed", LEAD, "Related", "- Actor wins prize for film. Who knew?", "Striker out for six weeks", NEXT,
                      "Ranking", "Man killed by shark in Australia as friends watch", "Police shoot six in raid"))
    assert role(report, "Actor wins") == role(report, "Striker out") == role(report, "Police shoot") == "boilerplate"
    assert role(report, "The army and") == "body"


def test_headlines_after_the_story_without_a_heading_are_debris() -> None:
    report = one(page("Nine killed", LEAD, NEXT, LAST, "Ten held in raid on port", "Two dead as bus hits wall"))
    assert role(report, "Ten held") == role(report, "Two dead") == "boilerplate"


def test_cross_heading_is_no_body() -> None:
    assert role(one(page("Nine killed", LEAD, "Hospitals closed", NEXT, LAST)), "Hospitals closed") in ("title", "boilerplate")


def test_a_list_after_a_colon_is_body() -> None:
    report = one(page("Nine killed", LEAD, "The group demanded three things:", "- an end to the siege", "- safe roads for aid", LAST))
    assert role(report, "an end to the siege") == role(report, "safe roads") == "body"


def test_the_counts_of_a_bulletin_are_body() -> None:
    lines = ("Fatalities: 14 (9 civilians)", "Injured - critical: 3", "Persons missing: nil", "Displaced families = about 1,200")
    report = one(page("Bulletin no. 7 of the Omdurman emergency room", *lines))
    assert [role(report, line) for line in lines] == ["body"] * len(lines)
    assert role(one(page(LEAD, NEXT, LAST, "Comments: 14", "Shares: 3")), "Comments: 14") == "boilerplate"


def test_an_embedded_post_is_the_paragraph_before_its_stamp() -> None:
    post = "We condemn the attack on the market in Omdurman and call for an immediate truce."
    report = one(page(LEAD, NEXT, post, "— UN Sudan (@UNinSudan) August 8, 2023", LAST))
    assert role(report, "We condemn") == role(report, "— UN Sudan") == "quote_embed"
    assert role(report, "The army and") == role(report, "Aid agencies") == "body"
    assert (report.published.date, report.published.source) == ("2023-08-08", "embedded")


def test_wrapped_text_is_joined_and_headlines_are_not() -> None:
    words = (LEAD + " " + NEXT).split()
    rows = [" ".join(words[i: i + 8]) for i in range(0, len(words), 8)]
    assert NEXT in one("Nine killed in shelling\n\n" + "\n".join(rows)).text
    headlines = "Ten held in raid on port of Aden\nTwo dead as bus hits wall in Lima\nStorm nears coast of Haiti"
    assert one(LEAD + "\n" + NEXT + "\nRelated\n" + headlines).text.count("\n\n") == 5


def test_a_text_without_full_stops_is_still_read() -> None:
    assert body(one("the army said it took the bridge in the north of the city after three days of fighting"))


# ---------------------------------------------------------------- dateline, wire
DATELINES = [
    ("KHARTOUM (Reuters) - The army said it held the bridge on Tuesday.", "KHARTOUM", "Reuters"),
    ("MANILA, May 3 (Xinhua) -- The army said it held the bridge.", "MANILA", "Xinhua"),
    ("JERUSALEM/GAZA, Oct 7 (Reuters) - The army said it held the bridge.", "JERUSALEM/GAZA", "Reuters"),
    ("PORT-AU-PRINCE, Haiti (AP) — The army said it held the bridge.", "PORT-AU-PRINCE, Haiti", "AP"),
    ("MOSCOW, May 30. /TASS/. The army said it held the bridge on Tuesday.", "MOSCOW", "TASS"),
    ("Khartoum, Sudan – The army said it held the bridge on Tuesday.", "Khartoum, Sudan", None),
    ("KYIV — The army said it held the bridge on Tuesday morning.", "KYIV", None),
    ("NEW DELHI (ANI): The army said it held the bridge on Tuesday.", "NEW DELHI", "ANI"),
    ("Bogotá, 3 May (EFE).- The army said it held the bridge on Tuesday.", "Bogotá", "EFE"),
    ("Protesters — many of them students — held the bridge on Tuesday.", None, None),
    ("The Rapid Support Forces (RSF) — which held the bridge — fled on Tuesday.", None, None),
    ("BREAKING: The army said that it held the bridge on Tuesday morning.", None, None),
    ("The Associated Press (AP) reported on May 3 that the army held it.", None, None),
]


@pytest.mark.parametrize(("text", "place", "credit"), DATELINES)
def test_dateline(text: str, place: str | None, credit: str | None) -> None:
    report = one(page(text, NEXT))
    found = report.dateline
    assert ((found.place, found.credit) if found else (None, None)) == (place, credit)
    assert report.wire == credit
    if found:
        assert role(report, text[:10]) == "dateline"
        assert "The army said" in body(report)


WIRES = [
    (page(NEXT, "The talks could end the crisis./ VOA"), "VOA"), (page(NEXT, "The talks go on in Jeddah. (AFP)"), "AFP"),
    (page("Nine killed in Omdurman", "By Reuters", NEXT, LAST), "Reuters"), (page(NEXT, LAST, "Source: Xinhua"), "Xinhua"),
    (page(NEXT, LAST, "© 2023 AFP"), "AFP"), (page(NEXT, LAST, "With reporting by AP"), "AP"),
    (page(NEXT, "The AP reports that nine died, and Reuters gave the same number on Tuesday."), None),
    (page("A shelled house in Omdurman. [Reuters]", NEXT, LAST), None),
    (page(NEXT, "We condemn the attack on the market.", "— AFP News Agency (@AFP) May 30, 2023", LAST), None),
]


@pytest.mark.parametrize(("raw", "wire"), WIRES)
def test_wire_is_whose_text_it_is_not_who_is_cited(raw: bytes, wire: str | None) -> None:
    assert one(raw).wire == wire


# ---------------------------------------------------------------- dates
TODAY = "A blast on Tuesday killed nine people at a market in Omdurman, the army said."
DATES = [
    ("Date:2023-08-09 08:00:00", LEAD, "2023-08-09", False),
    ("Published: 8 August 2023, 14:32 GMT", LEAD, "2023-08-08", False),
    ("08.08.2023", LEAD, "2023-08-08", False),
    ("Date:2025-04-26 08:23:02", LEAD, "2025-04-26", True),
    ("Date:2025-04-26 08:23:02", "A blast killed nine people in Omdurman, the army said on May 30, 2023.", "2025-04-26", True),
    ("Date:2025-05-17", "A truce held, a mediator said on Tuesday, 1 March 2022, in the city of Omdurman.", "2022-03-01", True),
    ("Date:2021-05-17", "A blast killed nine people in Omdurman on 30 May 2023, the army said.", "2021-05-17", True),
    ("Date:2023-08-11", TODAY, "2023-08-11", False),
    ("Date:2023-08-11", LEAD, "2023-08-11", True),
    ("Date:2023-08-12", "The army said it would hold talks in Omdurman last Tuesday, aid groups said.", "2023-08-12", False),
    ("Date:2023-08-12", "The vote in Omdurman will be held on 30 May 2025, the army said.", "2023-08-12", False),
]


@pytest.mark.parametrize(("stamp", "lead", "date", "doubtful"), DATES)
def test_shown_date_is_kept_and_doubted_where_the_text_contradicts_it(stamp: str, lead: str, date: str, doubtful: bool) -> None:
    report = one(page("Nine killed in blast in Omdurman", stamp, lead, NEXT))
    assert (report.published.date, report.published.doubtful) == (date, doubtful)
    assert report.shown_date is not None
    assert bool(report.published.why)


def test_no_date_is_no_date() -> None:
    report = one(page(TODAY, "The group had taken the city in 2019 after a siege of five months, and lost it again."))
    assert report.published.date is None
    assert report.published.source is None
    assert (report.published.earliest, report.published.latest) == ("2019-01-01", None)


def test_dateline_date_takes_the_year_of_the_page() -> None:
    report = one(page("2 January 2024", "GOMA, Dec 31 (Reuters) - Rebels seized a town on Sunday, the army said.", NEXT))
    assert report.published.date == "2024-01-02"
    assert not report.published.doubtful


# ---------------------------------------------------------------- translation, language
def test_translated() -> None:
    signs = page("Mundo", "Nine dead in Omdurman", "The army said it holds the bridge in the north of the city. above.",
                 '" We will not leave the city ," said its spokesman in the town of Omdurman on the Nile.',
                 '" The people are tired of the war ," said a teacher in the town of Omdurman.')
    assert one(signs).translated is True
    assert one(page("Nine killed", LEAD, NEXT)).translated is False
    assert one(page(NEXT, LAST)).translated is None


def test_language_of_other_tongues_and_of_short_texts() -> None:
    spanish = "El ejército dijo el martes que nueve personas murieron en un mercado de la ciudad después de varios días de combates."
    assert one(page(spanish, spanish.replace("nueve", "diez"))).language == "es"
    assert one("The army said that it held the bridge.").language is None
    assert one(page(LEAD, NEXT)).language == "en"


# ---------------------------------------------------------------- HTML
HTML = """<!DOCTYPE html><html><head><title>Nine killed in Omdurman | The Nile Gazette</title>
<meta property="article:published_time" content="2023-08-08T14:32:00+00:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Nine killed in Omdurman</h1><p>{0}</p><p>{1}</p>
<blockquote class="twitter-tweet"><p>We condemn the attack on the market.</p>&mdash; UN Sudan (@UNinSudan) August 8, 2023</blockquote>
<p class="also">Also read: Ferry sinks</p><p>{2}</p></article><footer><p>All rights reserved</p></footer></body></html>"""


def test_html() -> None:
    report = one(HTML.format(LEAD, NEXT, LAST), "html")
    assert (report.title, report.outlet, report.wire) == ("Nine killed in Omdurman", "The Nile Gazette", "AP")
    assert (report.published.date, report.published.at) == ("2023-08-08", "2023-08-08T14:32:00+00:00")
    assert role(report, "We condemn") == role(report, "UN Sudan") == "quote_embed"
    assert role(report, "Also read") == "boilerplate"
    assert "Aid agencies" in body(report)
    assert report.dateline is not None
    assert report.dateline.place == "KHARTOUM, Sudan"


@pytest.mark.parametrize("entry", ["article", 'article class="entry"', 'div class="post-entry"', "section"])
def test_all_entries_of_a_live_page_are_its_story(entry: str) -> None:
    entries = "".join(f"<{entry}><h2>Entry {n}</h2><p>{text}</p></{entry.split(maxsplit=1)[0]}>" for n, text in enumerate((LEAD, NEXT, LAST)))
    report = one(f"<html><head><title>Live</title></head><body><main><h1>Live: the river rises</h1>{entries}</main></body></html>", "html")
    for text in (LEAD, NEXT, LAST):
        assert text[:40] in report.text


def test_entries_that_a_page_hides_are_not_read() -> None:
    shown = "".join(f"<article><p>{text}</p></article>" for text in (LEAD, NEXT, LAST))
    hidden = '<article style="display:none"><p>A ferry with forty passengers sank off the coast.</p></article>'
    report = one(f"<html><head><title>Live</title></head><body><main><h1>Live</h1>{shown}{hidden}</main></body></html>", "html")
    assert LAST[:40] in report.text
    assert "ferry" not in report.text


def test_cards_of_other_stories_beside_a_story_are_none_of_it() -> None:
    cards = "".join(f'<article class="card"><p>Ferry {n} sinks off the coast.</p></article>' for n in range(5))
    report = one(HTML.format(LEAD, NEXT, LAST).replace("<footer>", f"<aside>{cards}</aside><footer>"), "html")
    assert "Ferry 3" not in report.text
    assert LAST[:40] in report.text


@pytest.mark.parametrize("markup", ["<p>", "<html><body>" + "<div>" * 50_000, "<" * 1000, "<html></html>", "<p>&#0;&#xD800;"])
def test_broken_html_is_refused_or_read(markup: str) -> None:
    check(markup.encode(), "html")


# ---------------------------------------------------------------- bytes
@pytest.mark.parametrize(("raw", "reason"), [
    (b"", "empty"), (b" \n\t", "white space"), (b"\x00\x01\x02" * 50, "binary"), (bytes(range(1, 256)) * 20, "binary"),
    (b"%PDF-1.7 x", "PDF"), (b"Related\nRanking\nShare\n", "no body text"), (b"x" * (MAX_BYTES + 1), "20 MB"),
])
def test_what_is_no_report_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        clean(raw, label="a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Le général a été tué près de la caserne, a déclaré mardi à la presse le porte-parole de l’armée à Ségou."
    assert clean(text.encode(encoding), label="a").text == text


# ---------------------------------------------------------------- files
def test_folder_in_order_hidden_files_passed_over_others_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.md").write_text("# Nine killed\n\n" + LEAD)
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / ".hidden.txt").write_text(LEAD)
    (tmp_path / "x.bin").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    results = list(read([tmp_path]))
    names = [Path(r.path or "").name for r in results]
    assert names == ["a.txt", "empty.txt", "gone.txt", "pipe.txt", "x.bin", "c.md"]
    assert [type(r).__name__ for r in results] == ["Report", "Refusal", "Refusal", "Refusal", "Refusal", "Report"]
    assert list(read([tmp_path])) == results
    assert [r.id for r in read([str(tmp_path / "a*.txt")]) if isinstance(r, Report)] == [results[0].id]  # type: ignore[union-attr]


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    for path in (tmp_path / "no.txt", tmp_path / "*.txt", tmp_path / "none"):
        results = list(read([path]))
        assert len(results) == 1
        assert isinstance(results[0], Refusal)
        assert results[0].why


def test_jsonl_line_by_line(tmp_path: Path) -> None:
    lines = [
        {"id": "k1", "title": "Nine killed", "url": "https://n.example/1", "source": "Nile Gazette", "published": "2023-08-08", "text": LEAD},
        [1], {"id": 7, "body": LEAD + "\n\n" + NEXT}, {"id": "k3"}, {"html": HTML.format(LEAD, NEXT, LAST)},
    ]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(json.dumps(x) for x in lines) + "\n{broken\n\n")
    results = list(read_items([file]))
    kinds = [type(r).__name__ for r, _ in results]
    assert kinds == ["Report", "Refusal", "Report", "Refusal", "Report", "Refusal"]
    assert [own for _, own in results] == ["k1", None, "7", None, None, None]
    refused = [r.path for r, _ in results if isinstance(r, Refusal)]
    assert refused == [f"{file}:2", f"{file}:4", f"{file}:6"]
    first = results[0][0]
    assert isinstance(first, Report)
    assert (first.title, first.outlet, first.address, first.published.date) == (
        "Nine killed", "Nile Gazette", "https://n.example/1", "2023-08-08")
    assert first.shown_date == "2023-08-08"


def test_stdin() -> None:
    text = list(read(["-"], stdin=io.BytesIO(LEAD.encode())))
    assert isinstance(text[0], Report)
    assert text[0].wire == "AP"
    rows = b"".join(json.dumps({"id": i, "text": LEAD}).encode() + b"\n" for i in range(3))
    assert [own for _, own in read_items(["-"], stdin=io.BytesIO(rows))] == ["0", "1", "2"]


@pytest.mark.parametrize("text", ["Related\n\nA b.", "e\u0301  x\r\n", "a\ud800b", " lead "])
def test_as_is_leaves_the_text_as_it_stands(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "x", "text": text}))
    ((report, own),) = read_items([file], as_is=True)
    assert isinstance(report, Report)
    assert own == "x"
    assert report.text == text.replace("\ud800", "\ufffd")
    assert [b.role for b in report.blocks] == ["body"]


def test_ids_hold_for_a_moved_folder_and_differ_by_label(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(LEAD)
    first, second = (next(iter(read([tmp_path / n]))) for n in ("one", "two"))
    labelled = next(iter(read([tmp_path / "one"], source="Nile Gazette")))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(labelled, Report)
    assert first.id == second.id
    assert first.id != labelled.id
    assert first.text_id == second.text_id == labelled.text_id
    assert labelled.outlet == "Nile Gazette"


def test_reclean_keeps_the_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"url": "https://n.example/1", "text": LEAD}))
    (tmp_path / "b.txt").write_text(LEAD)
    for report in read([tmp_path], source="Nile Gazette"):
        assert isinstance(report, Report)
        assert reclean(report) == report


# ---------------------------------------------------------------- properties
PIECES = st.sampled_from([
    LEAD, NEXT, LAST, "Related", "# A", "— A (@b) May 30, 2023", "By A B", "Date:2023-01-01", "(AP)", "/ VOA", "- x", "- ", "|", "«", "“",
    "\u200b", "\ud83d\ude00", "<p>", "{", "...", "?", "\x00", "\n", "Photo: x/AFP", "ISTANBUL:", "[a](b)", "**", "____", "2023",
])


def attempt(raw: bytes, kind: str | None) -> Report | str:
    try:
        return clean(raw, label="a", kind=kind)
    except ReadingError as error:
        return str(error)


def check(raw: bytes, kind: str | None) -> None:
    report = attempt(raw, kind)
    assert attempt(raw, kind) == report
    if isinstance(report, str):
        assert report
        return
    assert report.blocks[0].start == 0
    assert report.blocks[-1].end == len(report.text)
    assert all(a.end == b.start for a, b in itertools.pairwise(report.blocks))
    assert all(report.text[b.start: b.end].strip() for b in report.blocks)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("\n".join)), st.sampled_from(["text", "markdown", None]))
def test_any_text_is_read_alike_twice_or_refused(text: str, kind: str | None) -> None:
    check(text.encode("utf-8", "replace"), kind)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text", "html", "markdown", "json", None]))
def test_any_bytes_are_read_or_refused(raw: bytes, kind: str | None) -> None:
    check(raw, kind)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=8))
def test_any_markup_is_read_or_refused(parts: list[str]) -> None:
    check(("<html><body><p>" + "</p><div><p>".join(parts) + "</body>").encode("utf-8", "replace"), "html")


def test_the_zero_of_a_clock_is_no_date() -> None:
    text = "The bridge at Olmet gave way under a lorry, and the driver swam ashore, the fire brigade said. Divers searched until dark."
    report = clean(json.dumps({"text": text, "published": "1970-01-01"}).encode(), label="a", kind="json")
    assert report.published.doubtful
    assert report.published.date == "1970-01-01"


# ---------------------------------------------------------------- who, for whom, when
STORY = ("The strike at the port of Sant Joan entered its third week as cranes stood still over forty ships.",
         "Dockers at Sant Joan have voted to go on with the strike, the union of the port said after a long meeting.")


@pytest.mark.parametrize(("row", "byline", "outlet", "date"), [
    ("Analysis | Ada Quist | Harbour Review | 20 August 2018", "Ada Quist", "Harbour Review", "2018-08-20"),
    ("Opinion | By Ada Quist | 3 May 2024 | 6 min read", "Ada Quist", None, "2024-05-03"),
    ("Ada Quist · May 3, 2024 · 4 min read", "Ada Quist", None, "2024-05-03"),
    ("Explainer — Ada Quist and Ben Torv — 3 May 2024", "Ada Quist and Ben Torv", None, "2024-05-03"),
    ("Ada Quist • The Coast Herald • 2024-05-03", "Ada Quist", "The Coast Herald", "2024-05-03"),
])
def test_a_row_under_the_title_gives_writer_paper_and_day(row: str, byline: str, outlet: str | None, date: str) -> None:
    report = one(page("# Why the cranes of Sant Joan stand still", row, *STORY), "markdown")
    assert (report.byline, report.outlet, report.published.date) == (byline, outlet, date)
    assert role(report, row) == "byline"


def test_a_row_of_sections_is_still_a_menu() -> None:
    report = one(page("World | Business | Markets | Video", "Cranes of Sant Joan stand still", *STORY))
    assert role(report, "World | Business") == "boilerplate"


@pytest.mark.parametrize(("head", "foot", "outlet"), [
    ("EL PUERTO DE SANT JOAN | English edition", "", "EL PUERTO DE SANT JOAN"),
    ("Sections", "© Voz de la Costa 2018. All rights reserved", "Voz de la Costa"),
    ("Sections", "Copyright © 2018 Coast Signal Media Ltd", "Coast Signal"),
    ("Sections", "© 2018 Reuters. All rights reserved.", None),
    ("REPUBLIC OF ORVEK\n\nMinistry of Ports and Inland Waters of the Republic", "", "Ministry of Ports and Inland Waters of the Republic"),
    ("My Page | Sign in", "", None),
])
def test_outlets_from_editions_institutions_and_copyright_lines(head: str, foot: str, outlet: str | None) -> None:
    report = one(page(head, "Cranes of Sant Joan stand still over forty ships", *STORY, foot))
    assert report.outlet == outlet


@pytest.mark.parametrize("foot", ["Sant Joan, 15 August 2018", "Santa Cruz, D.F., 15 August 2018", "SANT JOAN, August 15, 2018",
                                  "Done at Sant Joan, this 15th day of August 2018", "Given in Sant Joan on 15 August 2018"])
def test_a_statement_may_be_dated_at_its_foot(foot: str) -> None:
    report = one(page("MINISTRY OF PORTS", "STATEMENT No. 12-2018", *STORY, foot, "Press office. Tel. 220 11 47"))
    assert (report.published.date, report.published.source, role(report, foot)) == ("2018-08-15", "dateline", "dateline")


def test_a_bare_date_below_a_story_is_its_date_but_not_above_other_stories() -> None:
    head = ("MINISTRY OF PORTS", "STATEMENT No. 12-2018", *STORY, "The guards were called back, and nobody had been hurt at the gate.")
    assert one(page(*head, "15 August 2018")).published.date == "2018-08-15"
    assert one(page(*head, "15 August 2018", "Most read", "Ferry sinks off the coast")).published.date is None


@pytest.mark.parametrize(("lead", "doubtful"), [
    ("Nine dockers were hurt on Thursday night when guards charged the gate of Sant Joan.", True),
    ("Nine dockers were hurt late on Thursday when guards charged the gate of Sant Joan.", True),
    ("Nine dockers were hurt on Thursday when guards charged the gate of Sant Joan, and freed on Friday.", True),
    ("Nine dockers were hurt on Thursday when guards charged the gate of Sant Joan.", False),
    ("Nine dockers were hurt on Tuesday night when guards charged the gate of Sant Joan.", False),
    ("Nine dockers were hurt on Wednesday when guards charged the gate, and the mayor went there on Thursday.", False),
])
def test_the_evening_of_the_next_day_does_not_fit_a_shown_date(lead: str, doubtful: bool) -> None:
    report = one(page("Nine hurt at the gate of Sant Joan", "By Ada Quist | Posted: 2019-01-02 03:12", lead, STORY[0]))
    assert report.published.doubtful is doubtful


@pytest.mark.parametrize(("line", "expected"), [
    ("Relatives of dockers wait at the gate. EFE/Stringer", "caption"), ("A crane over the empty quay of Sant Joan - Ben Torv/ANSA", "caption"),
    ("[2/5] A crane stands still at Sant Joan, May 3, 2024. Handout via REUTERS Acquire Licensing Rights", "caption"),
    ("Ada Quist in Sant Joan and Herald staff", "byline"), ("Sat 10.12", "boilerplate"), ("Friday 22:47 CET", "boilerplate"),
])
def test_captions_bylines_and_stamps_of_the_head(line: str, expected: str) -> None:
    report = one(page("Cranes of Sant Joan stand still over forty ships", line, *STORY))
    assert role(report, line) == expected


def test_turns_of_another_language_show_a_translation() -> None:
    told = ("As informs Interfax, the strike in the port goes on. By words of the director, six workers have splinter wounds.",
            "One of them is in heavy condition, informed in the hospital.",
            "We will remind, the quarrel has begun on Monday. Perished the docker Ivan Petrov, 38 years, who had returned.")
    assert one(page("In the port again strike", *told, *STORY)).translated is True
    french = ("The combats have made 12 dead in the port, of which four civilians, indicated in Lyon the prefect.",
              "The two parties commit themselves under the mediation of Oman, in a delay of 72 hours, says to have heard a diplomat.")
    assert one(page("In the port a strike", *french, *STORY)).translated is True
    assert one(page("Strike in the port", *STORY)).translated is not True
