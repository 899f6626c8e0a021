"""The hostile corpus through the whole program: refused with the right words or printed as it stands, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from tests.hostile.case import Case
from tests.hostile.corpus import CORPUS
from tests.hostile.known import KNOWN
from tests.hostile.runner import Runner, Verdict

IDS = [f"{subject}: {case.name}" for subject, case in CORPUS]


@pytest.fixture(scope="module")
def verdicts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Verdict]]]:
    """All cases that this run asks for, under way at once."""
    runner = Runner(tmp_path_factory.mktemp("hostile"))
    asked = {item.callspec.params["case"].name for item in request.session.items if _is_ours(item)}
    yield {case.name: runner.submit(case) for _, case in CORPUS if case.name in asked}
    runner.close()


def _is_ours(item: pytest.Item) -> bool:
    return isinstance(getattr(getattr(item, "callspec", None), "params", {}).get("case"), Case)


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=KNOWN[case.name], strict=False)] if case.name in KNOWN else []


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=_marks(case), id=name) for (_, case), name in zip(CORPUS, IDS, strict=True)]
)
def test_it_is_refused_or_printed_within_bounds(case: Case, verdicts: dict[str, Future[Verdict]]) -> None:
    verdict = verdicts[case.name].result(120)
    assert not verdict.wrong, "\n".join([*verdict.wrong, verdict.err[:2000]])


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    assert len(CORPUS) >= 200
    assert len(set(IDS)) == len({case.name for _, case in CORPUS}) == len(CORPUS)
