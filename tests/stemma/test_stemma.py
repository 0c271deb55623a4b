"""The stemma of a set: families, latent sources, origins, order, scale, drawings."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.model import Block, Dateline, Mention, Quote, Report, Span, Stemma, to_json
from recension.stemma import Collation, ShingleIndex, lookup, origin_of, stemma
from recension.stemma.draw import as_dot, as_text
from recension.stemma.words import read_words

from .texts import AFFAIR_ONE, QUOTING_ONE, QUOTING_TWO, STORY, report

SEEDS = Path(os.environ.get("RECENSION_SHARED", "../shared")) / "seeds"
SAMPLE = Path(__file__).parents[2] / "src/recension/data/sample"

HEAD = report(STORY, "head", day="2024-05-06", outlet="Kidana Herald")
COPY = report(STORY.replace("14 people", "41 people"), "copy", day="2024-05-07", outlet="News Farm")
CUT = report("\n\n".join(STORY.split("\n\n")[:3]) + " …", "cut", day="2024-05-08", outlet="Cut Post")
ALONE = report(AFFAIR_ONE, "alone", day="2024-05-07", outlet="Radio Tessarit")


def edges(made: Stemma) -> set[tuple[str, str, str]]:
    names = {n.id: n.label for n in made.nodes}
    return {(names[e.from_], names[e.to], e.relation) for e in made.edges}


def labels(made: Stemma) -> list[str]:
    return sorted(n.label for n in made.nodes if n.kind == "latent")


# ---------------------------------------------------------------- families
def test_a_family_is_one_origin_and_its_siblings_are_not_joined() -> None:
    made = stemma([HEAD, COPY, CUT, ALONE])
    assert edges(made) == {
        ("Kidana Herald, 2024-05-06", "News Farm, 2024-05-07", "copy"),
        ("Kidana Herald, 2024-05-06", "Cut Post, 2024-05-08", "partial_copy"),
    }
    assert {o.id: set(o.reports) for o in made.origins} == {
        HEAD.id: {HEAD.id, COPY.id, CUT.id}, ALONE.id: {ALONE.id},
    }


def test_a_copy_of_a_copy_hangs_below_it() -> None:
    third = report(COPY.text.replace("27", "72"), "third", day="2024-05-09", outlet="Echo")
    made = stemma([HEAD, COPY, third])
    assert edges(made) == {
        ("Kidana Herald, 2024-05-06", "News Farm, 2024-05-07", "copy"),
        ("News Farm, 2024-05-07", "Echo, 2024-05-09", "copy"),
    }
    assert [o.id for o in made.origins] == [HEAD.id]


def test_copies_without_direction_are_still_one_origin() -> None:
    made = stemma([report(STORY, name) for name in "abcd"])
    assert all(not e.directed and e.relation == "copy" for e in made.edges)
    assert [set(o.reports) for o in made.origins] == [{n.id for n in made.nodes}]


ORDERED = [HEAD, COPY, CUT, ALONE, report(QUOTING_ONE, "q1"), report(QUOTING_TWO, "q2"),
           report(STORY, "wire", wire="Reuters", outlet="Coast Mail", day="2024-05-06")]


@settings(max_examples=25, deadline=None)
@given(st.permutations(ORDERED))
def test_the_order_of_reports_does_not_matter(mixed: list[Report]) -> None:
    assert to_json(stemma(mixed)) == to_json(stemma(ORDERED))


def test_a_report_given_twice_counts_once() -> None:
    assert stemma([HEAD, HEAD, ALONE]) == stemma([HEAD, ALONE])


def test_nothing_gives_an_empty_stemma() -> None:
    assert stemma([]) == Stemma((), (), ())
    made = stemma([report("", "empty")])
    assert not made.edges
    assert [o.reports for o in made.origins] == [(made.nodes[0].id,)]


# ---------------------------------------------------------------- latent sources
def test_pick_ups_of_one_agency_story_share_one_latent_source() -> None:
    pick_ups = [
        report(STORY, name, wire="AP", outlet=outlet, day=day, dateline=Dateline("KIDANA", "AP"))
        for name, outlet, day in (("a", "Lake Times", "2024-05-06"), ("b", "Hill Gazette", "2024-05-07"))
    ]
    other = report(AFFAIR_ONE, "c", wire="AP", outlet="Lake Times", day="2024-06-20")
    made = stemma([*pick_ups, other])
    assert labels(made) == ["AP, 2024-05-06", "AP, 2024-06-20"]
    assert sorted(len(o.reports) for o in made.origins) == [1, 2]
    wire = [e for e in made.edges if e.from_ not in {r.id for r in pick_ups}]
    assert all(e.share == 1 and e.directed and e.passages[0].from_ == (0, 0) for e in wire)


def test_two_agencies_are_two_sources() -> None:
    made = stemma([report(STORY, "a", wire="AFP", day="2024-05-06"), report(AFFAIR_ONE, "b", wire="Xinhua", day="2024-05-06")])
    assert labels(made) == ["AFP, 2024-05-06", "Xinhua, 2024-05-06"]
    assert len(made.origins) == 2


def test_an_agency_among_the_reports_is_no_latent_source() -> None:
    own = report(STORY, "own", outlet="Reuters", wire="Reuters", day="2024-05-06")
    taken = report(STORY, "taken", outlet="Coast Mail", wire="Reuters", day="2024-05-06")
    citing = report("Reuters reported that 14 people were killed and 27 wounded when rebels shelled the market of Tessarit "
                    "on Monday, and that the World Food Programme suspended deliveries to 9,000 families in tents. "
                    "Shops in the port stayed open.", "citing", outlet="Port Daily", day="2024-05-07")
    made = stemma([own, taken, citing])
    assert labels(made) == []
    assert ("Reuters, 2024-05-06", "Coast Mail, 2024-05-06", "copy") in edges(made)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("The Associated Press (AP) reported May 29 that 25 people were hurt.", "AP, 2023-05-29"),
        ("Six shells fell near the dam, according to the AP.", "AP"),
        ("“We saw smoke,” a fisherman told Agence France-Presse.", "AFP"),
        ("Xinhua said three boats sank.", "Xinhua"),
        ("A doctor told Al Jazeera that the ward was full.", "Al Jazeera"),
        ("Local newspaper El Heraldo reported that two men fled.", "El Heraldo"),
        ("State news agency SUNA quoted the minister as saying that the port was open.", "SUNA"),
        ("“Enough,” President Carla Ossa said in a tweet on June 2.", "Carla Ossa, tweet of 2023-06-02"),
        ("Prime Minister Idris Wako wrote on X late on Sunday that talks had failed.", "Idris Wako, tweet of Sunday"),
        ("The Arakan Army, in a statement posted on Telegram, denied the raid.", "Arakan Army, statement"),
        ("The dam is safe, according to the NATO news release.", "NATO, release"),
        ("Human Rights Watch said in a report published Thursday that 23 people were shot.", "Human Rights Watch, report of Thursday"),
        ("According to a statement by the Israeli military, two rockets fell.", "Israeli military, statement"),
        ("OCHA warned of floods. “Stocks are low,” the press release said.", "OCHA, release"),
        ("Rosa Quint, who leads the strike, spoke. She said in a statement that pay was late.", "Rosa Quint, statement"),
    ],
)
def test_sources_named_in_the_text(sentence: str, label: str) -> None:
    text = f"Rain fell all day over the delta. {sentence} Boats stayed in the harbour."
    made = stemma([report(text, "a", day="2023-06-03", outlet="Delta Post")])
    assert labels(made) == [label]
    (edge,) = made.edges
    assert edge.relation == "cites"
    assert edge.directed
    assert 0 < edge.share < 1
    held = " ".join(text[slice(*p.to)] for p in edge.passages)
    assert held in text
    assert held in f"{sentence} OCHA"
    assert "Rain" not in held


@pytest.mark.parametrize(
    "sentence",
    [
        "The government criticised the statement.", "Nobody knows what the report will say about him.",
        "He put the press release on a table.", "The Post is an old hotel.", "A man told reporters that he was tired.",
        "The Courier was told so on the hill.", "Twitter cut a third of its staff.",
    ],
)
def test_what_is_no_source(sentence: str) -> None:
    assert labels(stemma([report(f"Rain fell. {sentence} Boats stayed.", "a", outlet="Dorvay Courier")])) == []


def test_an_embedded_post_is_its_authors() -> None:
    text = "Boats sank.\n\nThree boats sank off the cape in the night. — AFP News Agency (@AFP) May 30, 2023\n\nRain fell."
    start, end = text.index("Three"), text.index("\n\nRain")
    blocks = (Block("body", 0, start), Block("quote_embed", start, end), Block("body", end, len(text)))
    made = stemma([dataclasses.replace(report(text, "a", day="2023-05-31"), blocks=blocks)])
    assert labels(made) == ["AFP, post of 2023-05-30"]
    assert text[slice(*made.edges[0].passages[0].to)] == text[start:end]


def test_two_reports_of_one_tweet_share_its_node_and_other_tweets_do_not() -> None:
    said = "“The bridge will be open to every convoy that carries food and medicine,” {} said in a tweet{}."
    reports = [
        report(said.format("Mayor Ines Palo", "") + " Trucks waited.", "a"),
        report("It rained. " + said.format("Ines Palo", " on Monday"), "b"),
        report("“We have no water and no light in the lower town tonight,” Ines Palo said in a tweet.", "c"),
    ]
    made = stemma(reports)
    assert len(labels(made)) == 2
    assert sorted(len(o.reports) for o in made.origins if o.id not in {r.id for r in reports}) == [1, 2]


def test_quote_claims_give_the_speaker() -> None:
    text = "Rain fell. “The road is closed,” it read in a statement, added the one in charge."
    start = text.index("“") + 1
    quote = Quote(
        report="x", id="q", content=Mention("The road is closed", start, start + 18), form="direct",
        speaker=Mention("it", 0, 2, "Cape Port Authority"), span=Span(start, start + 18, "The road is closed"))
    one = report(text, "a")
    made = stemma([one], {one.id: [quote]})
    assert labels(made) == ["Cape Port Authority, statement"]
    assert made.nodes[-1].speaker == "Cape Port Authority"


# ---------------------------------------------------------------- origins
def test_the_origin_of_a_passage() -> None:
    lean = "Two bridges were cut, according to Reuters."
    citing = report(f"Rain fell all day over the delta. {lean} Boats stayed.", "c", outlet="Delta Post")
    made = stemma([HEAD, COPY, citing])
    at = citing.text.index(lean)
    (latent,) = [n.id for n in made.nodes if n.kind == "latent"]
    assert origin_of(made, citing.id, at, at + len(lean)) == latent
    assert origin_of(made, citing.id, 0, 10) == citing.id
    assert origin_of(made, COPY.id, 0, 30) == HEAD.id
    assert lookup(made).main(COPY.id) == HEAD.id


def test_a_stretch_copied_from_a_pick_up_goes_back_to_the_agency() -> None:
    wire = report(STORY, "w", wire="AP", outlet="Lake Times", day="2024-05-06")
    taken = report(STORY.split("\n\n")[0] + "\n\n" + STORY.split("\n\n")[1] + "\n\n" + AFFAIR_ONE, "t", day="2024-05-08")
    made = stemma([wire, taken])
    (latent,) = [n.id for n in made.nodes if n.kind == "latent"]
    assert origin_of(made, taken.id, 0, 100) == latent
    assert origin_of(made, taken.id, len(taken.text) - 60, len(taken.text)) == taken.id
    assert {o.id for o in made.origins} == {latent, taken.id}


def test_without_an_origin() -> None:
    full = stemma([HEAD, COPY, ALONE])
    left = stemma([HEAD, COPY, ALONE], without=[HEAD.id])
    assert {n.id for n in left.nodes} == {ALONE.id}
    assert len(full.origins) == len(left.origins) + 1
    lean = report("Rain fell all day over the delta. Two bridges were cut, according to Reuters.", "c")
    (latent,) = [n.id for n in stemma([lean]).nodes if n.kind == "latent"]
    assert [n.id for n in stemma([lean], without=[latent]).nodes] == [lean.id]
    wire = report(STORY, "w", wire="AP")
    (latent,) = [n.id for n in stemma([wire]).nodes if n.kind == "latent"]
    assert stemma([wire], without=[latent]) == Stemma((), (), ())


def test_every_edge_and_origin_names_nodes_and_passages_lie_in_the_text() -> None:
    made = stemma(ORDERED)
    texts = {r.id: r.text for r in ORDERED}
    known = {n.id for n in made.nodes}
    for e in made.edges:
        assert {e.from_, e.to} <= known
        assert e.to in texts
        assert 0 < e.share <= 1
        assert 0 < e.confidence < 1
        assert all(0 <= p.to[0] < p.to[1] <= len(texts[e.to]) for p in e.passages)
    assert {r for o in made.origins for r in o.reports} == set(texts)
    assert {o.id for o in made.origins} <= known


# ---------------------------------------------------------------- candidates and scale
def test_eight_shared_words_are_always_found() -> None:
    rng = random.Random(7)
    shared = "the harbour master counted nine boats near Pano"
    index = ShingleIndex()
    for number in range(60):
        words = [f"w{rng.randrange(5000)}" for _ in range(40)]
        at = rng.randrange(40)
        index.add(read_words(report(" ".join([*words[:at], shared, *words[at:]]), str(number))))
    probe = read_words(report("xx yy " + shared + " zz", "probe"))
    assert len(index.candidates(probe, most=100)) == 60
    assert len(index) == 60


def test_a_formula_of_very_many_reports_is_no_evidence() -> None:
    rng = random.Random(3)
    index, footer = ShingleIndex(), "sign up for our free letter and never miss a story"
    for number in range(260):
        index.add(read_words(report(" ".join(f"w{rng.randrange(90000)}" for _ in range(30)) + " " + footer, str(number))))
    assert index.candidates(read_words(report("Rain fell. " + footer, "probe"))) == []


def _crowd(size: int) -> list[Report]:
    rng = random.Random(11)
    words = [f"{rng.choice('bdfgklmnprst')}{rng.choice('aeiou')}{n}" for n in range(6000)]
    found: list[Report] = []
    while len(found) < size:
        story = [" ".join(rng.choice(words) for _ in range(14)).capitalize() + "." for _ in range(6)]
        for copy in range(rng.choice([1, 1, 1, 3])):
            found.append(report(" ".join(story[: 6 - copy]), str(len(found)), day=f"2024-05-{copy + 1:02d}"))
    return found[:size]


@pytest.mark.slow
def test_two_thousand_reports_in_time_that_grows_with_their_number() -> None:
    crowd = _crowd(2000)
    clock = time.process_time
    start = clock()
    stemma(crowd[:500])
    few = clock() - start
    start = clock()
    made = stemma(crowd)
    many = clock() - start
    assert many < 40, many
    assert many < 4 * few * 2.5, (few, many)
    directed = [e for e in made.edges if e.directed]
    assert len(directed) > 400
    assert all(e.relation in ("copy", "partial_copy") for e in made.edges)


# ---------------------------------------------------------------- drawings
def test_drawings_escape_what_labels_hold() -> None:
    nasty = report(STORY, "n", outlet='Evil "News" \\ \n\x1b[31m', day="2024-05-09")
    made = stemma([HEAD, nasty])
    dot, text = as_dot(made), as_text(made)
    assert '\\"News\\" \\\\' in dot
    assert "\x1b" not in dot + text
    assert dot.count("->") == 1
    assert "Kidana Herald" in text
    assert "copy, 100%" in text
    undirected = as_dot(stemma([report(STORY, "a"), report(STORY, "b")]))
    assert "dir=none" in undirected


# ---------------------------------------------------------------- real and sample reports
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here (set RECENSION_SHARED)")
def test_the_seed_reports() -> None:
    from recension.reading import read

    made = stemma([r for r in read(sorted(SEEDS.glob("0*.txt"))) if isinstance(r, Report)])
    by_path = {Path(n.path or "").name[:3]: n.id for n in made.nodes if n.kind == "report"}
    latent = {n.id: n.label.casefold() for n in made.nodes if n.kind == "latent"}
    assert all(e.from_ in latent for e in made.edges), "no two of the five derive from each other"
    into = {number: [latent[e.from_] for e in made.edges if e.to == key] for number, key in by_path.items()}
    for number, wanted in (("000", "ap"), ("003", "ap"), ("004", "voa"), ("000", "nato"), ("002", "nato"), ("001", "afp"),
                           ("000", "blinken"), ("001", "kurti")):
        assert any(wanted in label.replace(",", " ").split() for label in into[number]), (number, wanted, into)
    agency = [e.from_ for e in made.edges if latent[e.from_].split(",")[0] == "ap"]
    assert len(set(agency)) == 2


def test_the_sample_crisis() -> None:
    from recension.reading import read

    reports = [r for r in read(sorted(SAMPLE.glob("0*"))) if isinstance(r, Report)]
    made = stemma(reports)
    place = {n.id: f"S{int(Path(n.path or '').name[:3])}" for n in made.nodes if n.kind == "report"}
    latent = {n.id: n.label.casefold() for n in made.nodes if n.kind == "latent"}
    found = {(place.get(e.from_, ""), place[e.to]): e for e in made.edges}
    for line in (SAMPLE / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        expect = json.loads(line)["expect"]
        if expect.get("stemma") == "edge":
            assert found[expect["from"], expect["to"]].relation in expect["relations"], expect
        elif expect.get("stemma") == "variant":
            kinds = [v for p in found[expect["from"], expect["to"]].passages for v in p.variants if v.kind in expect["kind"]]
            said = " ".join(f"{v.from_.text} {v.to.text}" for v in kinds).casefold()
            assert all(word.rstrip("*") in said for word in expect["words"]), (expect, said)
        elif expect.get("stemma") == "no_edge":
            wrong = [p for p, e in found.items() if set(p) <= set(expect["among"]) and e.relation in expect["relations"]]
            assert not wrong, wrong
    assert sorted(label for label in latent.values() if "reuters" in label) == ["reuters, 2021-10-14"]


# ---------------------------------------------------------------- growing
@settings(max_examples=15, deadline=None)
@given(st.permutations(ORDERED), st.sets(st.integers(0, len(ORDERED) - 1)))
def test_growing_gives_what_building_at_once_gives(mixed: list[Report], looks: set[int]) -> None:
    growing = Collation()
    for number, each in enumerate(mixed):
        growing.add(each)
        if number in looks:
            growing.stemma()
    assert growing.stemma() == stemma(ORDERED)
    assert growing.add(mixed[0]) == frozenset()


def test_growing_past_the_point_where_a_mark_is_common() -> None:
    rng = random.Random(5)
    footer = "sign up for our free letter and never miss a story"
    crowd = [report(" ".join(f"w{rng.randrange(90000)}" for _ in range(20)) + " " + footer, str(n)) for n in range(210)]
    growing = Collation()
    for number, each in enumerate(crowd):
        growing.add(each)
        if number % 70 == 0:
            growing.stemma()
    assert growing.stemma() == stemma(crowd)


@pytest.mark.parametrize(
    "text",
    ["A" + "." * 40_000, "“" * 20_000, "a" * 100_000, "Ab said in a statement " * 3000, "— x (@" * 5000, " " * 30_000 + "—",
     "the press release said. " * 2000, "\n" * 30_000, "A.'’" * 10_000, "(" * 20_000, "1,000 and two hundred " * 4000],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    for role in ("body", "quote_embed"):
        one = dataclasses.replace(report(text, role), blocks=(Block(role, 0, len(text)),))
        stemma([one, report(text, "other")])
    assert time.process_time() - start < 10


@pytest.mark.parametrize(("lean", "name"), [
    ("As informs Interfax, the ministers of the two states will meet on Friday in the capital.", "Interfax"),
    ("Five people died, as transfers the agency Kabar with reference to the ministry of health.", "Kabar"),
    ("The arrest of a lieutenant has been ordered, Reuters is reporting, citing two officials.", "Reuters"),
    ("Two bridges were closed, reported ANSA.", "ANSA"),
])
def test_a_source_is_named_in_the_order_of_other_languages_too(lean: str, name: str) -> None:
    assert f"{name}" in " ".join(labels(stemma([report(f"{AFFAIR_ONE}\n\n{lean}", "leaning", day="2024-05-07", outlet="Radio Tessarit")])))
