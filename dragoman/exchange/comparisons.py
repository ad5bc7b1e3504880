"""A comparison for readers elsewhere: Markdown, and a page of HTML that needs nothing but itself."""

from collections.abc import Iterator, Sequence
from html import escape

from dragoman.exchange.tables import plain, table
from dragoman.exchange.words import act, day, side, states
from dragoman.model import Anchor
from dragoman.results import Account, Cell, Comparison, Item, Remark

__all__ = ["heading", "html", "markdown", "marked", "status", "tellings"]

_STYLE = (
    "body{font:16px/1.45 Georgia,serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed;margin-block:1rem 2rem}"
    "th,td{border:1px solid #bbb;padding:.5rem .6rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}"
    "th[scope=row]{font-weight:600;width:20%}p{margin:0 0 .4rem}small{color:#5a5a5a}mark{background:#ffe9a8}"
    "tr.only th{font-weight:400}caption{text-align:start;font-weight:600;margin-block-end:.4rem}"
)


def heading(comparison: Comparison) -> str:
    """What was between whom, in a line."""
    if comparison.type is None:
        return "Accounts that share no engagement"
    return f"{act(comparison.type, None)}: {states(comparison.parties)}"


def status(item: Item) -> str:
    """Who speaks of a matter: "both", "differs", or the one side."""
    speaking = [side(code) for code, cells in item.cells.items() if cells]
    return f"{speaking[0]} only" if item.status == "only" else item.status


def marked(cell: Cell, marks: Sequence[Anchor]) -> Iterator[tuple[str, bool]]:
    """The words of a cell in parts, each with whether it is marked."""
    anchor, at = cell.anchor, cell.anchor.start
    for mark in sorted(marks, key=lambda m: m.start):
        if mark in cell and at <= mark.start:
            yield anchor.exact[at - anchor.start : mark.start - anchor.start], False
            yield mark.exact, True
            at = mark.end
    yield anchor.exact[at - anchor.start :], False


def _telling(account: Account) -> list[tuple[str, list[tuple[Cell | None, str]]]]:
    """How a side tells it, line by line: what is looked at, and what is found, its words with what they were read as."""
    return [
        ("how much", [(None, f"{account.room:,} words")]),
        ("leads with", [(account.leads, "")] if account.leads else []),
        ("names", _remarks(account.named)),
        ("when", [(cell, day(read) if read else "") for cell, read in _remarks(account.when)]),
        ("where", _remarks(account.where)),
        ("promised", [(cell, f"to {side(to)}" if to else "") for cell, to in _remarks(account.promised)]),
    ]


def _remarks(remarks: Sequence[Remark]) -> list[tuple[Cell | None, str]]:
    return [(remark.cell, remark.meaning or "") for remark in remarks]


def markdown(comparison: Comparison) -> str:
    """Two tables: the matters with each side's words, and how each side tells it. Words that differ stand in bold."""
    names = [side(code) for code in comparison.sides]
    matters = [
        [
            f"{plain(item.label)} ({plain(status(item))})",
            *("<br>".join(_quoted(item, cell) for cell in item.cells[code]) or _before(item, code) for code in comparison.sides),
        ]
        for item in comparison.items
    ]
    told = [
        [
            what,
            *(
                "<br>".join(f"“{plain(c.anchor.exact)}” {plain(read)}".strip() if c else plain(read) for c, read in found)
                for found in row
            ),
        ]
        for what, row in tellings(comparison)
    ]
    return f"# {plain(heading(comparison))}\n\n{table(['matter', *names], matters)}\n{table(['', *names], told)}"


def tellings(comparison: Comparison) -> Iterator[tuple[str, list[list[tuple[Cell | None, str]]]]]:
    """How each side tells it, by what is looked at, with what every side has there, words with what they were read as; what no side has is left out."""
    for line in zip(*(_telling(account) for account in comparison.accounts), strict=True):
        found = [values for _, values in line]
        if any(found):
            yield line[0][0], found


def _quoted(item: Item, cell: Cell) -> str:
    parts = (f"**{plain(words)}**" if strong else plain(words) for words, strong in marked(cell, item.marks))
    return f"“{''.join(parts)}” ({plain(cell.address)})"


def _before(item: Item, code: str) -> str:
    cell = item.earlier.get(code)
    return f"*nothing now; before:* “{plain(cell.anchor.exact)}” ({plain(cell.address)})" if cell else ""


def html(comparison: Comparison) -> str:
    """A whole page, without script, style sheet or picture from elsewhere."""
    title = escape(heading(comparison))
    head = "".join(f'<th scope="col">{escape(side(code))}</th>' for code in comparison.sides)
    matters = "".join(
        f'<tr class="{item.status}"><th scope="row">{escape(item.label)}<br><small>{escape(status(item))}</small></th>'
        + "".join(f"<td>{_cells(item, code)}</td>" for code in comparison.sides)
        + "</tr>\n"
        for item in comparison.items
    )
    told = "".join(
        f'<tr><th scope="row">{what}</th>' + "".join(f"<td>{_found(found)}</td>" for found in row) + "</tr>\n"
        for what, row in tellings(comparison)
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1>\n"
        f'<table><caption>Matter by matter</caption><thead><tr><th scope="col">matter</th>{head}</tr></thead>\n<tbody>{matters}</tbody></table>\n'
        f"<table><caption>How each tells it</caption><thead><tr><td></td>{head}</tr></thead>\n<tbody>{told}</tbody></table>\n"
        "</body></html>\n"
    )


def _cells(item: Item, code: str) -> str:
    if cells := item.cells[code]:
        return "".join(f"<p><bdi>“{_strong(item, cell)}”</bdi> {_place(cell)}</p>" for cell in cells)
    before = item.earlier.get(code)
    return f"<small>nothing now; before:</small> <bdi>“{escape(before.anchor.exact)}”</bdi> {_place(before)}" if before else ""


def _strong(item: Item, cell: Cell) -> str:
    parts = marked(cell, item.marks)
    return "".join(f"<mark>{escape(words)}</mark>" if strong else escape(words) for words, strong in parts)


def _place(cell: Cell) -> str:
    return f"<small><bdi>{escape(cell.address)}</bdi>, {cell.anchor.start}–{cell.anchor.end}</small>"


def _found(found: Sequence[tuple[Cell | None, str]]) -> str:
    lines = (
        (f"<bdi>“{escape(cell.anchor.exact)}”</bdi> " if cell else "") + f"<small>{escape(read)}</small>" for cell, read in found
    )
    return "".join(f"<p>{line}</p>" for line in lines)
