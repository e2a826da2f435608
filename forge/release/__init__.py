"""From a repository at a commit to a draft of a release, with every problem."""
