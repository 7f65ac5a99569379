"""Does no print-out of the shipped record show a part, or a press figure, as if it were the whole and official?"""

import re

from board.exchange.show import as_text
from board.locale import phrases
from board.model.situation import Situation, StatementView
from board.model.wanted import SituationOf, TimelineOfAll
from board.store.reader import Reader

ALONE = r"(?<![\w,])(?<!than )(?<!least )(?<!about )(?<!most )"
"""Before a number: no digit, and no qualifier, which would make it another figure."""


def situations(reader: Reader) -> list[Situation]:
    """Return the situation of every action."""
    return [reader.read(SituationOf(row.slug)) for row in reader.read(TimelineOfAll()).rows if not row.aggregate]


def without_reserve(said: StatementView) -> str:
    """Return a figure as it must not stand alone."""
    return f"{phrases.said_quantity(said)} {phrases.counted(said)}"


def test_a_figure_with_a_reserve_never_stands_without_it(reader: Reader) -> None:
    """Among the figures, in the disagreements, at content types and partners: each time with the part or the press."""
    looked_at = 0
    for situation in situations(reader):
        text = " ".join(as_text(situation).split())
        shown = [*situation.statements, *(one for dispute in (*situation.disagreements, *situation.cautions)
                                          for one in dispute.statements)]  # fmt: skip
        bare = {without_reserve(said) for said in shown if not phrases.reserve(said)}
        quoted = " ".join(said.wording for said in shown)
        for said in shown:
            figure, reserve = without_reserve(said), phrases.reserve(said)
            if said.quantity is None or not reserve or figure in bare or figure in quoted:
                continue
            others = "|".join(re.escape(phrases.reserve(one)) for one in shown if without_reserve(one) == figure)
            places = [place.end() for place in re.finditer(rf"{ALONE}{re.escape(figure)}", text)]
            assert places, figure
            for place in places:
                assert re.match(others, text[place:]), text[place - 60 : place + 60]
                looked_at += 1
    assert looked_at > 20


def test_a_qualifier_is_said_before_the_number_it_was_said_of(reader: Reader) -> None:
    """Wherever the board says "more than", the source says so right before that very number, or "+" after it."""
    looked_at = 0
    for situation in situations(reader):
        for said in situation.statements:
            if said.quantity is None or phrases.said_qualifier(said) != "more than":
                continue
            number = f"{said.quantity.value:,}".replace(",", "[ .,\u00a0\u202f]?")
            found = re.search(phrases.MORE_THAN, said.wording, re.IGNORECASE)
            rest = said.wording[found.end() :] if found else ""
            assert re.match(rf"{number}\b", rest) or re.search(rf"\b{number}\+", said.wording), said.wording
            looked_at += 1
    assert looked_at > 10
