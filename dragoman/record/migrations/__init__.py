"""The schema's revisions, run by `opening.migrate`. A new one is a new file in `versions/`; those that stand never change."""
