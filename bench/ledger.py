"""How well the ledger keeps the demo's key: undertakings found, states, links, traps.

    python -m bench.ledger [--records FILE] [--misses] [--part tune|aside] [--oracle]

Takes the invented series and its key (`communique/data/demo`), reads the articles with the shipped
reader and `actors.csv`, follows them, and compares at the key's four dates. An undertaking is found
if an entry of its kind and maker holds one of its statements. A link is an evidence of score >= 0.5;
it is right if it overlaps evidence of the key with the same `for`. A trap is sprung if a link of
score >= 0.5 overlaps its words. `--oracle` asks the same of a reading that misses nothing of the
key (`bench.oracle`): what is lost then is lost in matching. The part marked "aside" is not looked at when rules are changed:
`--misses` prints misses of the tune part alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from bench.oracle import oracle
from communique.follow.entries import Entry
from communique.follow.ledger import Ledger, ledger_of
from communique.types import Record

DEMO = resources.files("communique") / "data" / "demo"
KeyRow = dict  # one line of key.jsonl


@dataclass(slots=True)
class Tally:
    """What was right, of how many."""

    key: int = 0
    found: int = 0
    states: int = 0
    states_right: int = 0
    states_of_found: int = 0
    links: int = 0
    links_right: int = 0
    wanted: int = 0
    wanted_found: int = 0
    traps: int = 0
    sprung: int = 0
    unexplained: int = 0
    misses: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"  undertakings found      {_share(self.found, self.key)}"
        yield f"  states right (all)      {_share(self.states_right, self.states)}"
        yield f"  states right (found)    {_share(self.states_right, self.states_of_found)}"
        yield f"  links precision         {_share(self.links_right, self.links)}"
        yield f"  links recall (all)      {_share(self.wanted_found, self.wanted)}"
        yield f"  traps avoided           {_share(self.traps - self.sprung, self.traps)}"


def records(path: Path | None) -> list[Record]:
    """The demo's records by the shipped reader; kept in `path` between runs where one is named."""
    if path is not None and path.exists():
        kept: list[Record] = pickle.loads(path.read_bytes())
        return kept
    import communique

    documents = [json.loads(line) for line in (DEMO / "articles.jsonl").read_text().splitlines()]
    with resources.as_file(DEMO / "actors.csv") as actors:
        reader = communique.load(actors)
    found = [one for one in reader.pipe(documents) if isinstance(one, Record)]
    if path is not None:
        path.write_bytes(pickle.dumps(found))
    return found


def key_rows() -> list[KeyRow]:
    return [json.loads(line) for line in (DEMO / "key.jsonl").read_text().splitlines()]


def copies_of(found: Iterable[Record]) -> dict[str, str]:
    """Copies as the archive marks them."""
    from communique.record.copies import signature, similarity
    from communique.record.terms import stems

    ordered = sorted(found, key=lambda one: (one.document.published or "9", one.document.id))
    signed = [(one.document.id, signature(stems(one.document.text))) for one in ordered]
    copies: dict[str, str] = {}
    for at, (id, hashes) in enumerate(signed):
        for other, theirs in signed[:at]:
            if other not in copies and float(similarity(hashes, theirs.reshape(1, -1))[0]) >= 0.7:
                copies[id] = other
                break
    return copies


def spans(row: KeyRow, name: str, texts: dict[str, str]) -> list[tuple[str, int, int, KeyRow]]:
    """Where the key's words stand."""
    found = []
    for one in row[name]:
        at = texts[one["document"]].find(one["exact"])
        if at >= 0:
            found.append((one["document"], at, at + len(one["exact"]), one))
    return found


def overlaps(document: str, start: int, end: int, other: tuple[str, int, int, KeyRow]) -> bool:
    return document == other[0] and start < other[2] and other[1] < end


def entry_of(row: KeyRow, entries: list[Entry], texts: dict[str, str]) -> Entry | None:
    """The entry that is this line of the key, the one with most of its statements."""
    said = spans(row, "statements", texts)
    kinds = {row["kind"], *row["kind_also"]}
    best: tuple[tuple[int, bool, int, float], Entry] | None = None
    for entry in entries:
        one = entry.undertaking
        if one.kind not in kinds:
            continue
        if not same_maker(row, entry):
            continue
        hits = sum(
            any(overlaps(p.said.article.id, p.said.span.start, p.said.span.end, s) for s in said)
            for p in one.proposals
        )
        types = {row["what"]["type"], *row["what"]["type_also"]}
        rank = (int(one.first.type in types), one.kind == row["kind"], hits, one.score)
        if hits and (best is None or rank > best[0]):
            best = (rank, entry)
    return best[1] if best else None


def same_maker(row: KeyRow, entry: Entry) -> bool:
    maker, side = row["maker"], entry.undertaking.maker
    if maker["country"]:
        return side.country == maker["country"]
    return side.country is None and (
        side.name == maker["name"] or bool(set(side.name.split()) & set(maker["name"].split()))
        or any(a["name"] == side.name for a in row["what"]["actors"])
    )


def judge(rows: list[KeyRow], ledger: Ledger, texts: dict[str, str]) -> Tally:
    """The tally of some lines of the key."""
    tally = Tally()
    dates = sorted({date for row in rows for date in row["states"]})
    at = {date: list(ledger.entries(date)) for date in dates}
    last = list(ledger.entries())
    for row in rows:
        tally.key += 1
        entry = entry_of(row, last, texts)
        if entry is None:
            tally.misses.append(f"{row['id']} not found: {row['kind']} {row['what']['text']}")
        tally.found += entry is not None
        _states(tally, row, entry, at, texts)
        if entry is not None:
            _links(tally, row, entry, texts)
        else:
            tally.wanted += len({(s[0], s[3]["for"]) for s in spans(row, "evidence", texts)})
    return tally


def _states(
    tally: Tally, row: KeyRow, entry: Entry | None, at: dict[str, list[Entry]],
    texts: dict[str, str],
) -> None:  # fmt: skip
    for date, state in row["states"].items():
        if state is None:
            continue
        right = {state, *row["also"].get(date, [])}
        tally.states += 1
        if entry is None:
            continue
        tally.states_of_found += 1
        ids = {p.id for p in entry.undertaking.proposals}
        same = next((e for e in at[date] if {p.id for p in e.undertaking.proposals} & ids), None)
        got = same.course.state if same else "unsaid"
        tally.states_right += got in right
        if got not in right:
            why = same.course.changes[-1] if same else None
            tally.misses.append(
                f"{row['id']} {date}: {got}, not {'/'.join(sorted(right))} ({row['kind']} {row['what']['text']})"
                f" {why.evidence if why else ''} {why.why if why else ''}"
            )


def _links(tally: Tally, row: KeyRow, entry: Entry, texts: dict[str, str]) -> None:
    wanted = spans(row, "evidence", texts)
    either = spans(row, "either", texts) if row.get("either") else []
    traps = spans(row, "traps", texts)
    hit: set[tuple[str, bool]] = set()
    for link in entry.course.links:
        if not link.moves or link.effect == "condition":
            continue
        place = (link.article.id, link.span.start, link.span.end)
        right = [s for s in wanted if overlaps(*place, s) and s[3]["for"] == link.good]
        if not right and any(overlaps(*place, s) for s in either):
            continue
        tally.links += 1
        tally.links_right += bool(right)
        hit |= {(s[0], s[3]["for"]) for s in right}
        if not right:
            tally.misses.append(
                f"{row['id']} wrong link {link.effect} {link.score} [{link.article.id}] {link.span.exact[:140]!r} {link.reasons[:3]}"
            )
    keys = {(s[0], s[3]["for"]) for s in wanted}
    tally.wanted += len(keys)
    tally.wanted_found += len(keys & hit)
    for missing in sorted(keys - hit):
        exact = next(s[3]["exact"] for s in wanted if (s[0], s[3]["for"]) == missing)
        tally.misses.append(f"{row['id']} link missing [{missing[0]}] for={missing[1]}: {exact[:140]!r}")
    for trap in traps:
        tally.traps += 1
        sprung = [x for x in entry.course.links if x.moves and overlaps(x.article.id, x.span.start, x.span.end, trap)
                  and not any(overlaps(x.article.id, x.span.start, x.span.end, s) for s in wanted)]  # fmt: skip
        tally.sprung += bool(sprung)
        if sprung:
            tally.misses.append(f"{row['id']} trap sprung: {trap[3]['exact'][:100]!r} {sprung[0].reasons[:3]}")


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, help="keep what was read here between runs")
    parser.add_argument("--misses", action="store_true", help="print the misses of the tune part")
    parser.add_argument("--part", choices=("tune", "aside"), help="one part alone")
    parser.add_argument("--oracle", action="store_true", help="with what the key says was read")
    given = parser.parse_args()
    found = records(given.records)
    if given.oracle:
        found = oracle(found, key_rows())
    texts = {one.document.id: one.document.text for one in found}
    ledger = ledger_of(found, copies_of(found))
    entries = len(ledger.undertakings())
    print(f"{len(found)} articles, {entries} undertakings, {ledger.weighed} pairs weighed")
    for part in (given.part,) if given.part else ("tune", "aside"):
        tally = judge([row for row in key_rows() if row["split"] == part], ledger, texts)
        print(part)
        for line in tally.lines():
            print(line)
        if given.misses and part == "tune":
            print("\n".join("    " + line for line in tally.misses))


if __name__ == "__main__":
    main()
