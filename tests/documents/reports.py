"""Reports made by hand, as the check makes them: for the writers alone."""

from __future__ import annotations

from derive.checking.report import CheckedLine, LineVerdict, Report, Verdict

COMMENT, CORRECT, WRONG = LineVerdict.COMMENT, LineVerdict.CORRECT, LineVerdict.WRONG
CARRIED, UNDECIDED, UNREADABLE = LineVerdict.CARRIED, LineVerdict.UNDECIDED, LineVerdict.UNREADABLE

HEADING = CheckedLine(1, "Step 1: the likelihood", COMMENT)
LIKELIHOOD = CheckedLine(2, "L(θ) = θ^7 (1-θ)^3", CORRECT, "likelihood", basis="exact")
BLANK = CheckedLine(3, "", COMMENT)
SCORE = CheckedLine(
    4, "7/θ̂ + 3/(1-θ̂) = 0", WRONG, "score", "lost-inner-derivative", "wrong-sign",
    "1 − θ has the derivative −1, so that the term is subtracted", "7/θ − 3/(1 − θ) = 0", (5, 15), "enclosed",
)
CLEARED = CheckedLine(5, "7(1-θ) + 3θ = 0", CARRIED, "equation", basis="exact")
STRAY = CheckedLine(6, "θ @ 7", UNREADABLE, message="column 3: what is @?")

COIN = Report(
    "coin", Verdict.INCORRECT, 4, (HEADING, LIKELIHOOD, BLANK, SCORE, CLEARED, STRAY), ("θ",), "Seven heads",
)
COIN_TEXT = """\
Seven heads
═══════════

    1  Step 1: the likelihood
 ✓  2  L(θ) = θ^7 (1-θ)^3
 ✗  4  7/θ̂ + 3/(1-θ̂) = 0
           ^^^^^^^^^
       should be  7/θ − 3/(1 − θ) = 0
       Inner derivative lost (or wrong sign). This would follow if the inner
       derivative were left out: that of log(1 − θ) is −1/(1 − θ).
       1 − θ has the derivative −1, so that the term is subtracted
 ↳  5  7(1-θ) + 3θ = 0   follows from line 4
 ?  6  θ @ 7
       column 3: what is @?

The first wrong line is line 4. Line 6 could not be read."""

RIGHT = Report("coin", Verdict.CORRECT, None, (LIKELIHOOD,))
OPEN = Report("text", Verdict.INCOMPLETE, None, (LIKELIHOOD,), ("μ", "nll of before"))
OPEN_AND_UNDECIDED = Report(
    "coin", Verdict.INCOMPLETE, None, (CheckedLine(1, "a", UNDECIDED), LIKELIHOOD, CheckedLine(3, "b", UNDECIDED)),
)
NOTHING = Report("", Verdict.UNREADABLE, None, (STRAY,))
EMPTY = Report("", Verdict.UNREADABLE, None, ())
TWICE = Report(
    "coin", Verdict.INCORRECT, 1, (
        CheckedLine(1, "  a = b ", WRONG), CheckedLine(2, "c", CARRIED), CheckedLine(3, "d", WRONG),
        CheckedLine(4, "e", CARRIED),
    ),
)
ALL = (COIN, RIGHT, OPEN, OPEN_AND_UNDECIDED, NOTHING, EMPTY, TWICE)
