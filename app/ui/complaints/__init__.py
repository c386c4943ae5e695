"""What customers complain of: the board, one complaint, its figures, the shop's own lists."""
