"""Input that was made, or fell, so that it would end a whole run or make it last for ever."""

from __future__ import annotations

import importlib
import itertools
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recension.bench.command import run
from recension.claims import bare_report, claims_of, read_reports
from recension.claims.doc import attach
from recension.claims.gazetteer import sounding
from recension.claims.numbers import numbers
from recension.claims.timegrammar import expressions
from recension.claims.times import times
from recension.model import Figure, Hinge, Reading, Refusal, Report, Span, to_json
from recension.reading import read, read_items
from recension.reading.dates import find_dates, find_weekdays, stamp_rest, time_beside
from recension.record import estimates
from recension.record.estimates import Dated
from recension.record.profiles import Profile, profile, profile_names
from recension.stemma.align import align
from recension.stemma.words import read_words
from recension.store import add, load, rebuild

if TYPE_CHECKING:
    from spacy.language import Language

STORY = "Rebels shelled the town on Monday, killing 12 people, police said. The ministry denied it and urged calm among all."

# ---------------------------------------------------------------- letters that match without regard to case
TOLD = (
    "On Friday 12 April 2021 rebels killed 12 civilians and injured 5 million people.",
    "Since Wednesday six hundred and fifty people were displaced in the nineties, in spring 1994 and last winter.",
    "At Christmas, on Eid al-Fitr and this morning at 5.30 pm, three minutes after midnight, it began.",
    "Killed: 12. Injured: 5. Missing: 3. The 12 killed and 9 injured, several dozens of them, half a million in all.",
    "The government spent $5 billion, 9 trillion and 3 million euros, 6 kilometres, five miles, fifteen percent.",
    "Mid-April, early this week, in six days' time, two fiscal quarters, sixteen minutes, six days ago, previous night.",
    "Last updated: 13 April 2021, 06:15 pm GMT, Saturday; first published Sunday, 12 Apr 2021 at 9:20 EST",
)
#: Each letter of the pair matches the other under re.IGNORECASE.
ODD = (("i", "ı"), ("i", "İ"), ("I", "İ"), ("s", "ſ"), ("k", "\u212a"))


@given(st.sampled_from(TOLD), st.sampled_from(ODD), st.booleans(), st.data())
def test_a_letter_that_only_matches_another_is_no_fault(told: str, odd: tuple[str, str], upper: bool, data: st.DataObject) -> None:
    words = (told.upper() if upper else told).split(" ")
    changed = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1))
    text = " ".join(word.replace(*odd) if i in changed else word for i, word in enumerate(words))
    assert all(0 <= e.start < e.end <= len(text) for e in expressions(text))
    assert all(0 <= n.start < n.end <= len(text) for n in numbers(text))
    find_weekdays(text, full=False)
    stamp_rest(text)
    for found in find_dates(text):
        time_beside(text, found)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"U+{ord(odd[1]):04X}")
def test_claims_of_words_spelled_with_such_letters(nlp: Language, odd: tuple[str, str]) -> None:
    text = "Shells fell. In Goma 12 killed and 5 injured. Missing: 3. Among the missing were 4 children. Six are missing."
    text = " ".join(word.replace(*odd) for word in (text.upper() if odd[0].isupper() else text).split(" "))
    doc = attach(nlp(text), bare_report(text))
    claims_of(doc)
    times(doc)


# ---------------------------------------------------------------- half letters
HALVES = {
    "id": "x\ud800", "url": "http://x.example/\ud800", "author": "\udc00 Jane Doe", "title": "Town shelled \ud800",
    "outlet": "Nile\udfff Gazette", "date": "\ud800", "text": f"{STORY} \ud800\n\n{STORY}",
}


@pytest.mark.parametrize("as_is", [False, True])
def test_half_letters_of_a_json_line_can_be_kept_and_written(tmp_path: Path, as_is: bool) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(HALVES) + "\n" + json.dumps({"text": STORY}))
    found = list(read_items([tmp_path / "a.jsonl"], as_is=as_is, source="a label\udcff"))
    assert [own for _, own in found] == ["x\ufffd", None]
    for report, _ in found:
        assert isinstance(report, Report)
        json.dumps(to_json(report), ensure_ascii=False).encode()
        add(tmp_path / "a.record", [Reading(report, ())])
    assert len(load(tmp_path / "a.record").readings) == 2


def test_half_letters_of_an_argument_are_no_fault() -> None:
    assert run(["claims", "--text", f"{STORY} \udcff"]).status == 0


# ---------------------------------------------------------------- names of files
def test_a_name_that_is_no_utf_8_is_read_and_shown(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text(STORY)
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.pdf")).write_text(STORY)
    except (OSError, UnicodeError):
        pytest.skip("this file system holds no such name")
    report, refusal = sorted(read([tmp_path]), key=lambda r: isinstance(r, Refusal))
    assert report.path == str(tmp_path / "b\\udcff.txt")
    assert refusal.path == str(tmp_path / "c\\udcff.pdf")
    assert isinstance(report, Report)
    add(tmp_path / "a.record", [Reading(report, ())])


# ---------------------------------------------------------------- faults of our own
def fail(*_: object, **__: object) -> Any:
    raise KeyError("made")


def fails_on(word: str, work: Any) -> Any:
    return lambda given, *rest, **named: fail() if word in str(given) else work(given, *rest, **named)


def told(item: object) -> str:
    return item.why if isinstance(item, Refusal) else "read"


FAULT = "a fault of Recension's own, not of the report (KeyError: 'made'); RECENSION_TRACE=1 shows where"


def test_a_fault_in_cleaning_refuses_that_report_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaning = importlib.import_module("recension.reading.clean")
    monkeypatch.setattr(cleaning, "mark", fails_on("BAD", cleaning.mark))
    (tmp_path / "a.txt").write_text(f"{STORY} BAD")
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "c.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in (STORY, f"{STORY} BAD", STORY)))
    found = list(read([tmp_path]))
    assert [told(item) for item in found] == [FAULT, "read", "read", FAULT, "read"]
    assert isinstance(found[3], Refusal)
    assert found[3].path == f"{tmp_path / 'c.jsonl'}:2"
    monkeypatch.setenv("RECENSION_TRACE", "1")
    with pytest.raises(KeyError):
        list(read([tmp_path]))


class Pipeline:
    """One that stands in for spaCy's: it fails on a word, and a stream ends at its first failure."""

    meta: dict[str, str] = {}  # noqa: RUF012 - never changed

    def __call__(self, text: str) -> str:
        return fail() if "BAD" in text else text

    def pipe(self, texts: Any) -> Any:
        return map(self, texts)


@pytest.mark.parametrize("place", ["pipeline", "claims"])
def test_a_fault_in_claims_refuses_that_report_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from recension.claims import extract

    word = "BAD" if place == "pipeline" else "WORSE"
    monkeypatch.setattr(extract, "_reading", lambda report, doc: fail() if "WORSE" in doc else Reading(report, ()))
    reports = [bare_report(t) for t in ("One.", f"Two {word}.", "Three.", f"{word}.", "Five.")]
    found = list(read_reports(iter(reports), Pipeline()))  # type: ignore[arg-type]
    assert [told(item) for item in found] == ["read", FAULT, "read", FAULT, "read"]
    assert [item.report for item in found if isinstance(item, Reading)] == reports[::2]
    assert [item.path for item in found if isinstance(item, Refusal)] == [reports[1].id, reports[3].id]


def test_a_rebuild_keeps_what_it_cannot_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.record"
    before = add(file, [Reading(bare_report(text), ()) for text in ("One.", "Two.")])
    after = rebuild(file, lambda reports: [Reading(r, ()) for r in reports if r.text == "One."])
    assert after.known == before.known == load(file).known


# ---------------------------------------------------------------- what lasts for ever
@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """The time of this process alone: other work on the machine does not count."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun <= seconds


LASTING = {
    "a counter": f"{STORY}\n\n1 views{' ...1 views' * 30} z\n\n{STORY}",
    "a head of short lines": "\n".join(f"Alpha beta {i} gamma" for i in range(2500)) + f"\n\n{STORY}",
    "a title without end": json.dumps({"title": "word " * 40_000, "text": "\n\n".join([STORY] * 300)}),
    "a heading of marks": f"{STORY}\n\n# {'#' * 80_000}x\n\n{STORY}",
    "a word of januaries": f"<html><body><p class='{'jan' * 20_000}'>{STORY}</p><p>{STORY}</p><footer>© 2021 All rights</footer></body></html>",
    "a paragraph of spans": f"<html><body><article><p>{STORY}{''.join(f'<span>a{i}</span> ' for i in range(8000))}</p></article></body></html>",
}


@pytest.mark.parametrize("text", LASTING.values(), ids=LASTING)
def test_cleaning_comes_to_an_end(text: str) -> None:
    cleaning = importlib.import_module("recension.reading.clean")
    cleaning.clean(STORY.encode(), label="a")  # loads the lists of words
    with at_most(1):
        report = cleaning.clean(text.encode(), label="a")
    assert STORY in report.text


def said_by(origin: str, best: float | None, known: str | None, change: str = "total") -> Dated:
    rep = bare_report(f"What {origin} wrote.")
    span = Span(0, 4, rep.text[:4])
    figure = Figure(
        report=rep.id, id=f"{origin} {best} {known}", indicator="killed", quantifier=f"{best}", low=best, best=best, high=best,
        change=change, span=span,  # type: ignore[arg-type]
    )
    return Dated(figure, known, origin, origin)


def all_sets(used: list[Dated], best: float | None, rules: Profile) -> tuple[Hinge, ...]:
    """What an estimate hinges on, found the long way."""
    names = sorted({d.origin for d in used})
    for gone in itertools.chain.from_iterable(itertools.combinations(names, n) for n in range(1, estimates.MAX_HINGE + 1)):
        rest = [d for d in used if d.origin not in gone]
        other = estimates._choose(rest, rules)[1].value if rest else None
        if other != best:
            return (Hinge(gone, other),)
    return ()


@given(
    st.lists(st.tuples(
        st.integers(0, 8), st.sampled_from([3, 5, 12, None]), st.sampled_from(["2024-03-04", "2024-03-05", None]),
        st.sampled_from(["total", "revised"]),
    ), min_size=1, max_size=12, unique=True),
    st.sampled_from(profile_names()),
)
@example([(0, 3, "2024-03-04", "revised"), (0, 3, "2024-03-05", "total")], "ucdp-like")
def test_a_hinge_is_the_one_that_all_sets_give(rows: list[tuple[int, float | None, str | None, str]], name: str) -> None:
    used = sorted((said_by(f"origin {i}", best, known, change) for i, best, known, change in rows), key=estimates._when)
    best = estimates._choose(used, profile(name))[1].value
    assert estimates._hinges(used, best, profile(name)) == all_sets(used, best, profile(name))


@pytest.mark.parametrize("values", [[12.0] * 120, [12.0] * 40 + [float(i) for i in range(40) if i != 12]], ids=["alike", "unlike"])
def test_a_hinge_of_many_origins_is_sought_for_a_bounded_time(values: list[float]) -> None:
    used = [said_by(f"origin {i:03}", value, "2024-03-04") for i, value in enumerate(values)]
    with at_most(2):
        assert estimates._hinges(used, 12.0, profile()) == ()


def test_rows_that_repeat_are_aligned_in_a_bounded_time() -> None:
    one, two = (
        read_words(bare_report(f"Report {k} begins here. " + " ".join(f"{'he ' * 6}w{i} v{i} z{i}" for i in range(1000))))
        for k in (1, 2)
    )
    with at_most(1):
        (stretch,) = align(one, two)
    assert stretch.i1 - stretch.i0 >= 9000


def test_many_unknown_towns_are_sought_by_sound_in_a_bounded_time() -> None:
    lands, starts = frozenset({"UA", "SD"}), ("sa", "ba", "ma", "ka", "ch", "la", "co", "ca")
    assert all(not sounding(f"{start}xuq", lands) for start in starts)
    with at_most(1):
        for n in range(160):
            sounding(f"{starts[n % 8]}xuq{chr(97 + n // 8)}", lands)
