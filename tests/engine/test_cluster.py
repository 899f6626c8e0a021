"""Building on a real Dask cluster on this machine: bytes travel, lost workers cost nothing, poison fails alone."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reports.engine import cluster
from reports.engine.job import Built, Job
from reports.engine.run import run
from reports.engine.work import Order
from reports.engine.workspace import BriefRef
from reports.errors import MachineError, UsageError

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")

GOOD = "title: Brief {n}\ndate: 2024-01-01\nauthors: [A]\nsections:\n  - {{id: s, title: First, body: Text.}}\n"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers with a process each, which nannies start anew when they die."""
    settings = {"distributed.worker.memory.terminate": False, "distributed.scheduler.allowed-failures": 1}
    import dask

    with dask.config.set(settings):
        made: Any = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
        )
        with made:
            yield made.scheduler_address.replace("tcp://", cluster.SCHEME)


@pytest.fixture
def orders(tmp_path: Path) -> list[Order]:
    made = []
    for number in range(8):
        ref = BriefRef(f"b{number}", f"content/b{number}")
        (tmp_path / ref.folder).mkdir(parents=True)
        (tmp_path / ref.path).write_text(GOOD.format(n=number))
        made.append(Order(tmp_path, ref, ("html",)))
    return made


def slow(job: Job) -> Built:
    time.sleep(0.7)
    return cluster.build_there(job)


def poisonous(job: Job) -> Built:
    if job.slug == "b2":
        os.kill(os.getpid(), signal.SIGKILL)
    return cluster.build_there(job)


def test_what_the_cluster_builds_is_what_one_process_builds(address: str, orders: list[Order]) -> None:
    there = list(cluster.run_on(address, iter(orders)))
    here = list(run(orders, 1))
    assert [one.outputs for one in there] == [one.outputs for one in here]
    assert [one.slug for one in there] == [f"b{number}" for number in range(8)]
    assert all(one.outputs["html"].startswith(b"<!DOCTYPE html>"[:9]) for one in there)


def test_the_jobs_of_a_lost_worker_run_again(
    address: str, orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "build_there", slow)
    client: Any = distributed.Client(address.replace(cluster.SCHEME, "tcp://"), set_as_default=False)
    with client:
        victim = next(iter(client.run(os.getpid).values()))
        killer = threading.Timer(1.0, os.kill, (victim, signal.SIGKILL))
        killer.start()
        monkeypatch.setattr(cluster, "build_there", slow)
        found = list(cluster.run_on(address, iter(orders)))
        killer.join()
        assert [one.slug for one in found] == [f"b{number}" for number in range(8)]
        assert all(one.outputs and not one.failed for one in found)
        with pytest.raises(ProcessLookupError):
            os.kill(victim, 0)


def test_poison_fails_alone(address: str, orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "build_there", poisonous)
    found = {
        one.slug: [each.code for each in one.diagnostics if each.code == "OUT901"]
        for one in cluster.run_on(address, iter(orders))
    }
    assert [slug for slug, codes in found.items() if codes] == ["b2"]
    assert list(found) == [f"b{number}" for number in range(8)]


def test_workers_with_another_program_are_refused(
    address: str, orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = cluster.program()
    monkeypatch.setattr(cluster, "program", _Program(own))
    with pytest.raises(MachineError, match="another version"):
        list(cluster.run_on(address, iter(orders)))


class _Program:
    """Says something else here than where it is sent."""

    def __init__(self, own: tuple[str, str]) -> None:
        self.own = own
        self.here = True

    def __call__(self) -> tuple[str, str]:
        return ("9", "x") if self.here else self.own

    def __reduce__(self) -> tuple[Any, ...]:
        return (_remote, (self.own,))


def _remote(own: tuple[str, str]) -> Any:
    return _Same(own)


class _Same:
    def __init__(self, own: tuple[str, str]) -> None:
        self.own = own

    def __call__(self) -> tuple[str, str]:
        return self.own


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dask://",
        "dask://host",
        "tcp://127.0.0.1:1",
        "dask://host:port",
        "dask://:8786",
        "dask://host:99999",
        "dask://a b:80",
        "dask://me@host:8786",
        "dask://host:8786/x",
        "dask://host:8786?x",
        "dask://[::1:80",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        list(cluster.run_on(address, iter(())))


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_STARTING", 0)
    with pytest.raises(MachineError, match="no Dask scheduler listens"):
        list(cluster.run_on("dask://127.0.0.1:9", iter(())))


@pytest.mark.parametrize("banner", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"x"])
def test_somebody_else_is_no_cluster(monkeypatch: pytest.MonkeyPatch, banner: bytes) -> None:
    """A client of Dask would wait for ever."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            with suppress(OSError), server.accept()[0] as line:
                line.sendall(banner)
                line.recv(1)

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(MachineError, match="is no Dask scheduler"):
            list(cluster.run_on(f"dask://127.0.0.1:{server.getsockname()[1]}", iter(())))
