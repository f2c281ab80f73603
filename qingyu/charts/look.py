"""Colours and type of a chart, handed in by whoever shows it."""


from qingyu.domain.barometer import Weather
from qingyu.domain.frozen import frozen


@frozen
class WordLook:
    """The ground and the ink of one word of the barometer."""

    word: Weather
    ground: str
    ink: str


@frozen
class ChartLook:
    """Every colour as #RRGGBB; `pixels` is the height of its type.

    `first` and `second` tell two series apart for any eye; one is drawn filled, one hollow.
    `heat` is the strongest ground of a cell.
    """

    family: str
    pixels: int
    ground: str
    ink: str
    muted: str
    line: str
    first: str
    second: str
    heat: str
    words: tuple[WordLook, ...]

    def of_word(self, word: Weather) -> WordLook:
        """The look of a word."""
        return next(each for each in self.words if each.word is word)
