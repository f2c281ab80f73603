"""A vote at the table, and what the law asks of an owners' decision (民法典第二百七十八条)."""

from qingyu.domain.frozen import frozen


@frozen
class Tally:
    """How many were for, against, or abstained; area in whole square metres."""

    agree: int = 0
    against: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """How many took part."""
        return self.agree + self.against + self.abstain


@frozen
class Totals:
    """All owners of the neighbourhood: heads and square metres; 0 where it is not known."""

    heads: int = 0
    area: int = 0


@frozen
class Vote:
    """One question put to the vote.

    about_funds: an owners' decision about money, so 民法典 278 is checked;
    three_quarters: it raises maintenance funds or rebuilds, which needs 3/4 instead of over 1/2.
    """

    question: str
    heads: Tally = Tally()
    households: Tally = Tally()
    area: Tally = Tally()
    about_funds: bool = False
    three_quarters: bool = False
    totals: Totals = Totals()
    id: int = 0

    @property
    def of_owners(self) -> bool:
        """Whether the law's quorum and majority are asked for."""
        return self.about_funds or self.three_quarters


@frozen
class Verdict:
    """What came of a vote; quorum is None where none is asked for."""

    passed: bool
    quorum: bool | None
    words: str


def verdict(vote: Vote, totals: Totals) -> Verdict:
    """Quorum and outcome: owners 2/3 by area and heads, then over 1/2 (3/4) of those voting."""
    if not vote.of_owners:
        passed = 2 * vote.heads.agree > vote.heads.cast
        return Verdict(passed, None, "到会人过半数同意，通过" if passed else "没有过半数，未通过")
    unknown = _unknown(totals)
    if unknown:
        return Verdict(False, False, f"{unknown}还没有填，不能算是否达到法定人数，暂不生效")
    short = [
        f"{name}参加 {cast}/{whole}，不到三分之二"
        for name, cast, whole in (
            ("面积", vote.area.cast, totals.area),
            ("人数", vote.heads.cast, totals.heads),
        )
        if 3 * cast < 2 * whole
    ]
    if short:
        return Verdict(False, False, f"{'；'.join(short)}，表决不生效")
    lacking = [
        f"{name}同意 {tally.agree}/{tally.cast}"
        for name, tally in (("面积", vote.area), ("人数", vote.heads))
        if not _enough(tally, vote.three_quarters)
    ]
    wanted = "四分之三" if vote.three_quarters else "半数"
    if lacking:
        return Verdict(False, True, f"{'；'.join(lacking)}，没有达到{wanted}，未通过")
    reached = "达到四分之三" if vote.three_quarters else "都过半数"
    return Verdict(True, True, f"参加的面积和人数都达到三分之二，同意的{reached}，通过")


def _enough(tally: Tally, three_quarters: bool) -> bool:
    # 「四分之三以上」 includes three quarters itself, 「过半数」 does not include a half.
    return 4 * tally.agree >= 3 * tally.cast if three_quarters else 2 * tally.agree > tally.cast


def _unknown(totals: Totals) -> str:
    missing = [
        name
        for name, whole in (("业主总人数", totals.heads), ("总面积", totals.area))
        if whole <= 0
    ]
    return "和".join(missing)
