"""How the four words of the barometer look: each its own shape and tone."""

from typing import NamedTuple

from qingyu.domain.barometer import Weather


class WeatherLook(NamedTuple):
    """The icon and the tone that go with a word; never shown without the word."""

    icon: str
    tone: str


LOOKS = {
    Weather.SUNNY: WeatherLook("sun", "good"),
    Weather.CLOUDY: WeatherLook("cloud-sun", "info"),
    Weather.OVERCAST: WeatherLook("cloud", "warn"),
    Weather.RAINY: WeatherLook("cloud-rain", "danger"),
}
