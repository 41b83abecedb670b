"""Writing exercises in the CMS: blocks that follow the shapes of a definition, and what is wrong said at its block."""
