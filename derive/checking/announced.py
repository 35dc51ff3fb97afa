"""What the words around a formula announce: a loss, the mean of something, the prediction before or after."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

__all__ = [
    "NOTHING_TOLD", "Announced", "announced", "distributions_in", "kind_of_name", "shared_words_belong_before",
]


class Announced(NamedTuple):
    """kinds: the quantities that are named. total, mean, token: of all tokens, per token, of one token. units: bits
    or bans, where they are named. compared: a difference or a ratio is meant. supposed: what is not the prediction
    of what came. of: the distributions. answers: it stands alone behind the name of one of them, `before: …`.
    amount: a number that stands there is one of the losses. inverted: one over what is named is meant."""

    kinds: frozenset[str] = frozenset()
    total: bool = False
    mean: bool = False
    token: bool = False
    units: frozenset[str] = frozenset()
    compared: bool = False
    supposed: bool = False
    of: frozenset[str] = frozenset()
    answers: bool = False
    amount: bool = False
    inverted: bool = False

    def joined(self, other: Announced) -> Announced:
        """What both announce; where both name distributions, those of this one."""
        return Announced(
            self.kinds | other.kinds, self.total or other.total, self.mean or other.mean, self.token or other.token,
            self.units | other.units, self.compared or other.compared, self.supposed or other.supposed,
            self.of or other.of, self.answers or other.answers, self.amount or other.amount,
            self.inverted or other.inverted,
        )


NOTHING_TOLD = Announced()

_OF = r"(?: of (?:the|its|their|this|that|each)(?: \w+)?)?"
# Each is taken out of the text before the next is looked for: the likelihood of `negative log-likelihood` is none.
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"perplexit\w*|\bppls?\b|\bpp\b", "perplexity"),
        (r"cross[- ]?entrop\w*|\bce\b|\bentropy\b", "cross-entropy"),
        (rf"(?:neg(?:ative|\.)?|minus)(?: the)?[- ]+(?:natural )?log\w*(?:{_OF}[- ]?(?:lik|prob)\w*)?|\bnlls?\b|"
         r"\bloss(?:es)?\b|surprisals?", "nll"),
        (rf"log[- ]?(?:lik|prob)\w*|\blog(?:arithm)?s?{_OF} (?:lik|prob)\w*|\bll\b", "log-likelihood"),
        (r"\blikelihoods?\b", "likelihood"),
        (r"\bprob(?:abilit\w*|\b)|\bproduct\b", "probability"),
    )
)
_TOTAL = re.compile(r"\b(?:total|sum|summed|altogether|in all|whole|overall|joint|entire)\b")
_MEAN = re.compile(r"\b(?:mean|average|averaged|averaging|avg|per (?:token|word|position|symbol|observation))\b")
_TOKEN = re.compile(
    r"\b(?:single|each|individual|separate|every|"
    r"(?:first|second|third|fourth|fifth|last) (?:token|word|one|position)|"
    r"(?:for|of) (?:one|a) (?:token|word|position|symbol|letter)|"
    r"(?:token|word|position) (?:\d|one|two|three|four)|losses|perplexities|nlls|terms?)\b"
)
_COMPARED = re.compile(
    r"\b(?:differ\w*|ratio|changes?d?|fall(?:s|en|ing)?|fell|s[aiu]nks?|shr[aiu]nks?|r(?:ises?|isen|ose)|gr[eo]w[ns]?|"
    r"drop\w*|reduc\w+|(?:de|in)creas\w+|declin\w+|gain\w*|saving\w*|improvement|"
    r"went (?:down|up)|(?:lower|higher|smaller|larger|better|worse|improve[sd]?|down|up)\b.*\bby)\b"
)
_SUPPOSED = re.compile(
    r"\b(?:uniform\w*|guess\w*|random|chance|baseline|if|had|would|were|suppose|instead|for comparison|reference)\b"
)
_BITS, _BANS = re.compile(r"\bbits?\b|base[- ]2\b"), re.compile(r"base[- ]10\b|\b(?:bans?|hartleys?)\b")

# Of the law that the data are held against, nothing that is asked: `under a Poisson distribution with mean 2`.
_GIVEN = re.compile(r"\b(?:distribution|law|model)\b with (?:a |the )?(?:mean|rate|average)\b")

_EARLIER = frozenset(
    "before original originally initial initially old untrained earlier previously".split()  # noqa: SIM905
)
_LATER = frozenset(
    "after afterwards afterward improved new later trained updated finetuned fine-tuned".split()  # noqa: SIM905
)
# `after taking logs`, `as before`: no prediction is meant.
_IN_PASSING = re.compile(
    r"\b(?:after|before) (?!(?:fine-?)?(?:train|tun|learn|updat|fitt)ing)\w+ing\b|\bafter (?:all|that|this|which)\b"
    r"|\bas before\b"
)
_AT_FIRST = re.compile(
    r"\bat (?:first|the (?:start|beginning|outset))\b|\bto begin with\b|\bfirst (?:model|version|checkpoint|loss)\b"
)
_NOW = re.compile(r"(?:^|\b(?:nats|bits|is|only|just) )now$")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def announced(text: str, distributions: Collection[str] = (), tokens: Collection[str] = ()) -> Announced:
    """What a stretch of prose announces. tokens: those that did not come."""
    text = _GIVEN.sub(" ", text.lower())
    if not text.strip():
        return NOTHING_TOLD
    words = _WORD.findall(text)
    kinds, rest = set(), text
    for pattern, kind in _KINDS:
        if pattern.search(rest):
            kinds.add(kind)
            rest = pattern.sub(" ", rest)
    units = {unit for unit, pattern in (("bits", _BITS), ("bans", _BANS)) if pattern.search(text)}
    supposed = bool(_SUPPOSED.search(text)) or any(token.lower() in words for token in tokens if len(token) > 1)
    return Announced(
        frozenset(kinds), bool(_TOTAL.search(text)), bool(_MEAN.search(text)), bool(_TOKEN.search(text)),
        frozenset(units), bool(_COMPARED.search(text)), supposed, distributions_in(text, distributions),
    )


def distributions_in(text: str, names: Collection[str]) -> frozenset[str]:
    """The distributions that a text in small letters mentions, by their names or by words that say the same."""
    if len(names) < 2 or not text:
        return frozenset()
    text = _AT_FIRST.sub("before", _IN_PASSING.sub(" ", text))
    words = _WORD.findall(_NOW.sub("after", text))
    found = set()
    for name in names:
        own = name.lower()
        same = _EARLIER if own in _EARLIER else _LATER if own in _LATER else frozenset((own,))
        if name and any(word in same for word in words):
            found.add(name)
    return frozenset(found)


# ---- names ----------------------------------------------------------------------------------------------------

_NAMES = {
    "likelihood": ("Lik", "lik"),
    "probability": ("P", "p", "q", "Q", "f", "Pr", "Prob", "prob"),
    "log-likelihood": ("LL", "logL", "lnL", "ll", "logP"),
    "nll": ("NLL", "nll", "Loss", "loss", "J"),
    "cross-entropy": ("CE", "H", "ce", "Ent"),
    "perplexity": ("PPL", "PP", "ppl", "Perplexity", "perplexity", "Perp", "perp"),
}
_KIND_OF: dict[str, tuple[str, ...]] = {name: (kind,) for kind, names in _NAMES.items() for name in names}
# Written for a likelihood and for its logarithm, but also for the loss that is made of them.
_KIND_OF |= {"L": ("likelihood", "nll"), "ℓ": ("log-likelihood", "nll"), "l": ("log-likelihood", "nll")}


def kind_of_name(name: str) -> tuple[str, ...]:
    """What a name of a quantity means; nothing where it says nothing."""
    return _KIND_OF.get(name, ())


_GOES_ON = re.compile(
    r"(?::|\b(?:is|are|gives?|so|thus|hence|then|and|therefore|get|becomes?|was|yields?|by|total|"
    r"sum|mean|average|perplexity|loss|nll|cross-entropy))$"
)


def shared_words_belong_before(words: str) -> bool:
    """Whether what stands between two formulas belongs to the first: `1.498 nats per token, NLL = 5.99`."""
    return bool(words) and _GOES_ON.search(words) is None
