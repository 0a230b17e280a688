"""Read a notebook as data, whatever editors, tools and networks did to it."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, field
from typing import IO, Any

CHUNK = 2**20
MAX_KEPT = 2**25
OVERLAP = 256

OUTPUTS = re.compile(rb'"outputs"\s*:\s*\[')
UNTIL_BRACKET = re.compile(rb'(?:[^"\[\]]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
UNTIL_QUOTE = re.compile(rb"(?:[^\"\\]++|\\.)*+", re.DOTALL)
CONFLICT = re.compile(
    r"^<{7}[^\n]*\n(.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}[^\n]*\n(.*?)^>{7}[^\n]*\n?",
    re.DOTALL | re.MULTILINE,
)
CELLS = re.compile(r'"cells"\s*:\s*\[')
CELL_START = re.compile(
    r'\{\s*"(?:attachments|cell_type|collapsed|execution_count|id|input|metadata|source)"'
)
MAX_BROKEN = 1000


class Unreadable(Exception):
    """A submission cannot be read; the message says why, in one line."""


@dataclass
class Cell:
    """What matters of a cell: its outputs are gone, its metadata may be damaged."""

    kind: str
    text: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return its grade_id, or ""."""
        said = self.metadata.get("nbgrader")
        label = said.get("grade_id") if isinstance(said, dict) else ""
        return label if isinstance(label, str) else ""


def read_cells(stream: IO[bytes]) -> tuple[list[Cell], list[str]]:
    """Read the cells of a notebook.

    Returns
    -------
    cells : list of Cell
    repairs : list of str
        What had to be mended on the way, in sentences.

    Raises
    ------
    Unreadable
        When it is no notebook, or too little is left of it.
    """
    repairs: list[str] = []
    text = _decode(strip_outputs(stream), repairs)
    if not text.strip():
        raise Unreadable("The file is empty.")
    cells = _cells(_raw_cells(text, repairs))
    if not cells:
        raise Unreadable("The notebook holds no cell.")
    return cells, repairs


def strip_outputs(stream: IO[bytes]) -> bytes:
    """Read a notebook and leave out the outputs, however large they are.

    >>> import io
    >>> strip_outputs(io.BytesIO(b'{"outputs": [{"text": ["]"]}], "source": []}'))
    b'{"outputs": [], "source": []}'
    """
    kept, buffer = bytearray(), b""
    depth, in_string = 0, False
    while True:
        chunk = stream.read(CHUNK)
        buffer, position = buffer + chunk, 0
        while position < len(buffer):
            if depth == 0:
                match = OUTPUTS.search(buffer, position)
                last = len(buffer) - (OVERLAP if chunk else 0)
                end = match.end() if match else max(position, last)
                kept += buffer[position:end]
                position = end
                if not match:
                    break
                depth = 1
                continue
            position, depth, in_string = _skip(buffer, position, depth, in_string)
            if depth == 0:
                kept += b"]"
            if _cut_escape(buffer, position):
                break
        if len(kept) > MAX_KEPT:
            raise Unreadable(
                f"Without its outputs it still has more than {MAX_KEPT >> 20} MB."
            )
        buffer = buffer[position:]
        if not chunk:
            return bytes(kept)


def _skip(
    buffer: bytes, position: int, depth: int, in_string: bool
) -> tuple[int, int, bool]:
    """Go on inside outputs to the next bracket, or to the end of the buffer."""
    pattern = UNTIL_QUOTE if in_string else UNTIL_BRACKET
    match = pattern.match(buffer, position)
    position = match.end() if match else position
    if position == len(buffer) or _cut_escape(buffer, position):
        return position, depth, in_string
    if buffer[position] == ord('"'):
        return position + 1, depth, not in_string
    return position + 1, depth + (1 if buffer[position] == ord("[") else -1), False


def _cut_escape(buffer: bytes, position: int) -> bool:
    return position == len(buffer) - 1 and buffer[position] == ord("\\")


def _decode(data: bytes, repairs: list[str]) -> str:
    for mark, encoding in {
        codecs.BOM_UTF8: "UTF-8",
        codecs.BOM_UTF16_LE: "UTF-16",
        codecs.BOM_UTF16_BE: "UTF-16",
    }.items():
        if data.startswith(mark):
            repairs.append(f"The file began with a byte order mark ({encoding}).")
            codec = "utf-8-sig" if encoding == "UTF-8" else encoding
            return data.decode(codec, "replace")
    if data[:4].count(0) == 2:
        repairs.append("The file was stored as UTF-16.")
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repairs.append("The file is no UTF-8; it was read as Windows-1252.")
        return data.decode("cp1252", "replace")


def _raw_cells(text: str, repairs: list[str]) -> list[Any]:
    """Return the cells as JSON has them, from what can be parsed of the text."""
    try:
        return _cells_of(json.loads(text), repairs)
    except (ValueError, RecursionError):
        pass
    sides = [CONFLICT.sub(rf"\{side}", text) for side in (1, 2)]
    if sides[0] != text:
        found = [_whole(side) or [] for side in sides]
        texts = {cell.text for cell in _cells(found[0])}
        both = found[0] + [
            raw for raw in found[1] if any(c.text not in texts for c in _cells([raw]))
        ]
        if both:
            repairs.append(
                "The file held merge conflicts. Both sides were read; the first one "
                "counts where both hold work."
            )
            return both
    cells = _salvage(text)
    if not cells:
        what = (
            "breaks off or is damaged; no cell of it is whole"
            if CELLS.search(text)
            else ""
        )
        raise Unreadable(f"The file {what or 'is no notebook: it holds no JSON'}.")
    repairs.append(
        f"The file breaks off or is damaged; {len(cells)} whole cells of it were read."
    )
    return cells


def _whole(text: str) -> list[Any] | None:
    try:
        return _cells_of(json.loads(text), [])
    except (ValueError, RecursionError, Unreadable):
        return None


def _salvage(text: str) -> list[Any]:
    """Return the whole cells of a text whose JSON is broken somewhere."""
    start, cells, broken = CELLS.search(text), [], 0
    decoder, position = json.JSONDecoder(), start.end() if start else len(text)
    while broken < MAX_BROKEN and (match := CELL_START.search(text, position)):
        try:
            cell, position = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            position, broken = match.end(), broken + 1
        else:
            cells += [cell] if {"source", "input"} & set(cell) else []
    return cells


def _cells_of(data: Any, repairs: list[str]) -> list[Any]:
    """Return the cells of a parsed notebook of any format since 2."""
    if not isinstance(data, dict) or not {"cells", "worksheets"} & set(data):
        raise Unreadable("The file is JSON, but no notebook: it has no list of cells.")
    sheets = [data] if "cells" in data else data["worksheets"]
    if data.get("nbformat") != 4:
        said = data.get("nbformat", "missing")
        repairs.append(f"The notebook's format was {said!s:.20}; it is 4 now.")
    sheets = sheets if isinstance(sheets, list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _cells(raw: list[Any]) -> list[Cell]:
    return [cell for cell in map(_cell, raw) if cell is not None]


def _cell(raw: Any) -> Cell | None:
    if not isinstance(raw, dict):
        return None
    # Format 3 calls the source of code `input`, and has headings.
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    text = source.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    kind = raw.get("cell_type")
    if kind == "heading" and isinstance(raw.get("level"), int):
        kind, text = "markdown", "#" * raw["level"] + " " + text
    if kind not in ("code", "markdown", "raw"):
        kind = "code" if "outputs" in raw or "input" in raw else "markdown"
    metadata, name = raw.get("metadata"), raw.get("id")
    return Cell(
        kind,
        text,
        name if isinstance(name, str) else "",
        metadata if isinstance(metadata, dict) else {},
    )
