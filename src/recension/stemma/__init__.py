"""Reports → stemma: which reports derive from which, passage by passage, and what changed on the way."""

from __future__ import annotations

from recension.stemma.credits import same_outlet
from recension.stemma.graph import Collation, stemma
from recension.stemma.kinship import kinship
from recension.stemma.origins import Origins, lookup, origin_of
from recension.stemma.relation import Comparison, compare
from recension.stemma.shingles import ShingleIndex

__all__ = ["Collation", "Comparison", "Origins", "ShingleIndex", "compare", "kinship", "lookup", "origin_of", "same_outlet", "stemma"]
