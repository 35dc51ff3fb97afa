"""QTI 1.2 packages as Canvas takes them, from its documentation: a reader that knows nothing of the writer.

What could not be imported is an AssertionError. Grades are in per cent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

__all__ = ["Item", "read_package"]

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"
TYPES = ("numerical_question", "multiple_choice_question", "multiple_dropdowns_question")
# The order of the elements of an item, as the DTD of the specification has it.
ORDER = ("itemmetadata", "presentation", "resprocessing", "itemfeedback")


@dataclass
class Item:
    """An item: choices by response and identifier; feedback by identifier."""

    kind: str
    name: str
    ident: str
    text: str
    points: float
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    feedback: dict[str, str] = field(default_factory=dict)
    conditions: list[ElementTree.Element] = field(default_factory=list)

    def respond(self, given: dict[str, str]) -> tuple[float, list[str]]:
        """The score of a response, and the feedback that is shown for it."""
        score, shown = 0.0, []
        for condition in self.conditions:
            (holds,) = _only(condition, "conditionvar")
            if not _holds(holds, given):
                continue
            for each in condition.findall(f"{QTI}setvar"):
                assert each.get("varname") == "SCORE"
                score = float(each.text) + (score if each.get("action") == "Add" else 0)
            shown += [each.get("linkrefid") for each in condition.findall(f"{QTI}displayfeedback")]
            if condition.get("continue") == "No":
                break
        return score, [self.feedback[ident] for ident in shown]


def read_package(package: bytes) -> tuple[str, list[Item]]:
    """The title and the items."""
    with ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = ElementTree.fromstring(files.pop("imsmanifest.xml"))
    assert manifest.tag == f"{PACKAGE}manifest"
    resources = {each.get("identifier"): each for each in manifest.iter(f"{PACKAGE}resource")}
    hrefs = [each.get("href") for each in manifest.iter(f"{PACKAGE}file")]
    assert sorted(hrefs) == sorted(files)
    for each in manifest.iter(f"{PACKAGE}dependency"):
        assert each.get("identifierref") in resources
    (ident,) = (name for name, each in resources.items() if each.get("type") == "imsqti_xmlv1p2")
    title, items = _assessment(files[f"{ident}/{ident}.xml"], ident)
    beside = ElementTree.fromstring(files[f"{ident}/assessment_meta.xml"])
    assert beside.tag == f"{CANVAS}quiz"
    assert beside.get("identifier") == ident
    assert (beside.find(f"{CANVAS}title").text or "") == title
    assert float(beside.find(f"{CANVAS}points_possible").text) == sum(item.points for item in items)
    return title, items


def _assessment(text: bytes, ident: str) -> tuple[str, list[Item]]:
    root = ElementTree.fromstring(text)
    assert root.tag == f"{QTI}questestinterop"
    assessment = _only(root, "assessment")
    assert assessment.get("ident") == ident
    names = [each.get("ident") for each in root.iter() if each.tag in (f"{QTI}item", f"{QTI}assessment")]
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in names)
    assert len({*names}) == len(names)
    return assessment.get("title"), [_item(each) for each in _only(assessment, "section")]


def _only(element, tag):
    (found,) = element.findall(f"{QTI}{tag}")
    return found


def _item(element) -> Item:
    tags = [each.tag.removeprefix(QTI) for each in element]
    assert tags == sorted(tags, key=ORDER.index)
    metadata = {
        row.find(f"{QTI}fieldlabel").text: row.find(f"{QTI}fieldentry").text
        for row in element.iter(f"{QTI}qtimetadatafield")
    }
    kind = metadata["question_type"]
    assert kind in TYPES
    assert metadata["assessment_question_identifierref"]
    presentation, points = _only(element, "presentation"), float(metadata["points_possible"])
    item = Item(kind, element.get("title"), element.get("ident"), _html(presentation), points)
    for each in element.findall(f"{QTI}itemfeedback"):
        assert each.get("ident") not in item.feedback
        item.feedback[each.get("ident")] = _html(_only(each, "flow_mat"))
    for each in presentation:
        if each.tag in (f"{QTI}response_lid", f"{QTI}response_str"):
            assert each.get("rcardinality") == "Single"
            labels = list(each.iter(f"{QTI}response_label"))
            item.choices[each.get("ident")] = {
                label.get("ident"): next(label.iter(f"{QTI}mattext")).text
                for label in labels if each.tag == f"{QTI}response_lid"
            }
    processing = _only(element, "resprocessing")
    item.conditions = processing.findall(f"{QTI}respcondition")
    variable = next(processing.iter(f"{QTI}decvar"))
    assert (variable.get("varname"), variable.get("minvalue"), variable.get("maxvalue")) == ("SCORE", "0", "100")
    _assert_responses(item)
    return item


def _assert_responses(item: Item) -> None:
    """What Canvas looks for in each kind."""
    if item.kind == "multiple_dropdowns_question":
        for response in item.choices:
            assert response.startswith("response_")
            assert item.text.count(f"[{response.removeprefix('response_')}]") == 1
        for each in (each for condition in item.conditions for each in condition.iter(f"{QTI}setvar")):
            assert each.get("action") == "Add"
    else:
        assert len(item.choices) == 1
    names = [name for choices in item.choices.values() for name in choices]
    assert len({*names}) == len(names)
    for ident in item.feedback:  # Canvas takes these words for feedback of the whole question
        is_general = ident in ("general_fb", "correct_fb", "general_incorrect_fb")
        assert is_general or not re.search("correct|wrong|solution|general_|_all", ident)


def _html(element) -> str:
    text = _only(_only(element, "material"), "mattext")
    assert text.get("texttype") == "text/html"
    return text.text


def _holds(test, given: dict[str, str]) -> bool:
    tag = test.tag.removeprefix(QTI)
    if tag == "other":
        return True
    if tag in ("or", "and"):
        return {"or": any, "and": all}[tag](_holds(each, given) for each in test)
    answer = given.get(test.get("respident"), "")
    if tag == "varequal":
        return answer == test.text
    try:
        value = float(answer)
    except ValueError:
        return False
    room = 1e-12 * abs(value)
    return {"vargte": value >= float(test.text) - room, "varlte": value <= float(test.text) + room}[tag]
