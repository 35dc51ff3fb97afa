"""Characters that no text of a problem holds, and that no message prints."""

from __future__ import annotations

import re

__all__ = ["NO_TEXT", "named_character", "visible"]

# Control characters, and those that hide or reorder what one sees. Left out are the two joiners that some scripts and
# emoji need; mathematics refuses these too. Line breaks have been made "\n" where a file is read.
NO_TEXT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
                     "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def named_character(character: str) -> str:
    """`bidirectional character U+202E`."""
    kind = "bidirectional" if character in _BIDIRECTIONAL else "invisible or control"
    return f"{kind} character U+{ord(character):04X}"


def visible(text: str) -> str:
    """The text in one line, with escapes for what a terminal would obey or hide."""
    return NO_TEXT.sub(lambda match: ascii(match[0])[1:-1], text).replace("\n", "\\n")
