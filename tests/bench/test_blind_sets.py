"""The blind sets: whole, and counted as their data card says. No label is looked at one by one here."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from recension.bench.gold import json_lines

BLIND = Path(__file__).parents[1] / "gold" / "blind"


@pytest.fixture(scope="module")
def groups() -> list[dict[str, Any]]:
    return json_lines(BLIND / "groups.jsonl")


def test_the_data_card_gives_the_counts_of_figures_and_quotes() -> None:
    card = (BLIND / "README.md").read_text(encoding="utf-8")
    figures, quotes = (json_lines(BLIND / f"{name}.jsonl") for name in ("figures", "quotes"))
    every, required, quiet = counted(figures)
    assert f"| {len(figures)} | {every} figures, {required} of them required; {quiet} items (36 %) without" in card
    every, required, quiet = counted(quotes)
    assert f"| {len(quotes)} | {required} required direct and mixed quotes, {every - required} optional; {quiet} items with nothing" in card


def counted(items: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Labels, labels that are required, and items without a required one."""
    required = [sum(not label.get("optional") for label in item["expect"]) for item in items]
    return sum(len(item["expect"]) for item in items), sum(required), required.count(0)


def test_the_data_card_gives_the_counts_of_copies(groups: list[dict[str, Any]]) -> None:
    card = (BLIND / "README.md").read_text(encoding="utf-8")
    kinds = Counter(relation["kind"] for group in groups for relation in group["relations"])
    assert f"{sum(len(g['reports']) for g in groups)} reports" in card
    assert f"all {kinds.total()} pairs related: {kinds['independent']} independent, {kinds['copy']} copies" in card
    assert f"{kinds['partial_copy']} partial copies, {kinds['rewrite']} rewrites, {kinds['translation']} translations, {kinds['cites']} citations" in card
    assert f"{sum(len(g['mutations']) for g in groups)} mutated facts" in card


def test_each_pair_of_a_group_is_related_once_and_each_report_has_one_origin(groups: list[dict[str, Any]]) -> None:
    for group in groups:
        names = sorted(report["id"] for report in group["reports"])
        related = sorted(tuple(sorted((r["from"], r["to"]))) for r in group["relations"])
        assert related == sorted(itertools.combinations(names, 2)), group["id"]
        assert sorted(itertools.chain.from_iterable(group["origins"])) == names, group["id"]


def test_mutated_facts_stand_in_their_reports(groups: list[dict[str, Any]]) -> None:
    for group in groups:
        texts = {report["id"]: report["text"] for report in group["reports"]}
        for mutation in group["mutations"]:
            assert mutation["old"] in texts[mutation["from"]], group["id"]
            assert mutation["new"] in texts[mutation["to"]], group["id"]
