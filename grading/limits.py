"""How much a submission may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one submission may use, in all its processes together.

    Attributes
    ----------
    cell : float, default=30
        Seconds for one of the student's cells.
    call : float, default=15
        Seconds for one call of a student's function by a check.
    check : float, default=60
        Seconds for all of one check.
    notebook : float, default=180
        Seconds for everything.
    cpu : int, default=120
        Seconds of processor time of any one process.
    memory : int, default=1500
        Megabytes in use at a time.
    address_space : int, default=4000
        Megabytes that one process may ask for.
    processes : int, default=64
        Processes and threads at a time.
    files : int, default=256
        Open files of one process.
    disk : int, default=64
        Megabytes in each of the temporary folder and the home.
    restarts : int, default=4
        How often an answer process that died is started anew.
    """

    cell: float = 30
    call: float = 15
    check: float = 60
    notebook: float = 180
    cpu: int = 120
    memory: int = 1500
    address_space: int = 4000
    processes: int = 64
    files: int = 256
    disk: int = 64
    restarts: int = 4

    def row(self) -> dict[str, Any]:
        """Return the limits as plain data."""
        return asdict(self)
