"""spaCy, opened without its command line.

`import spacy` loads all of `spacy.cli` (a downloader, templates, an HTTP client) to offer one function, `spacy.info`:
a third of its time. So a stand-in lies where spaCy looks for that function while it is imported, and is taken away
again; `spacy.info` then imports the true one when it is called, and `import spacy.cli` works as ever.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_PLACE = "spacy.cli.info"


def open_spacy() -> None:
    """Imports spaCy. Whoever comes first to need it calls this; later imports find it there."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_PLACE)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[_PLACE] = stand_in
    try:
        import spacy  # noqa: F401  # for its place in sys.modules
    finally:
        del sys.modules[_PLACE]


def _info(*given: Any, **named: Any) -> Any:
    """`spacy.info`."""
    from spacy.cli.info import info

    return info(*given, **named)
