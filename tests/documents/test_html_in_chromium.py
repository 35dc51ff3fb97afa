"""The page of a solution as a browser shows it, opened from a disk."""

from functools import cache
from pathlib import Path

import pytest
from documents.chromium import chromium, needs_chromium

from derive.documents import write
from derive.plans import solve
from derive.problem import load_all

PROBLEMS = Path(__file__).parents[2] / "problems"
pytestmark = needs_chromium


@cache
def page(name, **options):
    problem = load_all(PROBLEMS / f"{name}.yaml")[0]
    return write(problem, solve(problem), "html", plot=False, **options)


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def coin(browser):
    browser.media()
    browser.open(page("coin"))
    return browser


VISIBLE = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length"
CLICK = "document.querySelector(arguments[0]).click()"


def test_nothing_is_fetched_and_nothing_goes_wrong(coin):
    assert coin.complaints() == []


@pytest.mark.parametrize(("detail", "lines"), [
    ("brief", [str(k) for k in range(1, 12)]),
    ("student", [str(k) for k in range(1, 14)]),
    ("full", ["1", "2", "3", "3.1", "3.2", "3.3", *(str(k) for k in range(4, 14))]),
])
def test_lines_are_numbered_at_each_level_of_detail(coin, detail, lines):
    coin.run(CLICK, f"[value={detail}]")
    assert coin.list_items()[:len(lines)] == lines
    assert coin.run(VISIBLE, ".line") == len(lines)


def test_steps_within_a_line_fold(coin):
    coin.run(CLICK, "[value=full]")
    coin.run(CLICK, ".inner > summary")
    assert coin.run(VISIBLE, ".inner .line") == 0
    coin.run(CLICK, ".folding")
    assert coin.run(VISIBLE, ".inner .line") == 3
    coin.run(CLICK, ".folding")
    assert coin.run(VISIBLE, ".inner .line") == 0
    coin.run(CLICK, "[value=student]")
    assert coin.run(VISIBLE, ".folding") == 0


def test_step_by_step_with_hints_by_keyboard_alone(coin):
    coin.tab_to(".stepwise")
    coin.press(" ")
    assert (coin.run(VISIBLE, ".line"), coin.run(VISIBLE, ".answer, .pitfalls")) == (0, 0)
    coin.tab_to(".ask")
    coin.press("Enter")
    assert "law of one observation" in coin.run("return document.querySelector('.idea').textContent")
    assert coin.run(VISIBLE, ".line") == 0
    for shown in range(1, 13):
        if coin.run("return document.activeElement.matches('.ask')"):
            coin.press("Tab")
        coin.press("Enter")
        assert coin.run(VISIBLE, ".line") == shown
        assert coin.run(VISIBLE, ".answer") == 0
    if coin.run("return document.activeElement.matches('.ask')"):
        coin.press("Tab")
    coin.press("Enter")
    assert (coin.run(VISIBLE, ".line"), coin.run(VISIBLE, ".answer")) == (13, 1)
    assert coin.run("return document.activeElement.className") == "answer"


def test_another_level_of_detail_on_the_way(coin):
    coin.run(CLICK, ".stepwise")
    for _ in range(4):
        coin.run(CLICK, ".show")
    coin.run(CLICK, "[value=brief]")
    before = coin.run(VISIBLE, ".line")
    coin.run(CLICK, ".show")
    assert coin.run(VISIBLE, ".line") == before + 1
    coin.run(CLICK, ".rest")
    assert coin.run(VISIBLE, ".line") == 11


def test_a_card_opens_and_closes_by_keyboard(coin):
    coin.tab_to("button.rule")
    assert coin.run(VISIBLE, ".card") == 0
    coin.press("Enter")
    assert coin.run(VISIBLE, ".card") == 1
    coin.press("Escape")
    assert coin.run(VISIBLE, ".card") == 0
    assert coin.run("return document.activeElement.matches('button.rule')")


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_a_line_is_copied_as_latex(coin, has_clipboard):
    writing = "{writeText: async text => { window.copied = text; }}" if has_clipboard else "undefined"
    coin.run(f"Object.defineProperty(navigator, 'clipboard', {{value: {writing}}})")
    coin.run("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    coin.run("document.querySelectorAll('.copy')[1].focus()")
    coin.press("Enter")
    assert coin.run("return window.copied") == r"L(\theta) = \prod_{i=1}^{n} f(x_i \mid \theta)"
    assert coin.run("return document.querySelector('.said').textContent") == "Copied"
    coin.run("document.querySelector('.copy-all').focus()")
    coin.press("Enter")
    source = coin.run("return window.copied")
    assert source.startswith("\\section*{Seven heads in ten flips}\n")
    assert source.count(r"\begin{align*}") == source.count(r"\end{align*}") == 6
    assert "\n7(1 - \\theta) &= 3\\theta &&" in source


def test_what_changed_is_marked_or_not(coin):
    colour = "return getComputedStyle(document.querySelector('.line .changed')).backgroundColor"
    assert coin.run(colour) != "rgba(0, 0, 0, 0)"
    coin.run(CLICK, ".marks")
    assert coin.run(colour) == "rgba(0, 0, 0, 0)"


def test_on_paper_all_is_open_and_no_button_is_there(coin):
    coin.run(CLICK, "[value=full]")
    coin.run(CLICK, ".inner > summary")
    coin.run(CLICK, ".stepwise")
    coin.media("print")
    assert coin.run(VISIBLE, ".line") == 16
    assert coin.run(VISIBLE, ".bar, .copy, .next, summary") == 0
    assert coin.run(VISIBLE, ".answer, .pitfalls") == 2


def test_without_script_all_lines_are_there_and_levels_work(browser):
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page("coin"))
        assert browser.run(VISIBLE, ".line") == 13
        assert browser.run(VISIBLE, ".live, .copy, .next") == 0
        browser.run(CLICK, "[value=full]")
        assert browser.run(VISIBLE, ".line") == 16
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)


FAINT_TEXTS = r"""
const channels = colour => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
const light = c => c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
const paper = e => {
  for (; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "rgb(255, 255, 255)";
};
const isSeen = e => e.checkVisibility({opacityProperty: true});
const speaks = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
return [...document.querySelectorAll("body *")].filter(e => isSeen(e) && speaks(e)).filter(e => {
  const [a, b] = [getComputedStyle(e).color, paper(e)].map(channels).map(light).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05) < 4.5;
}).map(e => e.outerHTML.slice(0, 80));
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_what_is_behind_them(coin, scheme):
    coin.media("", scheme)
    coin.run("document.querySelector('.card').showPopover()")
    assert coin.run(FAINT_TEXTS) == []
    is_white = coin.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert is_white is (scheme == "light")


FAULTS_OF_ACCESS = """
const named = e => e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length;
return [...document.querySelectorAll("button, summary, a, input, [role=img], [role=group], nav, section[aria-label]")]
  .filter(e => !named(e)).map(e => e.outerHTML.slice(0, 80));
"""


def test_what_can_be_used_has_a_name(coin):
    assert coin.run(FAULTS_OF_ACCESS) == []


def test_an_exercise_has_places_to_write_and_no_levels(browser):
    browser.open(page("coin", form="faded:3", key=True))
    assert browser.complaints() == []
    assert browser.run(VISIBLE, ".blank") == 3
    assert "not proved" not in browser.run("return document.body.innerText")
    assert browser.run(VISIBLE, "[type=radio], .stepwise") == 0
    assert browser.run(VISIBLE, ".key p") == 0
    browser.run(CLICK, ".key > summary")
    assert browser.run(VISIBLE, ".key p") > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in PROBLEMS.glob("*.yaml")))
def test_no_page_is_wider_than_its_window(browser, name):
    browser.media()
    browser.open(page(name, detail="full"))
    for width in (1280, 800, 360):
        browser.narrow(width)
        assert browser.run("return document.scrollingElement.scrollWidth") <= width
    assert browser.complaints() == []
