"""Columns of a parquet file, each observation as the text that a person would type.

pyarrow reads the file; it is many times as large as this package, and an extra.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from struct import pack

__all__ = ["PARQUET", "Unusable", "parquet_columns"]

PARQUET = ".parquet"


class Unusable(Exception):
    """A file that gives no columns; the message says why."""


def parquet_columns(name: str, data: bytes) -> dict[str, list[str]]:
    """The columns of the file by name. Raises Unusable."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise Unusable(f"{name}: to read parquet install pyarrow: pip install 'derive[data]'") from None
    try:
        table = parquet.read_table(BytesIO(data))
    except (pyarrow.ArrowException, OSError) as error:
        raise Unusable(f"{name} is no parquet file: {str(error).splitlines()[0]}") from None
    return {column: _texts(name, table.column(column), pyarrow) for column in table.column_names}


def _texts(name: str, column: object, pyarrow: object) -> list[str]:
    is_single = column.type == pyarrow.float32()  # type: ignore[attr-defined]
    cells = column.to_pylist()  # type: ignore[attr-defined]
    return [_single(cell) if is_single and isinstance(cell, float) else _text(name, cell) for cell in cells]


def _single(cell: float) -> str:
    """The shortest decimal that is this number in single precision: 0.1, not 0.10000000149."""
    return next((s for digits in range(1, 9) if pack("f", float(s := f"{cell:.{digits}g}")) == pack("f", cell)),
                f"{cell:.9g}")


def _text(name: str, cell: object) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float | Decimal | str):
        return str(cell)
    if cell is None:
        return ""
    raise Unusable(f"{name}: an observation is a number or a word, not {type(cell).__name__}")
