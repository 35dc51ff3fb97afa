"""A content package: the assessment, what Canvas is told beside it, and the manifest of both in a zip archive."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["UNNAMED", "packed"]

# What stands in the place of a name that is made of the contents.
UNNAMED = "derive_unnamed"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
# The same archive for the same contents: the first moment that an archive knows.
WHEN = (1980, 1, 1, 0, 0, 0)
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"


def packed(assessment: str) -> bytes:
    """The archive, as Canvas imports it under “QTI .zip file”."""
    name = f"derive_{sha256(assessment.encode()).hexdigest()[:32]}"
    parsed = ElementTree.fromstring(assessment.encode())
    namespace = parsed.tag.partition("}")[0][1:]
    quiz = next(parsed.iter(f"{{{namespace}}}assessment"))
    points = sum(
        float(entry.text or 0) for field in parsed.iter(f"{{{namespace}}}qtimetadatafield")
        for label, entry in [tuple(field)] if label.text == "points_possible"
    )
    files = {
        "imsmanifest.xml": _manifest(name),
        f"{name}/{name}.xml": assessment.replace(UNNAMED, name, 1),
        f"{name}/assessment_meta.xml": _beside(name, quiz.get("title", ""), points),
    }
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for path, text in files.items():
            entry = ZipInfo(path, WHEN)
            entry.compress_type = ZIP_DEFLATED
            zipped.writestr(entry, text.encode())
    return archive.getvalue()


def _manifest(name: str) -> str:
    return "\n".join((
        DECLARATION, f'<manifest identifier="{name}_manifest" xmlns="{PACKAGING}">',
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>", "<organizations/>",
        "<resources>", f'<resource identifier="{name}" type="imsqti_xmlv1p2">', f'<file href="{name}/{name}.xml"/>',
        f'<dependency identifierref="{name}_meta"/>', "</resource>",
        f'<resource identifier="{name}_meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" '
        f'href="{name}/assessment_meta.xml">', f'<file href="{name}/assessment_meta.xml"/>', "</resource>",
        "</resources>", "</manifest>", "",
    ))


def _beside(name: str, title: str, points: float) -> str:
    start = f'<quiz identifier="{name}" xmlns="{CANVAS}">'
    return "\n".join((DECLARATION, start, *_settings(title, points), "</quiz>", ""))


def _settings(title: str, points: float) -> Iterator[str]:
    """One attempt, the answers in the order in which they stand, the solution shown afterwards."""
    settings = {
        "title": title, "description": "", "shuffle_answers": "false", "scoring_policy": "keep_highest",
        "quiz_type": "assignment", "points_possible": f"{points:g}", "show_correct_answers": "true",
        "allowed_attempts": "1", "one_question_at_a_time": "false", "cant_go_back": "false", "available": "false",
    }
    for setting, value in settings.items():
        yield f"<{setting}>{escape(value, quote=False)}</{setting}>"
