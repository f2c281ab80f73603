"""Practice data: a believable old neighbourhood of Hangzhou, any size, same seed same data."""

from qingyu.services.demo.generator import DemoCounts, generate

__all__ = ["DemoCounts", "generate"]
