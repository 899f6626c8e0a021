"""For all tests: in CI a skipped test is a failed one, and nobody touches the user's cache.

A mark ``skipif`` whose reason ends with "beside the checkout" stands for material that is no part of the project, such
as somebody's test suite. Where it is not there, its tests are left out (pytest counts them as deselected).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of what does not lie beside the checkout."""
    absent = [item for item in items if _needs_more_than_the_project(item)]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


def _needs_more_than_the_project(item: pytest.Item) -> bool:
    marks = item.iter_markers("skipif")
    return any(one.args[:1] == (True,) and one.kwargs["reason"].endswith("beside the checkout") for one in marks)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With BRIEF_CI set nothing may be skipped: what a machine lacks has to be installed there."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if os.environ.get("BRIEF_CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI nothing may be skipped: {report.longrepr}"


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests neither read nor fill the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEF_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        patch.delenv("BRIEF_DEBUG", raising=False)
        yield
