"""A record is a frozen dataclass with slots in everything that can be seen of it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from reports.records import record


@record(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    at: str | None = dataclasses.field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("negative")


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same by the library."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    at: str | None = dataclasses.field(default=None, compare=False, repr=False)


@record(frozen=True, slots=True)
class Empty:
    """Nothing in it."""


@record(frozen=True, slots=True)
class One:
    """One field, and a text of its own."""

    only: str

    def __repr__(self) -> str:
        return "one"


def test_it_looks_like_the_librarys() -> None:
    point, plain = Point(1, tags=("a",), at="there"), Plain(1, tags=("a",), at="there")
    assert repr(point) == repr(plain).replace("Plain", "Point")
    assert dataclasses.asdict(point) == dataclasses.asdict(plain)
    assert Point.__match_args__ == Plain.__match_args__
    assert list(inspect.signature(Point).parameters) == list(inspect.signature(Plain).parameters)
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y", "tags", "at"]
    assert dataclasses.is_dataclass(Point)
    assert not hasattr(point, "__dict__")


def test_equality_goes_by_class_and_by_the_fields_compared() -> None:
    assert Point(1, at="here") == Point(1, at="there")
    assert hash(Point(1, at="here")) == hash(Point(1, at="there"))
    assert Point(1) != Point(2)
    assert Point(1) != (1, 0, (), None)
    assert Empty() == Empty()
    assert len({One("a"), One("a"), One("b")}) == 2


def test_nothing_can_be_set() -> None:
    point: Any = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: delattr(point, "x"), lambda: setattr(point, "new", 2)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert point == Point(1)


def test_it_is_made_as_the_librarys() -> None:
    assert dataclasses.replace(Point(1, 2), y=3) == Point(1, 3)
    assert repr(One("a")) == "one"
    with pytest.raises(ValueError, match="negative"):
        Point(-1)
    make: Any = Point
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        make()
    with pytest.raises(TypeError, match="unexpected keyword"):
        make(1, q=2)


@pytest.mark.parametrize("one", [Point(1, 2, ("a",), "there"), Empty(), One("a")])
def test_it_travels_and_is_copied(one: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert twin == one
        assert type(twin) is type(one)
    assert pickle.loads(pickle.dumps(Point(1, at="there"))).at == "there"


def test_patterns_match() -> None:
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)


def test_a_record_is_not_added_to() -> None:
    with pytest.raises(TypeError, match="cannot inherit"):

        @record(frozen=True, slots=True)
        class More(Point):
            z: int = 3
