"""What is done in a practice folder: build, check for leaks, serve, begin anew."""
