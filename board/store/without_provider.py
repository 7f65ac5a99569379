"""Counts without a provider that a running total on one may hold: nobody knows on which they are.

Who says the total of a provider while such counts stand has either counted them in, and they stand twice then, or not.
"""

from board.locale import _, phrases
from board.model.entry import Entry
from board.model.figure import Quantity
from board.model.instants import milliseconds
from board.store.connection import Connection
from board.store.kinds import last_total_on
from board.store.total_homes import firmness_of, homes_of


def may_be_held(connection: Connection, entry: Entry) -> str:
    """Return what a running total on a provider may hold that stands without one, in words; "" for nothing.

    What stood when an earlier total of that provider was said is settled with that one.

    Args:
        connection: The store.
        entry: Its quantity is the total.
    """
    if entry.provider is None:
        return ""
    until = milliseconds(entry.occurred_at)
    anywhere = entry.model_copy(update={"provider": None})
    here = homes_of(connection, anywhere, until).get("")
    if here is None or not here.quantity:
        return ""
    settled = last_total_on(connection, entry)
    if settled is not None and settled.at <= until:
        then = homes_of(connection, anywhere, settled.at).get("")
        here = here if then is None else here.without(then)
    if here.quantity <= 0:
        return ""
    tally = phrases.tally(Quantity(here.quantity, firmness_of([here])), entry.content_type, entry.stage)
    return _("{tally} stand without a provider, and may be on {provider}").format(tally=tally, provider=entry.provider)
