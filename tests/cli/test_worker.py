"""Every problem ends within its time limit and the others go on, whatever happens in the child."""

import os
import signal
import time

import pytest

from derive.cli import worker
from derive.cli.worker import Options, Outcome, Task, outcomes
from derive.documents.options import Options as Document
from derive.problem.diagnostics import Diagnostic, ProblemError
from derive.problem.model import Problem

OPTIONS = Options(None, "text", Document(), 0.4)
WHOLE = Problem(name="whole")


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def hold() -> None:
    """As long as a call into C: no signal handler of Python runs."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    pow(7, 10**8)


def refuse() -> None:
    raise ProblemError([Diagnostic("bad.yaml", 3, 4, "wrong")])


def fault() -> None:
    raise ZeroDivisionError("a bug")


def task(*names, then=None):
    """A task whose problems do what their names say."""

    def load():
        if then is not None:
            then()
        return tuple(Problem(name=name) for name in names)

    return Task("task.yaml", load)


@pytest.fixture(autouse=True)
def acts(monkeypatch):
    """Solving a problem does what its name says; one that is lost shows why."""
    doing = {"spin": spin, "sleep": sleep, "hold": hold, "refuse": refuse, "fault": fault,
             "kill": lambda: os.kill(os.getpid(), signal.SIGKILL), "exit": lambda: os._exit(3)}

    def solved(problem, options, lost):
        if not lost:
            doing.get(problem.name, int)()
        return ("unsolved" if lost else "solved", lost or problem.name)

    monkeypatch.setattr(worker, "_solved", solved)


def told(*tasks):
    return [(o.kind, o.task, o.text or " ".join(o.diagnostics)) for o in outcomes(tasks, OPTIONS)]


LATE = "not finished within 0.4 seconds"
LATE_BY_THE_CLOCK = "not finished within 1.6 seconds"


@pytest.mark.parametrize(("tasks", "expected"), [
    ([task("a")], [("solved", 0, "a")]),
    ([task("a", "b"), task("c")], [("solved", 0, "a"), ("solved", 0, "b"), ("solved", 1, "c")]),
    ([], []),
    ([task("spin")], [("unsolved", 0, LATE)]),
    ([task("sleep"), task("a")], [("unsolved", 0, LATE_BY_THE_CLOCK), ("solved", 1, "a")]),
    ([task("hold")], [("unsolved", 0, LATE)]),
    ([task("a", "spin", "b"), task("c")],
     [("solved", 0, "a"), ("unsolved", 0, LATE), ("solved", 0, "b"), ("solved", 1, "c")]),
    ([task("spin", "spin")], [("unsolved", 0, LATE), ("unsolved", 0, LATE)]),
    ([task("a", then=spin), task("b")], [("refused", 0, f"task.yaml:1:1: {LATE}"), ("solved", 1, "b")]),
    ([task("a", then=refuse), task("b")], [("refused", 0, "bad.yaml:3:4: wrong"), ("solved", 1, "b")]),
    ([task("a", "refuse", "b")], [("solved", 0, "a"), ("refused", 0, "bad.yaml:3:4: wrong")]),
    ([task("fault", "a")], [("unsolved", 0, "internal fault: ZeroDivisionError: a bug"), ("solved", 0, "a")]),
    ([task("a", then=fault)], [("refused", 0, "task.yaml:1:1: internal fault: ZeroDivisionError: a bug")]),
])
def test_outcomes(tasks, expected):
    assert told(*tasks) == expected


def test_waiting_is_not_working():
    """Longer than the limit by the clock, as on a busy machine."""
    assert told(task("a", then=lambda: time.sleep(0.6))) == [("solved", 0, "a")]


@pytest.mark.parametrize("death", ["kill", "exit"])
def test_a_death_of_the_child_costs_one_problem(death):
    (_, _, why), following = told(task(death, "a"))
    assert why.startswith("the process that solved it ended")
    assert following == ("solved", 0, "a")


def test_no_child_stays_behind_when_nobody_reads_on():
    reading = outcomes([task("a", "sleep")], OPTIONS._replace(timeout=50))
    assert next(reading) == Outcome("solved", 0, True, "a", title="a")
    reading.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_without_fork_the_work_is_done_here(monkeypatch):
    monkeypatch.setattr(worker, "FORKS", False)
    assert told(task("a", "refuse"), task("b")) == [
        ("solved", 0, "a"), ("refused", 0, "bad.yaml:3:4: wrong"), ("solved", 1, "b"),
    ]
