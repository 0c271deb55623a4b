"""Puts the pipeline together: ours, or a foreign spaCy pipeline that takes its place."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from recension.language import files
from recension.language.library import open_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OURS = "recension"
ENTITY_LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "GROUP",
    "GROUP": "GROUP", "EVENT": "EVENT", "DATE": "DATE",
}
"""Labels of foreign pipelines, as ours; other labels are no entities to us."""


@functools.lru_cache(maxsize=4)
def load(name: str | None = None) -> Language:
    """The pipeline that makes Docs: sentences, tags, UD trees, lemmas, entities (PERSON, ORG, LOC, GROUP, EVENT, DATE).

    Args:
        name: an installed spaCy pipeline or the path of one, to be used in place of ours. It brings its own labels;
            entity labels are mapped to ours, and sentences are found by points where it has no way to find them.

    Raises:
        OSError: no such pipeline, with what spaCy says of it.
    """
    register()
    return ours() if name is None or name == OURS else foreign(name)


def ours() -> Language:
    """Our pipeline, with an empty vocabulary."""
    from recension.language.tokens import blank

    nlp = blank()
    nlp.add_pipe("recension_reader")
    nlp.add_pipe("recension_lemma")
    nlp.meta.update({"name": OURS, "version": version()})
    return nlp


STRINGS = 20_000
"""Different strings that a pipeline may have met before a long stream goes on with a fresh one: about 20 MB."""


def renewed(nlp: Language) -> Language:
    """A pipeline that reads as ``nlp`` does: ``nlp`` itself, or a fresh one of ours where it has met many strings.

    spaCy keeps every string that it has met, so memory would grow for as long as news brings new names. Docs made before
    keep their vocabulary, which goes with the last of them. A foreign pipeline is given back as it is.
    """
    return ours() if nlp.meta.get("name") == OURS and len(nlp.vocab.strings) > STRINGS else nlp


def foreign(name: str) -> Language:
    """The spaCy pipeline ``name``, made fit to stand in for ours."""
    import spacy

    from recension.language.tokens import LONGEST_TEXT

    nlp = spacy.load(name)
    nlp.max_length = max(nlp.max_length, LONGEST_TEXT)
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    nlp.add_pipe("recension_labels")
    return nlp


@functools.lru_cache(maxsize=1)
def register() -> None:
    """Make our components and extensions known to spaCy; the one place where that happens."""
    open_spacy()
    from spacy.language import Language
    from spacy.tokens import Doc

    from recension.language.lemmas import Lemmas
    from recension.language.reader import Reader

    def reader(nlp: Language, name: str) -> Reader:  # noqa: ARG001  # spaCy calls by name
        return Reader(nlp.vocab)

    def lemmas(nlp: Language, name: str) -> Lemmas:  # noqa: ARG001
        return Lemmas(nlp.vocab)

    given = ["token.sent_start", "token.tag", "token.pos", "token.dep", "token.head", "doc.sents", "doc.ents"]
    Language.factory("recension_reader", assigns=given, func=reader)
    Language.factory("recension_lemma", requires=["token.tag"], assigns=["token.lemma"], func=lemmas)
    Language.component("recension_labels", requires=["doc.ents"], assigns=["doc.ents"], func=relabelled)
    if not Doc.has_extension("engine"):
        Doc.set_extension("engine", getter=lambda _: engine())


def relabelled(doc: Doc) -> Doc:
    """``doc`` with the entity labels of another scheme mapped to ours, and no entity of other types."""
    from spacy.tokens import Span

    kept = [Span(doc, e.start, e.end, label=ENTITY_LABELS[e.label_]) for e in doc.ents if e.label_ in ENTITY_LABELS]
    doc.set_ents(kept)
    return doc


def version() -> str:
    """The version of the package."""
    import recension

    return recension.__version__


def engine(name: str | None = None) -> str:
    """Which engine reads: version of the package and the model's hash, or the foreign pipeline's name and version."""
    if name is None or name == OURS:
        return f"recension {version()} / model {files.model_sha256()[:12]}"
    nlp = load(name)
    label = nlp.meta.get("name") or Path(name).name
    return f"recension {version()} / pipeline {nlp.meta.get('lang', '')}_{label} {nlp.meta.get('version', '')}"


def read_text(text: str, name: str | None = None) -> Doc:
    """The Doc of ``text``; a function of the text and the pipeline alone."""
    return load(name)(text)
