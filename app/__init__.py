"""熟客 Shuke: a shop's memory of its customers."""

VERSION = "0.1.0"
