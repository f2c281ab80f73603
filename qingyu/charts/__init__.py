"""Charts of domain figures by pyqtgraph; imported only when one is shown."""
