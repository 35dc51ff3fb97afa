"""Hand derivation → report: which lines follow, the first wrong one, and why."""

from .report import CheckedLine, LineVerdict, Report, Verdict

__all__ = ["CheckedLine", "LineVerdict", "Report", "Verdict"]
