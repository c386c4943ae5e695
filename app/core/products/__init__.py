"""What the shop sells: products, as its receipts name them."""
