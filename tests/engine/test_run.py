"""Many briefs on several processes: order, poison, and no more under way than needed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from reports.engine import session
from reports.engine.job import Built
from reports.engine.run import run
from reports.engine.work import Order
from reports.engine.workspace import BriefRef


def orders(count: int) -> list[Order]:
    return [Order(Path("/nowhere"), BriefRef(f"b{number:02}", f"content/b{number:02}"), ()) for number in range(count)]


def plain(order: Order) -> Built:
    return Built(order.brief.slug, {}, ())


def poisonous(order: Order) -> Built:
    if order.brief.slug in ("b03", "b07"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Built(order.brief.slug, {}, ())


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_results_come_in_the_order_of_the_orders(jobs: int) -> None:
    found = [one.slug for one in run(orders(9), jobs, plain)]
    assert found == [f"b{number:02}" for number in range(9)]


def test_a_poisonous_brief_fails_alone() -> None:
    found = {one.slug: [found.code for found in one.diagnostics] for one in run(orders(12), 2, poisonous)}
    assert {slug for slug, codes in found.items() if codes == ["OUT901"]} == {"b03", "b07"}
    assert list(found) == [f"b{number:02}" for number in range(12)]
    assert sum(not codes for codes in found.values()) == 10


def test_the_builder_looks_after_its_own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one brief leaves in cycles is little, and ten thousand are not left until the end."""
    settled: list[str] = []
    monkeypatch.setattr(session, "settled", lambda: settled.append("looked"))
    monkeypatch.setattr("reports.engine.run.run", lambda orders, jobs: iter(["built"] * 3))
    assert list(session.run([], session.Options(("html",), tmp_path))) == ["built"] * 3
    assert settled == ["looked"] * 3
