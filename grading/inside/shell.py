"""An IPython shell without messages: it runs cells and keeps what they show."""

from __future__ import annotations

import base64
import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

# Of what a cell shows, so much is kept: characters of text, and bytes in all.
MAX_TEXT = 20_000
MAX_SHOWN = 2_000_000

Output = dict[str, Any]


class TimeUp(BaseException):
    """The time of a cell or a call is over."""


class Outputs:
    """What a cell shows, in order and bounded."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.items: list[Output] = []
        self.left = MAX_SHOWN
        self.cut = False
        self.clear_next = False

    def stream(self, name: str, text: str) -> None:
        """Add text; what follows text of the same stream is joined to it."""
        self._make_room()
        last = self.items[-1] if self.items else {}
        if last.get("output_type") != "stream" or last["name"] != name:
            last = {"output_type": "stream", "name": name, "text": ""}
            self.items.append(last)
        room = min(MAX_TEXT - len(last["text"]), self.left)
        if room < len(text):
            self._say_cut()
        last["text"] += text[: max(0, room)]
        self.left -= min(len(text), max(0, room))

    def add(self, output: Output) -> None:
        """Add an output, if there is room for it."""
        self._make_room()
        size = len(repr(output))
        if size > self.left or len(self.items) > 100:
            self._say_cut()
            return
        self.left -= size
        self.items.append(output)

    def _make_room(self) -> None:
        if self.clear_next:
            self.clear()

    def _say_cut(self) -> None:
        if not self.cut:
            self.cut = True
            self.items.append(
                {
                    "output_type": "stream",
                    "name": "stdout",
                    "text": "\n[More was shown here than is kept.]\n",
                }
            )


class Stream(io.TextIOBase):
    """Takes the place of sys.stdout or sys.stderr."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        """Keep some text."""
        self.outputs.stream(self.name, str(text))
        return len(text)

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True


def plain(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return the texts and pictures of a mime bundle."""
    kept = {}
    for kind, value in bundle.items():
        if isinstance(value, bytes):
            kept[kind] = base64.b64encode(value).decode("ascii")
        elif isinstance(value, str):
            kept[kind] = value
    return kept


class Publisher(DisplayPublisher):
    """Keeps what `display` shows."""

    def publish(
        self, data: Any, metadata: Any = None, source: Any = None, **_: Any
    ) -> None:
        """Keep a mime bundle."""
        output = {"output_type": "display_data", "data": plain(data), "metadata": {}}
        self.shell.outputs.add(output)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what was shown, now or when the next thing is."""
        if wait:
            self.shell.outputs.clear_next = True
        else:
            self.shell.outputs.clear()


class Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def start_displayhook(self) -> None:
        """Write no prompt."""

    def write_output_prompt(self) -> None:
        """Write no prompt."""

    shell: Any

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the value in all its forms."""
        self.shell.outputs.add(
            {
                "output_type": "execute_result",
                "data": plain(format_dict),
                "metadata": {},
                "execution_count": None,
            }
        )

    def finish_displayhook(self) -> None:
        """Write no line end."""


class Shell(InteractiveShell):
    """An IPython shell that keeps outputs, and runs a cell for a limited time."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.HistoryAccessor.enabled = False
        super().__init__(
            config=config,
            display_pub_class=Publisher,
            displayhook_class=Hook,
            colors="nocolor",
        )
        self.outputs = Outputs()
        # Errors that say everything in their message have no traceback of ours.
        self.error: list[str] = []

    def init_history(self) -> None:
        """Keep no database."""
        super().init_history()
        if self.history_manager:
            self.history_manager.enabled = False

    @contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        # IPython would keep a copy of all that is printed, however much.
        yield

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        name = "TimeoutError" if etype is TimeUp else etype.__name__
        text = said(evalue)
        self.error = [name, text]
        self.outputs.add(
            {
                "output_type": "error",
                "ename": name,
                "evalue": text,
                "traceback": [str(line) for line in stb][-40:],
            }
        )

    def run(self, text: str, seconds: float) -> tuple[list[Output], list[str]]:
        """Run a cell; return its outputs, and the name and text of its error."""
        self.outputs.clear()
        self.error = []
        try:
            with self.streams(self.outputs), limited(seconds):
                self.run_cell(text, store_history=False, silent=False)
        except TimeUp as error:  # between the end of the cell and that of its clock
            self.error = ["TimeoutError", str(error)]
        return self.outputs.items, self.error

    @contextmanager
    def streams(self, outputs: Outputs) -> Iterator[None]:
        """Send what is printed to `outputs`."""
        before = sys.stdout, sys.stderr
        sys.stdout = Stream("stdout", outputs)
        sys.stderr = Stream("stderr", outputs)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Stop what runs too long with an error, as a first and friendly measure."""
    if seconds is None:
        yield
        return

    def stop(*_: object) -> None:
        raise TimeUp(f"It ran longer than {seconds:g} s and was stopped.")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def printed(outputs: Outputs) -> str:
    """Return the beginning of what was printed."""
    text = "".join(o["text"] for o in outputs.items if o["output_type"] == "stream")
    return text[:2000]


def said(error: Any) -> str:
    """Return an error's text, which itself may fail."""
    try:
        return str(error)[:2000]
    except BaseException as other:
        return f"(its text cannot be read: {type(other).__name__})"
