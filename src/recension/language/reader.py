"""Text to Doc: one pass of the encoder gives sentences, tags, trees and entities.

Each window is run by itself, so that a Doc is a function of its text alone: scales of the int8 products are taken
over what is run together. So there are no batches; a stream of Docs keeps each core busy with a Doc of its own.
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from recension.language import files
from recension.language.acts import KEY, Act, acts_of
from recension.language.datelines import datelines
from recension.language.entities import entity_tags, spans_of
from recension.language.pieces import Pieces
from recension.language.sentences import starts_of
from recension.language.shapes import shape
from recension.language.trees import tree
from recension.language.turns import short_turns
from recension.language.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Ints = NDArray[np.int64]

THREADS = 2
"""Cores that are kept busy."""
AHEAD = 4
"""Docs of a stream that are read, or wait to be, before the first of them is handed out."""

ING = ("ing", "ING")
"""No past form ends so: "killing 12 and wounding 30" is read as it stands, however past the verbs around it are."""


class Encoder:
    """The shipped network. It is opened at the first window and stays open for every head that reads from it."""

    def __init__(self) -> None:
        self.sessions: dict[int, Any] = {}
        self.marks: Pieces | None = None
        self.lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        """Nothing is carried into another process: sessions and locks are opened anew there."""
        return {}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__()  # type: ignore[misc]

    def session(self, threads: int) -> Any:
        """The network, to be run by so many threads; the numbers are the same for any."""
        with self.lock:
            if threads not in self.sessions:
                import onnxruntime

                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = threads
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                # Threads that spin while they wait take the other core's time from whoever else runs there.
                options.add_session_config_entry("session.intra_op.allow_spinning", "0")
                self.sessions[threads] = onnxruntime.InferenceSession(
                    str(files.path(files.MODEL)), options, providers=["CPUExecutionProvider"]
                )
            return self.sessions[threads]

    def words(self) -> Pieces:
        """What cuts words into pieces."""
        with self.lock:
            if self.marks is None:
                from tokenizers import Tokenizer

                self.marks = Pieces(Tokenizer.from_file(str(files.path(files.TOKENIZER))))
            return self.marks

    def pieces(self, words: list[str]) -> list[list[int]]:
        """The piece numbers of each word."""
        pieces = self.words()
        return [pieces(word) for word in words]

    def run(
        self, pieces: list[list[int]], shapes: list[int], breaks: list[bool], threads: int = THREADS
    ) -> dict[str, NDArray[np.float32]]:
        """The scores of one window by name, one row a word (see `training.model.Network.forward`)."""
        session, marks = self.session(threads), self.words()
        ids, kinds, first = [marks.start], [0], []
        for i, numbers in enumerate(pieces):
            if i and breaks[i]:
                ids.append(marks.end)
                kinds.append(0)
            first.append(len(ids))
            ids.extend(numbers)
            kinds.extend([shapes[i]] * len(numbers))
        ids.append(marks.end)
        kinds.append(0)
        given = {"pieces": ids, "shapes": kinds, "first": first}
        names = [output.name for output in session.get_outputs()]
        found = session.run(names, {name: np.array(value, dtype=np.int64) for name, value in given.items()})
        return dict(zip(names, found, strict=True))


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The network of this process: all pipelines read with the same one."""
    return Encoder()


class Reader:
    """The pipeline component `recension_reader`: sets sentences, tags, trees and entities of a Doc."""

    def __init__(self, vocab: Vocab) -> None:
        self.encoder = encoder()
        self.labels = files.labels()
        self.upos = as_hashes(vocab, self.labels["upos"])
        self.xpos = as_hashes(vocab, self.labels["xpos"])
        self.deps = as_hashes(vocab, ["ROOT" if d == "root" else d for d in self.labels["deps"]])
        self.root, self.beside = (self.labels["deps"].index(name) for name in ("root", "parataxis"))
        self.pasts = [self.labels["xpos"].index(tag) for tag in ("VBD", "VBN")]
        self.space = as_hashes(vocab, ["dep", "_SP", "SPACE"])

    def __call__(self, doc: Doc) -> Doc:
        places, words, breaks, glued = words_of(doc)
        return self.finished(doc, places, self.read(words, breaks, glued, places))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:  # noqa: ARG002  # spaCy gives it
        """The Docs of ``stream`` in their order, each the same as by itself; `THREADS` of them are read at a time."""
        waiting: deque[tuple[Doc, list[int], Future[tuple[dict[str, Ints], list[Act]]]]] = deque()
        with short_turns(), ThreadPoolExecutor(THREADS, "recension-reader") as pool:
            for doc in stream:
                places, words, breaks, glued = words_of(doc)
                waiting.append((doc, places, pool.submit(self.read, words, breaks, glued, places, 1)))
                if len(waiting) > AHEAD:
                    done, at, found = waiting.popleft()
                    yield self.finished(done, at, found.result())
            for done, at, found in waiting:
                yield self.finished(done, at, found.result())

    def finished(self, doc: Doc, places: list[int], read: tuple[dict[str, Ints], list[Act]]) -> Doc:
        """``doc`` with what was read at its words."""
        found, acts = read
        if places:
            if "events" in self.labels:
                doc.user_data[KEY] = {act.token: act for act in acts}
            write(self, doc, places, found)
            tags, starts = found["entities"].tolist(), found["starts"].tolist()
            doc.set_ents(spans_of(doc, places, tags, starts, self.labels["entities"]))
        return doc

    def read(
        self, words: list[str], breaks: list[bool], glued: list[bool], places: list[int], threads: int = THREADS
    ) -> tuple[dict[str, Ints], list[Act]]:
        """Per word `starts` (1 where a sentence starts), `upos`, `xpos`, `deps`, `entities`, `heads`; and the acts.

        Args:
            words: the text's words.
            breaks: whether a paragraph starts at each.
            glued: whether no blank stands before each.
            places: the token of each.
            threads: cores that one window is read by.
        """
        pieces = self.encoder.pieces(words)
        shapes = [shape(word) for word in words]
        names = ("starts", "upos", "xpos", "deps", "entities", "heads")
        result = {name: np.zeros(len(words), dtype=np.int64) for name in names}
        scores: dict[str, NDArray[np.float32]] = {}
        begins: list[int] = []
        acts: list[Act] = []

        def run(first: int, last: int) -> list[int]:
            scores.update(self.encoder.run(pieces[first:last], shapes[first:last], breaks[first:last], threads))
            begins[:] = starts_of(scores["starts"], breaks[first:last], words[first:last], glued[first:last])
            return begins

        for first, last in windows([len(p) for p in pieces], breaks, run):
            size = last - first
            starts = [start for start in begins if start < size]
            lines = datelines(starts, breaks[first:last], words[first:last], glued[first:last])
            result["starts"][[first + s for s in starts]] = 1
            starts = sorted([*starts, *(end for _, end in lines)])
            heads = heads_of(scores["arcs"], starts, size)
            deps = self.relations(scores, heads)
            for start, end in lines:  # each hangs on the sentence behind it
                root, main = (next(i for i in range(at, size) if heads[i] == i) for at in (start, end))
                heads[root], deps[root] = main, self.beside
            result["heads"][first:last] = heads + first
            result["deps"][first:last] = deps
            result["entities"][first:last] = entity_tags(scores["entities"][:size], starts)
            for at, word in enumerate(words[first:last]):
                if word.endswith(ING):
                    scores["xpos"][at, self.pasts] = -np.inf
            for name in ("upos", "xpos"):
                result[name][first:last] = scores[name][:size].argmax(axis=1)
            acts += acts_of(scores, places[first:last], starts, self.labels) if "events" in self.labels else []
        return result, acts

    def relations(self, scores: dict[str, NDArray[np.float32]], heads: Ints) -> Ints:
        """The best relation of each word to its head; the root's is fixed."""
        size = len(heads)
        table = scores["relations"][:size].reshape(size, len(self.labels["deps"]), -1)
        chosen = scores["relation_heads"][heads]
        found = np.einsum("wrk,wk->wr", table[..., :-1], chosen) + table[..., -1]
        found[:, self.root] = -np.inf
        best: Ints = found.argmax(axis=1)
        best[heads == np.arange(size)] = self.root
        return best


def as_hashes(vocab: Vocab, names: list[str]) -> NDArray[np.uint64]:
    """The numbers that ``vocab`` knows ``names`` by."""
    return np.array([vocab.strings.add(name) for name in names], dtype=np.uint64)


def words_of(doc: Doc) -> tuple[list[int], list[str], list[bool], list[bool]]:
    """The tokens that are words: their places, texts, whether a paragraph starts there (a newline went before), and
    whether no blank stands before them."""
    places, words, breaks, glued = [], [], [], []
    broken, blank = True, True
    for token in doc:
        text = token.text
        if text.isspace():
            broken = broken or "\n" in text
            blank = True
            continue
        places.append(token.i)
        words.append(text)
        breaks.append(broken)
        glued.append(not (broken or blank))
        broken, blank = False, bool(token.whitespace_)
    return places, words, breaks, glued


def heads_of(arcs: NDArray[np.float32], starts: list[int], size: int) -> Ints:
    """The head of each of ``size`` words, in a tree a sentence."""
    heads = np.empty(size, dtype=np.int64)
    for first, last in zip(starts, [*starts[1:], size], strict=True):
        heads[first:last] = tree(arcs[first:last, first:last]) + first
    return heads


def write(reader: Reader, doc: Doc, places: list[int], found: dict[str, Ints]) -> None:
    """Set what was found on ``doc``; a space hangs on the word before it (or the first) as `dep`, as in spaCy."""
    from spacy.attrs import DEP, HEAD, POS, TAG

    size = len(doc)
    at = np.array(places)
    owner = at[np.maximum(np.searchsorted(at, np.arange(size), side="right") - 1, 0)]
    table = np.zeros((size, 4), dtype=np.uint64)
    heads = owner - np.arange(size)
    heads[at] = at[found["heads"]] - at
    table[:, 0] = heads.astype(np.int64).view(np.uint64)
    table[:, 1:] = reader.space
    table[at, 1] = reader.deps[found["deps"]]
    table[at, 2] = reader.xpos[found["xpos"]]
    table[at, 3] = reader.upos[found["upos"]]
    doc.from_array([HEAD, DEP, TAG, POS], table)
