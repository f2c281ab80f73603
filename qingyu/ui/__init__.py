"""The window: pages, models, dialogs and the widgets they are made of."""
