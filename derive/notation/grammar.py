"""Tokens → tree: statements, sums, products and powers by precedence; what begins an operand is in `operands`.

From loose to tight: `;`, then the links → ⇒ ⇔, then `,`, `or`, `and`, then relations, sums, products
(juxtaposition binds like `*`, left to right), signs, powers. The tree is as it is written: a bracketed product
inside a product stays a node of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import (
    Add,
    Call,
    Chain,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    PlusMinus,
    Power,
    Relation,
    Several,
    Span,
)
from .faults import MAX_DEPTH, MAX_READINGS, ReadError, closest
from .scope import Scope
from .sizes import check_factorial, check_power, check_tree
from .tokens import Token, tokenize

__all__ = ["PREFIX", "Parser", "Prefix"]

Prefix = Callable[["Parser", Token], Expression]
# What reads an operand, by the kind of its first token; filled by `operands`, `functions`, `series`, `derivatives`.
PREFIX: dict[str, Prefix] = {}

NAMES = frozenset(("symbol", "letter", "variable", "square", "node", "indexed", "constant", "called", "apply"))
_FUNCTIONS = frozenset(("fn", "sum", "Σ", "root", "frac", "binom", "diff", "accent", "dress", "indicator", "⌊"))
_STARTS = NAMES | _FUNCTIONS | frozenset(("num", "(", "[", "{", "set{", "|(", "vulgar", "…", "|", "text", "empty"))
# What, right behind an operand of `log` without brackets, could belong to it too: `log 2π`.
TOUCHING = NAMES | frozenset(("num", "(", "[", "{", "vulgar"))
_SIGNS = frozenset("+-±∓")
POSTFIX = frozenset(("^", "raised", "!", "choose", "prime", "_"))
CONTINUES = _STARTS | frozenset("*/")


class Parser:
    """One reading of one text. `choices` says which reading to take at each ambiguous place, in order (0: from left
    to right); where it ends, a strict scope makes the ambiguity a fault and any other takes 0."""

    __slots__ = (
        "bars", "bound", "choices", "deepest", "depth", "divisions", "dots", "k", "plain_variables", "returns", "scope", "strict",
        "taken", "text", "tight", "tokens", "undeclared", "upright",
    )  # fmt: skip

    def __init__(self, text: str, scope: Scope, tokens: list[Token], choices: tuple[int, ...] | None = None) -> None:
        self.text, self.scope, self.tokens, self.k = text, scope, tokens, 0
        self.strict = scope.strict and choices is None
        self.choices = choices or ()
        self.taken: list[int] = []  # what was taken at each ambiguous place
        self.depth = self.deepest = self.divisions = self.returns = 0
        self.bars = ""  # what `|` is behind an operand: "abs" closes, "given" conditions, "" opens
        self.upright = False  # whether a `/` ends the operand (above the line of a derivative)
        self.tight = False  # whether the sum that comes next stands in an exponent without brackets
        self.bound: list[str] = []  # indices of the sums around
        self.undeclared: list[tuple[str, int, int]] = []  # letters that are faults unless a sum binds them
        self.plain_variables = False  # whether a sample variable came without index
        self.dots: list[Token] = []  # ellipses that no sum or product has taken up yet

    # ---- tokens ------------------------------------------------------------------------------------------

    def take(self, kind: str, wanted: str) -> Token:
        """The next token, which has to be of this kind."""
        token = self.tokens[self.k]
        if token[0] != kind:
            raise self.unexpected(token, wanted)
        self.k += 1
        return token

    def span(self, start: int) -> Span:
        """From an offset to the end of the last token taken."""
        return Span(start, self.tokens[self.k - 1][3])

    def glued(self) -> bool:
        """Whether the next token touches the last one."""
        return self.tokens[self.k][2] == self.tokens[self.k - 1][3]

    def fault(self, message: str, start: int, end: int, suggestion: str | None = None) -> ReadError:
        return ReadError(message, Span(start, end), suggestion)

    def unexpected(self, token: Token, wanted: str) -> ReadError:
        """The fault that a token stands where something else is wanted."""
        kind, _, start, end = token
        if kind == "end":
            return self.fault(f"the text ends where {wanted} should follow", start, end)
        written = self.text[start:end] if end - start <= 40 else f"{self.text[start : start + 40]}…"
        return self.fault(f"unexpected '{written}' where {wanted} should stand", start, end)

    # ---- two readings ------------------------------------------------------------------------------------

    def choose(self, start: int, end: int, message: str, suggestion: str) -> bool:
        """At an ambiguous place: whether to take the second reading (the wider one)."""
        if self.strict:
            raise self.fault(f"{message} has two readings", start, end, suggestion)
        place = len(self.taken)
        choice = self.choices[place] if place < len(self.choices) else 0
        self.taken.append(choice)
        return choice == 1

    def place(self) -> tuple[int, int, int]:
        """Where the reading stands, to come back to."""
        return self.k, len(self.dots), len(self.undeclared)

    def go_back(self, place: tuple[int, int, int]) -> None:
        """Read again from a place; a bounded number of times."""
        self.k, dots, undeclared = place
        del self.dots[dots:], self.undeclared[undeclared:]
        self.returns += 1
        if self.returns > 10 * MAX_READINGS:
            raise self.fault("too many places with two readings", *self.tokens[self.k][2:])

    def source(self, start: int, end: int) -> str:
        """A stretch of the text for a message."""
        text = self.text[start:end].strip()
        return text if len(text) <= 60 else f"{text[:60]}…"

    # ---- statements --------------------------------------------------------------------------------------

    def whole(self, level: Callable[[], Expression], what: str) -> Expression:
        """All of the text as one such thing."""
        found = level()
        if self.tokens[self.k][0] != "end":
            raise self.left_over(what)
        if self.dots:
            raise self.fault("nothing says what the dots stand for", *self.dots[0][2:], "write x_1 + … + x_n")
        if self.undeclared and not self.scope.open_names:
            self.check_declared()
        if self.deepest > 12 or self.divisions > 12:
            check_tree(found)
        return found

    def left_over(self, what: str) -> ReadError:
        token = self.tokens[self.k]
        kind, _, start, end = token
        if kind in (")", "]", "}", "set}", ")|"):
            return self.fault(f"'{self.text[start:end]}' closes no bracket", start, end)
        if kind == "link":
            return self.fault("'→' joins statements; here one is wanted", start, end)
        return self.unexpected(token, f"the end of {what}")

    def check_declared(self) -> None:
        for name, start, end in self.undeclared:
            if name not in ("i", "n") or start < end:
                known = closest(name, self.scope.known_words())
                raise self.fault(f"'{name}' is not declared", start, end, known or "declare it, or mend the name")

    def line(self) -> Expression:
        """Statements set apart by `;`."""
        return self._separated(";", self.chain)

    def chain(self) -> Expression:
        """`a = b → c = d`."""
        start = self.tokens[self.k][2]
        first = self.listed()
        if self.tokens[self.k][0] != "link":
            return first
        statements, links = [first], []
        while self.tokens[self.k][0] == "link":
            links.append(str(self.tokens[self.k][1]))
            self.k += 1
            statements.append(self.listed())
        return Chain(tuple(statements), tuple(links), span=self.span(start))

    def listed(self) -> Expression:
        """Statements set apart by commas."""
        return self._separated(",", self.alternatives)

    def alternatives(self) -> Expression:
        """`θ = 0 or θ = 1`."""
        return self._separated("or", self.conditions)

    def conditions(self) -> Expression:
        """`θ > 0 and θ < 1`."""
        return self._separated("and", self.relation)

    def _separated(self, separator: str, part: Callable[[], Expression]) -> Expression:
        start = self.tokens[self.k][2]
        first = part()
        if self.tokens[self.k][0] != separator:
            return first
        parts = [first]
        while self.tokens[self.k][0] == separator:
            if separator == ",":
                self.check_comma()
            self.k += 1
            parts.append(part())
        return Several(tuple(parts), separator, span=self.span(start))

    def check_comma(self) -> None:
        """`0,7` is no number: a fault, with the point that is meant."""
        before, comma, after = self.tokens[self.k - 1], self.tokens[self.k], self.tokens[self.k + 1]
        if before[0] == after[0] == "num" and before[3] == comma[2] and comma[3] == after[2]:
            left, right = self.text[before[2] : before[3]], self.text[after[2] : after[3]]
            raise self.fault(
                f"a decimal comma in '{left},{right}'", before[2], after[3],
                f"write {left}.{right}, or put a space behind the comma of a list",
            )  # fmt: skip

    def relation(self) -> Expression:
        """`a = b`, `0 < θ < 1`, or an expression alone."""
        start = self.tokens[self.k][2]
        first = self.sum()
        tokens = self.tokens
        if tokens[self.k][0] != "rel":
            return first
        operands, operators = [first], []
        while tokens[self.k][0] == "rel":
            operators.append(str(tokens[self.k][1]))
            self.k += 1
            operands.append(self.sum())
        return Relation(tuple(operands), tuple(operators), span=self.span(start))

    # ---- sums --------------------------------------------------------------------------------------------

    def sum(self) -> Expression:
        """Terms joined by + − ±."""
        tokens = self.tokens
        start = tokens[self.k][2]
        first = self.term()
        if tokens[self.k][0] not in _SIGNS:
            return first
        terms, dots = [first], len(self.dots)
        while tokens[self.k][0] in _SIGNS:
            terms.append(self.term())
        if len(self.dots) > dots or self.dots:
            from .ellipsis import sum_of

            return sum_of(self, terms, self.span(start))
        return Add(tuple(terms), span=self.span(start))

    def term(self) -> Expression:
        """A product with its sign."""
        kind, _, start, _ = self.tokens[self.k]
        if kind not in _SIGNS:
            return self.product()
        self.k += 1
        if kind == "+":
            return self.term() if self.tokens[self.k][0] in _SIGNS else self.product()
        self.enter()
        operand = self.term()
        self.depth -= 1
        span = self.span(start)
        if kind == "-":
            return Negate(operand, span=span)
        both = PlusMinus(operand, span=span)
        return both if kind == "±" else Negate(both, span=span)

    # ---- products ----------------------------------------------------------------------------------------

    def product(self) -> Expression:
        """Factors joined by `*`, `/` or nothing, from left to right."""
        tokens = self.tokens
        start = tokens[self.k][2]
        first = self.factor()
        kind = tokens[self.k][0]
        if kind not in CONTINUES:
            return first
        factors = [first]
        while True:
            if kind == "*":
                self.k += 1
                factors.append(self.factor())
            elif kind == "/":
                if self.upright:
                    break
                numerator = self.multiplied(factors, start)
                self.k += 1
                factors = [self.quotient(numerator, start)]
            elif kind in _STARTS and not (kind == "|" and self.bars):
                self.check_neighbours(factors[-1])
                factors.append(self.factor())
            else:
                break
            kind = tokens[self.k][0]
        return self.multiplied(factors, start)

    def multiplied(self, factors: list[Expression], start: int) -> Expression:
        if len(factors) == 1:
            return factors[0]
        if self.dots:
            from .ellipsis import product_of

            return product_of(self, factors, self.span(start))
        return Multiply(tuple(factors), span=self.span(start))

    def check_neighbours(self, before: Expression) -> None:
        """A number behind a number or a name is no product that anyone would write so: `2 3`, `x 2`, `(1-θ)3`."""
        kind, _, start, end = self.tokens[self.k]
        if kind != "num" or not (self.glued() or self.tokens[self.k - 1][0] in ("num", *NAMES)):
            return
        if type(before) is Power and not self.glued():
            return
        previous = self.tokens[self.k - 1]
        left, right = self.source(previous[2], previous[3]), self.source(start, end)
        raise self.fault(
            f"the number {right} follows '{left}' with nothing between", start, end,
            f"write {left}·{right}" + ("" if previous[0] == "num" else f" or {left}^{right}"),
        )  # fmt: skip

    def quotient(self, numerator: Expression, start: int) -> Expression:
        """The quotient whose `/` was just taken. `1/2σ²` has two readings."""
        self.divisions += 1
        if self.divisions > 1000:
            raise self.fault("too many divisions in one line", *self.tokens[self.k][2:])
        number = self.tokens[self.k]
        following = self.tokens[self.k + 1] if number[0] == "num" else number
        if number[0] == "num" and following[0] in NAMES and following[2] == number[3]:
            return self._glued_quotient(numerator, start)
        denominator = self.factor()
        return Divide(numerator, denominator, span=self.span(start))

    def _glued_quotient(self, numerator: Expression, start: int) -> Expression:
        slash, first, place = self.tokens[self.k - 1], self.tokens[self.k], self.place()
        run = self.touching_factors([self.factor()])
        end = self.tokens[self.k - 1][3]
        above, number = self.source(start, slash[2]), self.source(first[2], first[3])
        below, rest = self.source(first[2], end), self.source(first[3], end)
        wide = self.choose(
            start, end, f"'{self.source(start, end)}'", f"write {above}/({below}) or ({above}/{number}) {rest}"
        )
        if wide:
            denominator = self.multiplied(run, first[2])
        else:
            self.go_back(place)
            denominator = self.factor()
        return Divide(numerator, denominator, span=self.span(start))

    def touching_factors(self, factors: list[Expression]) -> list[Expression]:
        """The factors and those that follow them without a gap: in `2πσ² x`, behind 2, π and σ²."""
        while self.tokens[self.k][0] in TOUCHING and self.glued():
            factors.append(self.factor())
        return factors

    # ---- factors -----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """One level deeper; whoever calls it goes back up."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fault(f"nested more than {MAX_DEPTH} deep", *self.tokens[self.k][2:])
        if self.depth > self.deepest:
            self.deepest = self.depth

    def factor(self) -> Expression:
        """An operand with its powers and factorials."""
        token = self.tokens[self.k]
        prefix = PREFIX.get(token[0])
        if prefix is None:
            raise self.unexpected(token, "an expression")
        self.enter()
        self.k += 1
        found = prefix(self, token)
        if self.tokens[self.k][0] in POSTFIX:
            found = self.postfix(found, token[2])
        self.depth -= 1
        return found

    def operand(self) -> Expression:
        """An operand without its powers."""
        token = self.tokens[self.k]
        prefix = PREFIX.get(token[0])
        if prefix is None:
            raise self.unexpected(token, "an expression")
        self.enter()
        self.k += 1
        found = prefix(self, token)
        self.depth -= 1
        return found

    def postfix(self, found: Expression, start: int) -> Expression:
        """Powers, factorials and `choose` behind an operand."""
        while (token := self.tokens[self.k])[0] in POSTFIX:
            kind = token[0]
            self.k += 1
            if kind == "raised":
                value, written = token[1]  # type: ignore[misc]
                found = Power(found, Number(value, written, span=Span(*token[2:])), span=self.span(start))
                check_power(found)
            elif kind == "^":
                exponent = self.exponent()
                found = Power(found, exponent, span=self.span(start))
                check_power(found)
            elif kind == "!":
                found = self._factorial(found, token, start)
            elif kind == "choose":
                found = Call("binomial", (found, self.factor()), span=self.span(start))
            else:
                what = "a mark of derivation" if kind == "prime" else "an index"
                raise self.fault(f"{what} stands behind a name only", token[2], token[3])
        return found

    def _factorial(self, found: Expression, token: Token, start: int) -> Expression:
        if self.tokens[self.k][0] == "!" and self.glued():
            raise self.fault("a double factorial is not read", token[2], token[3] + 1, "write (n!)! or n!")
        if type(found) is Power and self.tokens[self.k - 2][0] not in ("raised", ")", "}"):
            written = self.source(start, token[2])
            base, _, power = written.partition("^")
            if not self.choose(start, token[3], f"'{written}!'", f"write {base}^({power}!) or ({written})!"):
                exponent = found.exponent
                raised = Call("factorial", (exponent,), span=Span(exponent.span[0] if exponent.span else 0, token[3]))
                check_factorial(raised)
                return Power(found.base, raised, span=self.span(start))
        result = Call("factorial", (found,), span=self.span(start))
        check_factorial(result)
        return result

    def exponent(self) -> Expression:
        """What stands behind `^`: braces, or one signed operand; `a^b^c` is a^(b^c)."""
        kind, _, start, _ = self.tokens[self.k]
        if kind == "{":
            return self._braced_exponent()
        if kind == "+":
            self.k += 1
        if kind != "-":
            self.tight = kind in ("Σ", "sum")
            return self.factor()
        self.k += 1
        self.enter()
        operand = self.exponent()
        self.depth -= 1
        narrow = Negate(operand, span=self.span(start))
        if self.tokens[self.k][0] not in TOUCHING - {"(", "[", "{"} or not self.glued():
            return narrow
        place, first = self.place(), self.tokens[self.k - 1]
        run = self.touching_factors([operand])
        written = self.source(start, self.tokens[self.k - 1][3])
        short = self.source(start, first[3])
        if self.choose(start, self.tokens[self.k - 1][3], f"the exponent '{written}'", f"write ^({written}) or ^({short})"):
            return Negate(self.multiplied(run, first[2]), span=self.span(start))
        self.go_back(place)
        return narrow

    def _braced_exponent(self) -> Expression:
        self.k += 1
        self.enter()
        bars, upright, self.bars, self.upright = self.bars, self.upright, "", False
        found = self.sum()
        self.bars, self.upright = bars, upright
        self.depth -= 1
        self.take("}", "'}'")
        return found


def parse(text: str, scope: Scope, choices: tuple[int, ...] | None = None) -> Parser:
    """A parser at the beginning of the text."""
    return Parser(text, scope, tokenize(text, scope), choices)
