"""Where a command gets the PIN of whoever signs it from; never from its own words."""

import os
import sys
from getpass import getpass

from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Steward
from qingyu.services import Store, identity

VARIABLE = "QINGYU_PIN"


def proved(store: Store, person: Steward) -> Steward:
    """The steward, who has given the PIN where one is asked for; RuleError when it is wrong."""
    if not identity.is_guarded(store) or person.id not in identity.with_pin(store):
        return identity.prove(store, person.id)
    return identity.prove(store, person.id, _typed(person.name))


def _typed(name: str) -> str:
    told = os.environ.get(VARIABLE)
    if told:
        return told
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass(f"{name}的 PIN：")
    raise RuleError(f"{name}有 PIN，命令里要先给出来", f"请把它放在环境变量 {VARIABLE} 里。")
