"""What reviewers decide about flags: the log, the state that follows from it, and its store."""
