"""What a score depends on, as hashes: the same hashes, the same score."""

from __future__ import annotations

import functools
import hashlib
import hmac
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from cs231n_utils.carry import NOTEBOOKS
from grading.keys import COURSE, assignments, source_path

# Their versions decide what numbers come out, and how they are compared.
PACKAGES = ("numpy", "ipython", "nbgrader")
SECRET = COURSE / ".secret"


def digest(parts: Iterable[bytes | str]) -> str:
    """Return a short hash of some parts, their limits included.

    >>> digest(["ab", "c"]) == digest(["a", "bc"])
    False
    """
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little") + data)
    return total.hexdigest()[:20]


def source_hash(assignment: str) -> str:
    """Return the hash of an assignment's checks and key, and of those it builds on."""
    order = list(NOTEBOOKS)
    earlier = order[: order.index(assignment)] if assignment in order else []
    names = [name for name in earlier if name in assignments()]
    return digest(source_path(name).read_bytes() for name in (*names, assignment))


@functools.cache
def environment_hash() -> str:
    """Return the hash of the library that checks use, and of versions."""
    library = Path(__file__).parent.parent / "cs231n_utils"
    files = sorted(library.rglob("*.py"))
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    python = f"{platform.python_version()} {platform.machine()}"
    return digest([python, *versions, *(path.read_bytes() for path in files)])


def seed_of(student: str, secret: bytes | None = None) -> str:
    """Return the seed of a student's hidden inputs.

    Parameters
    ----------
    student : str
    secret : bytes, optional
        By default what stands in `assignments/.secret`; without one all students get
        the inputs that plain nbgrader gives them.
    """
    if secret is None:
        secret = SECRET.read_bytes().strip() if SECRET.is_file() else b""
    if not secret:
        return "0"
    return hmac.new(secret, student.encode(), "sha256").hexdigest()[:20]
