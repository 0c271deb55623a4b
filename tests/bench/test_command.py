"""The command line called in this process says and ends as a process would, and gives the streams back."""

from __future__ import annotations

import doctest
import sys

import pytest

from recension.bench import assertions, command, words
from recension.bench.answers import NoAnswerError, done, rows
from recension.bench.command import CRASHED, Ran, run


@pytest.mark.parametrize("module", [words, assertions])
def test_examples_run(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed


def test_streams_are_given_back() -> None:
    before = sys.stdin, sys.stdout, sys.stderr
    assert run(["--version"]).out.strip()
    assert run(["no-such-command"]).status == 2
    assert (sys.stdin, sys.stdout, sys.stderr) == before


def test_a_crash_is_a_status_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object, **__: object) -> None:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("recension.cli.app", fall)
    before = sys.stdout
    ran = command.run(["clean"])
    assert ran.status == CRASHED
    assert "out of cheese" in ran.err
    assert sys.stdout is before


def test_an_answer_is_taken_only_from_a_command_that_ended_well() -> None:
    assert rows(Ran(1, '{"a": 1}\n\n{"a": 2}\n', "refused x")) == [{"a": 1}, {"a": 2}]
    with pytest.raises(NoAnswerError, match="exit status 3: held"):
        done(Ran(3, "", "first\nheld"))
    with pytest.raises(NoAnswerError, match="empty"):
        rows(Ran(0, "\n", ""))
