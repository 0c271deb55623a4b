"""Whether an assertion about a record holds.

An assertion is a line `{"id","table","report","expect"}`. `expect` is a dict of keys, each with its own test, and
holds where one answer (a claim, an incident, an estimate …) passes the tests of all its keys; under the table
`absent`, where none does. The words of the keys:

- Lists are alternatives. In a list of words, each alternative is some words that must all stand in the text, in any
  order; `gendarm*` asks for a beginning, `-word` must not stand there, null stands for "not known", and "any"
  accepts all.
- `at`: a claim's span, trigger or content shares a character with a sentence that holds this run of words;
  `inside`: its trigger lies in the run itself; `overlap`: it shares a character with the run.
- `any_of`: one of several expectations must hold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from recension.bench.answers import Answers, Json
from recension.bench.words import any_overlap, meets, overlap, places, within, words

Stretch = tuple[int, int]


def holds(answers: Answers, assertion: Json, every: list[Json]) -> str | None:
    """None where an assertion holds, else the reason why it does not.

    Args:
        answers: what the commands said.
        assertion: a line of `expected.jsonl`.
        every: all assertions of the set; an estimate names the incident that it belongs to by that one's row.
    """
    table, expect = assertion["table"], assertion["expect"]
    missing = [name for name in needed(table, expect) if name in answers.failures]
    if missing:
        return f"`{missing[0]}` failed: {answers.failures[missing[0]]}"
    try:
        met = any(
            met_by(answers, table, one, assertion.get("report"), every) for one in expect.get("any_of", [expect])
        )
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        return f"the answer has another shape: {type(why).__name__} {why}"
    absent = table == "absent" or "not_together" in expect
    if met == absent:
        return "found" if met else "no match"
    return None


def needed(table: str, expect: Json) -> list[str]:
    """The commands whose answers an assertion is held against."""
    if "any_of" in expect:
        return sorted({name for one in expect["any_of"] for name in needed(table, one)})
    by_key = {
        "stemma": ["stemma"], "one_entity": ["incidents"], "one_place": ["incidents"], "field": ["clean"],
        "role_of": ["clean"], "estimate": ["figures", "incidents"], "incident": ["incidents"],
        "claim": ["clean", "claims"],
    }
    by_table = {"events": ["clean", "claims"], "quotes": ["clean", "claims"], "times": ["clean", "claims", "incidents"]}
    return next((names for key, names in by_key.items() if key in expect), by_table.get(table, [table]))


def met_by(answers: Answers, table: str, expect: Json, siglum: str | None, every: list[Json]) -> bool:
    """Whether anything among the answers meets an expectation."""
    if "incident" in expect:
        return any(is_incident(answers, one, expect["incident"]) for one in answers.views["incidents"])
    if "estimate" in expect:
        estimate = expect["estimate"]
        return any(is_estimate(answers, one, estimate, every) for one in answers.views["figures"])
    if "claim" in expect or table in {"events", "quotes"}:
        return any(is_claim(answers, one, claim_keys(table, expect), siglum) for one in answers.claims)
    if table == "times":
        return any(is_claim(answers, one, expect, siglum) for one in answers.known.values())
    if table in {"incidents", "disagreements", "ledger"}:
        test = {"incidents": is_incident, "disagreements": is_disagreement, "ledger": is_entry}[table]
        return any(test(answers, one, expect) for one in answers.views[table])
    return report_holds(answers, expect, siglum)


def claim_keys(table: str, expect: Json) -> Json:
    """The keys of an expected claim, with its kind among them."""
    if table in {"events", "quotes"}:
        return {"claim": table.removesuffix("s"), **expect}
    inner = expect["claim"]
    return {"claim": "figure", **inner} if isinstance(inner, dict) else expect


# ---------------------------------------------------------------- words and mentions
def told(mention: object) -> str:
    """The words of a mention: its text and its name."""
    if isinstance(mention, Mapping):
        return " ".join(str(mention.get(key) or "") for key in ("text", "name")).strip()
    return "" if mention is None else str(mention)


def is_party(mention: object, alternatives: Any) -> bool:
    """Whether a mention, or nothing, meets a list of alternatives."""
    if alternatives is None or alternatives == "any":
        return True
    said = words(told(mention))
    if not said:
        return None in alternatives
    return any(one is not None and meets(one, said) for one in alternatives)


def runs(value: str | list[str]) -> list[str]:
    """One run of words or several."""
    return [value] if isinstance(value, str) else list(value)


def one_of(value: Any, options: Any) -> bool:
    """Whether a value is among options; "any" is all of them."""
    return options == "any" or any(same(value, option) for option in options)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; numbers by value, and true is no number.

    >>> same(30, 30.0), same(None, 0), same(True, 1)
    (True, False, False)
    """
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    return bool(one == other)


# ---------------------------------------------------------------- claims
def is_claim(answers: Answers, claim: Json, expect: Json, siglum: str | None) -> bool:
    """Whether a claim of a report (null: of any) passes the tests of all keys."""
    if siglum is not None and claim.get("siglum") != siglum:
        return False
    return all(CLAIM_TESTS[key](answers, claim, wanted) for key, wanted in expect.items() if key != "report")


def by_list(key: str) -> Callable[[Answers, Json, Any], bool]:
    """The test of a field whose expectation lists its values."""
    return lambda _, claim, wanted: one_of(claim.get(key), wanted)


def by_party(key: str) -> Callable[[Answers, Json, Any], bool]:
    """The test of a field that holds a mention."""
    return lambda _, claim, wanted: is_party(claim.get(key), wanted)


def has_kind(_: Answers, claim: Json, wanted: str) -> bool:
    """Test of `claim`."""
    return wanted == "any" or claim.get("kind") == wanted


def has_speaker(_: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `speaker`: of a quote its speaker, of an event anyone in the chain of who is said to say it."""
    if wanted == "any" or wanted is None:
        return True
    if claim.get("kind") == "quote":
        return is_party(claim.get("speaker"), wanted)
    named = [one for one in wanted if one is not None]
    return any(is_party(one, named) for one in chain(claim, "speaker")) or (
        None in wanted and not told(claim.get("speaker"))
    )


def has_attribution(_: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `attributed`."""
    return any(is_party(one, wanted) for one in chain(claim, "attributed_to"))


def chain(claim: Json, first: str) -> list[Any]:
    """Who is said to say a claim, nearest the fact first."""
    return [one for one in [claim.get(first), *(claim.get("attribution") or [])] if told(one)]


def has_content(_: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `content`: one of the runs stands in it."""
    said = words(str((claim.get("content") or {}).get("text") or ""))
    return any(within(words(run), said) for run in runs(wanted))


def near_words(answers: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `at`."""
    text = answers.text(claim.get("siglum"))
    spots = [sentence_around(text, spot) for run in runs(wanted) for spot in places(run, text)]
    return any_overlap(stretches(claim), spots)


def over_words(answers: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `overlap`."""
    text = answers.text(claim.get("siglum"))
    return any_overlap(stretches(claim), [spot for run in runs(wanted) for spot in places(run, text)])


def inside_words(answers: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `inside`; a closing mark after the run still belongs to it."""
    text = answers.text(claim.get("siglum"))
    at = stretch(claim.get("trigger")) or stretch(claim.get("span"))
    spots = [spot for run in runs(wanted) for spot in places(run, text)]
    return at is not None and any(start <= at[0] and at[1] <= end + 1 for start, end in spots)


def has_time_words(_: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `text`, of a time: one of the runs stands in the expression."""
    said = [words(told({"text": (claim.get(key) or {}).get("text")})) for key in ("time", "resolved_time")]
    return any(within(words(run), expression) for run in runs(wanted) for expression in said)


def has_time(_: Answers, claim: Json, wanted: Any) -> bool:
    """Test of `within`: the time, as the record or the report itself resolves it, lies between two days."""
    times = [claim.get(key) or {} for key in ("resolved_time", "time")]
    return any(t.get("from") and in_range(t.get("from"), t.get("to"), {"within": wanted}) for t in times)


CLAIM_TESTS: dict[str, Callable[[Answers, Json, Any], bool]] = {
    "claim": has_kind, "speaker": has_speaker, "attributed": has_attribution, "content": has_content,
    "at": near_words, "overlap": over_words, "inside": inside_words, "text": has_time_words, "within": has_time,
    "not_status": lambda _, claim, wanted: claim.get("status") not in wanted,
    "values": lambda _, claim, wanted: any(
        claim.get(key) is not None and one_of(claim.get(key), wanted) for key in ("low", "best", "high")
    ),
    **{key: by_party(key) for key in ("actor", "recipient", "who")},
    "place": lambda _, claim, wanted: bool(claim.get("place")) and is_party(claim.get("place"), wanted),
    **{
        key: by_list(key)
        for key in (
            "type", "mode", "status", "attempted", "indicator", "negated", "unit", "change", "form", "low", "best",
            "high", "bound",
        )
    },
}


def stretch(mention: Any) -> Stretch | None:
    """The stretch of a mention."""
    if isinstance(mention, Mapping) and isinstance(mention.get("start"), int) and isinstance(mention.get("end"), int):
        return mention["start"], mention["end"]
    return None


def stretches(claim: Json) -> list[Stretch]:
    """Where a claim stands: its span, trigger and content."""
    return [at for key in ("span", "trigger", "content") if (at := stretch(claim.get(key))) is not None]


CUT = re.compile(r"\n+|[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W\d_])")
#: What a point belongs to before it can end a sentence: an initial, a title.
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|No))\.$")


def sentence_around(text: str, at: Stretch) -> Stretch:
    """The sentence, or sentences, that a stretch stands in; lines end sentences.

    >>> text = "Two died. The U.S. envoy left. He wept."
    >>> text[slice(*sentence_around(text, (10, 13)))]
    'The U.S. envoy left. '
    """
    cuts = [m.end() for m in CUT.finditer(text) if m.group().startswith("\n") or ends_sentence(text, m)]
    return max((c for c in cuts if c <= at[0]), default=0), min((c for c in cuts if c >= at[1]), default=len(text))


def ends_sentence(text: str, cut: re.Match[str]) -> bool:
    """Whether the mark at a cut ends a sentence: a capital follows, and it is no abbreviation's point."""
    after = text[cut.end() :].lstrip("\"“‘'([")
    return after[:1].isupper() and not ABBREVIATION.search(text[max(0, cut.start() - 5) : cut.start() + 1])


# ---------------------------------------------------------------- days
def first_day(value: object) -> dt.date | None:
    """The first day of an ISO date that may lack its day or month."""
    parts = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value or ""))
    return dt.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)) if parts else None


def last_day(value: object) -> dt.date | None:
    """The last day of an ISO date that may lack its day or month.

    >>> last_day("2024-02"), last_day("2023")
    (datetime.date(2024, 2, 29), datetime.date(2023, 12, 31))
    """
    first, length = first_day(value), len(str(value or "").split("-"))
    if first is None or length > 2:
        return first
    after = dt.date(first.year + 1, 1, 1) if length == 1 or first.month == 12 else dt.date(first.year, first.month + 1, 1)
    return after - dt.timedelta(1)


def in_range(start: object, end: object, when: Json) -> bool:
    """Whether an interval lies within two days, is no shorter than `min_days`, and, unless `open`, has both ends."""
    first, last = first_day(start), last_day(end if end is not None or when.get("open") else start)
    earliest, latest = first_day(when["within"][0]), last_day(when["within"][1])
    if earliest is None or latest is None:
        raise ValueError(f"no days: {when['within']}")
    if (first is None or last is None) and not when.get("open"):
        return False
    if any(day is not None and not earliest <= day <= latest for day in (first, last)):
        return False
    return first is None or last is None or (last - first).days + 1 >= when.get("min_days", 1)


# ---------------------------------------------------------------- incidents
def is_incident(answers: Answers, incident: Json, expect: Json) -> bool:
    """Whether an incident, with its sub-events, meets an expectation."""
    family = descendants(answers, incident)
    claims = [claim for one in family for claim in answers.named(one.get("claims"))]
    if "type" in expect and not any(one.get("type") in expect["type"] for one in family):
        return False
    if "holds" in expect and not has_one(answers, claims, expect["holds"]):
        return False
    if "not_together" in expect:
        own = answers.named(incident.get("claims"))
        return all(has_one(answers, own, side) for side in expect["not_together"])
    if "when" in expect and not in_range(incident.get("from"), incident.get("to"), expect["when"]):
        return False
    if "place" in expect and not in_place(incident, claims, expect["place"]):
        return False
    if "reports" not in expect:
        return True
    told_by = {answers.siglum(r) for one in family for r in one.get("reports") or []}
    return set(expect["reports"]) <= told_by | {claim.get("siglum") for claim in claims}


def descendants(answers: Answers, incident: Json) -> list[Json]:
    """An incident and everything under it."""
    found, ids = [incident], {str(incident.get("id"))}
    every = answers.views.get("incidents", [])
    for _ in every:
        more = [one for one in every if str(one.get("parent")) in ids and str(one.get("id")) not in ids]
        if not more:
            break
        found += more
        ids |= {str(one.get("id")) for one in more}
    return found


def has_one(answers: Answers, claims: list[Json], wanted: list[Json]) -> bool:
    """Whether one of the expected events is among some claims."""
    return any(
        is_claim(answers, claim, {"claim": "event", **one}, one.get("report")) for one in wanted for claim in claims
    )


def in_place(incident: Json, claims: list[Json], wanted: list[Any]) -> bool:
    """Whether an incident is said to be in a place: by its own, its title, or its claims'."""
    place = incident.get("place") or {}
    said = [place.get("name"), place.get("within"), incident.get("title"), *(told(c.get("place")) for c in claims)]
    known = words(" ".join(str(one or "") for one in said))
    return any(one and meets(one, known) for one in wanted) or (None in wanted and not place.get("name"))


# ---------------------------------------------------------------- estimates
def is_estimate(answers: Answers, estimate: Json, expect: Json, every: list[Json]) -> bool:
    """Whether an estimate meets an expectation: indicator, group, incident, and one of its `sets` of values."""
    if "indicator" in expect and estimate.get("indicator") not in expect["indicator"]:
        return False
    if "group" in expect and not is_party(estimate.get("group"), expect["group"]):
        return False
    if "incident" in expect:
        row = next(one for one in every if one["id"] == f"{expect['incident']}.found")
        listed = [one for one in answers.views["incidents"] if is_incident(answers, one, row["expect"])]
        ids = {str(one.get("id")) for each in listed for one in descendants(answers, each)}
        if str(estimate.get("incident")) not in ids:
            return False
    return any(has_values(answers, estimate, values) for values in expect.get("sets", [{}]))


def has_values(answers: Answers, estimate: Json, wanted: Json) -> bool:
    """Whether an estimate has one set of values, origins, refused claims and history."""
    if not all(one_of(bare(estimate.get(key)), wanted[key]) for key in ("low", "best", "high") if key in wanted):
        return False
    if "origins" in wanted:
        behind_best = len((estimate.get("best") or {}).get("origin_ids") or [])
        if not {estimate.get("origins"), behind_best} & set(wanted["origins"]):
            return False
    if "refused" in wanted and not any(
        one.get("why") and has_number(answers.named([one.get("claim")]), wanted["refused"])
        for one in estimate.get("refused") or []
    ):
        return False
    return "history" not in wanted or any(
        [bare(row.get(key)) for key in ("low", "best", "high")] == wanted["history"]
        and str(row.get("as_of") or "") <= wanted.get("by", "9999")
        for row in estimate.get("history") or []
    )


def bare(value: Any) -> Any:
    """The value of an estimate's bound."""
    return value.get("value") if isinstance(value, Mapping) else value


def has_number(claims: list[Json], number: float) -> bool:
    """Whether one of some figures says a number."""
    return any(same(claim.get(key), number) for claim in claims for key in ("low", "best", "high"))


# ---------------------------------------------------------------- disagreements and the ledger
def is_disagreement(answers: Answers, disagreement: Json, expect: Json) -> bool:
    """Whether a disagreement has the kind, the status and, each by another of its own, the expected sides."""
    if any(key in expect and disagreement.get(key) not in expect[key] for key in ("kind", "status")):
        return False
    if "about" in expect and (disagreement.get("about") or {}).get("kind") not in expect["about"]:
        return False
    sides = disagreement.get("sides") or []
    fits = [{i for i, side in enumerate(sides) if is_side(answers, side, wanted)} for wanted in expect["sides"]]
    return one_each(fits)


def is_side(answers: Answers, side: Json, wanted: Json) -> bool:
    """Whether a side has one of the expected words, and is told by one of the expected reports."""
    claims = answers.named(side.get("claims"))
    said = words(" ".join([str(side.get("value") or ""), *(claim_words(claim) for claim in claims)]))
    reports = {claim.get("siglum") for claim in claims} - {None}
    return ("words" not in wanted or any(meets(one, said) for one in wanted["words"])) and (
        "reports" not in wanted or not reports or bool(reports & set(wanted["reports"]))
    )


def one_each(options: list[set[int]], taken: frozenset[int] = frozenset()) -> bool:
    """Whether a different one can be taken from each set of options.

    >>> one_each([{0, 1}, {0}]), one_each([{0}, {0}])
    (True, False)
    """
    return not options or any(one_each(options[1:], taken | {one}) for one in options[0] - taken)


def is_entry(answers: Answers, entry: Json, expect: Json) -> bool:
    """Whether an entry of the ledger meets an expectation."""
    claims = answers.named(entry.get("claims"))
    if any(key in expect and entry.get(key) not in expect[key] for key in ("kind", "state")):
        return False
    for key in ("from", "to"):
        parties = entry.get(key) or []
        wanted = expect.get(key, "any")
        if wanted != "any" and not (any(is_party(one, wanted) for one in parties) or (None in wanted and not parties)):
            return False
    what = words(str(entry.get("what") or ""))
    said = words(" ".join([str(entry.get("what") or ""), *(claim_words(claim) for claim in claims)]))
    if "what" in expect and not any(meets(one, said) for one in expect["what"]):
        return False
    if any(meets(one, what) for one in expect.get("not_what", [])):
        return False
    reports = {claim.get("siglum") for claim in claims} - {None}
    return "reports" not in expect or not reports or bool(reports & set(expect["reports"]))


def claim_words(claim: Json) -> str:
    """All words of a claim that a reader would see."""
    parties = [told(claim.get(key)) for key in ("actor", "recipient", "who", "speaker", "trigger", "content")]
    numbers = [f"{claim[key]:g}" for key in ("low", "best", "high") if claim.get(key) is not None]
    return " ".join([*parties, str((claim.get("span") or {}).get("text") or ""), str(claim.get("quantifier") or ""), *numbers])


# ---------------------------------------------------------------- reports and the stemma
def report_holds(answers: Answers, expect: Json, siglum: str | None) -> bool:
    """Whether the reading of a report, the stemma or the entities of the record meet an expectation."""
    if "stemma" in expect:
        return STEMMA_TESTS[expect["stemma"]](answers, expect)
    if "one_entity" in expect or "one_place" in expect:
        return is_one(answers, expect)
    report = answers.reports.get(siglum or "")
    if report is None:
        return False
    return has_field(report, expect) if "field" in expect else has_role(answers, expect, siglum)


def has_field(report: Json, expect: Json) -> bool:
    """Whether a field (dotted) is among values (`in`), not among them (`not_in`), or has words (`words`)."""
    value: Any = report
    for key in expect["field"].split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    if "in" in expect:
        return any(same(value, option) for option in expect["in"])
    if "not_in" in expect:
        return not any(same(value, option) for option in expect["not_in"])
    return is_party(value, expect["words"])


def has_role(answers: Answers, expect: Json, siglum: str | None) -> bool:
    """Whether a run of words, its first place or `all`, stands in blocks of these roles.

    What is not in the text at all was taken for boilerplate.
    """
    spots = places(expect["role_of"], answers.text(siglum))
    if not spots:
        return bool(expect.get("gone")) or not {"body", "quote_embed", "dateline"} & set(expect["roles"])
    spots = spots if expect.get("all") else spots[:1]
    blocks = answers.blocks(siglum)
    said = {b["role"] for b in blocks for spot in spots if overlap((b["start"], b["end"]), spot)}
    return said <= set(expect["roles"])


def is_one(answers: Answers, expect: Json) -> bool:
    """Whether one id stands behind some words in all of the reports; `only`: and no other id does."""
    entity = "one_entity" in expect
    fields, key = (("actor", "recipient", "speaker", "who"), "id") if entity else (("place",), "geonameid")
    alternatives = expect["one_entity" if entity else "one_place"]
    found: dict[Any, set[Any]] = {}
    for claim in answers.known.values():
        for mention in (claim.get(name) for name in fields):
            if isinstance(mention, Mapping) and mention.get(key) is not None and is_party(mention, alternatives):
                found.setdefault(mention[key], set()).add(claim.get("siglum"))
    return any(set(expect["reports"]) <= reports for reports in found.values()) and (
        len(found) == 1 or not expect.get("only")
    )


def edges(answers: Answers) -> Iterator[tuple[Json, str | None, str | None]]:
    """The edges of the stemma with the names of the reports at both ends; a latent end has none."""
    for edge in answers.stemma.get("edges", []):
        yield edge, of_node(answers, edge.get("from")), of_node(answers, edge.get("to"))


def of_node(answers: Answers, node: object) -> str | None:
    """The name of the report that a node of the stemma is."""
    found: Json = next((n for n in answers.stemma.get("nodes", []) if str(n.get("id")) == str(node)), {})
    if found.get("kind") == "latent":
        return None
    name = str(found.get("path") or "").replace("\\", "/").rsplit("/", 1)[-1]
    return answers.siglum(node) or (f"S{answers.files.index(name)}" if name in answers.files else None)


def has_edge(answers: Answers, expect: Json) -> bool:
    """`edge`: a report derives from another by one of these relations; without a direction either way counts."""
    return any(edge.get("relation") in expect["relations"] for edge in between(answers, expect))


def between(answers: Answers, expect: Json) -> Iterator[Json]:
    """The edges from one report to another; undirected ones either way."""
    wanted = (expect["from"], expect["to"])
    for edge, start, end in edges(answers):
        if (start, end) == wanted or (edge.get("directed") is False and (end, start) == wanted):
            yield edge


def has_no_edge(answers: Answers, expect: Json) -> bool:
    """`no_edge`: no two reports (of those in `among`) are joined by one of these relations."""
    among = set(expect.get("among") or answers.sigla.values())
    return bool(answers.stemma.get("nodes")) and not any(
        {start, end} <= among and edge.get("relation") in expect["relations"] for edge, start, end in edges(answers)
    )


def has_variant(answers: Answers, expect: Json) -> bool:
    """`variant`: a passage of one report reads otherwise in the other; each of the words stands on one of its sides."""
    for edge in between(answers, expect):
        for variant in (v for passage in edge.get("passages") or [] for v in passage.get("variants") or []):
            said = words(" ".join(told(variant.get(side)) for side in ("from", "to")))
            if variant.get("kind") in expect["kind"] and all(meets(one, said) for one in expect["words"]):
                return True
    return False


def has_latent(answers: Answers, expect: Json) -> bool:
    """`latent`: a source that is not among the reports stands behind one of them."""
    return expect["to"] in {siglum for reports in latent_reach(answers, expect["label"]) for siglum in reports}


def is_apart(answers: Answers, expect: Json) -> bool:
    """`apart`: no one source of these names stands behind all of the reports."""
    return bool(answers.stemma.get("nodes")) and not any(
        set(expect["reports"]) <= reports for reports in latent_reach(answers, expect["label"])
    )


def latent_reach(answers: Answers, labels: list[str]) -> Iterator[set[str | None]]:
    """For each latent node, and each origin, with such a label: the reports behind which it stands."""
    for node in named_so(answers.stemma.get("nodes", []), labels):
        if node.get("kind") == "latent":
            yield {end for edge, _, end in edges(answers) if str(edge.get("from")) == str(node.get("id"))}
    for origin in named_so(answers.stemma.get("origins", []), labels):
        yield {answers.siglum(r) or of_node(answers, r) for r in origin.get("reports") or []}


def named_so(things: Iterable[Json], labels: list[str]) -> Iterator[Json]:
    """Those whose label has one of these words."""
    for thing in things:
        if any(meets(label, words(str(thing.get("label") or ""))) for label in labels):
            yield thing


STEMMA_TESTS: dict[str, Callable[[Answers, Json], bool]] = {
    "edge": has_edge, "no_edge": has_no_edge, "variant": has_variant, "latent": has_latent, "apart": is_apart,
}
