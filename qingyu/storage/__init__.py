"""Rows in SQLite ↔ dataclasses of the domain."""
