"""Whether another type of CPU makes the same claims: `python bench/cpus.py [FOLDER] [--cpu Haswell]`.

Reads the reports once on this machine and once on an emulated CPU (`qemu-user`, a Debian package), which runs other
kernels of the same products: Haswell has AVX2 and no VNNI, Nehalem has SSE alone. Prints how many claims are made by
both, and ends with 1 where more than 1 in 1,000 differ. Emulation is some fifty times slower: minutes for a dozen
reports.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from recension.bench.sample import SAMPLE

MOST_CHANGED = 0.001


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Compare the claims of two types of CPU.")
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE, help="reports to read")
    parser.add_argument("--cpu", default="Haswell", help="as `qemu-x86_64 -cpu help` lists them")
    asked = parser.parse_args()
    emulator = shutil.which("qemu-x86_64")
    if emulator is None:
        print("qemu-x86_64 is missing: install the package qemu-user", file=sys.stderr)
        return 2
    command = [sys.executable, "-m", "recension", "claims", str(asked.folder)]
    here = claims(command)
    there = claims([emulator, "-cpu", asked.cpu, *command])
    changed = len(here ^ there) / max(1, len(here | there))
    print(f"{len(here)} claims here, {len(there)} on {asked.cpu}, {len(here & there)} the same: {changed:.2%} differ")
    return int(changed > MOST_CHANGED)


def claims(command: list[str]) -> set[str]:
    """The ids of the claims that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
    return {json.loads(line)["id"] for line in done.stdout.splitlines() if line.startswith("{")}


if __name__ == "__main__":
    sys.exit(main())
