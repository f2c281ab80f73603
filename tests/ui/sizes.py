"""The text sizes a window is tried in: the smallest and the largest always."""

import pytest

from qingyu.ui.theme import TextSize

# What fits between the two ends fits; the slow run looks all the same.
SIZES = [
    TextSize.STANDARD,
    pytest.param(TextSize.LARGE, marks=pytest.mark.soak),
    TextSize.HUGE,
]
