"""Does a template that loops over the board's own lists, within each other, end by the clock and with one sentence?"""

from pathlib import Path
from time import monotonic

import pytest

from board.exchange.communique import rendering
from board.exchange.communique.figures import Footnotes
from board.exchange.communique.forms import FORMS
from board.exchange.communique.matters import Matters
from board.exchange.communique.report import wording_of
from board.exchange.communique.saying import Saying
from board.store.behind import evidence_of
from board.store.opening import open_store
from board.store.refused import Refused
from tests.entries import ACTION

LISTS = ("statements", "roles", "uncounted", "disagreements")
LONG = "".join(f"{{% for a{depth} in {name} %}}" for depth, name in enumerate(LISTS * 5)) + "{% endfor %}" * 20
"""Without "range": some billion rounds, and not a letter printed."""


@pytest.mark.parametrize("template", [LONG, LONG.replace("{% endfor %}", "x{% endfor %}", 1)])
def test_a_loop_over_the_lists_of_the_board_is_stopped_by_the_clock(template: str, store_path: Path) -> None:
    store = open_store(store_path, record=None)
    made = FORMS["txt"]()
    values = Matters(evidence_of(store, ACTION, None), Saying(wording_of("en")), made, Footnotes()).values()
    lengths = [len(values[name]) for name in LISTS]  # type: ignore[arg-type]
    assert min(lengths) >= 1
    assert max(lengths) >= 5
    begun = monotonic()
    with pytest.raises(Refused) as refused:
        rendering.render(template, "own.j2", values, made, 0.3)
    assert monotonic() - begun < 3
    assert "the template does not end within 0.3 seconds: it loops" in str(refused.value)
    assert "\n" not in str(refused.value)
    store.close()
