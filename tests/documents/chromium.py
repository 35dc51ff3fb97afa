"""A browser without a window, which fetches nothing but the files that it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import pytest

FLAGS = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
         "disable-component-update", "disable-sync", "hide-scrollbars")
needs_chromium = pytest.mark.skipif(
    not (which("chromium") and which("chromedriver")), reason="needs chromium and its chromedriver",
)


class Browser:
    """One tab of Chromium."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self._driver, self._folder = driver, folder

    def open(self, page: str, width: int = 1280) -> None:
        """Show the page from a file, in a window of that width."""
        self.narrow(width)
        (self._folder / "page.html").write_text(page, encoding="utf-8")
        self._driver.get(f"file://{self._folder}/page.html")

    def narrow(self, width: int) -> None:
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)

    def media(self, kind: str = "", scheme: str = "light") -> None:
        """Show the page as on that medium, in a light or dark scheme."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media=kind, features=features)

    def command(self, name: str, **parameters: object) -> dict[str, Any]:
        return dict(self._driver.execute_cdp_cmd(name, parameters))

    def run(self, script: str, *arguments: object) -> Any:
        """What the script returns."""
        return self._driver.execute_script(script, *arguments)

    def press(self, key: str) -> None:
        """A key, wherever the focus is: `Tab`, `Enter`, ` `, `Escape`."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        code = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}[key]
        named = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code}
        self.command("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **named)
        self.command("Input.dispatchKeyEvent", type="keyUp", **named)

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on such an element."""
        for _ in range(200):
            self.press("Tab")
            if self.run("return document.activeElement.matches(arguments[0])", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def complaints(self) -> list[str]:
        """What the console said, and what was fetched besides the page."""
        fetched = self.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
        return [*(entry["message"] for entry in self._driver.get_log("browser")), *fetched]

    def list_items(self) -> list[str]:
        """What is read aloud first of each item of a list, from top to bottom: of a line its number."""
        nodes = {node["nodeId"]: node for node in self.command("Accessibility.getFullAXTree")["nodes"]}
        root = next(node for node in nodes.values() if "parentId" not in node)
        return [_first_text(node, nodes) for node in _below(root, nodes) if _role(node) == "listitem"]


_Node = dict[str, Any]


def _role(node: _Node) -> str:
    return str(node.get("role", {}).get("value"))


def _below(node: _Node, nodes: dict[str, _Node]) -> Iterator[_Node]:
    yield node
    for child in node["childIds"]:
        yield from _below(nodes[child], nodes)


def _first_text(node: _Node, nodes: dict[str, _Node]) -> str:
    return next((each["name"]["value"] for each in _below(node, nodes) if _role(each) == "StaticText"), "")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile."""
    from selenium import webdriver

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"user-data-dir={folder}/profile"):
            options.add_argument(f"--{flag}")
        options.binary_location = str(which("chromium"))
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(which("chromedriver")))
        try:
            yield Browser(driver, Path(folder))
        finally:
            driver.quit()
