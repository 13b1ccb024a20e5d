"""The whole way, read to write: `run` for tables in a folder, `facts_of` where the stages of one article meet."""
