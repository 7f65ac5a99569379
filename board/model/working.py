"""How one partner of an exercise works: found, held or referred, answered, come back, and not told to anybody yet."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from board.model.vocabulary import Stage

MINUTE = 60_000
"""Milliseconds."""

DAY = 1440 * MINUTE

_UNREFERRED, _UNANSWERED, _REMOVED, _FOLLOWING = 8, 32, 64, 8
"""Batches that are remembered at each step; of more, the oldest stay where they are."""

_SPARED = DAY // _REMOVED
"""Milliseconds between two removals that may come back, so that those that are remembered reach over a day."""

Key = tuple[str, int, int]
"""Stage, unit, provider: places in the scenario's lists, -1 for no provider."""


class Answering(NamedTuple):
    """How a provider answers."""

    removes: float
    refuses: float
    reappears: float
    delay: int
    """Milliseconds."""


class Batch(NamedTuple):
    """Some items at one stage."""

    stage: str
    unit: int
    provider: int
    quantity: int
    at: int = 0


class Working:
    """One partner at work. No stage ever holds more than the one before it."""

    def __init__(self, answering: Sequence[Answering], holds: float, chance: Callable[[], float]) -> None:
        """Begin.

        Args:
            answering: How each provider answers.
            holds: Part of the batches of which something is held.
            chance: From 0 to below 1.
        """
        self._answering = answering
        self._holds = holds
        self._chance = chance
        self._unreferred: deque[Batch] = deque(maxlen=_UNREFERRED)
        self._unanswered: deque[Batch] = deque(maxlen=_UNANSWERED)
        self._removed: deque[Batch] = deque(maxlen=_REMOVED)
        self._following: deque[Batch] = deque(maxlen=_FOLLOWING)
        self._unsaid: dict[Key, int] = {}
        self._in_all: dict[Key, int] = {}

    def find(self, unit: int, provider: int, quantity: int) -> tuple[Batch, int]:
        """Assess a batch; return it, and how much of it is held."""
        held = 1 + int(quantity * 0.4 * self._chance()) if self._chance() < self._holds and quantity > 1 else 0
        if held:
            self._following.append(Batch(Stage.HELD, unit, provider, held))
        self._unreferred.append(Batch(Stage.REFERRED, unit, provider, quantity - held))
        return Batch(Stage.ASSESSED, unit, provider, quantity), held

    def release(self, held: Batch) -> None:
        """Refer next what was held."""
        self._unreferred.appendleft(held._replace(stage=Stage.REFERRED))

    def go_on(self, at: int) -> Batch | None:
        """Return what comes of earlier batches, None where it is time to find more."""
        if self._following:
            return self._following.popleft()
        luck = self._chance()
        if luck < 0.1:
            back = self._come_back(at)
            if back is not None:
                return back
        if luck < 0.5 and self._unanswered:
            answer = self._answer(at)
            if answer is not None:
                return answer
        if self._unreferred and (luck < 0.8 or len(self._unreferred) > _UNREFERRED // 2):
            batch = self._unreferred.popleft()
            self._unanswered.append(batch._replace(at=at))
            return batch
        return None

    def _answer(self, at: int) -> Batch | None:
        """Return a provider's answer, None while it is not there yet."""
        batch = self._unanswered.popleft()
        provider = self._answering[batch.provider]
        crowded = len(self._unanswered) >= _UNANSWERED - 1
        if at < batch.at + provider.delay * (0.5 + self._chance()) and not crowded:
            self._unanswered.append(batch)
            return None
        removed = min(batch.quantity, int(batch.quantity * provider.removes + self._chance()))
        refused = min(batch.quantity - removed, int(batch.quantity * provider.refuses + self._chance()))
        if removed and (not self._removed or at - self._removed[-1].at >= _SPARED):
            self._removed.append(batch._replace(quantity=removed, at=at))
        if not removed:
            return batch._replace(stage=Stage.REFUSED, quantity=refused) if refused else None
        if refused:
            self._following.append(batch._replace(stage=Stage.REFUSED, quantity=refused))
        return batch._replace(stage=Stage.REMOVED, quantity=removed)

    def _come_back(self, at: int) -> Batch | None:
        """Return what stands there again after a day."""
        if not self._removed or at - self._removed[0].at < DAY:
            return None
        batch = self._removed.popleft()
        back = min(batch.quantity, int(batch.quantity * self._answering[batch.provider].reappears * 4 + self._chance()))
        return batch._replace(stage=Stage.REAPPEARED, quantity=back) if back else None

    def keep(self, batch: Batch) -> None:
        """Keep a step to oneself, until it is said in a running total or a sheet."""
        key = (batch.stage, batch.unit, batch.provider)
        self._unsaid[key] = self._unsaid.get(key, 0) + batch.quantity

    def say(self, stage: str, unit: int, provider: int) -> int:
        """Say what was kept; return what was said in all."""
        key = (stage, unit, provider)
        self._in_all[key] = self._in_all.get(key, 0) + self._unsaid.pop(key)
        return self._in_all[key]

    def most_unsaid(self) -> tuple[Key, int] | None:
        """Return where most was kept, None where nothing was."""
        largest = self.largest_unsaid(1)
        return largest[0] if largest else None

    def largest_unsaid(self, most: int) -> list[tuple[Key, int]]:
        """Return where anything was kept, the largest first; a running total never falls by itself."""
        kept = [(key, quantity) for key, quantity in self._unsaid.items() if quantity > 0]
        return sorted(kept, key=lambda one: (-one[1], one[0]))[:most]
