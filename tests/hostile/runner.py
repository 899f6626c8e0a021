"""Runs hostile cases on two workers and judges what came of each."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import unicodedata
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.hostile.case import CANARY, Case

MOST_SECONDS = 10.0
MOST_MEGABYTES = 800.0
TOP = Path(__file__).resolve().parents[2]
_ERROR = re.compile(r"^(?P<place>.*?:\d+):\d+: (?P<code>[A-Z]{3}\d{3}) error ", re.MULTILINE)


@dataclass
class Verdict:
    """What came of a case; ``wrong`` says what may not be, and is empty where all is as it must be."""

    case: Case
    status: int
    seconds: float
    megabytes: float
    out: str
    err: str
    events: list[str]
    outputs: dict[str, bytes] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        """``path:line CODE`` of every error told, sorted."""
        return sorted(f"{one['place']} {one['code']}" for one in _ERROR.finditer(self.err))


class Runner:
    """Two worker processes behind a queue."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        environment = {**os.environ, "PYTHONPATH": str(TOP), "BRIEF_CACHE_DIR": str(folder / "warm-cache")}
        environment |= {"PYTHONFAULTHANDLER": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "tests.hostile.worker"]
        self.workers: queue.Queue[subprocess.Popen[str]] = queue.Queue()
        self.all = [
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=TOP
            )
            for _ in range(workers)
        ]
        for one in self.all:
            self.workers.put(one)
        self.threads = ThreadPoolExecutor(workers)
        self.count = 0

    def submit(self, case: Case) -> Future[Verdict]:
        """Carry *case* out as soon as a worker is free."""
        self.count += 1
        return self.threads.submit(self._run, case, self.folder / f"{self.count:04d}")

    def close(self) -> None:
        """Let the workers go."""
        self.threads.shutdown(cancel_futures=True)
        for one in self.all:
            assert one.stdin
            one.stdin.close()
            one.wait(60)

    def _run(self, case: Case, top: Path) -> Verdict:
        root, secret, home, cache = top / "ws", top / "secret", top / "home", top / "cache"
        for one in (root, secret, home, cache):
            one.mkdir(parents=True)
        (secret / "canary.txt").write_text(f"{CANARY}\n")
        (secret / "canary.yaml").write_text(f"- {{id: smith, type: book, title: {CANARY}}}\n")
        case.write(root, secret)
        before, lying = _census(top), _published(root)
        verdict = self._judge_run(case, top, _job(case, top, root, secret, home, cache))
        verdict.outputs = {path.suffix[1:]: data for path, data in _published(root).items() if lying.get(path) != data}
        after = _census(top)
        judge(verdict)
        changed = {name for name in before if before[name] != after.get(name)} | (set(after) - set(before))
        if changed:
            verdict.wrong.append(f"files were touched: {sorted(changed)[:5]}")
        shutil.rmtree(top, ignore_errors=True)
        return verdict

    def _judge_run(self, case: Case, top: Path, job: dict[str, Any]) -> Verdict:
        worker = self.workers.get()
        try:
            assert worker.stdin
            assert worker.stdout
            worker.stdin.write(json.dumps(job) + "\n")
            worker.stdin.flush()
            answer = json.loads(worker.stdout.readline())
        finally:
            self.workers.put(worker)
        read = {name: _text(top / f"log.{name}") for name in ("out", "err", "events")}
        return Verdict(case, **answer, out=read["out"], err=read["err"], events=read["events"].splitlines())


def _job(case: Case, top: Path, root: Path, secret: Path, home: Path, cache: Path) -> dict[str, Any]:
    environment: dict[str, str | None] = {"BRIEF_CACHE_DIR": str(cache)}
    if case.fresh:
        environment |= {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LANG": "C.UTF-8", **case.env}
    known = {"{ROOT}": str(root), "{SECRET}": str(secret), "{HOME}": str(home), "{CACHE}": str(cache)}
    for mark, value in known.items():
        environment = {key: text and text.replace(mark, value) for key, text in environment.items()}
    return {
        "root": str(root),
        "secret": str(secret),
        "words": list(case.words),
        "log": str(top / "log"),
        "writable": [str(root / "output"), str(cache), str(top / "log"), str(home / ".cache")],
        "fresh": case.fresh,
        "flags": list(case.flags),
        "env": {key: text for key, text in environment.items() if text is not None},
    }


def _published(root: Path) -> dict[Path, bytes]:
    """The plain files in the folders of briefs; what else lies there was put there by the case."""
    found = {}
    for one in (*root.glob("output/*/*"), *root.glob("output/*/*/*")):
        plain = one.is_file() and not one.is_symlink() and not one.parent.is_symlink()
        if plain and one.suffix in (".pdf", ".docx", ".html"):
            with contextlib.suppress(OSError):
                found[one] = one.read_bytes()
    return found


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _census(top: Path) -> dict[str, str]:
    """Every file with its digest, save what a build may write."""
    found = {}
    for folder, folders, names in os.walk(top):
        inside = os.path.relpath(folder, top).split(os.sep)
        if inside[0] in ("cache",) or inside[:2] in (["ws", "output"], ["home", ".cache"]):
            folders[:] = []
            continue
        for name in names:
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink() and not (inside == ["."] and name.startswith("log.")):
                with contextlib.suppress(OSError):
                    found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def judge(verdict: Verdict) -> None:
    """Write down all that is wrong with *verdict*."""
    case, wrong = verdict.case, verdict.wrong
    if verdict.status < 0:
        wrong.append(f"died of signal {-verdict.status}")
    elif verdict.status != case.wanted_status:
        wrong.append(f"status {verdict.status}, not {case.wanted_status}")
    for sign in ("Traceback", "OUT900", "OUT901", "internal fault"):
        if sign in verdict.err + verdict.out:
            wrong.append(f"{sign} was printed")
    if case.expect and sorted(set(verdict.errors)) != case.errors():
        wrong.append(f"errors {verdict.errors}, not {case.errors()}")
    if verdict.status == 1 and not verdict.errors and case.words[0] != "verify":
        wrong.append("the status is 1 and no error has a place and a code")
    if case.regret and case.regret not in verdict.err:
        wrong.append(f"{case.regret!r} was not said")
    if case.wanted_status == 2 and not verdict.err.startswith("brief: "):
        wrong.append("the status is 2 and no line says why")
    if verdict.seconds >= MOST_SECONDS:
        wrong.append(f"took {verdict.seconds:.1f} s")
    if verdict.megabytes >= MOST_MEGABYTES:
        wrong.append(f"took {verdict.megabytes:.0f} MB")
    wrong += verdict.events
    _judge_outputs(verdict)


def _judge_outputs(verdict: Verdict) -> None:
    case, wrong = verdict.case, verdict.wrong
    built = case.words[0] == "build" and "--each" not in case.words  # of rows, those that are sound are published
    if verdict.status in (1, 2) and verdict.outputs and (built or case.words[0] == "check"):
        wrong.append("files were published in spite of errors")
    if verdict.status == 0 and built and not verdict.outputs:
        wrong.append("nothing was published")
    if built and case.literal and set(verdict.outputs) != {"pdf", "docx", "html"}:
        wrong.append(f"published were {sorted(verdict.outputs)}")
    texts = {kind: bare(words_in(kind, data)) for kind, data in verdict.outputs.items()}
    for kind, text in texts.items():
        wrong += [f"{one!r} is not in the {kind}" for one in case.literal if bare(one) not in text]
        raw = text + "".join(_raw(kind, verdict.outputs[kind]))
        wrong += [f"{one!r} is in the {kind}" for one in (CANARY, *case.absent) if one in raw]
    if CANARY in verdict.err + verdict.out:
        wrong.append("the canary sings in a message")


def bare(text: str) -> str:
    """*text* without spaces, breaks and the hyphens that lines are broken with."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe\x02]+", "", unicodedata.normalize("NFC", text))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)


def words_in(kind: str, data: bytes) -> str:
    """The text that people read in a published file."""
    match kind:
        case "html":
            reader = _Words()
            reader.feed(data.decode("utf-8"))
            return "".join(reader.found)
        case "docx":
            from lxml import etree

            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                names = [one for one in parts.namelist() if re.match(r"word/(document|footnotes)", one)]
                return "".join(text for one in sorted(names) for text in etree.fromstring(parts.read(one)).itertext())
        case _:
            return _words_in_pdf(data)


#: PDFium reads for one thread at a time only.
_READING = threading.Lock()


def _words_in_pdf(data: bytes) -> str:
    import pypdfium2

    with _READING:
        document = pypdfium2.PdfDocument(data)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()


def _raw(kind: str, data: bytes) -> list[str]:
    """All that a published file carries, seen or not."""
    if kind != "docx":
        return [data.decode("latin-1")]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return [parts.read(one).decode("latin-1") for one in parts.namelist()]
