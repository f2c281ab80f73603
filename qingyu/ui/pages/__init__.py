"""One file a page; pages compose widgets and call services through Operations."""
