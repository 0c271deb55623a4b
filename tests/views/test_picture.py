"""The stemma as a picture: well-formed, whole, in the order of time, and harmless."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from recension.claims import read_reports
from recension.model import Edge, Node, Passage, Reading, Report, Span, Stemma, Variant
from recension.reading import read
from recension.record.build import Record
from recension.views.picture import as_svg, picture_of


def node(name: str, *, latent: bool = False) -> Node:
    return Node(name, "latent" if latent else "report", f"label of {name}")


def edge(one: str, other: str, *, changed: bool = False, directed: bool = True) -> Edge:
    variants = (Variant("number", Span(0, 1, "6"), Span(0, 2, "16")),) if changed else ()
    return Edge(one, other, "copy", directed, 0.9, 1.0, (Passage((0, 9), (0, 9), variants),), ("because <so>",))


TREE = Stemma((node("b"), node("a"), node("c"), node("agency", latent=True)), (edge("a", "b", changed=True), edge("agency", "a")), ())


def labels(svg: str) -> list[str]:
    return re.findall(r">(label of \w+)<", svg)


def test_rows_are_in_the_order_of_time_with_sources_above() -> None:
    assert labels(as_svg(TREE, {"a": "2024-03-02", "b": "2024-03-01", "c": "2024-02-28"})) == [
        "label of c", "label of agency", "label of a", "label of b",
    ]


def test_changes_are_marked_and_told() -> None:
    svg = as_svg(TREE)
    assert "1 number; number: 6 → 16" in svg
    assert svg.count("number: 6") == 1


def test_an_empty_stemma_is_a_picture_too() -> None:
    assert etree.fromstring(as_svg(Stemma((), (), ()))).tag.endswith("svg")


def test_a_record_names_its_reports_by_their_sigla(sample: list[Path]) -> None:
    readings = [r for r in read_reports(r for r in read(sample) if isinstance(r, Report)) if isinstance(r, Reading)]
    record = Record.of(readings)
    svg = picture_of(record)
    assert all(re.search(rf">{siglum}  ", svg) for siglum in record.sigla.values())


@given(st.lists(st.text(max_size=40), min_size=2, max_size=6, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_labels_hold_the_picture_is_well_formed_and_without_scripts(names: list[str], data: st.DataObject) -> None:
    nodes = tuple(Node(f"n{i}", "report", name) for i, name in enumerate(names))
    pairs = data.draw(st.lists(st.tuples(st.integers(0, len(names) - 1), st.integers(0, len(names) - 1)), max_size=8))
    edges = tuple(edge(f"n{a}", f"n{b}", directed=a < b) for a, b in pairs if a != b)
    root = etree.fromstring(as_svg(Stemma(nodes, edges, ())))
    assert len(root.findall("{*}circle")) == len(nodes)
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {"svg", "title", "path", "circle", "text", "g"}
