r"""What is layout in a line, not mathematics, is blanked: every column keeps its place.

Dollar signs, `\[`, `\begin{align*}`, `\tag{1}`, `\text{…}` around words, markdown, bullets, `Step 1:`, `∎`.
"""

from __future__ import annotations

import re

from ...expressions import Span
from ...notation.characters import describe
from ...notation.faults import ReadError
from .habits import in_notation

__all__ = ["BREAK", "GAP", "blanked", "invisible", "listed", "quoted"]

BREAK = "\x1e"  # stands where one statement ends and another begins: `\\`
GAP = "\x1f"  # stands where one may end: `\quad`

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff]|[\ud800-\udfff]"
)

_ENVIRONMENT = (
    r"\\(?:begin|end)\s*\{\s*(?:align|alignat|flalign|aligned|alignedat|gather|gathered|equation|eqnarray|multline|"
    r"split|math|displaymath|document|itemize|enumerate|proof|solution|quote|center|array|IEEEeqnarray|dmath|subequations)"
    r"\s*\*?\s*\}(?:\s*\[[^\]]*\]|\s*\{[rcl|\d]*\})*"
)
_LEFT_OUT = (
    r"\\(?:tag|label|ref|eqref|cite|vspace|hspace|usepackage|documentclass|phantom|vphantom|color|textcolor)\*?\s*"
    r"(?:\[[^\]]*\])?\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaystyle|textstyle|noindent|centering|medskip|bigskip|smallskip|hline|allowdisplaybreaks"
    r"|qedhere|qed|blacksquare|square|Box|checkmark|maketitle|par|hfill|newpage|boldmath|strut|limits|nolimits|thinspace|medspace|thickspace|enspace|negthinspace"
    r"|small|footnotesize|scriptsize|normalsize|large|bf|it|sl|sc)(?![A-Za-z])"
)
# Words inside of mathematics, and commands around a formula that only dress it.
_WORDS = (
    r"\\(?:text|textrm|textbf|textit|textsf|textnormal|textsc|mbox|hbox|emph|intertext|shortintertext|section|subsection"
    r"|paragraph)\*?\s*\{"
)
_DRESS = r"\\(?:boxed|fbox|underline|ensuremath|mathstrut|cancel|bcancel|xcancel|smash|underbrace|overbrace)\s*\{"
# `\text{NLL}_{\text{before}}`, `\mathrm{PPL}_1`: a name in letters set upright, with a word or number for its index.
_SET = r"\\(?:text|mathrm|textrm|textit|mathit|mathsf|mathbf|mathcal|operatorname\*?)\s*"
_INDEX = r"[a-z]{3,}|\d(?!\d)"
_INDEXED_WORD = re.compile(
    rf"(?:{_SET}\{{(?P<base>[A-Za-z]+)\}}|(?P<plain>(?<![A-Za-z\\])[A-Za-z]{{1,5}}))\s*_\s*"
    rf"(?:\{{\s*{_SET}\{{(?P<a>{_INDEX})\}}\s*\}}|{_SET}\{{(?P<b>{_INDEX})\}}|\{{\s*(?P<c>{_INDEX})\s*\}}|(?P<d>\d(?!\d)))"
)
# `\overline{\text{NLL}}`: the mean of the losses.
_MEAN_LOSS = re.compile(rf"\\(?:overline|bar)\s*\{{\s*(?:{_SET}\{{\s*)?(?:NLL|nll|[Ll]oss)\s*\}}?\s*\}}")
_LOSS = re.compile(r"(?<![A-Za-z\\])[Ll]oss(?=_|\d)")


def _upright(found: re.Match[str]) -> str:
    """`NLL_before`, as wide as it was."""
    if "\\" not in found[0]:
        return found[0]
    index = found["a"] or found["b"] or found["c"] or found["d"]
    return f"{found['base'] or found['plain']}_{index}".rjust(len(found[0]))


_NOTE = re.compile(r"\s*[_^]\s*\{(?:[^{}]|\{[^{}]*\})*\}")  # what stands below a brace
_THIN = r"\\[,;:!](?![A-Za-z]*\{)|\\ "
_NOTHING = r"\{\}(?=\s*(?:[-+*/−]|\\cdot|\\times))"  # in front of an operator that begins a row
_GAPS = r"\\\\\*?(?:\s*\[-?[0-9.]+\s*(?:pt|em|ex|mm|cm)\])?|\\(?:q?quad|newline|item|cr)(?![A-Za-z])"
_DELIMITERS = r"\$\$?|\\[\[\]()]"
_ENDINGS = "[│┃║╎∎□■◻◼☐✓✔✅⬜▢☑✗⟂]"

_LATEX = re.compile(
    rf"(?P<blank>{_ENVIRONMENT}|{_LEFT_OUT}|{_ENDINGS}|`+|{_THIN}|{_NOTHING})|(?P<words>{_WORDS})|(?P<dress>{_DRESS})"
    rf"|(?P<cases>\\begin\s*\{{\s*d?cases\*?\s*\}}|\\end\s*\{{\s*d?cases\*?\s*\}})|(?P<gap>{_GAPS})"
    rf"|(?P<delimiter>(?<!\\)(?:{_DELIMITERS}))|(?P<two>&&|&\s*&)|(?P<cell>&)"
)
_PLAIN_ENDINGS = re.compile(rf"{_ENDINGS}|`+")
_HINTS = re.compile(r"[\\$&`^│┃║╎∎□■◻◼☐✓✔✅⬜▢☑✗⟂]")

_BOLD = re.compile(r"(?<![^\s(>])(\*\*|__)(?=\S)(.*?)(?<=\S)(\1)(?=[\s.,:;)!?]|$)")
_START = re.compile(
    r"\s*(?:>\s+)*(?:\#+\s+)?(?:[-*+•‣◦▪●·–—]\s+(?=\S))?"
    r"(?:(?:\d{1,2}|[a-hA-H]|i{1,3}|iv|vi{0,3})[.)]\s+(?=\S)|\((?:\d{1,2}|[a-z]|i{1,3}|iv|vi{0,3})\)\s+(?=\S))?"
)
_HAT_WORD = re.compile(r"(?<=\S)([- ])(?=(?:hat|bar)\b)")
_LABEL = re.compile(
    r"(?:\s{2,}|^\s*)\(\d{1,2}\)\s*$|\s\([*∗†‡]+\)\s*$|\s\[\d{1,2}\]\s*$|\s\((?:i{1,3}|iv|vi{0,3})\)\s*$"
)


def invisible(line: str) -> ReadError | None:
    """The fault of a character that cannot be seen or that turns the direction of the text."""
    found = _INVISIBLE.search(line)
    if found is None:
        return None
    return ReadError(describe(found[0]), Span(found.start(), found.end()), "remove it")


_DASH = re.compile(r"\s*[-–]\s+(?=\S)")
_PERCENT = re.compile(r"(\d)(?:\\[,;:! ]|\s|~)+\\?%")
_BRACKETED_VARIABLE = re.compile(
    r"((?:/|\}\s*\{)\s*(?:d|∂|\\partial))\s*\(\s*((?:\\?sigma|σ)\s*(?:\^\s*\{?2\}?|\*\*2|²))\s*\)"
)


# A derivation of more lines than these, each of which begins with a dash, is a list.
LONG = 3


def listed(lines: list[str]) -> frozenset[int]:
    """The places of lines that begin with a dash and stand in a list: beside one whose dash can be no minus."""
    found: set[int] = set()
    run: list[int] = []
    certain = False
    for k, line in enumerate([*lines, ""]):
        dash = _DASH.match(line)
        if dash is not None:
            run.append(k)
            certain = certain or _begins_with_words(line[dash.end() :])
            continue
        if certain and len(run) > 1:
            found.update(run)
        run, certain = [], False
    written = [k for k, line in enumerate(lines) if line.strip()]
    if len(written) > LONG and all(_DASH.match(lines[k]) for k in written):  # nobody negates every line
        found.update(written)
    return frozenset(found)


def quoted(lines: list[str]) -> frozenset[int]:
    """The places of lines that begin with `>` and stand beside one in which that can be no relation."""
    found: set[int] = set()
    run: list[int] = []
    certain = False
    for k, line in enumerate([*lines, ""]):
        if line.startswith(">"):
            run.append(k)
            certain = certain or _QUOTE.match(line) is not None
            continue
        if certain and len(run) > 1:
            found.update(run)
        run, certain = [], False
    return frozenset(found)


def blanked(line: str, in_cases: bool = False, in_list: bool = False, in_quote: bool = False) -> str:
    """The line, as long as before, with its layout blanked and BREAK where statements are set apart."""
    if in_quote:
        line = " " + line[1:]
    if "%" in line:
        line = _PERCENT.sub(lambda m: f"{m[1]}%".ljust(len(m[0])), line)
    if "/" in line or "{" in line:
        line = _BRACKETED_VARIABLE.sub(lambda m: f"{m[1]} {m[2]} ".ljust(len(m[0])), line)
    if (dash := _DASH.match(line)) and line[dash.end()] == "$":
        line = " " * dash.end() + line[dash.end() :]
    if in_list and (dash := _DASH.match(line)):
        line = " " * dash.end() + line[dash.end() :]
    if "\\overline" in line or "\\bar" in line:
        line = _MEAN_LOSS.sub(lambda m: "CE".ljust(len(m[0])), line)
    if "oss" in line:
        line = _LOSS.sub(" NLL", line)
    if ">" in line and (quote := _QUOTE.match(line)):
        line = " " * quote.end() + line[quote.end() :]
    if "text" in line and (label := _ROW_LABEL.match(line)):
        line = " " * label.end() + line[label.end() :]
    if "} _ " in line:  # as Markdown needs it, not to begin what is emphasised
        line = _APART.sub(lambda m: f"}}_{m[1]}".ljust(len(m[0])), line)
    if "\\(^" in line:
        line = _RAISED.sub(lambda m: _RAISED_SIGNS[m[1]].ljust(len(m[0])), line)
    if "**" in line or "__" in line:
        line = _BOLD.sub(lambda m: f"  {m[2]}  ", line)
    line = in_notation(line)
    shown = list(line)
    if _HINTS.search(line):
        _blank_latex(line, shown, in_cases)
    text = "".join(shown)
    if "“" in text or text.count('"') == 2:
        text = _QUOTED_FORMULA.sub(lambda m: f" {m[1]} ", text)
    text = _without_labels(text)
    return _HAT_WORD.sub("_", text) if " hat" in text or "-hat" in text or "bar" in text else text


_QUOTE = re.compile(r"\s{0,3}>\s+(?=\*\*|\$|#)")  # of Markdown: no formula begins so
_ROW_LABEL = re.compile(r"\s*\\text\s*\{(?:\\[a-z]+\s+)?\(?\d{1,3}[.)]?\}(?=\s*&)")
_APART = re.compile(r"\} _ (\{[^{}]*\}|\\?[A-Za-z]+|\d+)")
_RAISED = re.compile(r"\\\(\^\{?(\\circ|2|3)\}?\\\)")  # `\text{mm\(^{2}\)}`: in a unit among words
_RAISED_SIGNS = {"\\circ": "°", "2": "²", "3": "³"}
_NUMBERED = re.compile(r" {0,5}\d{1,3} {2,}(?=[^\s=<>≤≥≈+*/)])")
_CHOICE = re.compile(r"(?<=:)\s+[A-Ha-h]\)(?=\s)")


_QUOTED_FORMULA = re.compile(r"[“\"]([^”\"]*[=≈∝][^”\"]*)[”\"]")


def _without_labels(text: str) -> str:
    if ")" in text and ":" in text:
        text = _CHOICE.sub(lambda m: " " * len(m[0]), text)
    if text.lstrip(" ")[:1].isdigit() and (number := _NUMBERED.match(text)):
        text = " " * number.end() + text[number.end() :]
    start = _START.match(text)
    if start is not None and start.end():
        text = _blank_start(text, start)
    if text.endswith((")", "]", ") ")) and (label := _LABEL.search(text)):
        text = text[: label.start()] + " " * (len(text) - label.start())
    return text


def _blank_start(text: str, start: re.Match[str]) -> str:
    """A bullet or a number in front; a sign that could belong to the formula stays."""
    rest = text[start.end() :]
    if start[0].strip() in ("-", "–") and not _begins_with_words(rest):
        return text  # perhaps a minus
    if start[0].strip() == "+" or (start[0].strip() == ">" and "=" not in rest):
        return text
    return " " * start.end() + rest


_WORDY = re.compile(r"[$(]*(?:[A-Za-z]{3,}|\*\*|[PLl]\(|(?:[^\W\d_]|\\(?!frac|log|ln|sum))\S{0,12}\s*=)")


def _begins_with_words(rest: str) -> bool:
    return _WORDY.match(rest) is not None and not rest.startswith(("log", "ln", "exp", "sum"))


def _blank_latex(line: str, shown: list[str], in_cases: bool) -> None:
    if "_" in line and "{" in line:
        line = _INDEXED_WORD.sub(_upright, line)
        shown[:] = line
    closings: list[int] = []
    notes: list[tuple[int, int]] = []
    for found in _LATEX.finditer(line):
        start, end = found.span()
        kind = found.lastgroup or ""
        if kind == "words" and line[:start].rstrip().endswith(("_", "^", "_{", "^{")):
            continue  # an index in words
        fill = " "
        if kind in ("gap", "two"):
            fill = GAP if found[0].startswith(("\\q", "\\newl")) else BREAK
        if kind == "cases":
            in_cases = "begin" in found[0]
        elif kind == "cell":
            fill = BREAK if in_cases else " "
        shown[start:end] = fill.ljust(end - start)
        if kind in ("words", "dress"):
            closing = _closing_brace(line, end)
            if closing is not None:
                closings.append(closing)
                if "brace" in found[0] and (note := _NOTE.match(line, closing + 1)):
                    notes.append(note.span())
    for place in closings:
        shown[place] = " "
    for start, end in notes:
        shown[start:end] = " " * (end - start)


def _closing_brace(line: str, start: int) -> int | None:
    depth = 1
    for place in range(start, min(len(line), start + 2000)):
        if line[place] == "{":
            depth += 1
        elif line[place] == "}":
            depth -= 1
            if depth == 0:
                return place
    return None
