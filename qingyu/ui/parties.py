"""Who an issue can be given to: stewards and outside parties, by the name one types."""

from collections.abc import Callable, Sequence

from qingyu.domain.frozen import frozen
from qingyu.domain.steward import Contact, Role, Steward

NOBODY = "无"
Narrow = Callable[[Sequence[str], str], Sequence[str]]


@frozen
class Party:
    """One choice: how it is offered, its name alone, and whose id it stands for."""

    text: str
    name: str = ""
    steward_id: int | None = None
    contact_id: int | None = None


class Parties:
    """The choices for 承办, 牵头人 and 监督人, narrowed by name or pinyin."""

    def __init__(
        self, stewards: Sequence[Steward], contacts: Sequence[Contact], narrow: Narrow
    ) -> None:
        serving = [each for each in stewards if each.role is not Role.VIEWER]
        self.stewards = tuple(Party(each.name, each.name, each.id) for each in serving)
        self.contacts = tuple(
            Party(_shown(each), each.name, contact_id=each.id) for each in contacts
        )
        self._narrow = narrow

    def find(self, text: str) -> Party | None:
        """The party of this text or name, or None."""
        every = (*self.stewards, *self.contacts)
        return next((party for party in every if text in (party.text, party.name)), None)

    def text_of(self, steward_id: int | None, contact_id: int | None, name: str) -> str:
        """The name of the one who has it; `name` for those who are no choice any more."""
        for party in (*self.stewards, *self.contacts):
            if contact_id is not None and party.contact_id == contact_id:
                return party.name
            if contact_id is None and steward_id is not None and party.steward_id == steward_id:
                return party.name
        return name

    def suggest_steward(self, typed: str) -> Sequence[str]:
        """Stewards that fit what was typed, and 「无」."""
        return self._fitting([party.text for party in self.stewards], typed)

    def suggest_any(self, typed: str) -> Sequence[str]:
        """Stewards and outside parties that fit what was typed."""
        return self._narrow([party.text for party in (*self.stewards, *self.contacts)], typed)

    def suggest_outside(self, typed: str) -> Sequence[str]:
        """Outside parties that fit what was typed."""
        return self._narrow([party.text for party in self.contacts], typed)

    def _fitting(self, names: list[str], typed: str) -> Sequence[str]:
        return (*self._narrow(names, typed), *(() if typed.strip() else (NOBODY,)))


def party_of(parties: Parties, text: str) -> Party | None:
    """The party whose name this is, or the first that fits it."""
    if not text:
        return None
    found = parties.find(text)
    first = next(iter(parties.suggest_any(text)), "")
    return found or parties.find(first)


def _shown(contact: Contact) -> str:
    return f"{contact.name}（{contact.trade}）" if contact.trade else contact.name
