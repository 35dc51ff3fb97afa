"""Parquet: the same observations as in any other data file, and the same faults."""

from decimal import Decimal
from fractions import Fraction

import pyarrow
import pytest
from pyarrow import parquet

from derive.problem import ProblemError, load
from derive.problem.parquet import Unusable, parquet_columns


def written(folder, **columns):
    parquet.write_table(pyarrow.table(columns), folder / "lamps.parquet")
    (folder / "p.yaml").write_text(
        "model: x ~ Exponential(λ)\ndata: {file: lamps.parquet, column: hours}\n", encoding="utf-8"
    )
    return folder / "p.yaml"


@pytest.mark.parametrize("column", [
    [0.1, 2.5, 3.0],
    pyarrow.array([0.1, 2.5, 3.0], pyarrow.float32()),
    [Decimal("0.1"), Decimal("2.5"), Decimal("3")],
    ["0.1", "2.5", "3"],
])
def test_numbers_come_in_exact(tmp_path, column):
    problem = load(written(tmp_path, hours=column, lamp=["a", "b", "c"]))
    assert sorted(problem.columns["x"].values) == [Fraction(1, 10), Fraction(5, 2), Fraction(3)]


@pytest.mark.parametrize(("column", "message"), [
    ([1.0, None], "row 2"), ([1.0, float("nan")], "row 2"),
    ([[1.0], [2.0]], "number or a word"), ([1.0, -1.0], "row 2"),
])
def test_faults_stand_at_the_name_of_the_file(tmp_path, column, message):
    with pytest.raises(ProblemError) as caught:
        load(written(tmp_path, hours=column))
    (fault,) = caught.value.diagnostics
    assert (fault.line, fault.column) == (2, 14)
    assert message in fault.message


def test_what_is_no_parquet_is_told():
    with pytest.raises(Unusable, match=r"lamps\.parquet is no parquet file"):
        parquet_columns("lamps.parquet", b"PAR1 and nothing else")


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(Unusable, match=r"pip install 'derive\[data\]'"):
        parquet_columns("lamps.parquet", b"")
