"""Today: whose day it is, what waits for a word, and whether the shop is backed up."""
