"""Content that set-up makes from data files: the tree, the plain pages, the regulation."""
