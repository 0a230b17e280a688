"""The notebook's search, on CIFAR-10 itself, ends with a net that is half right."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "benchmarks" / "cifar_search.py"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


def test_the_search_finds_a_net_that_is_half_right(real_cifar10: Path):
    command = [sys.executable, "-P", SCRIPT, real_cifar10]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(said)
    (reached,) = re.findall(r"^validation (0\.\d+), test", said, re.M)
    assert float(reached) >= 0.5
