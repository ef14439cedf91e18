"""`communique ledger`, `judge`, `agreements`, `relations`, `brief`, `compare`, `watch`, `demo`.

Takes filters, ids and sides, gives what was followed in an archive: to a person on a terminal as
lines, to a program as the contract's JSON. What the verbs do is done by `follow`; here it is only
put into words.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import ConfigError
from communique.serve.archives import ArchiveOption, Json, Jsonl
from communique.serve.cli import complain
from communique.serve.outputs import JsonWriter, json_bytes
from communique.settings import settings

if TYPE_CHECKING:
    from communique.follow.archives import Archive, Entries

Many = Annotated[str | None, typer.Option(metavar="…")]
Since = Annotated[str | None, typer.Option(help="First day, month or year.")]
Until = Annotated[str | None, typer.Option(help="Last day, month or year.")]
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(
        help="Promises, demands, threats, offers, refusals, denials, and what came of them.",
        invoke_without_command=True, rich_markup_mode=None,
    )  # fmt: skip
    group.callback()(ledger)
    group.command("show")(ledger_show)
    app.add_typer(group, name="ledger")
    for name, verb in (("judge", judge), ("agreements", agreements), ("relations", relations),
                       ("brief", brief), ("compare", compare), ("watch", watch), ("demo", demo)):  # fmt: skip
        app.command(name)(verb)


def followed(path: Path | None) -> Archive:
    """The archive that an option, the environment or the folder names."""
    from communique.follow.archives import Archive

    return Archive(settings(archive=path).archive)


def ledger(
    context: typer.Context,
    archive: ArchiveOption = None,
    by: Annotated[str | None, typer.Option(help="Who undertook it: state, key, part of a name.")] = None,
    to: Annotated[str | None, typer.Option(help="To whom, or who is to act.")] = None,
    state: Annotated[
        str | None, typer.Option(help="open, met, partly met, contradicted, refused, withdrawn, lapsed.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="promise, threaten, demand, offer, refuse, deny.")
    ] = None,
    since: Since = None,
    until: Until = None,
    least: Annotated[
        float, typer.Option("--least", min=0.0, max=1.0, help="The least score.")
    ] = 0.0,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="As of this day; else the last one.")
    ] = None,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
) -> None:  # fmt: skip
    """List undertakings and what came of them; filters may have several values, with commas."""
    if context.invoked_subcommand is not None:
        return
    with followed(archive) as kept:
        found = kept.ledger(
            by=by, to=to, state=state, kind=kind, since=since, until=until, least=least, now=on
        )
    if as_json or as_jsonl or not sys.stdout.isatty():
        _write(found, lines=as_jsonl)
    else:
        _show(found)
    if found.left_out:
        complain(f"{len(found.left_out)} articles without a usable date are not in the ledger",
                 "add them with --date, or with a published field")  # fmt: skip


def ledger_show(
    undertaking: Annotated[str, typer.Argument(help="Id of an undertaking, or its last letters.")],
    archive: ArchiveOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that was looked at, not the nearest alone.")
    ] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Show one undertaking: words, restatements, deeds for and against, with scores and reasons."""
    from communique.serve.undertakings import show_entry

    with followed(archive) as kept:
        entry = kept.undertaking(undertaking)
    if as_json:
        with JsonWriter("object") as out:
            out.write(entry.to_dict())
    else:
        for line in show_entry(entry, everything):
            print(line)


def judge(
    one: Annotated[
        str, typer.Argument(metavar="UNDERTAKING", help="Id of an undertaking; or an actor's key or name.")
    ],
    other: Annotated[
        str | None,
        typer.Argument(metavar="EVENT", help="Id of what is linked with it; or the other actor."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    yes: Annotated[
        bool | None, typer.Option("--yes/--no", help="Whether the link holds.")
    ] = None,
    same: Annotated[
        bool | None,
        typer.Option("--same/--apart", help="Of actors: whether the first is the second."),
    ] = None,
    within: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="ARTICLE", help="Of actors: only in this article; may be repeated."),
    ] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, in words.")] = "",
    archive: ArchiveOption = None,
) -> None:  # fmt: skip
    """Decide whether a deed bears on an undertaking, or whether two actors are one; kept for good.

    Replayed on every update. `judge ACTOR OTHER --same` makes one actor of two, `--apart` two again;
    `judge ACTOR --apart --in ARTICLE` says that the actor of that article is somebody else.
    """
    if (yes is None) == (same is None) or (yes is not None and within):
        raise ConfigError("what is decided?", "--yes or --no of a link, --same or --apart of actors")
    with followed(archive) as kept:
        if same is not None:
            made = kept.judge_actors(one, other, same=same, person=by, why=why, within=within or ())
            told = [f"{each.subject} {'is' if each.verdict else 'is not'} {each.object}" for each in made]
        elif yes is not None and other is not None:
            kept.judge_link(one, other, verdict=yes, person=by, why=why)
            entry = kept.undertaking(one)
            told = [f"{entry.id} is {entry.course.state} since {entry.course.since.text}"]
        else:
            raise ConfigError("which link?", "name the event or statement after the undertaking")
    for line in told:
        print(line.replace("actor:", ""), file=sys.stderr)


def agreements(
    name: Annotated[str | None, typer.Argument(help="A name or a part of one; else all.")] = None,
    archive: ArchiveOption = None,
    as_json: Json = False,
) -> None:
    """Who holds what of an agreement, since when; where two sides contradict each other."""
    from communique.serve.undertakings import show_held

    with followed(archive) as kept:
        held = kept.agreements(name)
    if as_json or not sys.stdout.isatty():
        with JsonWriter("object") as out:
            out.write(held.to_dict())
    else:
        for line in show_held(held):
            print(line)


def relations(
    one: Annotated[str, typer.Argument(help="A side: a state's three letters, a key, a name.")],
    other: Annotated[str, typer.Argument(help="The other side.")],
    archive: ArchiveOption = None,
    by: Annotated[
        str, typer.Option("--by", metavar="day|week|month|year", help="How long a period is.")
    ] = "month",
    since: Since = None,
    until: Until = None,
    series: Annotated[
        str | None,
        typer.Option("--with", metavar="SERIES", help="An imported series, shown beside ours."),
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """The level of relations, its turns, and since when it has not been so low."""
    from communique.follow.relations import BYS
    from communique.serve.undertakings import show_series

    if by not in BYS:
        raise ConfigError(f"there is no period {by!r}", "one of " + ", ".join(BYS))
    with followed(archive) as kept:
        found = kept.relations(one, other, by=by, since=since, until=until)
        beside = kept.relations(one, other, by=by, since=since, until=until, origin=series) if series else None
    if as_json or not sys.stdout.isatty():
        value = found.to_dict()
        if beside:
            value[f"{series}"] = beside.to_dict()
        sys.stdout.buffer.write(json_bytes(value, indent=1) + b"\n")
    else:
        for line in (*show_series(found), *(show_series(beside) if beside else ())):
            print(line)
    if found.note:
        complain(found.note)


def brief(
    one: Annotated[str, typer.Argument(help="A side: a state's three letters, a key, a name.")],
    other: Annotated[str, typer.Argument(help="The other side.")],
    archive: ArchiveOption = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """One page on two sides, as Markdown: level, open items, statements, disputes, with sources."""
    from communique.follow.briefs import brief as written

    with followed(archive) as kept:
        sys.stdout.buffer.write(written(kept, one, other, since, until).encode("utf-8", "replace"))


def compare(
    statement: Annotated[str, typer.Argument(help="Id of a statement.")],
    archive: ArchiveOption = None,
    as_json: Json = False,
) -> None:
    """The same words across outlets: first report, spread, drift, cuts, scare quotes."""
    from communique.serve.undertakings import show_comparison

    with followed(archive) as kept:
        found = kept.compare(statement)
    if as_json or not sys.stdout.isatty():
        with JsonWriter("object") as out:
            out.write(found.to_dict())
    else:
        for line in show_comparison(found):
            print(line)


def watch(
    feed: Annotated[str, typer.Argument(help="A feed, a folder, a pattern or an address.")],
    archive: ArchiveOption = None,
    every: Annotated[
        str, typer.Option("--every", metavar="30m", help="How often to look: 90s, 30m, 6h, 1d.")
    ] = "30m",
    by: Annotated[str | None, typer.Option(help="Only undertakings of this side.")] = None,
    to: Annotated[str | None, typer.Option(help="Only undertakings to this side.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, and stop.")] = False,
    out: Annotated[
        Path | None, typer.Option("--rss", metavar="FILE", help="Write what is new as RSS, too.")
    ] = None,
) -> None:  # fmt: skip
    """Add new articles again and again, and print what is new of a side or a pair, a line each."""
    from communique.follow.watches import news, rss, seen

    seconds = _seconds(every)
    with followed(archive) as kept:
        pair = (by, to) if by and to else None
        before = seen(kept.ledger(by=by, to=to), kept.relations(*pair) if pair else None) if kept.path.exists() else seen(())
        while True:
            kept.add(feed, actors=settings().actors)
            entries, series = kept.ledger(by=by, to=to), kept.relations(*pair) if pair else None
            found = news(before, entries, series)
            before = seen(entries, series)
            with JsonWriter("lines") as writer:
                for one in found:
                    writer.write(one.to_dict())
            if out and found:
                out.write_text(rss(found, f"communique watch {feed}"), encoding="utf-8")
            if once:
                return
            kept.close()  # others may read the archive meanwhile
            time.sleep(seconds)


def demo(
    folder: Annotated[
        Path, typer.Argument(help="Where the demo's archive is made.")
    ] = Path("communique-demo"),
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Open the pages on it afterwards.")
    ] = True,
) -> None:  # fmt: skip
    """Build an archive of an invented crisis, told by five invented outlets, and open its pages."""
    from importlib import resources

    from communique.follow.archives import Archive

    source = resources.files("communique") / "data" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.duckdb"
    with resources.as_file(source) as found, Archive(path) as kept:
        done = kept.add(str(found / "articles.jsonl"), actors=found / "actors.csv")
        entries = kept.ledger()
    print(f"{path}: {done.added} articles added, {done.known} known, {len(entries)} undertakings",
          file=sys.stderr)  # fmt: skip
    print(f"try: communique ledger --archive {path} --by XDU --to XLI", file=sys.stderr)
    if pages:
        from communique.serve.commands_serve import serve_archive

        serve_archive(path, open_page=True)


def _write(found: Entries, *, lines: bool) -> None:
    if lines:
        with JsonWriter("lines") as out:
            for one in found.to_dicts():
                out.write(one)
    else:
        sys.stdout.buffer.write(json_bytes(found.to_dicts(), indent=1) + b"\n")


def _show(found: Entries) -> None:
    from communique.serve.undertakings import entry_line

    for one in found:
        print(entry_line(one))
    print(f"{len(found)} undertakings", file=sys.stderr)


def _seconds(every: str) -> float:
    number, unit = every[:-1], every[-1:]
    if unit not in UNITS or not number.replace(".", "", 1).isdigit() or float(number) <= 0:
        raise ConfigError(f"--every {every!r} is no time", "like 90s, 30m, 6h, 1d")
    return float(number) * UNITS[unit]
