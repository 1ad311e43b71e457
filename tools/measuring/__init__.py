"""What `make bench` is made of: how a command is measured, what with, and what is asked of it."""
