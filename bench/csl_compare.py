"""Compares our output with citeproc-js, string by string: `python bench/csl_compare.py NODE_MODULES [STYLE …]`.

For development only. citeproc-js is neither part of this project nor needed by it: install the npm package `citeproc`
anywhere, and give the path of that `node_modules`. Prints every string that differs and the share of equal ones per
style. White space is reduced to single spaces, and the number in front of an entry is compared without the gap behind
it (in plain text citeproc-js sets none).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reports.citing.csl import DataError, data, service  # noqa: E402
from reports.citing.csl.locale import candidates  # noqa: E402

STYLES = (
    "chicago-notes-bibliography", "chicago-notes-bibliography-subsequent-ibid", "chicago-author-date", "apa",
    "harvard-cite-them-right", "modern-language-association", "nlm-citation-sequence", "ieee", "oscola",
)  # fmt: skip

# Feeds one request after the other to citeproc-js and prints what it makes of them.
DRIVER = """
const CSL = require(process.argv[1] + '/citeproc');
const requests = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const answers = requests.map(request => {
  const items = Object.fromEntries(request.references.map(item => [item.id, item]));
  const system = {
    retrieveLocale: tag => request.locales[tag] || request.locales['en-US'],
    retrieveItem: id => JSON.parse(JSON.stringify(items[id])),
  };
  const engine = new CSL.Engine(system, request.xml, request.locale);
  engine.setOutputFormat('text');
  const before = [], texts = {};
  for (const cluster of request.clusters) {
    const citation = {
      citationID: cluster.id, citationItems: cluster.items.map(item => ({...item})),
      properties: {noteIndex: cluster.note},
    };
    for (const [, text, id] of engine.processCitationCluster(citation, before, [])[1]) texts[id] = text;
    before.push([cluster.id, cluster.note]);
  }
  const list = engine.makeBibliography();
  return {clusters: request.clusters.map(c => texts[c.id]), bibliography: list ? list[1] : []};
});
console.log(JSON.stringify(answers));
"""


def request(style: str, work: dict[str, Any]) -> dict[str, Any]:
    """One style's request, notes counted up in note styles and 0 elsewhere."""
    is_note = service.load(style, "en-US").is_note
    clusters = [{**cluster, "note": n if is_note else 0} for n, cluster in enumerate(work["clusters"], start=1)]
    return {**work, "style": style, "clusters": clusters}


def theirs(requests: list[dict[str, Any]], modules: str) -> list[dict[str, list[str]]]:
    """What citeproc-js prints."""
    sent = []
    for body in requests:
        tags = {*candidates(body["locale"]), "en-US", "en-GB"}
        locales = {tag: found.decode() for tag in tags if (found := data.locale(tag)) is not None}
        sent.append({**body, "xml": data.style(body["style"]).decode(), "locales": locales})
    command = ["node", "-e", DRIVER, str(Path(modules).resolve())]
    done = subprocess.run(command, input=json.dumps(sent), capture_output=True, text=True, check=True)
    answers: list[dict[str, list[str]]] = json.loads(done.stdout)
    return answers


def normal(text: str | None) -> str:
    text = re.sub(r"\s+", " ", text or "").strip()
    return re.sub(r"^(\[\d+\]|\d+\.) ?", r"\1", text)


def differences(ours: dict[str, list[str]], other: dict[str, list[str]]) -> tuple[list[tuple[str, str, str]], int]:
    """(where, ours, theirs) for what differs, and how many strings were compared."""
    found, total = [], 0
    for part in ("clusters", "bibliography"):
        pairs = zip(map(normal, ours[part]), map(normal, other[part]), strict=len(ours[part]) == len(other[part]))
        for number, (mine, their) in enumerate(pairs, start=1):
            total += 1
            if mine != their:
                found.append((f"{part} {number}", mine, their))
        total += abs(len(ours[part]) - len(other[part]))
    return found, total


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", help="the node_modules folder with citeproc")
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument(
        "--input", type=Path, default=ROOT / "bench" / "csl_work.json", help="a request as for brief cite"
    )
    options = parser.parse_args()
    work = json.loads(options.input.read_text(encoding="utf-8"))
    requests = [request(style, work) for style in options.styles]
    same = compared = 0
    for body, other in zip(requests, theirs(requests, options.modules), strict=True):
        try:
            found, total = differences(service.process_json(body), other)
        except DataError as error:
            parser.error(str(error))
        for where, mine, their in found:
            print(f"{body['style']}, {where}\n  ours         {mine}\n  citeproc-js  {their}")
        print(f"{body['style']}: {total - len(found)} of {total}\n")
        same, compared = same + total - len(found), compared + total
    print(f"all: {same} of {compared}, {100 * same / compared:.1f} %")


if __name__ == "__main__":
    main()
