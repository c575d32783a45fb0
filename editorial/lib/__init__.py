"""What the channels of the inbox read, without Django: folders, forms beside files, letters, packages."""
