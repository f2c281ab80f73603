"""Where the program writes what went wrong."""

import logging
from functools import cached_property
from pathlib import Path


class LogFile(logging.Handler):
    """A rotating file that is opened, and its library loaded, with the first thing to say."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(
            self._path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
        file.setFormatter(self.formatter)
        return file

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    def close(self) -> None:
        if "_file" in self.__dict__:
            self._file.close()
        super().close()
