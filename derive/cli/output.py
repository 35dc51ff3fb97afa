"""Where solutions go: standard output as they come, or a file that appears whole at the end; and the progress bar."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable

from ..documents.formats import Frame

__all__ = ["Output", "Progress"]


class Output:
    """Collects entries into standard output, or into the file at `path`, with a frame around them.

    finish: what makes the contents of a file out of the framed entries, where these are not that themselves.
    """

    def __init__(self, path: str | None, finish: Callable[[str], str | bytes] | None = None) -> None:
        self._path, self._finish = path, finish
        self._kept: list[str] = []
        self._frame: Frame | None = None

    def add(self, entry: str, frame: Frame) -> None:
        """One more entry; the frame of the first one holds for all."""
        if self._frame is None:
            self._frame = frame
            self._put(frame.before)
        else:
            self._put(self._frame.between)
        self._put(entry)

    def close(self) -> None:
        """Finish what has been begun; a file is written now. Raises OSError where it cannot be."""
        if self._frame is None:
            return
        self._put(self._frame.after)
        if not self._keeps:
            return
        whole = "".join(self._kept)
        made = whole if self._finish is None else self._finish(whole)
        contents = made.encode() if isinstance(made, str) else made
        if self._path is not None:
            _write_whole(self._path, contents)
        else:
            sys.stdout.buffer.write(contents)
            sys.stdout.buffer.flush()

    @property
    def _keeps(self) -> bool:
        return self._path is not None or self._finish is not None

    def _put(self, text: str) -> None:
        if self._keeps:
            self._kept.append(text)
        else:
            sys.stdout.write(text)
            sys.stdout.flush()


def _write_whole(path: str, contents: bytes) -> None:
    """Write the file so that nobody ever sees half of it. What is no plain file (/dev/stdout) is written into."""
    if path.endswith(os.sep):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(contents)
        return
    unfinished = f"{path}.{os.getpid()}.part"
    try:
        with open(unfinished, "wb") as file:
            file.write(contents)
        os.replace(unfinished, path)
    except OSError as error:
        error.filename = path  # the name that the user knows
        raise
    finally:
        if os.path.exists(unfinished):
            os.remove(unfinished)


class Progress:
    """A bar on the terminal of standard error, where there is one and several tasks are done."""

    WIDTH = 24

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._shown = len(names) > 1 and sys.stderr.isatty()

    def show(self, done: int) -> None:
        """So many tasks are done, and the next one is under way."""
        if self._shown and done < len(self._names):
            full = self.WIDTH * done // len(self._names)
            bar = "█" * full + "░" * (self.WIDTH - full)
            said = f"{bar} {done}/{len(self._names)} {self._names[done][-40:]}"
            print(f"\r\033[K{said}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Give the line back."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
