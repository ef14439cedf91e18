"""`communique find` and `communique show`: what the archive holds, by words, filters and ids.

Takes a query or an id, gives rows: to a person on a terminal as lines, to a program as JSON. The
filters are those of `record.filters`, one option each.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, cast

import typer

from communique.errors import ConfigError, NotFound
from communique.serve.archives import ArchiveOption, Json, Jsonl, opened
from communique.serve.cli import printable
from communique.serve.outputs import JsonWriter

if TYPE_CHECKING:
    from communique.record.archive import Archive
    from communique.record.conditions import What
    from communique.record.filters import Filters
    from communique.record.queries import Found, Order
    from communique.record.rows import Row

Many = list[str] | None
SHOWN = 50  # rows on a terminal, unless told otherwise


def find(
    query: Annotated[
        str | None,
        typer.Argument(help='Words that all have to be there, "phrases", -words that must not.'),
    ] = None,
    archive: ArchiveOption = None,
    what: Annotated[
        str, typer.Option("--in", metavar="statements|events|articles", help="What to look for.")
    ] = "statements",
    speaker: Annotated[Many, typer.Option(help="Who says it: country, key, name.")] = None,
    to: Annotated[Many, typer.Option(help="To whom: country, key, name.")] = None,
    actor: Annotated[Many, typer.Option(help="Who acts in an event.")] = None,
    recipient: Annotated[Many, typer.Option(help="Whom an event concerns.")] = None,
    country: Annotated[Many, typer.Option(help="Any party is of this country.")] = None,
    type: Annotated[Many, typer.Option(help="PLOVER type of an event.")] = None,
    status: Annotated[Many, typer.Option(help="Status of an event.")] = None,
    quad: Annotated[Many, typer.Option(help="Quad of an event, 1 to 4.")] = None,
    force: Annotated[Many, typer.Option(help="Force of a statement.")] = None,
    kind: Annotated[Many, typer.Option(help="said or thought.")] = None,
    mode: Annotated[Many, typer.Option(help="direct, indirect, mixed; or an event's mode.")] = None,
    about: Annotated[Many, typer.Option(help="Key of an agreement or topic.")] = None,
    publisher: Annotated[Many, typer.Option(help="Publisher, or part of its name.")] = None,
    language: Annotated[Many, typer.Option(help="ISO 639-1 code.")] = None,
    document: Annotated[Many, typer.Option(help="Id of the article.")] = None,
    origin: Annotated[Many, typer.Option(help="read, or an imported series.")] = None,
    since: Annotated[str | None, typer.Option(help="First day, month or year.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, month or year.")] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Count copies as well.")] = False,
    order: Annotated[
        str | None, typer.Option("--order", metavar="best|oldest|newest", help="What comes first.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="Rows to print, 0: all. On a terminal 50 unless "
                     "told otherwise, else all."),
    ] = None,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
) -> None:  # fmt: skip
    """Find statements, events or articles by words and filters.

    A filter given several times, or with commas, lets through any of its values.
    """
    from communique.record.filters import Filters

    if as_json and as_jsonl:
        raise ConfigError("--json and --jsonl exclude each other")
    filters = Filters.of(
        text=query, speaker=speaker, to=to, actor=actor, recipient=recipient, country=country,
        type=type, status=status, quad=quad, force=force, kind=kind, mode=mode, about=about,
        publisher=publisher, language=language, document=document, origin=origin, since=since,
        until=until, copies=copies,
    )  # fmt: skip
    wanted = cast("What", _one_of("--in", what, ("statements", "events", "articles")))
    chosen = order or ("best" if query else "oldest")
    ordered = cast("Order", _one_of("--order", chosen, ("best", "oldest", "newest")))
    with opened(archive) as kept:
        found = kept.query(wanted, filters, ordered)
        shown = SHOWN if sys.stdout.isatty() and not (as_json or as_jsonl) else 0
        _print_rows(found, shown if limit is None else limit, as_json, as_jsonl)


def show(
    id: Annotated[str, typer.Argument(help="Id of a statement, an event or an article; or an "
                                      "actor's key.")],
    archive: ArchiveOption = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Show one statement, event, article or actor with what stands around it."""
    with opened(archive) as kept:
        for look in (_show_statement, _show_event, _show_article, _show_actor):
            try:
                look(kept, id, as_json)
                return
            except NotFound:
                continue
    raise NotFound(f"the archive has no statement, event, article or actor {id}",
                   "communique find shows ids")  # fmt: skip


def _one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ConfigError(f"{option} {value!r} is not known", "one of " + ", ".join(known))
    return value


# Finding, in words


def _print_rows(found: Found[Row], limit: int, as_json: bool, as_jsonl: bool) -> None:
    from communique.record.queries import as_dict

    if as_json:
        with JsonWriter("object") as out:
            out.write([as_dict(row) for row in _limited(found, limit)])
    elif as_jsonl or not sys.stdout.isatty():
        with JsonWriter("lines") as out:
            for row in _limited(found, limit):
                out.write(as_dict(row))
    else:
        shown = list(_limited(found, limit))
        for row in shown:
            print(printable(_line(row)))
        print(f"communique: {len(shown):,} of {len(found):,} {found.what}", file=sys.stderr)


def _limited(found: Found[Row], limit: int) -> Iterator[Row]:
    return iter(found.page(size=limit).rows) if limit else iter(found)


def _line(row: Row) -> str:
    from communique.record.rows import EventRow, StatementRow

    day, where = row.published or "undated", f"{row.publisher}, " if row.publisher else ""
    if isinstance(row, StatementRow):
        to = f" to {', '.join(row.addressee_names)}" if row.addressee_names else ""
        who = row.speaker_name or row.speaker_text or "somebody"
        return f"{day}  {who} [{row.force}]{to}: {row.text}  ({where}{row.id})"
    if isinstance(row, EventRow):
        actors, recipients = ", ".join(row.actor_names) or "?", ", ".join(row.recipient_names)
        whom = f" -> {recipients}" if recipients else ""
        return f"{row.date or day}  {actors} {row.type} [{row.status}]{whom}: " \
               f"{row.sentence or row.code or ''}  ({where}{row.id})"  # fmt: skip
    return f"{day}  {row.title or 'untitled'}  ({where}{row.statements} statements, {row.id})"


# Showing, in words


def _show_statement(kept: Archive, id: str, as_json: bool) -> None:
    view = kept.statement(id)
    if as_json:
        _json(asdict(view))
        return
    print(printable(_line(view.row)))
    _around(view.around.before, view.around.at, view.around.after)
    _source(view.article.title, view.article.publisher, view.article.published, view.article.url)
    for title, rows in (("events", view.events), ("within it", view.children),
                        ("in the same words", view.reports)):  # fmt: skip
        if rows:
            print(f"\n{title}:")
            for row in rows:
                print("  " + printable(_line(row)))


def _show_event(kept: Archive, id: str, as_json: bool) -> None:
    view = kept.event(id)
    if as_json:
        _json(asdict(view))
        return
    print(printable(_line(view.row)))
    if view.around:
        _around(view.around.before, view.around.at, view.around.after)
    if view.article:
        one = view.article
        _source(one.title, one.publisher, one.published, one.url)
    if view.according_to:
        print("\naccording to:\n  " + printable(_line(view.according_to)))


def _show_article(kept: Archive, id: str, as_json: bool) -> None:
    record = kept.record(id)
    if as_json:
        _json(record.to_dict())
        return
    one = record.document
    _source(one.title, one.publisher, one.published, one.url)
    print(one.text)
    for what in ("statements", "events"):
        found = kept.query(what, _of_document(id))
        print(f"\n{what}:")
        for row in found:
            print("  " + printable(_line(row)))


def _show_actor(kept: Archive, id: str, as_json: bool) -> None:
    view = kept.actor(id)
    counts = {"said": len(view.said), "heard": len(view.heard), "acted": len(view.acted),
              "received": len(view.received)}  # fmt: skip
    about = {"key": view.key, "name": view.name, "kind": view.kind, "country": view.country,
             "sector": view.sector, "wikidata": view.wikidata, "why": view.why}  # fmt: skip
    if as_json:
        _json(about | {"offices": [asdict(one) for one in view.offices],
                       "articles": view.articles} | counts)  # fmt: skip
        return
    print(printable(f"{view.name} ({view.kind}, {view.country or 'no state'}, {view.key})"))
    for office in view.offices:
        print(printable(f"  {office.name}, {office.since or '?'} to {office.until or '...'}"))
    print("  " + ", ".join(f"{many:,} {what}" for what, many in counts.items()))


def _of_document(id: str) -> Filters:
    from communique.record.filters import Filters

    return Filters(document=(id,), copies=True)


def _json(value: object) -> None:
    with JsonWriter("object") as out:
        out.write(value)


def _around(before: object, at: object, after: object) -> None:
    print()
    for mark, span in (("  ", before), ("> ", at), ("  ", after)):
        if span is not None:
            print(mark + printable(str(getattr(span, "exact", ""))))
    print()


def _source(title: str | None, publisher: str | None, day: str | None, url: str | None) -> None:
    parts = [part for part in (title, publisher, day, url) if part]
    print(printable(" | ".join(parts)))
