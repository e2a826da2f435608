"""The crawl: from many repositories to many releases; read `run`, `visit` and `settle`."""
