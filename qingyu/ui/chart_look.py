"""The look of charts: that of the window, or ink on white paper for a picture."""

from qingyu.charts.look import ChartLook, WordLook
from qingyu.domain.barometer import Weather
from qingyu.ui import theme, weather
from qingyu.ui.palette import LIGHT, Palette

_PICTURE_PIXELS = 24


def screen_look() -> ChartLook:
    """The look of a chart in the window as it is now."""
    look = theme.current()
    return _look(look.palette, round(look.em))


def picture_look() -> ChartLook:
    """The look of an exported picture, the same whatever the window looks like."""
    return _look(LIGHT, _PICTURE_PIXELS)


def _look(palette: Palette, pixels: int) -> ChartLook:
    colour = palette.colour
    tones = ((word, weather.LOOKS[word].tone) for word in Weather)
    return ChartLook(
        family=theme.FAMILY,
        pixels=pixels,
        ground=palette.card,
        ink=palette.ink,
        muted=palette.muted,
        line=palette.line,
        first=palette.chart_first,
        second=palette.chart_second,
        heat=palette.chart_heat,
        words=tuple(
            WordLook(word, colour(f"{tone}_soft"), colour(f"{tone}_ink")) for word, tone in tones
        ),
    )
