"""What the fields of the issues page offer, read from the book when the page is."""

from collections.abc import Sequence

from qingyu.domain.category import FALLBACK, Category, categories
from qingyu.domain.issue import Urgency
from qingyu.domain.place import Place
from qingyu.services import category as topics
from qingyu.services import neighbourhood, pinyin
from qingyu.services import steward as stewards
from qingyu.ui.operations import Operations
from qingyu.ui.pages.issues_new_form import Guessed
from qingyu.ui.parties import Parties
from qingyu.ui.widgets.fact_grid import Suggest


class IssueChoices:
    """People, topics and places to choose from."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self.parties = Parties((), (), pinyin.narrowed)
        self._places: tuple[str, ...] = ()

    def reload(self) -> None:
        """Read who there is and which public places there are."""
        people = self._operations.read(stewards.stewards) or ()
        contacts = self._operations.read(stewards.contacts) or ()
        self.parties = Parties(people, contacts, pinyin.narrowed)
        places = self._operations.read(neighbourhood.public_places) or ()
        self._places = tuple(dict.fromkeys(each.place.text for each in places))

    @property
    def suggest(self) -> dict[str, Suggest]:
        """Suggestions by the key of the field; they follow what was read last."""
        return {
            "place": lambda typed: pinyin.narrowed(self._places, typed) if typed.strip() else (
                self._places
            ),
            "topic": self._topics,
            "handler": lambda typed: self.parties.suggest_any(typed),
            "lead": lambda typed: self.parties.suggest_steward(typed),
            "supervisor": lambda typed: self.parties.suggest_steward(typed),
        }

    def categories(self) -> tuple[Category, ...]:
        """The categories in the order of the table."""
        return categories()

    def topic_text(self, code: str, matter: str) -> str:
        """The topic as it is shown: 房屋本体 · 屋面漏水."""
        return self._operations.read(topics.text, code, matter) or code

    def topic_of(self, text: str) -> tuple[str, str]:
        """The code and matter of a topic as it is shown, or of the first that fits."""
        every = self._operations.read(topics.choices) or ()
        known = next((each for each in every if each.text == text), None)
        if known is None and text.strip():
            known = next(iter(self._operations.read(topics.search, text) or ()), None)
        return (known.code, known.matter) if known is not None else (FALLBACK, "")

    def place_of(self, text: str) -> Place:
        """The place somebody wrote, 3-2-501 or 大门口."""
        # Its patterns take long to compile; the page opens without them.
        from qingyu.domain.place_entry import read_entry

        return read_entry(text)

    def guess(self, words: str) -> Guessed:
        """What the words of a matter tell of place, topic, urgency and danger."""
        from qingyu.domain.intake import understand

        understood = understand(words)
        matter = understood.matter.value if understood.matter else ""
        return Guessed(
            place=understood.place.value.text if understood.place else "",
            topic=self.topic_text(understood.category.value, matter),
            urgency=Urgency(understood.urgency.value),
            dangerous=understood.dangerous.value,
        )

    def _topics(self, typed: str) -> Sequence[str]:
        return [each.text for each in self._operations.read(topics.search, typed) or ()]
