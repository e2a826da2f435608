"""What a repository says of itself: one reader a metadata file, merged by precedence."""
