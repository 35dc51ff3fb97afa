"""How a solution is written: the level of detail, the form, the notation, the page."""

from __future__ import annotations

from ..records import Record

__all__ = ["DETAILS", "Options"]

# The levels of detail: a step is shown where its own level is at most this.
DETAILS = {"brief": 1, "student": 2, "full": 3}


class Options(Record):
    """What can be chosen of a document, whatever its format; a format takes no notice of what it has no use for.

    detail: a key of `DETAILS`. width: columns of the page of a text. standalone: a whole document where the format
    knows fragments as well. title: of a sheet of several problems. plot: whether there is a picture, where the format
    has pictures; None where the package that draws it is installed. remarks: whether a solution says beside its lines
    what will be done, what was checked and which mistakes are common; None as the format has it.
    """

    detail: str = "student"
    width: int = 80
    standalone: bool = False
    title: str = ""
    plot: bool | None = None
    remarks: bool | None = None

    def __post_init__(self) -> None:
        if self.detail not in DETAILS:
            raise ValueError(f"unknown level of detail {self.detail!r}: one of {', '.join(DETAILS)}")
