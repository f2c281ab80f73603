"""Frozen dataclasses and rules of the neighbourhood; standard library only."""
