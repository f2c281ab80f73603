"""The window: pages, models, dialogs and the widgets they are made of."""

import builtins

import PySide6.QtCore  # noqa: F401

# PySide6 wraps the import of every module for its `from __feature__ import …`, which nobody here
# asks for: it reads the source of each to look for its own name. This is the import without that.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
