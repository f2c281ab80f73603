"""晴雨管家: a desk for people who look after old neighbourhoods themselves."""

__version__ = "0.1.0"
