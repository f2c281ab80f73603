"""What is wrong with a hand-written TOML file, and near which word it stands."""

import re


class Complaint(Exception):
    """A reason in plain words; needle: the word to look for, after: only behind this word."""

    def __init__(
        self, needle: str, reason: str, after: str = "", *, again: bool = False, brace: bool = False
    ) -> None:
        super().__init__(reason)
        self.needle = needle
        self.reason = reason
        self.after = after
        self.again = again
        self.brace = brace


def line_of(text: str, complaint: Complaint) -> int:
    """The line, from 1, where the word stands; the line of `after` when it stands nowhere."""
    start = 0
    if complaint.after:
        start = max(0, text.find(f'"{complaint.after}"'), text.find(complaint.after, 0, 1))
    at = _find(text, complaint, start)
    if complaint.again and at >= 0:
        later = _find(text, complaint, at + 1)
        at = later if later >= 0 else at
    return text.count("\n", 0, at if at >= 0 else start) + 1


def _find(text: str, complaint: Complaint, start: int) -> int:
    word = re.escape(complaint.needle)
    pattern = rf"\{{[?!]?{word}" if complaint.brace else rf"(?<![a-z_]){word}(?![a-z_])"
    match = re.compile(pattern).search(text, start)
    return match.start() if match else text.find(complaint.needle, start)
