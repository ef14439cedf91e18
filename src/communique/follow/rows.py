"""The rows that are followed: what was said and what was done, each with its article.

Takes a `Record` (and which article it is a copy of), gives `Said` and `Done` rows that know
everything the comparison of words with deeds asks: day, publisher, sides, place, the sentence.
Articles without a usable date give none; they are counted by whoever asks. Nothing is matched
here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.follow.acts import acts_in
from communique.follow.days import Days, days_of
from communique.follow.sides import Side, side_of, sides_of
from communique.follow.tellings import PUT_OFF_TYPE, Named, parties, tellings, types_at
from communique.read.times import date_of, find_times
from communique.record.sentences import holding, sentences
from communique.types import Event, Party, Place, Record, Span, Statement, content_id

# Statements that report a deed; what is promised, demanded or denied in one is no deed.
_REPORTS = frozenset({"assert", "accuse", "praise", "regret", "agree"})
# An event's score from which its type is taken against what the word at its trigger names.
SURE = 0.6
HEAD = 40  # characters of a content in which its subject stands: "that the council meet"
WORDS_ALONE = 0.5  # score of a deed that plain verbs tell and no event stands for


@dataclass(frozen=True, slots=True)
class Article:
    """Where a row comes from; `copy_of` is the id of the article that it repeats."""

    id: str
    day: Days
    publisher: str | None = None
    copy_of: str | None = None

    @property
    def voice(self) -> str:
        """What counts as one voice: copies of one text are, and so are articles of one outlet."""
        return self.copy_of or self.publisher or self.id


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its name, its state, degrees if known."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """An event as one article tells it; `own_day` is false where its day is the article's.

    `teller` is who says so (`own_voice`: the article itself); `sentence` holds the trigger. `also`
    are types that the words themselves name; `guessed` is true where word order alone tells who acts, `aimed`
    false where it alone tells on whom.
    """

    id: str
    article: Article
    type: str
    status: str
    trigger: Span
    sentence: Span
    day: Days
    own_day: bool
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    place: Where | None = None
    amounts: tuple[tuple[float, str], ...] = ()
    own_voice: bool = True
    teller: Side | None = None
    told_in: str | None = None
    score: float = 1.0
    also: tuple[str, ...] = ()
    guessed: bool = False
    aimed: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as one article reports it, with the events told in it.

    `span` runs from the beginning of its content to the end; `on_word_of` is the speaker of the
    statement inside which it is reported; `inside` and `before` are those named at the content's head and
    between speaker and content.
    """

    id: str
    article: Article
    kind: str
    force: str
    span: Span
    sentence: Span
    day: Days
    speaker: Side | None = None
    addressees: tuple[Side, ...] = ()
    cue: str = ""
    parent: str | None = None
    on_word_of: Side | None = None
    about: tuple[str, ...] = ()
    direct: bool = False
    pieces: tuple[Span, ...] = ()
    events: tuple[Done, ...] = ()
    score: float = 1.0
    inside: tuple[Side, ...] = ()
    before: tuple[Side, ...] = ()

    @property
    def words(self) -> str:
        """The content without what stands between its pieces."""
        return " ".join(one.exact for one in self.pieces) or self.span.exact


@dataclass(frozen=True, slots=True)
class Rows:
    """What one article gives."""

    article: Article
    said: tuple[Said, ...]
    done: tuple[Done, ...]


def rows_of(record: Record, copy_of: str | None = None) -> Rows | None:
    """The rows of a record; None for an article without a date, which can't be followed."""
    document = record.document
    day = days_of(document.published)
    if day is None:
        return None
    article = Article(document.id, day, document.publisher, copy_of)
    bounds = sentences(document.text) or [(0, len(document.text))]
    speakers = {one.id: one.speaker for one in record.statements}
    named = _named(record)
    done = {
        one.id: _done(one, record, article, bounds, speakers, named) for one in record.events
    }  # fmt: skip
    for told in _told(record, article, bounds, named, tuple(done.values())):
        done[told.id] = told
    said = tuple(
        _said(one, record, article, bounds, speakers, done, named) for one in record.statements
        if one.content
    )  # fmt: skip
    return Rows(article, said, tuple(done.values()))


def _done(
    event: Event, record: Record, article: Article, bounds: list[tuple[int, int]],
    speakers: Mapping[str, Party], named: list[Named],
) -> Done:  # fmt: skip
    day = days_of(event.date.value) if event.date else None
    text, trigger = record.document.text, event.trigger
    sentence = _around(text, bounds, trigger.start, trigger.end)
    actors, recipients = sides_of(event.actors), sides_of(event.recipients)
    guessed = not actors and (event.status == "actual" or PUT_OFF_TYPE in types_at(sentence.exact))
    if guessed or not recipients:
        first, others = parties(text, sentence.start, sentence.end, trigger.start, trigger.end, named)
        actors, recipients = first if guessed else actors, recipients or others
    teller = speakers.get(event.according_to) if event.according_to else None
    words = text[trigger.start : min(trigger.end + 40, sentence.end)]
    also = types_at(words) or tuple(a.type for a in acts_in(words) if a.start < 3)
    type: str = event.type
    if also and event.score < SURE:
        type, also = also[0], also[1:]
    return Done(
        event.id, article, type, event.status, trigger, sentence,
        day or article.day, day is not None, actors, recipients, _where(event.place),
        tuple((one.value, one.unit) for one in event.magnitude),
        event.according_to is None,
        side_of(teller.actor) if teller and teller.actor else None,
        event.according_to, event.score,
        also, guessed, bool(event.recipients),
    )  # fmt: skip


def _named(record: Record) -> list[Named]:
    """Who is named where, by the mentions, in text order."""
    found = {
        (one.span.start, one.span.end): Named(one.span.start, one.span.end, side_of(one.actor))
        for one in record.mentions if one.actor is not None and one.kind != "pronoun"
    }  # fmt: skip
    return [found[key] for key in sorted(found)]


def _told(
    record: Record, article: Article, bounds: list[tuple[int, int]], named: list[Named],
    known: tuple[Done, ...],
) -> Iterator[Done]:  # fmt: skip
    """Deeds told in plain verbs that the reader found no event for."""
    text = record.document.text
    taken = [(one.trigger.start - 4, one.trigger.end + 4) for one in known]
    for start, end in bounds:
        day: Days | None = None
        for one in tellings(text, start, end, named):
            if any(a < one.end and one.start < b for a, b in taken):
                continue
            holder = _holder(record.statements, one.start)
            if holder is not None and (holder.kind != "said" or holder.force not in _REPORTS):
                continue
            day = day or _day_in(text, start, end, article)
            teller = holder.speaker.actor if holder else None
            yield Done(
                content_id("deed", article.id, one.start, one.type), article, one.type,
                "denied" if one.negated else "actual",
                Span.of(text, one.start, one.end), Span.of(text, start, end), day or article.day,
                day is not None, one.actors, one.recipients, None, (), holder is None,
                side_of(teller) if teller else None, holder.id if holder else None, WORDS_ALONE,
                (), True, False,
            )  # fmt: skip


def _holder(statements: Iterable[Statement], at: int) -> Statement | None:
    """The innermost statement whose content holds a place."""
    holding = [one for one in statements if any(p.start <= at < p.end for p in one.content)]
    return min(holding, key=lambda s: sum(p.end - p.start for p in s.content), default=None)


def _day_in(text: str, start: int, end: int, article: Article) -> Days | None:
    """The day that a sentence in the past names."""
    for span in find_times(text, start, end):
        date = date_of(span, article.day.text)
        day = days_of(date.value) if date else None
        if day is not None and day.first <= article.day.last:
            return day
    return None


def _said(
    one: Statement, record: Record, article: Article, bounds: list[tuple[int, int]],
    speakers: Mapping[str, Party], done: Mapping[str, Done], named: list[Named],
) -> Said:  # fmt: skip
    start, end = min(p.start for p in one.content), max(p.end for p in one.content)
    text = record.document.text
    own = days_of(one.date.value) if one.date else None
    # Words can't be said after the article that reports them came out.
    day = own if own and own.first <= article.day.last else article.day
    outer = speakers.get(one.parent) if one.parent else None
    inside = _inside(one, record.statements, done.values())
    begin = min([start] + [s.start for s in (one.cue, one.speaker.span) if s])
    return Said(
        one.id, article, one.kind, one.force, Span.of(text, start, end),
        _around(text, bounds, begin, end), day, _side(one.speaker), sides_of(one.addressees),
        one.cue.exact if one.cue else "", one.parent, _side(outer) if outer else None, one.about,
        one.mode == "direct", one.content, inside, one.score,
        tuple(n.side for n in named if start <= n.start < min(end, start + HEAD)), _before(text, begin, start, named),
    )  # fmt: skip


def _before(text: str, begin: int, start: int, named: list[Named]) -> tuple[Side, ...]:
    return tuple(one.side for one in named if begin <= one.start and one.end <= start)


def _inside(
    one: Statement, statements: Iterable[Statement], done: Iterable[Done]
) -> tuple[Done, ...]:
    """The events on this statement's word, or named by it, in text order."""
    nested = [s for s in statements if s.parent == one.id]

    def holds(event: Done) -> bool:
        if event.told_in is not None and event.told_in != one.id:
            return False
        at = event.trigger.start
        within = any(piece.start <= at < piece.end for piece in one.content)
        deeper = any(p.start <= at < p.end for s in nested for p in s.content)
        return event.told_in == one.id or event.id in one.events or (within and not deeper)

    return tuple(sorted((e for e in done if holds(e)), key=lambda e: e.trigger.start))


def _side(party: Party) -> Side | None:
    if party.actor is not None:
        return side_of(party.actor)
    if party.span is None or len(party.span.exact) < 4:  # "he", "it": nobody that can be followed
        return None
    name = " ".join(party.span.exact.split())
    return Side(f"words:{name.lower()}", name)


def _where(place: Place | None) -> Where | None:
    if place is None:
        return None
    return Where(place.name, place.country, place.latitude, place.longitude)


def _around(text: str, bounds: list[tuple[int, int]], start: int, end: int) -> Span:
    first, last = holding(bounds, start, end)
    return Span.of(text, min(bounds[first][0], start), max(bounds[last][1], end))


__all__ = ["Article", "Done", "Rows", "Said", "Where", "rows_of"]
