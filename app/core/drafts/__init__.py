"""What somebody had typed and not yet kept when the shop was locked."""
