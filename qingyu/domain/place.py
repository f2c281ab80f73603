"""A place in the neighbourhood: 幢, 单元, 室, or a public spot."""

from qingyu.domain.frozen import frozen


@frozen
class Place:
    """Building, unit, room as said, and a public spot (屋面, 楼道 …); any part may be missing."""

    building: int | None = None
    unit: int | None = None
    room: str | None = None
    spot: str = ""

    @property
    def text(self) -> str:
        """3幢2单元501室, 3幢 屋面, or an empty string when nothing is known."""
        return " ".join(part for part in (self._address(self.room), self.spot) if part)

    @property
    def code(self) -> str:
        """The short form people write on paper: 3-2-501, 3-2, 3幢."""
        if self.building is None or (self.unit is None and self.room is None):
            return self.text
        if self.unit is None:
            return f"{self.building}幢{self.room}"
        parts = [str(self.building), str(self.unit)]
        return "-".join([*parts, self.room] if self.room else parts)

    @property
    def masked(self) -> str:
        """The public form, room and unit hidden: 2幢*单元*室."""
        if self.room is None:
            return self.text
        building = f"{self.building}幢" if self.building is not None else ""
        return f"{building}*单元*室"

    def named_in(self, text: str) -> bool:
        """Whether the text tells where it is, at least the building; True when nothing is known."""
        building = f"{self.building}幢" if self.building is not None else ""
        parts = [part for part in (self.code, self.text, building or self.spot) if part]
        return not parts or any(part in text for part in parts)

    def __bool__(self) -> bool:
        return bool(self.building or self.unit or self.room or self.spot)

    def _address(self, room: str | None) -> str:
        building = f"{self.building}幢" if self.building is not None else ""
        unit = f"{self.unit}单元" if self.unit is not None else ""
        return building + unit + (f"{room}室" if room else "")


NOWHERE = Place()
