"""Widgets side by side that go on to a second row where there is no room."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.ui.widgets.flow_layout import FlowLayout


def roomy_row(*parts: QWidget, gap: float = 0.5) -> QWidget:
    """A row as high as its parts need in the width it is given; `gap` in text sizes."""
    made = QWidget()
    flow = FlowLayout(made, gap=gap)
    for one in parts:
        flow.addWidget(one)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
