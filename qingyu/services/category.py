"""Categories and matters to choose from, found by typing a part, initials or pinyin."""


from qingyu.domain.category import Category, categories, find
from qingyu.domain.frozen import frozen
from qingyu.services import pinyin
from qingyu.storage.store import Store


@frozen
class TopicChoice:
    """A category alone, or one of its matters."""

    code: str
    category: str
    matter: str = ""

    @property
    def text(self) -> str:
        """房屋本体 · 屋面漏水, or 房屋本体."""
        return f"{self.category} · {self.matter}" if self.matter else self.category


def choices(store: Store) -> tuple[TopicChoice, ...]:
    """Every category followed by its matters, in the order of the table."""
    return tuple(choice for category in categories() for choice in _of(category))


def search(store: Store, typed: str, *, most: int = 300) -> tuple[TopicChoice, ...]:
    """The choices that fit what was typed, those whose matter fits first; all when nothing was."""
    every = choices(store)
    if not typed.strip():
        return every[:most]
    parts = [part for part in typed.replace("·", " ").split() if part]
    ranked = sorted(
        (choice for choice in every if all(_fits(choice, part) for part in parts)),
        key=lambda choice: _rank(choice, parts[-1]),
    )
    return tuple(ranked[:most])


def text(store: Store, code: str, matter: str) -> str:
    """The two as shown: 房屋本体 · 屋面漏水; a code that is gone is shown as it is."""
    category = find(code)
    return TopicChoice(code, category.name if category else code, matter).text


def _of(category: Category) -> tuple[TopicChoice, ...]:
    whole = TopicChoice(category.code, category.name)
    return (whole, *(TopicChoice(category.code, category.name, m.name) for m in category.matters))


def _fits(choice: TopicChoice, typed: str) -> bool:
    return pinyin.fits(choice.category, typed) or pinyin.fits(choice.matter, typed)


def _rank(choice: TopicChoice, typed: str) -> int:
    if choice.matter.startswith(typed):
        return 0
    if choice.matter and pinyin.fits(choice.matter, typed):
        return 1
    return 2
