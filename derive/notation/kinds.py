"""The kinds of tokens, and which of them may stand where.

num (value, spelling) · raised (the same, above the line) · vulgar ½ · text "cat" · constant π
symbol, variable, letter (undeclared), index: a name · node (maker, index): a name with an index or accent
indexed: `x_m`, an observation where a sum binds m · square (base, hat): σ where σ² is the symbol
fn `log` · called `Γ` · apply `L` · sum `sum(` · Σ the sign · root √ · frac · binom · diff d · accent · dress
arg `argmax` · rel = < · link → · and · or · choose · prime ′ · diff ∂
the signs themselves: ( ) [ ] { } + - * / ^ _ ! , ; | …
set{ set} \\{ \\} · |( )| bars that know their side · ⌊ ⌋ floor and ceiling · empty ∅ · indicator 𝟙 · end
"""

from __future__ import annotations

__all__ = ["CLOSING", "CONTINUES", "JOINTS", "NAMES", "POSTFIX", "SIGNS", "STARTS", "TOUCHING"]

NAMES = frozenset(("symbol", "letter", "variable", "square", "node", "indexed", "constant", "called", "apply"))
_FUNCTIONS = frozenset("fn sum Σ root frac binom diff accent dress indicator ⌊ arg".split())  # noqa: SIM905
# What begins a factor.
STARTS = NAMES | _FUNCTIONS | frozenset(("num", "(", "[", "{", "set{", "|(", "vulgar", "…", "|", "text", "empty"))
# What goes on with a product.
CONTINUES = STARTS | frozenset("*/")
# What, right behind an operand of `log` without brackets, could belong to it too: `log 2π`.
TOUCHING = NAMES | frozenset(("num", "(", "[", "{", "vulgar"))
SIGNS = frozenset("+-±∓")
# What may follow an operand and belongs to it.
POSTFIX = frozenset(("^", "raised", "!", "choose", "prime", "_"))
CLOSING = {"(": ")", "[": "]", "{": "}", "set{": "set}", "|(": ")|"}
# What joins statements, and how tightly.
JOINTS = {";": 0, "link": 1, ",": 2, "or": 3, "and": 4}
