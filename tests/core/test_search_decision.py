"""What a question gets, by how its likelihood falls to the kinds of topics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.decision import Decision, Shares, Thresholds, decide

THRESHOLDS = Thresholds(emergency=0.2, sharpest=0.1, answer=0.5, outside=0.4, weak=0.05)
SHARE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("emergency", "sharpest", "outside", "best", "expected"),
    [
        # an article
        (0.0, 0.0, 0.0, 0.9, Decision.ANSWER),
        (0.0, 0.0, 0.0, 0.5, Decision.ANSWER),
        (0.0, 0.0, 0.39, 0.6, Decision.ANSWER),
        # not sure which
        (0.0, 0.0, 0.0, 0.49, Decision.CHOICES),
        (0.0, 0.0, 0.3, 0.05, Decision.CHOICES),
        # nothing here answers it
        (0.0, 0.0, 0.0, 0.04, Decision.NOTHING),
        (0.0, 0.0, 0.0, 0.0, Decision.NOTHING),
        (0.0, 0.0, 0.4, 0.5, Decision.NOTHING),
        (0.0, 0.0, 1.0, 0.0, Decision.NOTHING),
        # danger is enough when it is possible, before the likeliest article
        (0.2, 0.1, 0.0, 0.8, Decision.EMERGENCY),
        (0.2, 0.1, 0.0, 0.0, Decision.EMERGENCY),
        (0.2, 0.1, 0.2, 0.6, Decision.EMERGENCY),
        (0.45, 0.45, 0.45, 0.1, Decision.EMERGENCY),
        (1.0, 1.0, 0.0, 0.0, Decision.EMERGENCY),
        # hardly possible, of no one kind, or less likely than idle talk
        (0.19, 0.19, 0.0, 0.6, Decision.ANSWER),
        (0.3, 0.09, 0.0, 0.6, Decision.ANSWER),
        (0.3, 0.09, 0.0, 0.3, Decision.CHOICES),
        (0.2, 0.2, 0.3, 0.45, Decision.CHOICES),
        (0.3, 0.3, 0.5, 0.2, Decision.NOTHING),
    ],
)
def test_a_decision(
    emergency: float, sharpest: float, outside: float, best: float, expected: Decision
) -> None:
    assert decide(Shares(emergency, sharpest, outside, best), THRESHOLDS) is expected


@given(SHARE, SHARE, SHARE, SHARE)
def test_more_danger_never_hides_the_card(
    emergency: float, sharpest: float, outside: float, best: float
) -> None:
    if decide(Shares(emergency, sharpest, outside, best), THRESHOLDS) is Decision.EMERGENCY:
        graver = Shares(min(1.0, emergency + 0.1), min(1.0, sharpest + 0.1), outside, best)
        assert decide(graver, THRESHOLDS) is Decision.EMERGENCY


@given(SHARE, SHARE, SHARE, SHARE)
def test_an_article_is_only_shown_when_likely_enough(
    emergency: float, sharpest: float, outside: float, best: float
) -> None:
    decision = decide(Shares(emergency, sharpest, outside, best), THRESHOLDS)
    if decision is Decision.ANSWER:
        assert best >= THRESHOLDS.answer
    if decision is Decision.CHOICES:
        assert THRESHOLDS.weak <= best < THRESHOLDS.answer
    if decision in {Decision.ANSWER, Decision.CHOICES}:
        assert outside < THRESHOLDS.outside
