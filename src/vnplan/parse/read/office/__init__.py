"""What files of office programs have in common: the zip container and its XML."""
