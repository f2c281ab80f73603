"""Numbered steps; each carries frozen copies of the tables it makes, never today's."""
