"""Data files: columns of text from csv, json and parquet, out of the problem's folder or below, from nowhere else."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from .diagnostics import Faults, did_you_mean
from .events import Scalar
from .parquet import PARQUET, Unusable, parquet_columns

__all__ = ["RawColumn", "read_file"]

MAX_BYTES = 64 * 1024 * 1024


class RawColumn(NamedTuple):
    """Observations as text. `nodes` are their places in the problem; those of a file all stand at `home`."""

    texts: tuple[str, ...]
    home: Scalar
    nodes: tuple[Scalar, ...] | None = None
    file: str = ""

    def fault(self, k: int, message: str, faults: Faults) -> None:
        """Note a fault of observation k, counted from zero."""
        if self.nodes:
            faults.add(self.nodes[k], message)
        else:
            faults.add(self.home, f"{self.file}, row {k + 1} of the data: {message}")


def read_file(path: Scalar, column: Scalar | None, folder: str | None, faults: Faults) -> dict[str, RawColumn]:
    """The columns of a file by name; the one column asked for, or the only one there is, under the name "".

    What is wrong with the file goes to the faults, at its name in the problem.
    """
    try:
        raw = _columns(path.text, folder)
    except Unusable as error:
        faults.add(path, str(error))
        return {}
    found = {name: RawColumn(tuple(texts), path, None, path.text) for name, texts in raw.items()}
    if column is None:
        return {"": next(iter(found.values()))} if len(found) == 1 else found
    if column.text not in found:
        hint = did_you_mean(column.text, found) or f": it has {', '.join(found)}"
        faults.add(column, f'{path.text} has no column "{column.text}"{hint}')
        return {}
    return {"": found[column.text]}


def _columns(name: str, folder: str | None) -> dict[str, list[str]]:
    data = _bytes(name, folder)
    if not data.strip():
        raise Unusable(f"{name} is empty")
    ending = os.path.splitext(name)[1].lower()
    columns = parquet_columns(name, data) if ending == PARQUET else _READERS[ending](name, _text(name, data))
    if not any(columns.values()):
        raise Unusable(f"{name} holds no observations")
    return columns


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{name} is not UTF-8") from None


def _bytes(name: str, folder: str | None) -> bytes:
    """The content of a file, after all that could be wrong with its name."""
    ending = os.path.splitext(name)[1].lower()
    if folder is None:
        raise Unusable(f"{name}: a problem that is no file itself has no folder for data files")
    if "\0" in name or "\\" in name or os.path.isabs(name):
        raise Unusable(f'"{name}" should be a path in the problem\'s folder, with / between its parts')
    home, path = os.path.realpath(folder), os.path.realpath(os.path.join(folder, name))
    if os.path.commonpath([home, path]) != home:
        raise Unusable(f"{name} lies outside of the problem's folder")
    if ending not in (*_READERS, PARQUET):
        raise Unusable(f'"{name}" is no data file: csv, tsv, json and parquet are read')
    try:
        state = os.stat(path)
    except OSError:
        raise Unusable(f'no file "{name}" in the problem\'s folder{_near(name, home)}') from None
    if not stat.S_ISREG(state.st_mode):
        raise Unusable(f"{name} is no file")
    if state.st_size > MAX_BYTES:
        raise Unusable(f"{name} has {state.st_size} bytes; at most {MAX_BYTES} are read")
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise Unusable(f"{name} cannot be read: {error.strerror}") from None


def _near(name: str, home: str) -> str:
    try:
        return did_you_mean(name, (entry for entry in os.listdir(home) if entry.endswith((*_READERS, PARQUET))))
    except OSError:
        return ""


def _csv(name: str, text: str) -> dict[str, list[str]]:
    import csv

    rows = csv.reader(text.splitlines(), delimiter="\t" if name.lower().endswith(".tsv") else ",", strict=True)
    try:
        header = [cell.strip() for cell in next(rows)]
        columns: list[list[str]] = [[] for _ in header]
        width = len(header)
        for row in rows:
            if not row:
                continue
            if len(row) != width:
                raise Unusable(f"{name}, line {rows.line_num}: {len(row)} cells where the header has {width}")
            for column, cell in zip(columns, row, strict=True):
                column.append(cell.strip())
    except csv.Error as error:
        raise Unusable(f"{name}, line {rows.line_num}: {error}") from None
    if len(set(header)) < len(header) or not all(header):
        raise Unusable(f"{name}: the first line should name the columns, each by a name of its own")
    return dict(zip(header, columns, strict=True))


def _json(name: str, text: str) -> dict[str, list[str]]:
    import json

    try:
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unusable(f"{name} is not JSON: {error}") from None
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        keys = value[0].keys()
        if any(row.keys() != keys for row in value):
            raise Unusable(f"{name}: all records should have the same keys")
        value = {key: [row[key] for row in value] for key in keys}
    if isinstance(value, list):
        value = {"": value}
    if not (isinstance(value, dict) and all(isinstance(column, list) for column in value.values())):
        raise Unusable(f"{name} should hold a list, a list of records, or columns {{name: [1, 2]}}")
    return {key: [_cell(name, cell) for cell in column] for key, column in value.items()}


def _cell(name: str, cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if cell is None:
        return ""
    raise Unusable(f"{name}: an observation is a number or a word, not a list or an object")


_READERS = {".csv": _csv, ".tsv": _csv, ".json": _json}
