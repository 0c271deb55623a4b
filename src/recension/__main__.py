"""`python -m recension`."""

from __future__ import annotations

from recension.cli import main

main()
