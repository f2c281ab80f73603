"""Which target the matched rules speak for most."""

from collections.abc import Callable, Iterable

from qingyu.domain.intake.rules import Match, Span

_FADE = 0.35  # the second rule for a target counts a third, the next a third of that


def score(
    matches: Iterable[Match], key: Callable[[Match], str] = lambda match: match.target
) -> dict[str, float]:
    """The weight of each target: its best rule whole, further ones ever less; minus in full."""
    weights: dict[str, list[float]] = {}
    for match in matches:
        weights.setdefault(key(match), []).append(match.weight)
    return {target: _faded(each) for target, each in weights.items()}


def best(scores: dict[str, float]) -> str | None:
    """The target with the greatest weight above nothing, the first of equals."""
    top = max(scores, key=lambda target: scores[target], default=None)
    return top if top is not None and scores[top] > 0 else None


def evidence(matches: Iterable[Match], most: int = 3) -> tuple[Span, ...]:
    """The spans of the strongest matches, in text order, none inside another."""
    strongest = sorted(matches, key=lambda match: -match.weight)[:most]
    spans = sorted({span for match in strongest for span in match.spans})
    apart: list[Span] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _faded(weights: list[float]) -> float:
    plus = sorted((weight for weight in weights if weight > 0), reverse=True)
    minus = sum(weight for weight in weights if weight < 0)
    return sum(weight * _FADE**rank for rank, weight in enumerate(plus)) + minus
