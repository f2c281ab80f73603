"""Several messages pasted at once, taken apart."""


def split_messages(text: str) -> list[str]:
    """The separate messages in a pasted text, in order."""
    return [block.strip() for block in text.split("\n\n") if block.strip()]
